//! Tags that Hexo's themes add. They take their arguments in ways of their own, parted by commas, `@` or `::`, so they are
//! read from what was written, before it is taken for quoted words.

use super::super::code::CodeMap;
use super::super::output::Output;
use super::arguments::Arguments;
use super::caption::{self, Caption};
use super::shown::{CAPTION, Shown, escape, is_address};

/// What a tag without content shows; None for tags that take ordinary arguments.
pub(in crate::template) fn single(name: &str, raw: &str) -> Option<Shown> {
    let parts = parts(raw);
    let words = match name {
        "btn" | "button" | "anchor" => return link(&button(raw, &parts)?),
        "link" if parts.len() > 1 => {
            let href = parts.iter().find(|part| is_address(part))?;
            return link(&(parts.first().filter(|first| *first != href).unwrap_or(href), href));
        }
        "ghcard" | "githubcard" | "ghbdage" if raw.contains('/') => {
            let repository = parts.first()?;
            return link(&(repository, &format!("https://github.com/{repository}")));
        }
        "pdf" => {
            // Behind the address stands how high the page shows it.
            let address = raw.split([' ', ',']).next()?.trim_matches(['\'', '"']);
            return link(&(address.rsplit('/').next()?, address));
        }
        "image" if parts.len() > 1 && !raw.trim_start().starts_with(['"', '\'']) => {
            let source = escape(parts.first()?);
            let words = parts.iter().find_map(|part| part.strip_prefix("alt=")).map(escape).unwrap_or_default();
            let caption = if words.is_empty() { String::new() } else { format!("<figcaption>{words}</figcaption>") };
            let picture = format!("<img src=\"{source}\" alt=\"{words}\">");
            return Some(Shown::Block(format!("<figure>{picture}{caption}</figure>")));
        }
        "bvideo" => {
            return link(&("\u{25b6} Bilibili video", &format!("https://www.bilibili.com/video/{}", parts.first()?)));
        }
        "label" | "font" => return Some(Shown::Inline(escape(labelled(raw)))),
        "p" | "span" | "cb" | "checkbox" | "radio" | "psw" | "u" | "emp" | "wavy" | "nota" => {
            behind_colors(name, &parts)?
        }
        "kbd" | "del" | "sup" | "sub" | "mark" => {
            let text = behind_colors(name, &parts)?;
            return Some(Shown::Inline(format!("<{name}>{}</{name}>", escape(text))));
        }
        "copy" => {
            let text = raw.split(" prefix:").next().unwrap_or_default().trim().trim_matches(['\'', '"']);
            return Some(Shown::Inline(format!("<code>{}</code>", escape(text))));
        }
        "tag" | "spoiler" | "referfrom" => {
            let arguments = Arguments::parse(raw);
            return Some(Shown::Inline(escape(arguments.at(0)?)));
        }
        "progress" => raw.trim().splitn(3, ' ').nth(2)?,
        "bubble" => return Some(Shown::Inline(escape(&parts.get(..2)?.join(" ")))),
        "galleryGroup" => {
            let arguments = Arguments::parse(raw);
            let link = format!("<a href=\"{}\">{}</a>", escape(arguments.at(2)?), escape(arguments.at(0)?));
            return Some(Shown::Inline(format!("{link} {}", escape(arguments.at(1).unwrap_or_default()))));
        }
        "hideInline" => {
            let (answer, question) = (parts.first()?, parts.get(1).copied().unwrap_or_default());
            return Some(Shown::Inline(escape(format!("{question} {answer}").trim())));
        }
        "fa" | "fa_inline" | "icon" | "iconfont" => return Some(Shown::Inline(String::new())),
        _ => return None,
    };
    Some(Shown::Inline(escape(words)))
}

/// The arguments of a tag with content, for tags whose title stands among colors and classes.
pub(in crate::template) fn paired(name: &str, raw: &str) -> Option<Arguments> {
    let parts = parts(raw);
    let title = match name {
        "hideBlock" | "hideToggle" | "timeline" => parts.first()?,
        "fold" if raw.contains('@') => labelled(raw),
        "folding" | "fold" | "details" => parts.last()?,
        "timenode" => raw.trim(),
        // Its words say which icon it has.
        "tip" if raw.is_ascii() => return Some(Arguments::default()),
        "codeblock" | "code" => return Some(code(raw)),
        "blockquote" | "quote" if !raw.contains(['=', '"', '\'']) => return Some(cited(raw)),
        "note" => {
            let mut arguments = Arguments::parse(raw);
            arguments.positional.retain(|word| !is_dress(word));
            return Some(arguments);
        }
        _ => return None,
    };
    Some(Arguments::one(title))
}

