//! Which dollar signs open formulas. The parser takes any pair for one; prices, names of variables and what holds code are words,
//! and the Markdown between their signs is Markdown.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

/// How often a text is read anew: signs that are words may pair with others then.
pub(super) const MOST_PASSES: u32 = 4;

/// Bytes behind a formula that are looked at for the end of code.
const NEAR: usize = 512;

/// Whether dollar signs around a range mean a formula: prices and names of variables touch letters and digits, and no formula
/// reaches into code (MathJax and KaTeX look at text alone).
pub(super) fn is_formula(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '$' | '_' | '{'));
    let code =
        || text.get(range.clone()).is_some_and(|inner| has_code(inner, text.get(range.end..).unwrap_or_default()));
    !touches(before) && !touches(after) && !code()
}

/// Whether a span of code begins between the signs: it ends there, or behind them on that line. LaTeX has lone signs of
/// quotations.
fn has_code(inner: &str, after: &str) -> bool {
    let Some((_, rest)) = inner.split_once('`') else { return false };
    let is_quotation = rest.starts_with('`') || rest.contains("''") || inner.contains("\\text");
    let mut behind = after.bytes().take(NEAR).take_while(|byte| *byte != b'\n');
    !is_quotation && (rest.contains('`') || behind.any(|byte| byte == b'`'))
}

/// Whether words between two such signs may hold Markdown, which the parser did not look for.
pub(super) fn hides_marks(words: &str) -> bool {
    words.contains(['`', '*', '_', '[', ']', '<', '~', '\\', '&'])
}

/// A text with signs that open nothing, which stand as a character that is nowhere else in it, so that every place stays.
pub(super) struct Marked<'t> {
    pub(super) text: Cow<'t, str>,
    sign: Option<char>,
}

impl<'t> Marked<'t> {
    /// As it is.
    pub(super) fn new(text: &'t str) -> Self {
        let sign = ('\u{1}'..='\u{8}').find(|sign| !text.contains(*sign));
        Self { text: Cow::Borrowed(text), sign }
    }

    /// Takes the signs at these bytes for words; false if that cannot be told.
    pub(super) fn mark(&mut self, signs: &[usize]) -> bool {
        let Some(sign) = self.sign else { return false };
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for at in signs {
            text.push_str(self.text.get(from..*at).unwrap_or_default());
            text.push(sign);
            from = at + 1;
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        self.text = Cow::Owned(text);
        true
    }

    /// An event with the signs that its author wrote.
    pub(super) fn restored<'e>(&self, event: Event<'e>) -> Event<'e> {
        let (Cow::Owned(_), Some(sign)) = (&self.text, self.sign) else { return event };
        let words = |words: CowStr<'e>| match words.contains(sign) {
            true => CowStr::from(words.replace(sign, "$")),
            false => words,
        };
        match event {
            Event::Text(text) => Event::Text(words(text)),
            Event::Code(text) => Event::Code(words(text)),
            Event::InlineMath(text) => Event::InlineMath(words(text)),
            Event::DisplayMath(text) => Event::DisplayMath(words(text)),
            Event::Html(text) => Event::Html(words(text)),
            Event::InlineHtml(text) => Event::InlineHtml(words(text)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: words(dest_url), title: words(title), id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: words(dest_url), title: words(title), id })
            }
            event => event,
        }
    }
}
