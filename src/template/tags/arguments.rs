//! The arguments of a tag: `"a" b key="value" key: value lang:js`, with or without commas.

/// What a tag is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::template) struct Arguments {
    /// Without names, in order.
    pub(in crate::template) positional: Vec<String>,
    /// Names, lower-cased, and values.
    pub(in crate::template) named: Vec<(String, String)>,
}

/// Arguments at most; more are left unread.
const MOST: usize = 64;

impl Arguments {
    /// None at all.
    pub(in crate::template) const NONE: Self = Self { positional: Vec::new(), named: Vec::new() };

    /// One argument without a name.
    pub(in crate::template) fn one(value: &str) -> Self {
        Self { positional: vec![value.to_owned()], named: Vec::new() }
    }

    /// Reads arguments. Quotes may be double, single or back quotes; a backslash keeps a quote.
    pub(in crate::template) fn parse(text: &str) -> Self {
        let mut arguments = Self::default();
        let mut rest = text.trim_start_matches(BLANK);
        while !rest.is_empty() && arguments.positional.len() + arguments.named.len() < MOST {
            let (word, after) = one(rest);
            let (name, value) = match named(&word, after) {
                Some((value, after)) => {
                    rest = after;
                    (Some(word.text.to_lowercase()), value)
                }
                None => {
                    rest = after;
                    (None, word.text)
                }
            };
            match name {
                Some(name) => arguments.named.push((name, value)),
                None if value.is_empty() && !word.quoted => {}
                None => arguments.positional.push(value),
            }
            rest = rest.trim_start_matches(BLANK);
        }
        arguments
    }

    /// A named argument, by any of these names; None where it is missing or empty.
    pub(in crate::template) fn get(&self, names: &[&str]) -> Option<&str> {
        let of = |name: &str| self.named.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        names.iter().filter_map(|name| of(name)).find(|value| !value.is_empty())
    }

    /// An argument without a name, by its place from 0.
    pub(in crate::template) fn at(&self, place: usize) -> Option<&str> {
        self.positional.get(place).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// All values, those without names first.
    pub(in crate::template) fn values(&self) -> impl Iterator<Item = &str> {
        self.positional.iter().map(String::as_str).chain(self.named.iter().map(|(_, value)| value.as_str()))
    }
}

const BLANK: &[char] = &[' ', '\t', '\n', '\r', ','];

struct Word {
    text: String,
    quoted: bool,
}

/// The value behind a name, if the word is a name.
fn named<'a>(word: &Word, after: &'a str) -> Option<(String, &'a str)> {
    if word.quoted || !is_name(&word.text) {
        return None;
    }
    let behind = after.trim_start();
    let value = behind.strip_prefix('=').or_else(|| after.strip_prefix(':'))?;
    if value.starts_with("//") {
        return None;
    }
    let (value, after) = one(value.trim_start());
    Some((value.text, after))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'))
}

/// One word or quoted text, and what follows it.
fn one(text: &str) -> (Word, &str) {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((_, quote @ ('"' | '\'' | '`' | '\u{201c}'))) => {
            quoted(text, if quote == '\u{201c}' { '\u{201d}' } else { quote })
        }
        Some((_, '[')) => {
            let end = text.find(']').map_or(text.len(), |at| at + 1);
            let (list, after) = text.split_at(end);
            (Word { text: list.trim_matches(['[', ']']).to_owned(), quoted: true }, after)
        }
        _ => {
            let whole = text.find(BLANK).unwrap_or(text.len());
            let name = text.get(..whole).and_then(|word| word.find(['=', ':'])).filter(|cut| {
                let (name, sign) = text.split_at(*cut);
                is_name(name) && !sign.starts_with("://")
            });
            let end = name.unwrap_or(whole);
            let end = if end == 0 { text.chars().next().map_or(0, char::len_utf8) } else { end };
            let (word, after) = text.split_at(end);
            (Word { text: word.trim_matches(['=', ':']).to_owned(), quoted: false }, after)
        }
    }
}

fn quoted(text: &str, close: char) -> (Word, &str) {
    let mut value = String::new();
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !escaped && close != '`' => escaped = true,
            c if c == close && !escaped => {
                let after = text.get(at + c.len_utf8()..).unwrap_or_default();
                return (Word { text: value, quoted: true }, after);
            }
            c => {
                if escaped && c != close && c != '\\' {
                    value.push('\\');
                }
                value.push(c);
                escaped = false;
            }
        }
    }
    (Word { text: value, quoted: true }, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arguments, those without names, those with.
    type Case = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

    #[test]
    fn every_way_to_write_arguments() {
        let cases: &[Case] = &[
            ("", &[], &[]),
            ("w7Ft2ymGmfc", &["w7Ft2ymGmfc"], &[]),
            (r#"src="a b.png" alt='x "y"'"#, &[], &[("src", "a b.png"), ("alt", "x \"y\"")]),
            (r#""/a.png", "Alt, text""#, &["/a.png", "Alt, text"], &[]),
            ("lang:js title", &["title"], &[("lang", "js")]),
            ("http://a.org/b?c=d x", &["http://a.org/b?c=d", "x"], &[]),
            ("id = 1, autoplay=true", &[], &[("id", "1"), ("autoplay", "true")]),
            (r#"text="say \"hi\"""#, &[], &[("text", "say \"hi\"")]),
            ("`raw \\` b", &["raw \\", "b"], &[]),
            ("src: \"x\"", &[], &[("src", "x")]),
        ];
        for (text, positional, named) in cases {
            let read = Arguments::parse(text);
            assert_eq!(read.positional, *positional, "{text}");
            let pairs: Vec<(&str, &str)> = read.named.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            assert_eq!(pairs, *named, "{text}");
        }
    }

    #[test]
    fn hostile_arguments_end() {
        for text in ["====", "\"", "'\\", ": : :", "[", "\u{201c}", ",,,=,"] {
            let _ = Arguments::parse(text);
        }
    }
}