/// `author, source url title` of a quotation; an address without a title shows itself (Hexo's `tag/blockquote.js`).
fn cited(raw: &str) -> Arguments {
    let mut words = raw.split_whitespace();
    let author: Vec<&str> = words.by_ref().take_while(|word| !is_address(word)).collect();
    let Some(link) = raw.split_whitespace().nth(author.len()).filter(|_| !author.is_empty()) else {
        return Arguments::parse(raw);
    };
    let title: Vec<&str> = words.collect();
    let shown = link.split_once("://").map_or(link, |(_, rest)| rest).trim_end_matches('/');
    let title = if title.is_empty() { shown.to_owned() } else { title.join(" ") };
    let named = [("author", author.join(" ")), ("link", link.to_owned()), ("source", title)];
    Arguments { positional: Vec::new(), named: named.map(|(name, value)| (name.to_owned(), value)).to_vec() }
}

/// `title lang:x url words` of a block of code (Hexo's documentation, "Tag plugins").
fn code(raw: &str) -> Arguments {
    let caption = Caption::of(raw);
    let title = match caption.line() {
        Some(line) => Some((CAPTION.to_owned(), line)),
        None => Some(("title".to_owned(), caption.title)).filter(|(_, title)| !title.is_empty()),
    };
    let language = caption::language(raw).map(|name| ("lang".to_owned(), name.to_owned()));
    let positional = if language.is_some() { Vec::new() } else { vec![String::new()] };
    Arguments { positional, named: language.into_iter().chain(title).collect() }
}

/// Makes lines of their own of the comments that name tabs and dates: `<!-- tab Name@icon -->`, `<!-- timeline May -->`.
/// None if the text holds none.
pub(in crate::template) fn rewrite_comments(text: &str) -> Option<Output> {
    const OPENERS: [&str; 2] = ["<!-- tab ", "<!-- timeline "];
    if !OPENERS.iter().any(|opener| text.contains(opener)) {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut at) = (Output::default(), 0);
    for line in text.split_inclusive('\n') {
        let comment = OPENERS.iter().find_map(|opener| line.trim().strip_prefix(opener)?.strip_suffix("-->"));
        let name = comment.map(|inner| inner.split('@').next().unwrap_or_default().trim());
        match name.filter(|name| !name.is_empty() && code.at(at).is_none()) {
            Some(name) => out.make(&format!("\n<p><strong>{}</strong></p>\n\n", escape(&without_tags(name))), at),
            None => out.copy(line, at),
        }
        at += line.len();
    }
    Some(out)
}

/// Words without the elements of HTML around some of them.
fn without_tags(words: &str) -> String {
    let mut parts = words.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once('>').map_or(part, |(_, behind)| behind))
}

/// Parts between commas, or between double colons where there are any, without quotes.
fn parts(raw: &str) -> Vec<&str> {
    let mark = if raw.contains("::") { "::" } else { "," };
    raw.split(mark).map(|part| part.trim().trim_matches(['\'', '"']).trim()).collect()
}

fn link((words, href): &(&str, &str)) -> Option<Shown> {
    Some(Shown::Inline(format!("<a href=\"{}\">{}</a>", escape(href), escape(words))))
}

/// Words and target of a button: `url, words, icon, title`, or `class::words::url::icon`.
fn button<'a>(raw: &str, parts: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let place = parts.iter().position(|part| is_address(part));
    if let Some(place) = place.filter(|place| *place > 0 || raw.contains("::")) {
        return Some((place.checked_sub(1).and_then(|before| parts.get(before))?, parts.get(place)?));
    }
    let href = parts.first()?;
    let words = parts.get(1).filter(|words| !words.is_empty()).or_else(|| parts.get(3)).unwrap_or(href);
    (parts.len() > 1).then_some((words, href))
}

/// The words of a label: `class@words`, `words color`, `words`.
fn labelled(raw: &str) -> &str {
    if let Some((class, words)) = raw.split_once('@')
        && class.trim().chars().all(|c| c.is_ascii_alphabetic())
    {
        return words.trim();
    }
    match raw.trim().rsplit_once([' ', ',']) {
        Some((words, last)) if is_color(last) => words.trim().trim_end_matches(','),
        _ => raw.trim(),
    }
}

/// The words behind classes and colors, which stand in front of the first comma, if there is one.
fn behind_colors<'a>(name: &str, parts: &[&'a str]) -> Option<&'a str> {
    let first = parts.first()?;
    match (name, parts.get(1)) {
        ("cb", _) | (_, None) => Some(first),
        (_, Some(second)) if first.is_empty() || first.split(' ').all(is_color) => Some(second),
        ("p" | "span" | "checkbox" | "radio", Some(second)) if first.is_ascii() => Some(second),
        _ => Some(first),
    }
}

