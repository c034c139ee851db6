//! Tags of Hexo's themes whose options stand among their words, `words color:red size:xl` (Stellar) or `words, key=value`
//! (Volantis): the words are shown, what only dresses them is not.

use super::arguments::Arguments;
use super::picture::is_picture_file;
use super::shown::{Shown, escape, is_address};

/// What a tag without content shows; None for tags that have no such options.
pub(super) fn single(name: &str, raw: &str) -> Option<Shown> {
    let (words, given) = parted(raw);
    let element = |tag: &str| Some(Shown::Inline(format!("<{tag}>{}</{tag}>", escape(&words))));
    match name {
        "mark" | "sup" | "sub" | "del" | "kbd" if !given.named.is_empty() => element(name),
        "u" | "emp" | "wavy" | "psw" | "checkbox" | "radio" if !given.named.is_empty() => {
            Some(Shown::Inline(escape(&words)))
        }
        "note" if !words.is_empty() && !raw.contains(['"', '\'']) => Some(note(&words)),
        "quot" => Some(Shown::Block(match given.get(&["el"]).filter(|el| el.starts_with('h') && el.len() == 2) {
            Some(el) => format!("<{el}>{0}</{el}>", escape(&words)),
            None => format!("<blockquote><p>{}</p></blockquote>", escape(&words)),
        })),
        // Its links are Markdown.
        "navbar" => Some(Shown::Block(words)),
        "copy" if !given.named.is_empty() => Some(Shown::Inline(code(&words))),
        "ghcard" | "ghbadge" | "ghbdage" | "githubcard" => {
            let place = raw.split([' ', ',']).find(|word| !word.is_empty())?.trim_matches(['"', '\'']);
            Some(Shown::Inline(link(&format!("https://github.com/{place}"), place)))
        }
        "link" if !raw.contains(',') => {
            let (href, rest) = words.split_once(' ').unwrap_or((&words, ""));
            is_address(href).then(|| Shown::Inline(link(href, if rest.is_empty() { href } else { rest })))
        }
        "image" if !raw.contains([',', '"', '\'']) => {
            let (file, rest) = words.split_once(' ')?;
            Some(Shown::Block(figure(file, rest)))
        }
        "site" => site(raw),
        "banner" => {
            let pictures: String = ["bg", "avatar"].iter().filter_map(|key| given.get(&[key])).map(picture).collect();
            let words = given.get(&["link"]).map_or_else(|| escape(&words), |href| link(href, &words));
            Some(Shown::Block(format!("<p>{words}</p>\n{pictures}")))
        }
        "frame" => {
            let files = raw.split('|').filter_map(|part| part.trim().split_once('='));
            let shown = files.filter_map(|(key, file)| match key {
                "img" => Some(picture(file)),
                "video" => Some(link(file, "\u{25b6} video")),
                _ => None,
            });
            Some(Shown::Block(shown.collect::<Vec<_>>().join(" ")))
        }
        "audio" | "video" | "dplayer" | "aplayer" => player(name, raw, &given),
        "caniuse" => {
            let feature = raw.split(['@', ' ', '|']).find(|word| !word.is_empty())?;
            Some(Shown::Inline(link(&format!("https://caniuse.com/{feature}"), &format!("Can I use {feature}"))))
        }
        "telescopic" | "alertbar" | "reference" | "referto" => {
            let arguments = Arguments::parse(raw);
            let from = usize::from(name == "alertbar");
            Some(Shown::Inline(escape(&arguments.positional.get(from..)?.join(" "))))
        }
        // These wait for what a reader does, or list other pages.
        "rating" | "vote" | "poll" | "tag_cloud" => Some(Shown::Inline(String::new())),
        _ => None,
    }
}

/// The arguments of a tag with content.
pub(super) fn paired(name: &str, raw: &str) -> Option<Arguments> {
    let (words, given) = parted(raw);
    let title = |title: &str| ("title".to_owned(), title.trim().to_owned());
    let of = |names: &[&str]| given.get(names).unwrap_or_default().to_owned();
    let named = match name {
        "box" => vec![title(&words)],
        "noteblock" | "notel" => {
            let mark = if raw.contains("::") { "::" } else { "," };
            let (kind, rest) = raw.split_once(mark).unwrap_or((raw, ""));
            let rest = if name == "notel" { raw.rsplit(' ').next().unwrap_or_default() } else { rest };
            let kind = kind.split_whitespace().next().unwrap_or_default();
            let kind = if kind == "done" { "success" } else { kind };
            vec![("type".to_owned(), kind.to_owned()), title(rest)]
        }
        "poetry" | "reel" => {
            let by = [of(&["author"]), of(&["date"])].join(" ");
            vec![title(&words), ("subtitle".to_owned(), by.trim().to_owned()), ("footer".to_owned(), of(&["footer"]))]
        }
        "poem" => {
            let (words, by) = raw.split_once(',').unwrap_or((raw, ""));
            vec![title(words), ("subtitle".to_owned(), by.trim().to_owned())]
        }
        "folding" | "timeline" if !given.named.is_empty() => vec![title(&words)],
        "tabs" | "grid" | "split" | "gallery" | "swiper" => Vec::new(),
        _ => return None,
    };
    let named = named.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    Some(Arguments { positional: Vec::new(), named })
}

