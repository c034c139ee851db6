//! What Octopress and Hexo show above code: a title, and a link to where the code is from. Written behind the language of a
//! fence, in a tag around the code, or in one that takes it from a file. Knows words; the code itself is others'.
//!
//! Rules from the plugins of Octopress 2 (`backtick_code_block`, `code_block`, `include_code`), which Hexo's documentation
//! ("Tag Plugins") repeats.

use super::super::code::CodeMap;
use super::super::output::Output;
use super::shown::{escape, is_address};

/// Bytes of an opening line at most; a longer one is left as it is.
const LONGEST: usize = 1_000;

/// A title and a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::template) struct Caption {
    /// Words; none without one.
    pub(in crate::template) title: String,
    /// Where the code is from, and what the page says there.
    pub(in crate::template) link: Option<(String, String)>,
}

impl Caption {
    /// Of `title url words`, among which options such as `lang:js` and `start:5` say nothing.
    pub(in crate::template) fn of(written: &str) -> Self {
        let words: Vec<&str> = written.split_whitespace().filter(|word| !is_option(word)).collect();
        let place = words.iter().skip(1).position(|word| is_address(word)).map(|place| place + 1);
        let (title, link) = words.split_at(place.unwrap_or(words.len()));
        let link = link.split_first().map(|(href, words)| {
            let words = if words.is_empty() { "link".to_owned() } else { words.join(" ") };
            ((*href).to_owned(), words)
        });
        let title = title.join(" ");
        Self { title: title.trim_matches(['"', '\'']).to_owned(), link }
    }

    /// As a line above the code, which only a link needs: a title alone goes with the code.
    pub(in crate::template) fn line(&self) -> Option<String> {
        let (href, words) = self.link.as_ref()?;
        let title = if self.title.is_empty() { String::new() } else { format!("{} ", escape(&self.title)) };
        Some(format!("<p>{title}<a href=\"{}\">{}</a></p>", escape(href), escape(words)))
    }
}

/// The language that is named among the words of a tag, `lang:js`.
pub(in crate::template) fn language(written: &str) -> Option<&str> {
    written.split_whitespace().find_map(|word| word.strip_prefix("lang:")).map(|name| name.trim_matches(['"', '\'']))
}

/// The lines that are taken from a file: Octopress' `start:2 end:5` and `range:2-5`, Hexo's `from:2 to:5`.
pub(in crate::template) fn lines(written: &str) -> (usize, usize) {
    let after = |keys: [&str; 2]| {
        let mut words = written.split_whitespace();
        words.find_map(|word| keys.iter().find_map(|key| word.strip_prefix(key))?.parse().ok())
    };
    let range = written.split_whitespace().find_map(|word| word.strip_prefix("range:")?.split_once('-'));
    let (first, last) = range.map_or((None, None), |(first, last)| (first.parse().ok(), last.parse().ok()));
    let first: Option<usize> = first.or_else(|| after(["start:", "from:"]));
    (first.unwrap_or(1).max(1), last.or_else(|| after(["end:", "to:"])).unwrap_or(usize::MAX))
}

fn is_option(word: &str) -> bool {
    const OPTIONS: [&str; 12] = [
        "lang:",
        "linenos:",
        "mark:",
        "range:",
        "title:",
        "url:",
        "hl_lines:",
        "wrap:",
        "line_number:",
        "line_threshold:",
        "first_line:",
        "highlight:",
    ];
    const NUMBERS: [&str; 4] = ["start:", "end:", "from:", "to:"];
    let starts = |option: &&str| word.len() > option.len() && word.starts_with(*option);
    let is_number = |option: &&str| word.strip_prefix(*option).is_some_and(|rest| rest.parse::<u32>().is_ok());
    // What `{% highlight ruby linenos %}` says behind the language.
    word == "linenos" || OPTIONS.iter().any(starts) || NUMBERS.iter().any(is_number)
}

/// Takes what stands behind the language of fences for captions. None if nothing does.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !text.contains("```") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((margin, info)) = line.split_once("```").filter(|_| line.len() <= LONGEST) else { continue };
        let is_opener = margin.bytes().all(|byte| byte == b' ')
            && code.at(start + margin.len()).is_some_and(|range| range.start == start && range.end > at);
        let info = info.trim_start_matches('`').trim();
        let Some((language, written)) = info.split_once(char::is_whitespace).filter(|_| is_opener) else { continue };
        if language.contains(['{', '=', ',']) || written.contains(['{', '=', '"', '`']) {
            continue;
        }
        let caption = Caption::of(written);
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        match caption.line() {
            Some(line) => out.make(&format!("{margin}{line}\n\n{margin}```{language}\n"), start),
            None if caption.title.is_empty() => out.make(&format!("{margin}```{language}\n"), start),
            None => out.make(&format!("{margin}```{language} title=\"{}\"\n", caption.title), start),
        }
        copied = at;
    }
    out.ended(text, copied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_behind_a_language_are_a_caption() {
        for (source, want) in [
            ("``` ruby A title\na\n```\n", Some("```ruby title=\"A title\"\na\n```\n")),
            (
                "``` ruby A title http://a.b/c d e\na\n```\n",
                Some("<p>A title <a href=\"http://a.b/c\">d e</a></p>\n\n```ruby\na\n```\n"),
            ),
            ("b\n\n```js T /x.js\na\n```", Some("b\n\n<p>T <a href=\"/x.js\">link</a></p>\n\n```js\na\n```")),
            ("``` js start:5 mark:1,2\na\n```\n", Some("```js\na\n```\n")),
            ("```ruby linenos\na\n```\n", Some("```ruby\na\n```\n")),
            ("``` ruby\na\n```\n", None),
            ("```js title=\"a b\"\na\n```\n", None),
            ("```js {1,3}\na\n```\n", None),
            ("````\n``` ruby A title\n```\n````\n", None),
            ("`` ``` ruby a b ``\n", None),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), want, "{source}");
        }
    }

    #[test]
    fn captions_of_tags() {
        for (written, title, link) in [
            ("\"A title\" lang:js", "A title", None),
            ("lang:rb how to:Get", "how to:Get", None),
            ("a (b.rb) http://a.b", "a (b.rb)", Some(("http://a.b", "link"))),
            ("A lang:js http://a.b Its words", "A", Some(("http://a.b", "Its words"))),
            ("http://a.b", "http://a.b", None),
            ("", "", None),
        ] {
            let link = link.map(|(href, words): (&str, &str)| (href.to_owned(), words.to_owned()));
            assert_eq!(Caption::of(written), Caption { title: title.to_owned(), link }, "{written}");
        }
        for (written, want) in [
            ("a.js", (1, usize::MAX)),
            ("a.js start:2 end:4", (2, 4)),
            ("from:3 a.js", (3, usize::MAX)),
            ("range:5-6 a.js", (5, 6)),
        ] {
            assert_eq!(lines(written), want, "{written}");
        }
    }
}
