//! The info string of a code fence: language, title, marked lines, line numbers, in every form authors use.

/// What an info string says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fence {
    /// Lower-cased; None for plain code.
    pub(super) language: Option<String>,
    /// A title or file name.
    pub(super) title: Option<String>,
    /// The number of the first line, where numbers are asked for.
    pub(super) first_number: Option<u32>,
    /// Words that are no attribute.
    pub(super) words: Vec<String>,
    marks: Vec<(u32, u32)>,
}

impl Fence {
    /// Code of a language and nothing else.
    pub(super) fn of(language: &str) -> Self {
        let language = language.trim().to_lowercase();
        Self { language: (!language.is_empty()).then_some(language), ..Self::default() }
    }

    /// Takes the words that are no attribute for its title, as Hexo does (`lang title url words`).
    pub(super) fn title_from_words(&mut self) {
        let is_option = |word: &str| {
            let keys = ["hl_lines:", "line_number:", "line_threshold:", "first_line:", "wrap:", "mark:", "highlight:"];
            word.contains("://") || word.starts_with('/') || keys.iter().any(|key| word.starts_with(key))
        };
        let words: Vec<&str> = self.words.iter().map(String::as_str).filter(|word| !is_option(word)).collect();
        if self.title.is_none() && !words.is_empty() {
            self.title = Some(words.join(" "));
        }
    }

    /// Gives it a language if it has none.
    pub(super) fn set_language(&mut self, language: &str) {
        if self.language.is_none() {
            self.language = Self::of(language).language;
        }
    }

    /// Reads an info string: ``rust,linenos``, ``js title="a.js" {1,3}``, ``go {hl_lines=[3,"6-8"]}``, ``ruby:a.rb``.
    pub(super) fn parse(info: &str) -> Self {
        let info = info.trim();
        let end = info.find([' ', '\t', ',', '{', ':']).unwrap_or(info.len());
        let (language, mut rest) = info.split_at(end);
        let attribute = language.contains('=');
        let mut fence = Self::of(if attribute { "" } else { language });
        if let Some(after) = rest.strip_prefix(':') {
            let end = after.find([' ', '\t', ',', '{']).unwrap_or(after.len());
            let word = after.get(..end).unwrap_or_default();
            // `js:line-numbers=5` (VitePress).
            if let Some(number) = word.strip_prefix("line-numbers") {
                fence.first_number = number.trim_start_matches('=').parse().ok().or(Some(1));
            }
            let is_option = word.starts_with("line-numbers") || word == "no-line-numbers";
            fence.title = after
                .get(..end)
                .filter(|_| !is_option)
                .map(str::trim)
                .filter(|title| !title.is_empty())
                .map(str::to_owned);
            rest = after.get(end..).unwrap_or_default();
        }
        fence.attributes(if attribute { info } else { rest });
        fence
    }

    /// Reads the header that Python-Markdown takes from the first line of code (`:::python`, `#!python`) and answers
    /// with the rest of the code. None if there is no header; a real `#!/bin/sh` stays.
    pub(super) fn header(code: &str) -> Option<(Self, &str)> {
        let (first, rest) = code.split_once('\n').unwrap_or((code, ""));
        let (numbered, header) = match first.strip_prefix(":::") {
            Some(header) => (false, header),
            None => (true, first.strip_prefix("#!")?),
        };
        let mut fence = Self::parse(header);
        let named = fence.language.as_deref().is_some_and(|name| !name.contains('/')) && !header.starts_with(' ');
        if numbered {
            fence.first_number = Some(1);
        }
        named.then_some((fence, rest))
    }

    /// Reads attributes: words, `key=value`, `{…}` groups.
    pub(super) fn attributes(&mut self, text: &str) {
        let mut pending: Vec<String> = vec![text.to_owned()];
        let mut rounds = 0;
        while let Some(text) = pending.pop() {
            rounds += 1;
            let mut numbers_are_marks = false;
            for token in tokens(&text) {
                if let Some(group) = token.strip_prefix('{').map(|group| group.trim_end_matches('}')) {
                    if is_lines(group) {
                        self.mark(group);
                    } else if rounds < 8 {
                        // `{numberLines: 5}` (Gatsby).
                        pending.push(group.replace("numberLines: ", "numberLines="));
                    }
                } else if numbers_are_marks && is_lines(token) {
                    self.mark(token);
                } else {
                    numbers_are_marks = self.attribute(token);
                }
            }
        }
    }