/// Words, and what stands among them as `key:value`.
fn parted(raw: &str) -> (String, Arguments) {
    const KEYS: &str = " active align api aspect author autoplay avatar bg bilibili bordered bottom cdn center checked child class codeblock \
        color cover date desc download effect el fancybox fit footer height icon id layout limit link name netease open padding \
        percent prefix ratio reversed size speed square status style subtitle suffix symbol target theme title top type url user vertical \
        w width xiaohongshu youtube ";
    let (mut words, mut given) = (Vec::new(), Arguments::default());
    for word in raw.split_whitespace() {
        match word.split_once(':').filter(|(key, _)| !key.is_empty() && KEYS.contains(&format!(" {key} "))) {
            Some((key, value)) => given.named.push((key.to_owned(), value.to_owned())),
            None => words.push(word),
        }
    }
    (words.join(" "), given)
}

/// A note whose first word is its title, if others follow.
fn note(words: &str) -> Shown {
    let (title, text) = words.split_once(' ').unwrap_or(("", words));
    let title = if title.is_empty() { String::new() } else { format!("<folio-title>{}</folio-title>", escape(title)) };
    Shown::Block(format!("<blockquote markdown=\"1\" class=\"folio-alert note\">{title}\n\n{text}\n\n</blockquote>"))
}

/// `name, url=…, screenshot=…, avatar=…, description=…`.
fn site(raw: &str) -> Option<Shown> {
    let mut parts = raw.split(',').map(str::trim);
    let name = parts.next()?;
    let given: Vec<(&str, &str)> = parts.filter_map(|part| part.split_once('=')).collect();
    let of = |key: &str| given.iter().find(|(own, _)| own.trim() == key).map(|(_, value)| value.trim());
    let picture = of("screenshot").or_else(|| of("avatar")).map(picture).unwrap_or_default();
    let words = of("description").map_or(String::new(), |words| format!(" {}", escape(words)));
    Some(Shown::Block(format!("<p>{}{words}</p>\n{picture}", link(of("url")?, name))))
}

/// What is to be seen or heard, here or elsewhere.
fn player(name: &str, raw: &str, given: &Arguments) -> Option<Shown> {
    let (label, href) = if let Some(id) = given.get(&["bilibili"]) {
        ("Bilibili video", format!("https://www.bilibili.com/video/{id}"))
    } else if let Some(id) = given.get(&["youtube"]) {
        ("YouTube video", format!("https://www.youtube.com/watch?v={id}"))
    } else if let Some(id) = given.get(&["netease"]) {
        ("audio", format!("https://music.163.com/#/song?id={id}"))
    } else {
        let file = (name == "dplayer").then(|| raw.split("url=").nth(1)).flatten()?;
        ("video", file.split([' ', '"', '\'', ',']).next()?.to_owned())
    };
    Some(Shown::Block(link(&href, &format!("\u{25b6} {label}"))))
}

fn figure(file: &str, words: &str) -> String {
    let words = escape(words);
    format!("<figure><img src=\"{}\" alt=\"{words}\"><figcaption>{words}</figcaption></figure>", escape(file))
}

fn picture(file: &str) -> String {
    let is_file = is_picture_file(file) || is_address(file);
    if is_file { format!("<img src=\"{}\" alt=\"\">\n", escape(file)) } else { String::new() }
}

fn link(href: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(href), escape(words))
}

/// Words as code, which holds no marks.
pub(super) fn code(words: &str) -> String {
    let fence = if words.contains('`') { "``" } else { "`" };
    format!("{fence}{words}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_without_what_dresses_them() {
        let link = |href: &str, words: &str| format!("<a href=\"{href}\">{words}</a>");
        for (name, raw, want) in [
            ("mark", "Words color:dark", "<mark>Words</mark>".to_owned()),
            ("quot", "Words el:h2 icon:x", "<h2>Words</h2>".to_owned()),
            ("quot", "Words", "<blockquote><p>Words</p></blockquote>".to_owned()),
            ("navbar", "active:/a [One](/a) [Two](/b)", "[One](/a) [Two](/b)".to_owned()),
            ("ghcard", "one, theme=vue", link("https://github.com/one", "one")),
            ("ghcard", "one/two theme:dark", link("https://github.com/one/two", "one/two")),
            (
                "dplayer",
                "\"url=https://a.example/b.mp4\" \"pic=c.png\"",
                link("https://a.example/b.mp4", "\u{25b6} video"),
            ),
            ("link", "https://a.example/ A page icon:/i.png", link("https://a.example/", "A page")),
            ("checkbox", "checked:true Done", "Done".to_owned()),
            ("video", "bilibili:BV1", link("https://www.bilibili.com/video/BV1", "\u{25b6} Bilibili video")),
            ("caniuse", "fetch @ current", link("https://caniuse.com/fetch", "Can I use fetch")),
            (
                "site",
                "A, url=https://a.example, screenshot=/s.png, description=Words",
                format!("<p>{} Words</p>\n<img src=\"/s.png\" alt=\"\">\n", link("https://a.example", "A")),
            ),
            ("rating", "4", String::new()),
        ] {
            let made = match single(name, raw) {
                Some(Shown::Inline(made) | Shown::Block(made)) => Some(made),
                _ => None,
            };
            assert_eq!(made, Some(want), "{name} {raw}");
        }
        assert_eq!(single("video", "/a.mp4"), None);
        for (name, raw, want) in [
            ("noteblock", "quote cyan, A title", "type=quote;title=A title"),
            ("noteblock", "done", "type=success"),
            ("box", "A box color:red", "title=A box"),
            ("poetry", "Village author:Lu footer:Part", "title=Village;subtitle=Lu;footer=Part"),
            ("folding", "Fold me color:yellow open:true", "title=Fold me"),
            ("tabs", "align:center", ""),
        ] {
            let named = paired(name, raw).map(|given| given.named).unwrap_or_default();
            let named: Vec<String> = named.iter().map(|(key, value)| format!("{key}={value}")).collect();
            assert_eq!(named.join(";"), want, "{name} {raw}");
        }
    }
}
