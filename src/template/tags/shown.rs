//! What a tag shows to a reader, whatever language it is written in: pictures, videos, quotations, code, notes.
//! Everything comes out as plain Markdown and HTML.

use super::arguments::Arguments;
use super::picture::{is_picture, is_picture_file, picture};
use super::{alert_names, code_info, embed, note, small_tags, title};

/// What stands in a tag's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::template) enum Shown {
    /// In the running text.
    Inline(String),
    /// On lines of its own.
    Block(String),
    /// Around what is inside, on lines of their own.
    Around(String, String),
    /// Around words in the running text.
    Wrapped(String, String),
    /// As code: language and attributes, a title.
    Code(String),
    /// As code below a line of HTML that says where it is from.
    Captioned(String, String),
    /// As code below a first line that the tag itself says.
    CodeBelow(String, String),
    /// This, and not what is inside, which it is made of.
    Instead(Box<Shown>),
    /// What is inside, without the tag.
    Inside,
    /// Not even what is inside.
    Nothing,
    /// Not known.
    Unknown,
}

/// The argument that holds the line above code, which `caption` makes and nobody writes.
pub(in crate::template) const CAPTION: &str = "folio caption";

/// What a tag without content shows.
pub(in crate::template) fn single(name: &str, arguments: &Arguments) -> Shown {
    let name = name.to_lowercase();
    if let Some(words) = small_tags::of(&name, arguments) {
        return Shown::Inline(words);
    }
    if let Some(recording) = small_tags::recording(&name, arguments) {
        return Shown::Block(recording);
    }
    if let Some(link) = embed::of(&name, arguments) {
        return Shown::Block(link);
    }
    if alert_names::is_alert(&name)
        && let Some(text) = arguments.get(&["text", "content", "body", "message"]).or_else(|| arguments.at(0))
    {
        return Shown::Block(format!(
            "<blockquote markdown=\"1\" class=\"folio-alert {name}\">\n\n{text}\n\n</blockquote>"
        ));
    }
    if let ("epigraph", [words, by @ ..]) = (name.as_str(), arguments.positional.as_slice()) {
        let by = if by.is_empty() { String::new() } else { format!("<p>\u{2014} {}</p>\n", escape(&by.join(", "))) };
        return Shown::Block(format!("<blockquote markdown=\"1\">\n\n{words}\n\n{by}</blockquote>"));
    }
    if is_picture(&name, arguments) {
        return picture(arguments).map_or(Shown::Unknown, Shown::Block);
    }
    if let Some(math) = math(&name, arguments) {
        return Shown::Inline(math);
    }
    match link(&name, arguments) {
        Some(link) => Shown::Inline(link),
        None => Shown::Unknown,
    }
}