fn is_color(word: &str) -> bool {
    const COLORS: [&str; 22] = [
        "red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "gray", "grey", "white", "black",
        "default", "primary", "success", "info", "warning", "danger", "checked", "plus", "minus", "times",
    ];
    COLORS.contains(&word)
}

/// Whether a word of a note says how it is drawn.
fn is_dress(word: &str) -> bool {
    const COLORS: [&str; 12] =
        ["red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "gray", "grey", "white", "black"];
    matches!(word, "no-icon" | "simple" | "modern" | "flat" | "disabled" | "fab" | "fas" | "far")
        || COLORS.contains(&word)
        || ["fa-", "fab ", "fas ", "far "].iter().any(|prefix| word.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_among_colors_and_icons() {
        let link = |words: &str, href: &str| format!("<a href=\"{href}\">{words}</a>");
        for (name, raw, want) in [
            ("btn", "https://a.example/b/, Some words, Title", link("Some words", "https://a.example/b/")),
            ("btn", "'/b/',Some words,far fa-hand,blue larger", link("Some words", "/b/")),
            ("btn", "regular::Words::https://a.example::fas fa-play", link("Words", "https://a.example")),
            ("link", "Words, https://a.example, https://a.example/b.png", link("Words", "https://a.example")),
            ("ghcard", "a/b", link("a/b", "https://github.com/a/b")),
            ("label", "primary@Words here", "Words here".to_owned()),
            ("label", "info @Words", "Words".to_owned()),
            ("label", "Words red", "Words".to_owned()),
            ("p", "red, Words", "Words".to_owned()),
            ("u", "Words, and more", "Words".to_owned()),
            ("cb", "Words, true", "Words".to_owned()),
            ("checkbox", "red checked, Words", "Words".to_owned()),
            ("kbd", "Ctrl", "<kbd>Ctrl</kbd>".to_owned()),
            ("hideInline", "42,question,#fff", "question 42".to_owned()),
            ("fa_inline", "github", String::new()),
            ("button", "regular, Words, https://a.example/, fas fa-play", link("Words", "https://a.example/")),
            ("copy", "npm i <x> prefix:$", "<code>npm i &lt;x&gt;</code>".to_owned()),
            ("tag", "Words color:cyan", "Words".to_owned()),
            ("progress", "10 blue Half a way", "Half a way".to_owned()),
            ("bubble", "Word , \"what it is\",red", "Word what it is".to_owned()),
            ("pdf", "https://a.example/b.pdf 100%", link("b.pdf", "https://a.example/b.pdf")),
        ] {
            assert_eq!(single(name, raw), Some(Shown::Inline(want)), "{name} {raw}");
        }
        assert_eq!(single("youtube", "a"), None);
        let figure = "<figure><img src=\"/a.jpg\" alt=\"Some words\"><figcaption>Some words</figcaption></figure>";
        let image = single("image", "/a.jpg, alt=Some words, width=300px");
        assert_eq!(image, Some(Shown::Block(figure.to_owned())));
        assert_eq!(single("image", "\"/a.jpg\" \"Bread, and toppings\""), None, "of other sites");
        for (name, raw, want) in [
            ("folding", "cyan, The title", vec!["The title"]),
            ("hideToggle", "The title,#fff", vec!["The title"]),
            ("note", "info no-icon", vec!["info"]),
            ("note", "blue 'fas fa-x' modern", vec![]),
            ("folding", "blue::The title", vec!["The title"]),
            ("timenode", "2021-01-15 [a, b](c)", vec!["2021-01-15 [a, b](c)"]),
            ("tip", "bolt", vec![]),
            ("fold", "info @The title", vec!["The title"]),
        ] {
            assert_eq!(
                paired(name, raw).map(|found| found.positional),
                Some(want.iter().map(|w| (*w).to_owned()).collect())
            );
        }
    }

    #[test]
    fn comments_that_name_tabs_become_words() {
        let named = |raw: &str| paired("codeblock", raw).unwrap().named;
        let js = ("lang".to_owned(), "js".to_owned());
        let line = "<p>_.compact <a href=\"http://a.example\">b.js</a></p>".to_owned();
        assert_eq!(named("_.compact http://a.example b.js lang:js"), [js.clone(), (CAPTION.to_owned(), line)]);
        assert_eq!(named("lang:js a:b c"), [js, ("title".to_owned(), "a:b c".to_owned())]);
        let made = rewrite_comments("<!-- tab <code>One</code>@icon -->\na\n<!-- endtab -->\n")
            .map(|out| out.finish(|_| (1, 1)).0);
        assert_eq!(made.as_deref(), Some("\n<p><strong>One</strong></p>\n\na\n<!-- endtab -->\n"));
    }
}
