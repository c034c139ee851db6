//! Tags for a word or nothing at all: keys, raised and lowered words, readings, icons, breaks, places that a page fills.

use super::arguments::Arguments;
use super::shown::escape;

/// What such a tag shows; None for all others.
pub(in crate::template) fn of(name: &str, arguments: &Arguments) -> Option<String> {
    let words = || {
        let named = arguments.get(&["text", "content", "title", "label"]).map(str::to_owned);
        escape(&named.unwrap_or_else(|| arguments.positional.join(" ")))
    };
    let around = |element: &str| {
        Some(words()).filter(|words| !words.is_empty()).map(|words| format!("<{element}>{words}</{element}>"))
    };
    match name {
        "kbd" | "key" | "keys" | "keyboard" => around("kbd"),
        "sup" | "sub" | "mark" | "del" | "ins" | "small" => around(name),
        "ruby" | "furigana" => {
            let (base, reading) = (arguments.at(0)?, arguments.at(1)?);
            Some(format!("<ruby>{}<rt>{}</rt></ruby>", escape(base), escape(reading)))
        }
        "br" | "linebreak" | "newline" => Some("<br>".to_owned()),
        "icon" | "icons" | "fa" | "fas" | "fab" | "far" | "fontawesome" | "iconify" | "toc" | "table-of-contents"
        | "tableofcontents" | "load-photoswipe" | "clear" | "clearfix" | "space" | "vspace" | "pagebreak"
        | "newpage" | "ads" | "adsense" | "ad" | "comments" => Some(String::new()),
        // The folder of the post's own address, before a file beside it.
        "blogdown/postref" => Some(String::new()),
        // A term with its meaning: the words, else the term's name.
        "glossary_tooltip" | "glossary-tooltip" | "glossary" | "term" => {
            let term = || Some(arguments.get(&["term_id", "term", "id"])?.replace(['-', '_'], " "));
            Some(words()).filter(|words| !words.is_empty()).or_else(|| Some(escape(&term()?)))
        }
        "emoji" => arguments.at(0).map(escape),
        // Keys of a bibliography (jekyll-scholar), which stands elsewhere.
        "cite" | "fullcite" if !arguments.positional.is_empty() => {
            let keys = arguments.positional.iter().map(String::as_str).take_while(|word| !word.starts_with('-'));
            Some(escape(&format!("({})", keys.collect::<Vec<_>>().join(", "))))
        }
        "nocite" => Some(String::new()),
        // Tufte's margins: an identifier, then the words, which are Markdown.
        "newthought" => arguments.at(0).map(str::to_owned),
        "sidenote" | "marginnote" => arguments.positional.get(1).map(|words| format!(" ({words})")),
        _ if name.contains("avatar") || name.contains("favicon") => Some(String::new()),
        _ if name.contains("icon") && arguments.get(&["text", "content", "title", "label"]).is_none() => {
            Some(String::new())
        }
        _ => None,
    }
}

/// The line of words that a tag with content has above it: `{{< tab "Go" >}}`, `{{< card title="A" subtitle="B" >}}`.
pub(in crate::template) fn heading(name: &str, arguments: &Arguments) -> Option<String> {
    let part = name.rsplit(['/', '.']).next().unwrap_or(name);
    // A point of a timeline is named in Markdown.
    if let ("timenode" | "timeline", Some(name)) = (part, arguments.at(0)) {
        return Some(format!("**{name}**"));
    }
    let is_tab = matches!(part, "tab" | "tabitem" | "tab-item" | "codetab" | "tab-pane" | "tabpane" | "tab_item");
    let own = arguments.get(&["title", "header", "heading", "label"]);
    let own = own.or_else(|| arguments.get(&["caption"]).filter(|_| part == "table"));
    let of_tab = || {
        let named = arguments.get(&["name", "tabname", "text"]).or_else(|| arguments.at(0));
        named.filter(|name| !super::note::is_switch(name))
    };
    let title = own.or_else(|| if is_tab { of_tab() } else { None });
    let above = arguments.get(&["header"]).filter(|header| title.is_some_and(|title| title != *header));
    let below = ["subtitle", "subheader", "badge", "date", "description"].map(|key| arguments.get(&[key]));
    let below = below.into_iter().flatten().filter(|_| title.is_some()).map(escape);
    let strong = |words: &str| format!("<strong>{}</strong>", super::title::html(words));
    let words: Vec<String> = above.map(strong).into_iter().chain(title.map(strong)).chain(below).collect();
    (!words.is_empty()).then(|| format!("<p>{}</p>", words.join(" ")))
}

