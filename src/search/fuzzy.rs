//! Fuzzy matching of short fields while typing: nucleo's scores, and which bytes matched.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_normalization::{UnicodeNormalization, is_nfkc};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::TextRange;

/// Words being typed, ready to be matched.
#[derive(Debug)]
pub struct Fuzzy {
    atoms: Vec<Atom>,
    literal: Vec<Atom>,
    matcher: Matcher,
    chars: Vec<char>,
}

impl Fuzzy {
    /// A title that matches is worth this much more than a tag or an author.
    const TITLE: u32 = 12;

    /// All of these words must match somewhere in a post, each with its letters in order.
    pub fn new(words: &[&str]) -> Self {
        let atom = |word: &str, kind| {
            let word: String = word.nfkc().collect();
            Atom::new(&word, CaseMatching::Smart, Normalization::Smart, kind, false)
        };
        Self {
            atoms: words.iter().map(|word| atom(word, AtomKind::Fuzzy)).collect(),
            literal: words.iter().map(|word| atom(word, AtomKind::Substring)).collect(),
            matcher: Matcher::new(Config::DEFAULT),
            chars: Vec::new(),
        }
    }

    /// How well word `index` matches a title.
    pub fn title(&mut self, index: usize, title: &str) -> Option<u32> {
        self.name(index, title).map(|score| score + Self::TITLE)
    }

    /// How well word `index` matches a tag or an author.
    pub fn name(&mut self, index: usize, name: &str) -> Option<u32> {
        score(self.atoms.get(index)?, name, &mut self.chars, &mut self.matcher)
    }

    /// Whether word `index` stands in a description: a long text holds any few letters in some order, so it must be the
    /// word itself.
    pub fn description(&mut self, index: usize, text: &str) -> Option<u32> {
        score(self.literal.get(index)?, text, &mut self.chars, &mut self.matcher).map(|_| 1)
    }

    /// The parts of a text that the words matched, in order, joined where they touch.
    pub fn marks(&mut self, text: &str) -> Vec<TextRange> {
        let (folded, origins) = folded(text);
        let mut indices: Vec<u32> = Vec::new();
        for atom in &self.atoms {
            let mut found = Vec::new();
            let haystack = Utf32Str::new(&folded, &mut self.chars);
            if atom.indices(haystack, &mut self.matcher, &mut found).is_some() {
                indices.append(&mut found);
            }
        }
        indices.sort_unstable();
        let mut marks: Vec<TextRange> = Vec::new();
        for range in indices.into_iter().filter_map(|index| origins.get(index as usize).copied()) {
            match marks.last_mut() {
                Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
                _ => marks.push(range),
            }
        }
        marks
    }
}

fn score(atom: &Atom, text: &str, chars: &mut Vec<char>, matcher: &mut Matcher) -> Option<u32> {
    let found = if text.is_ascii() || is_nfkc(text) {
        atom.score(Utf32Str::new(text, chars), matcher)
    } else {
        let folded: String = text.nfkc().collect();
        atom.score(Utf32Str::new(&folded, chars), matcher)
    };
    found.map(u32::from)
}

/// The text in compatibility form and, for each of the units nucleo counts, where it comes from. Nucleo counts one unit
/// a grapheme.
fn folded(text: &str) -> (String, Vec<TextRange>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::new();
    for (at, grapheme) in text.grapheme_indices(true) {
        let composed: String = grapheme.nfkc().collect();
        let units = composed.graphemes(true).count();
        origins.extend(std::iter::repeat_n(TextRange::new(at, at + grapheme.len()), units));
        folded.push_str(&composed);
    }
    (folded, origins)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn matched_letters_are_marked_in_the_text_as_it_is() {
        for (word, text, want) in [
            ("cafe", "The Café", vec!["Café"]),
            ("eom", "Economy of Motion", vec!["E", "o", "M"]),
            ("file", "The ﬁle", vec!["ﬁle"]),
            ("é", "e\u{301}te\u{301}", vec!["e\u{301}"]),
            ("zzz", "Economy", vec![]),
        ] {
            let marks = Fuzzy::new(&[word]).marks(text);
            let got: Vec<&str> = marks.iter().map(|mark| &text[mark.as_usize()]).collect();
            let letters = |parts: &[&str]| parts.concat();
            assert_eq!(letters(&got), letters(&want), "{word} in {text}: {got:?}");
        }
    }
}