    /// One attribute. Answers whether bare numbers after it are marked lines (Zola's `hl_lines=1 3-4`).
    fn attribute(&mut self, token: &str) -> bool {
        // `showLineNumbers{5}` (rehype-pretty-code).
        let parted = token.split_once('=').or_else(|| token.split_at_checked(token.find('{')?));
        let (key, value) = parted.map_or((token, ""), |(key, value)| (key.trim(), value.trim()));
        let plain = value.trim_matches(['"', '\'']);
        match key.to_ascii_lowercase().as_str() {
            "title" | "name" | "displayname" | "filename" | "file" | "caption" | "label" if !plain.is_empty() => {
                self.title = Some(plain.to_owned());
            }
            "hl_lines" | "mark_lines" | "highlight" | "hl" | "mark" | "highlightlines" | "ins" | "del" => {
                self.mark(value);
                return true;
            }
            "linenostart" | "startline" | "startlinenumber" | "start" | "startfrom" | "firstline" => {
                self.first_number = plain.trim_matches(['{', '}']).parse().ok();
            }
            "linenos" | "showlinenumbers" | "line-numbers" | "numberlines" | ".numberlines" | "linenumbers" => {
                let off = matches!(plain.trim_matches(['{', '}']), "false" | "no" | "off");
                let first = plain.trim_matches(['{', '}']).parse().ok();
                self.first_number = if off { None } else { first.or(self.first_number).or(Some(1)) };
            }
            "lang" | "language" if !plain.is_empty() => self.language = Some(plain.to_lowercase()),
            word if value.is_empty() => self.word(word, token),
            _ => {}
        }
        false
    }

    fn word(&mut self, word: &str, written: &str) {
        if let Some(class) = word.strip_prefix('.') {
            let class = class.strip_prefix("language-").unwrap_or(class);
            if self.language.is_none() && !class.is_empty() {
                self.language = Some(class.to_owned());
            }
        } else if let Some(name) = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            // The name of a tab (VitePress' documentation, "Code groups").
            let is_name = self.language.is_some() && !is_lines(name) && !name.contains(['=', '[', '"']);
            self.title = self.title.take().or_else(|| is_name.then(|| name.to_owned()));
        } else if !word.starts_with('#') && !word.is_empty() {
            self.words.push(written.to_owned());
            if self.language.is_none() && self.words.len() == 1 && written.chars().all(|c| c.is_ascii_alphanumeric()) {
                self.language = Some(word.to_owned());
            }
        }
    }

    /// Marks lines: `1`, `3-5`, lists of them, quoted or in brackets.
    fn mark(&mut self, text: &str) {
        for part in text.split([',', ' ', '[', ']', '"', '\'', '{', '}']).filter(|part| !part.is_empty()) {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            if let (Ok(first), Ok(last)) = (first.trim().parse::<u32>(), last.trim().parse::<u32>())
                && first <= last
                && self.marks.len() < 1_000
            {
                self.marks.push((first, last));
            }
        }
    }

    /// Marks one line more.
    pub(super) fn mark_line(&mut self, line: u32) {
        self.marks.push((line, line));
    }

    /// Whether it is what a terminal showed, with its colors.
    pub(super) fn is_ansi(&self) -> bool {
        self.language.as_deref() == Some("ansi")
    }

    /// The marked lines of a block of that many lines, sorted.
    pub(super) fn marked_lines(&self, lines: u32) -> Vec<u32> {
        let mut marked = std::collections::BTreeSet::new();
        for (first, last) in &self.marks {
            if marked.len() as u32 >= lines {
                break;
            }
            marked.extend((*first).max(1)..=(*last).min(lines));
        }
        marked.into_iter().collect()
    }
}

fn is_lines(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | ' '))
}

