//! What is looked for in a body: one matcher over the words as shown, and a cheap test of the raw bytes before it.

use regex::bytes;
use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::text::TextRange;

/// A test of the raw bytes for a run of ASCII letters and digits.
#[derive(Clone, Debug)]
struct RawTest {
    /// The two letters of it that texts have least: where one is missing, so is the run.
    rare: [u8; 2],
    run: bytes::Regex,
}

/// Words and phrases that must all stand in a body.
#[derive(Clone, Debug)]
pub struct Needle {
    each: Vec<Regex>,
    any: Regex,
    raw: Vec<RawTest>,
}

impl Needle {
    /// Looks for all of these texts: in any case if all are written in lower case, else as they stand. A blank matches
    /// any white space. None if there is nothing to look for.
    pub fn new(texts: &[&str]) -> Option<Self> {
        let texts: Vec<&str> = texts.iter().copied().filter(|text| !text.trim().is_empty()).collect();
        let lower = !texts.iter().any(|text| text.chars().any(char::is_uppercase));
        let build = |pattern: &str| RegexBuilder::new(pattern).case_insensitive(lower).build().ok();
        let mut patterns: Vec<String> = texts.iter().map(|text| pattern(text)).collect();
        let each = patterns.iter().map(|pattern| build(pattern)).collect::<Option<Vec<Regex>>>()?;
        // Of two texts that start alike the longer one is marked.
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.len()));
        let any = build(&patterns.join("|")).filter(|_| !texts.is_empty())?;
        Some(Self { each, any, raw: texts.iter().flat_map(|text| raw_tests(text)).collect() })
    }

    /// Looks for any of these texts; whether a body is wanted is decided elsewhere.
    pub fn any_of(texts: &[&str]) -> Option<Self> {
        Self::new(texts).map(|needle| Self { each: Vec::new(), raw: Vec::new(), ..needle })
    }

    /// Whether the raw bytes of a file may hold all of it: false only if they cannot.
    pub fn may_be_in(&self, raw: &[u8]) -> bool {
        let has = |byte: u8| memchr::memchr2(byte, byte.to_ascii_uppercase(), raw).is_some();
        let is_in = |test: &RawTest| test.rare.iter().all(|byte| has(*byte)) && test.run.is_match(raw);
        let is_filled_in = |at| raw.get(at..).is_some_and(|rest| FILLED_IN.iter().any(|mark| rest.starts_with(mark)));
        self.raw.iter().all(is_in) || memchr::memchr2_iter(b'{', b'&', raw).any(is_filled_in)
    }

    /// Whether all of it stands in the words as shown.
    pub fn is_in(&self, text: &str) -> bool {
        self.each.iter().all(|each| each.is_match(text))
    }

    /// Every place where any of it stands, in order, not overlapping.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = TextRange> + 'a {
        self.any
            .find_iter(text)
            .filter(|found| !found.is_empty())
            .map(|found| TextRange::new(found.start(), found.end()))
    }
}