/// What a tag with content shows.
pub(in crate::template) fn paired(name: &str, arguments: &Arguments) -> Shown {
    let name = name.to_lowercase();
    match name.as_str() {
        "code" | "codeblock" if arguments.get(&[CAPTION]).is_some() => {
            Shown::Captioned(arguments.get(&[CAPTION]).unwrap_or_default().to_owned(), code_info::of(arguments))
        }
        "highlight" | "code" | "codeblock" | "sourcecode" | "code-block" | "prism" | "syntax" => {
            Shown::Code(code_info::of(arguments))
        }
        "terminal" | "console" | "shell" | "cmd" | "command" | "bash" => Shown::Code(code_info::of(arguments)),
        "text" | "output" | "snippet" | "listing" if code_info::is_language(arguments.at(0)) => {
            Shown::Code(code_info::of(arguments))
        }
        "tab" if code_info::is_language(arguments.get(&["lang", "codelang"])) => {
            code_in_tab(arguments, &Arguments::NONE)
        }
        "katex" | "math" | "latex" | "mathjax" | "equation" | "tex" | "imath" | "eq" => Shown::Code("math".to_owned()),
        // `{% mermaid graph TD %}` (NexT).
        "mermaid" if arguments.at(0).is_some_and(code_info::is_graph) => {
            Shown::CodeBelow(name, arguments.positional.join(" "))
        }
        _ if code_info::is_drawing(&name) => Shown::Code(name),
        "typeit" if arguments.get(&["code"]).is_some() => {
            Shown::Code(arguments.get(&["code"]).unwrap_or_default().to_owned())
        }
        "blockquote" | "quote" | "pullquote" | "quote-block" | "epigraph" | "cite" | "cq" | "centerquote" => {
            quotation(&name, arguments)
        }
        "details" | "expand" | "collapse" | "collapsible" | "accordion" | "spoiler" | "fold" | "folding"
        | "hideblock" | "toggle" | "hidetoggle" | "accordion-item" => details(&name, arguments),
        "a" | "link" | "button" | "btn" | "linkbutton" | "button-link" | "staticref" => target(arguments)
            .map_or(Shown::Inside, |href| Shown::Wrapped(format!("<a href=\"{}\">", escape(href)), "</a>".to_owned())),
        // Eleventy's plugin for footnotes: an identifier, then the note.
        "footnoteref" if arguments.at(1).is_some() => {
            Shown::Wrapped(String::new(), format!(" ({})", arguments.at(1).unwrap_or_default()))
        }
        "comment" | "script" => Shown::Nothing,
        "raw" | "verbatim" | "rawhtml" | "html" | "markdown" | "md" => Shown::Inside,
        "figure" | "img" | "image" | "thumbnail" if picture(arguments).is_some() => {
            picture(arguments).map_or(Shown::Inside, |picture| Shown::Around(picture, String::new()))
        }
        "figure" if arguments.get(&["caption"]).is_some() => {
            let caption = arguments.get(&["caption"]).unwrap_or_default();
            let end = format!("<figcaption markdown=\"1\">\n\n{caption}\n\n</figcaption>\n</figure>");
            Shown::Around("<figure markdown=\"1\">".to_owned(), end)
        }
        _ => note::of(&name, arguments),
    }
}

/// Whether a tag with content shows a line of words above it that was guessed from its arguments.
pub(in crate::template) fn is_headed(shown: &Shown) -> bool {
    matches!(shown, Shown::Around(before, _) if before.starts_with("<p>") || before.starts_with("**"))
}

/// What a tag with content shows among words, where nothing that stands on lines of its own has a place.
pub(in crate::template) fn among_words(shown: Shown) -> Shown {
    let is_block = |before: &str| ["<blockquote", "<details", "<p>"].iter().any(|tag| before.starts_with(tag));
    match shown {
        Shown::Around(before, _) if is_block(&before) => Shown::Inside,
        shown => shown,
    }
}

/// What a tab of code shows, with what the tags around it are given.
pub(in crate::template) fn code_in_tab(arguments: &Arguments, around: &Arguments) -> Shown {
    Shown::Code(code_info::of_tab(arguments, around))
}

/// What a tag with content shows whose own file prints it as code.
pub(in crate::template) fn code(arguments: &Arguments) -> Shown {
    Shown::Code(code_info::of(arguments))
}