/// A recording with its name and who made it: `{{< music url="a.mp3" name="A" artist="B" >}}`.
pub(in crate::template) fn recording(name: &str, arguments: &Arguments) -> Option<String> {
    if !matches!(name, "music" | "aplayer" | "song" | "podcast") {
        return None;
    }
    let is_file = |word: &&str| super::shown::is_address(word) || word.ends_with(".mp3") || word.ends_with(".ogg");
    let positional = || arguments.positional.iter().map(String::as_str);
    let href = arguments.get(&["url", "src", "file"]).or_else(|| positional().find(is_file))?;
    let named = [arguments.get(&["name", "title"]), arguments.get(&["artist", "author"])];
    let mut words: Vec<&str> = named.into_iter().flatten().collect();
    if words.is_empty() {
        words = positional().filter(|word| !is_file(word)).take(2).collect();
    }
    let words = if words.is_empty() { "audio".to_owned() } else { words.join(", ") };
    Some(format!("<a href=\"{}\">\u{25b6} {}</a>", escape(href), escape(&words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_and_headings() {
        for (name, raw, want) in [
            ("kbd", "\"Ctrl\"", Some("<kbd>Ctrl</kbd>")),
            ("ruby", "\"a\" \"b\"", Some("<ruby>a<rt>b</rt></ruby>")),
            ("icon", "name=\"github\"", Some("")),
            ("indieavatar", "\"https://a.b\"", Some("")),
            ("cite", "blum2020 --file x", Some("(blum2020)")),
            ("emoji", "\"\u{2705}\", \"Yes\"", Some("\u{2705}")),
            ("sup", "2", Some("<sup>2</sup>")),
            ("sup", "", None),
            ("newthought", "'In his later books'", Some("In his later books")),
            ("sidenote", "'an-id' 'Words *aside*.'", Some(" (Words *aside*.)")),
            ("glossary_tooltip", "text=\"Pods\" term_id=\"pod\"", Some("Pods")),
            ("glossary_tooltip", "term_id=\"control-plane\"", Some("control plane")),
            ("blogdown/postref", "", Some("")),
            ("other", "a", None),
        ] {
            assert_eq!(of(name, &Arguments::parse(raw)).as_deref(), want, "{name} {raw}");
        }
        for (name, raw, want) in [
            ("tab", "\"Go\"", Some("<p><strong>Go</strong></p>")),
            ("tab", "tabName=\"Go\"", Some("<p><strong>Go</strong></p>")),
            ("tabs", "\"an-id\"", None),
            ("timelineitem", "header=\"A\" badge=\"B\" icon=\"c\"", Some("<p><strong>A</strong> B</p>")),
            ("div", "class=\"a\"", None),
            ("table", "caption=\"Sizes\"", Some("<p><strong>Sizes</strong></p>")),
            (
                "card",
                "header=\"A\" title=\"B\" subtitle=\"C\" badge=\"D\"",
                Some("<p><strong>A</strong> <strong>B</strong> C D</p>"),
            ),
        ] {
            assert_eq!(heading(name, &Arguments::parse(raw)).as_deref(), want, "{name} {raw}");
        }
        let song = recording("music", &Arguments::parse("url=\"/a.mp3\" name=\"A\" artist=\"B\""));
        assert_eq!(song.as_deref(), Some("<a href=\"/a.mp3\">\u{25b6} A, B</a>"));
    }
}