/// Splits at blanks and commas that stand outside of quotes and brackets.
fn tokens(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_u32, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => {
                depth = depth.saturating_sub(1);
                // `{1,3}{numberLines: true}`.
                if depth == 0 && text.get(at + 1..).is_some_and(|rest| rest.starts_with('{')) {
                    found.extend(text.get(start..=at));
                    start = at + 1;
                }
            }
            (None, ' ' | '\t' | ',' | '\n') if depth == 0 => {
                found.extend(text.get(start..at).filter(|token| !token.is_empty()));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.extend(text.get(start..).filter(|token| !token.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Info string, language, title, marked lines, first number.
    type Case = (&'static str, Option<&'static str>, Option<&'static str>, &'static [u32], Option<u32>);

    fn read(info: &str) -> (Option<String>, Option<String>, Vec<u32>, Option<u32>) {
        let fence = Fence::parse(info);
        let marked = fence.marked_lines(20);
        (fence.language, fence.title, marked, fence.first_number)
    }

    #[test]
    fn every_form_of_info_string() {
        let cases: &[Case] = &[
            ("", None, None, &[], None),
            ("Rust", Some("rust"), None, &[], None),
            ("c++", Some("c++"), None, &[], None),
            ("rust,linenos", Some("rust"), None, &[], Some(1)),
            ("rust,ignore", Some("rust"), None, &[], None),
            ("rust,hl_lines=1 3-4,linenos", Some("rust"), None, &[1, 3, 4], Some(1)),
            ("rust,linenos,linenostart=20", Some("rust"), None, &[], Some(20)),
            ("js title=\"a b.js\" {1,3}", Some("js"), Some("a b.js"), &[1, 3], None),
            ("ts:line-numbers {1} [a.ts]", Some("ts"), Some("a.ts"), &[1], Some(1)),
            ("ts:line-numbers=7{1}", Some("ts"), None, &[1], Some(7)),
            ("sh [npm]", Some("sh"), Some("npm"), &[], None),
            ("js [[1, 4, \"pending\"]]", Some("js"), None, &[], None),
            ("js displayName=\"Before\"", Some("js"), Some("Before"), &[], None),
            ("js{2-3}", Some("js"), None, &[2, 3], None),
            ("js {1,3}{numberLines: true}", Some("js"), None, &[1, 3], Some(1)),
            ("js {numberLines: 5}", Some("js"), None, &[], Some(5)),
            ("js showLineNumbers{5}", Some("js"), None, &[], Some(5)),
            ("js ins={2} del={1} \"a\"", Some("js"), None, &[1, 2], None),
            ("go {linenos=inline hl_lines=[3,\"6-8\"]}", Some("go"), None, &[3, 6, 7, 8], Some(1)),
            ("go {linenos=false}", Some("go"), None, &[], None),
            ("ruby:app.rb", Some("ruby"), Some("app.rb"), &[], None),
            ("{.python .numberLines}", Some("python"), None, &[], Some(1)),
            ("{r chunk, echo=FALSE}", Some("r"), None, &[], None),
            ("title=\"x\"", None, Some("x"), &[], None),
            ("ts showLineNumbers startLine=5", Some("ts"), None, &[], Some(5)),
        ];
        for (info, language, title, marked, first) in cases {
            let want = (language.map(str::to_owned), title.map(str::to_owned), marked.to_vec(), *first);
            assert_eq!(read(info), want, "{info}");
        }
    }

    #[test]
    fn headers_of_python_markdown() {
        let read = |code| Fence::header(code).map(|(fence, rest)| (fence.language, fence.first_number, rest));
        assert_eq!(read(":::python\nx"), Some((Some("python".to_owned()), None, "x")));
        assert_eq!(read("#!python\nx"), Some((Some("python".to_owned()), Some(1), "x")));
        assert_eq!(read("#!/bin/sh\nx"), None);
        assert_eq!(read("x"), None);
    }

    #[test]
    fn hostile_marks_stay_within_the_block() {
        let mut hexo = Fence::parse("js main.js https://a.example/b its words line_number:false");
        hexo.title_from_words();
        assert_eq!(hexo.title.as_deref(), Some("main.js its words"));
        assert_eq!(Fence::parse("js {1-4000000000}").marked_lines(3), [1, 2, 3]);
        assert!(Fence::parse(&"{".repeat(10_000)).language.is_none());
    }
}