fn quotation(name: &str, arguments: &Arguments) -> Shown {
    let author = arguments.get(&["author", "by", "cite", "name", "attribution"]);
    let source = arguments.get(&["source", "title", "from", "book"]);
    let href = arguments
        .get(&["link", "url", "href"])
        .or_else(|| arguments.positional.iter().map(String::as_str).find(|w| is_address(w)));
    let written: Vec<&str> = arguments
        .positional
        .iter()
        .map(String::as_str)
        .filter(|word| !is_address(word) && name != "pullquote")
        .collect();
    let written = written.join(" ");
    let by: Vec<&str> =
        author.into_iter().chain(source).chain((!written.is_empty()).then_some(written.as_str())).collect();
    let by = escape(&by.join(", "));
    // Octopress and Hexo say the address itself where nothing stands behind it.
    let is_last = |href: &str| arguments.positional.last().is_some_and(|last| last == href);
    if let Some(href) = href.filter(|href| is_last(href) && href.contains("://") && !by.is_empty()) {
        let place = href.split_once("://").map_or(href, |(_, place)| place).trim_end_matches('/');
        let end = format!("<p>\u{2014} {by}, <a href=\"{}\">{}</a></p>\n</blockquote>", escape(href), escape(place));
        return Shown::Around("<blockquote markdown=\"1\">".to_owned(), end);
    }
    let by = match href {
        Some(href) => format!("<a href=\"{}\">{}</a>", escape(href), if by.is_empty() { escape(href) } else { by }),
        None => by,
    };
    let end = if by.is_empty() { String::new() } else { format!("<p>\u{2014} {by}</p>\n") };
    Shown::Around("<blockquote markdown=\"1\">".to_owned(), format!("{end}</blockquote>"))
}

fn details(name: &str, arguments: &Arguments) -> Shown {
    let named = arguments.get(&["summary", "title", "header", "label", "text", "name"]).map(str::to_owned);
    let spoken = || {
        let words: Vec<&str> =
            arguments.positional.iter().map(String::as_str).filter(|word| !note::is_switch(word)).collect();
        words.join(" ")
    };
    let summary = named.unwrap_or_else(spoken);
    // One without a title is around others that have theirs.
    if name == "accordion" && summary.trim().is_empty() {
        return Shown::Inside;
    }
    let summary = if summary.trim().is_empty() { "Details".to_owned() } else { title::html(&summary) };
    let open = arguments.get(&["open"]).is_some_and(|open| open != "false");
    let open = if open { " open" } else { "" };
    Shown::Around(format!("<details markdown=\"1\"{open}><summary>{summary}</summary>"), "</details>".to_owned())
}

fn math(name: &str, arguments: &Arguments) -> Option<String> {
    let formula = matches!(name, "katex" | "math" | "latex" | "mathjax").then(|| arguments.positional.join(" "))?;
    // Without one it only says that the page has some.
    Some(if formula.is_empty() { formula } else { format!("${}$", formula.trim_matches('$')) })
}

/// Where a tag leads.
fn target(arguments: &Arguments) -> Option<&str> {
    let named = arguments.get(&["href", "url", "link", "to", "src", "permalink", "relref", "ref", "page"]);
    named.or_else(|| arguments.positional.iter().map(String::as_str).find(|word| is_address(word)))
}

/// A link, from an address and words.
fn link(name: &str, arguments: &Arguments) -> Option<String> {
    let is_page = |value: &&str| value.starts_with("http") && is_address(value) && !is_picture_file(value);
    // Among several sentences an address is one thing of many: they are what is shown.
    let is_text = || arguments.values().filter(|value| is_sentence(value)).nth(1).is_some();
    let href = target(arguments).or_else(|| arguments.values().find(is_page).filter(|_| !is_text()))?;
    // The title of what is called a link is a hint.
    let own = arguments.get(&["text", "content"]).filter(|_| name == "link");
    let words = own.or_else(|| arguments.get(&["text", "title", "label", "name", "content", "caption", "alt"]));
    let words = words
        .or_else(|| arguments.positional.iter().map(String::as_str).find(|word| *word != href && !is_address(word)));
    let below = arguments.get(&["subtitle", "description"]).filter(|below| Some(*below) != words);
    let below = below.map_or(String::new(), |below| format!(" {}", escape(below)));
    Some(format!("<a href=\"{}\">{}</a>{below}", escape(href), escape(words.unwrap_or(href))))
}