/// The words and phrases of a line: blanks part, quotes keep together.
pub fn words_and_phrases(line: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for (number, part) in line.split('"').enumerate() {
        if number % 2 == 1 {
            texts.push(part.to_owned());
        } else {
            texts.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// What a text is looked for by: composed, a blank matches any white space, a sign of a keyboard that of print.
pub fn pattern(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().map(|word| with_signs(&regex::escape(word))).collect::<Vec<_>>().join(r"\s+")
}

/// Signs of a keyboard and those of print that a page may show for them stand for each other.
fn with_signs(pattern: &str) -> String {
    const SIGNS: [(&[&str], &str); 4] = [
        (&["'", "\u{2019}", "\u{2018}"], "['\u{2018}\u{2019}]"),
        (&["\"", "\u{201c}", "\u{201d}"], "[\"\u{201c}\u{201d}]"),
        (&[r"\.\.\.", "\u{2026}"], r"(?:\.\.\.|\x{2026})"),
        (&[r"\-\-\-", r"\-\-", "\u{2014}", "\u{2013}"], r"(?:\-\-\-?|[\x{2013}\x{2014}])"),
    ];
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let found = SIGNS.iter().find_map(|(written, any)| {
            written.iter().find_map(|sign| rest.strip_prefix(sign)).map(|behind| (behind, *any))
        });
        match found {
            Some((behind, any)) => {
                out.push_str(any);
                rest = behind;
            }
            None => {
                // An escaped character stays one.
                let length = if c == '\\' { 1 + rest.chars().nth(1).map_or(0, char::len_utf8) } else { c.len_utf8() };
                out.push_str(rest.get(..length).unwrap_or_default());
                rest = rest.get(length..).unwrap_or_default();
            }
        }
    }
    out
}

/// Each word's longest run of ASCII letters and digits: entities may stand for other characters, but such a run is written
/// as it is shown, save that marks of emphasis, tags, escapes, soft hyphens and what else [`BETWEEN`] knows may part its
/// letters. A body with a value to be filled in or a letter by its number may show anything.
fn raw_tests(text: &str) -> Vec<RawTest> {
    let runs = text.split_whitespace().filter_map(|word| {
        let runs = word.split(|c: char| !c.is_ascii_alphanumeric());
        runs.max_by_key(|run| run.len()).filter(|run| run.len() > 1)
    });
    let test = |run: &str| {
        let letters: Vec<String> = run.chars().map(String::from).collect();
        let mut rare: Vec<u8> = run.to_ascii_lowercase().into_bytes();
        rare.sort_by_key(|byte| COMMON.iter().position(|common| common == byte));
        let rare = [*rare.first()?, *rare.get(1)?];
        Some(RawTest { rare, run: bytes::Regex::new(&format!("(?i-u){}", letters.join(BETWEEN))).ok()? })
    };
    runs.filter_map(test).collect()
}

/// What begins a value to be filled in, and a letter by its number: with one of two signs.
const FILLED_IN: [&[u8]; 5] = [b"{{", b"&#", b"{% inc", b"{%- inc", b"{%inc"];

/// Letters that most texts have, the most common one last. All others are rare.
const COMMON: &[u8] = b"kvbpygfwmucldrhsnioate";

/// What may stand in the source between two letters that are shown side by side. How long a target or a tag is is not
/// counted: a number of times is as many states, for each letter.
const BETWEEN: &str =
    r"(?:[*_~`\\\[]|\]\([^)]*\)|<[^>]*>|&(?:shy|zwnj|zwj|ZeroWidthSpace);|\xc2\xad|\xe2\x80[\x8b-\x8d])*";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smart_case_phrases_and_all_words() {
        for (texts, body, found) in [
            (vec!["rust"], "I like Rust.", vec!["Rust"]),
            (vec!["Rust"], "I like rust.", vec![]),
            (vec!["two words"], "Two\nwords here, two  words", vec!["Two\nwords", "two  words"]),
            (vec!["über"], "ÜBER alles", vec!["ÜBER"]),
            (vec!["a", "b"], "a b a", vec!["a", "b", "a"]),
            (vec!["c++"], "C++ and c", vec!["C++"]),
            (vec!["don't"], "don\u{2019}t, don't", vec!["don\u{2019}t", "don't"]),
            (vec!["don\u{2019}t"], "don't", vec!["don't"]),
            (vec!["say \"a\""], "say \u{201c}a\u{201d}", vec!["say \u{201c}a\u{201d}"]),
            (vec!["a -- b..."], "a \u{2013} b\u{2026}", vec!["a \u{2013} b\u{2026}"]),
            (vec!["a---b"], "a--b a-b", vec!["a--b"]),
            (vec!["a.b\\'"], "a.b\\' axb'", vec!["a.b\\'"]),
        ] {
            let needle = Needle::new(&texts).unwrap();
            let got: Vec<&str> = needle.find(body).filter_map(|range| body.get(range.as_usize())).collect();
            assert_eq!(got, found, "{texts:?}");
        }
        let both = Needle::new(&["one", "two"]).unwrap();
        assert!(both.is_in("two one") && !both.is_in("one"));
        assert!(Needle::new(&[" "]).is_none());
    }

    #[test]
    fn a_line_is_words_and_phrases() {
        assert_eq!(words_and_phrases("one \"two three\" four"), ["one", "two three", "four"]);
        assert_eq!(words_and_phrases("\"open phrase"), ["open phrase"]);
        assert!(words_and_phrases(" \" \" ").is_empty());
    }

    #[test]
    fn the_raw_test_passes_whatever_may_match() {
        for (text, raw) in [
            ("hello world", "Hello *world*"),
            ("café", "caf&eacute;"),
            ("日本", "&#x65e5;本"),
            ("a & b", "a &amp; b"),
            ("unbelievable", "un*believ*able"),
            ("hyphenation", "hyphen&shy;ation"),
            ("keyboard", "key<b>board</b>"),
            ("snake", "sn&#97;ke"),
            ("anything", "{{ page.title }}"),
            ("linked", "[lin](https://example.com/x)ked"),
        ] {
            assert!(Needle::new(&[text]).unwrap().may_be_in(raw.as_bytes()), "{text}");
        }
        assert!(!Needle::new(&["hello"]).unwrap().may_be_in(b"help"));
    }
}