/// The argument of an unknown tag in running text that is most likely a word of it: a name, or what stands behind it.
pub(in crate::template) fn word(arguments: &Arguments) -> Option<&str> {
    let is_word = |word: &&str| {
        let is_name = word.chars().any(char::is_alphabetic) && !is_address(word) && !note::is_switch(word);
        is_name && !is_picture_file(word)
    };
    let named = arguments.get(&["name"]).filter(is_word);
    named.or_else(|| match arguments.positional.as_slice() {
        [only] => Some(only.as_str()).filter(|only| is_word(only) || only.bytes().all(|byte| byte.is_ascii_digit())),
        words => words.iter().rev().map(String::as_str).find(is_word),
    })
}

/// The texts that an unknown tag was given.
pub(in crate::template) fn sentences(arguments: &Arguments) -> Option<String> {
    let texts = arguments.get(&["text", "content", "caption", "title", "description", "label", "summary"]);
    let texts = texts.filter(|text| !note::is_switch(text));
    let sentences: Vec<&str> = arguments.positional.iter().map(String::as_str).filter(|it| is_sentence(it)).collect();
    match texts {
        Some(text) => Some(format!("{text} ")),
        None => (!sentences.is_empty()).then(|| sentences.join(" ") + " "),
    }
}

/// Words, dimmed, that stand for a tag which is not known.
pub(in crate::template) fn dimmed(words: &str) -> String {
    format!("<folio-unknown>{}</folio-unknown>", escape(words))
}

/// The texts that an unknown tag was given, else its name, dimmed.
pub(in crate::template) fn unknown(name: &str, arguments: &Arguments) -> String {
    sentences(arguments).unwrap_or_else(|| dimmed(&format!("\u{2039}{name}\u{203a}")))
}

/// Whether an argument is words for readers: classes, names and addresses are short or have no blanks.
pub(in crate::template) fn is_sentence(value: &str) -> bool {
    value.split_whitespace().count() > 3 && !value.contains("://")
}

pub(in crate::template) fn is_address(word: &str) -> bool {
    word.starts_with("http://")
        || word.starts_with("https://")
        || word.starts_with("//")
        || (word.starts_with('/') && word.len() > 1)
}

/// Text as it stands in HTML, in attributes too.
pub(in crate::template) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Code between fences that it cannot close.
pub(in crate::template) fn fenced(info: &str, code: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in code.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat((longest + 1).clamp(3, 64));
    let code = code.strip_prefix('\n').unwrap_or(code);
    format!("{fence}{info}\n{}\n{fence}", code.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_leaves_its_sentences() {
        for (raw, want) in [
            ("'id' 'This is said in the margin.'", "This is said in the margin. "),
            ("a b c d e", "<folio-unknown>\u{2039}aside\u{203a}</folio-unknown>"),
        ] {
            assert_eq!(unknown("aside", &Arguments::parse(raw)), want, "{raw}");
        }
    }

    #[test]
    fn a_word_of_an_unknown_tag_is_one_of_its_arguments() {
        for (raw, want) in [
            ("\"DBIx::Class\"", Some("DBIx::Class")),
            ("Moose \"the moose\"", Some("the moose")),
            ("2616", Some("2616")),
            ("owner/repo 12", Some("owner/repo")),
            ("name=\"file.rs\"", Some("file.rs")),
            ("a.png", None),
            ("https://a.example", None),
            ("true", None),
            ("class=\"wide\"", None),
            ("", None),
        ] {
            assert_eq!(word(&Arguments::parse(raw)), want, "{raw}");
        }
    }

    #[test]
    fn a_card_has_a_line_above_and_one_below() {
        let want = Shown::Around("<p><strong>A</strong></p>".to_owned(), "<p>B</p>".to_owned());
        assert_eq!(paired("card", &Arguments::parse("header=\"A\" footer=\"B\"")), want);
        assert_eq!(among_words(want), Shown::Inside);
    }

    #[test]
    fn a_figure_around_something_keeps_its_caption() {
        let shown = paired("figure", &Arguments::parse("caption:\"What it *shows*\""));
        assert!(matches!(&shown, Shown::Around(_, end) if end.contains("What it *shows*")), "{shown:?}");
    }
}
