//! Callouts of Obsidian and GitHub: `> [!tip]- Title`. What GitHub itself knows is left to the parser; the rest gets its
//! kind and title as elements inside the quotation.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;
use super::super::tags::shown::escape;
use crate::text::capitalized;

/// Rewrites the first lines of callouts. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "[!") {
        return None;
    }
    let code = CodeMap::of(text);
    let mut out = Output::default();
    let mut at = 0;
    let mut before = 0;
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        let margin = line.get(..line.len() - rest.len()).unwrap_or_default();
        let depth = margin.matches('>').count();
        let first = depth > before && code.at(at + margin.len()).is_none();
        match Callout::of(rest).filter(|_| first) {
            Some(callout) => callout.show(margin, at, &mut out),
            None => out.copy(line, at),
        }
        before = depth;
        at += line.len();
    }
    Some(out)
}

/// The first line of a callout.
struct Callout<'a> {
    kind: &'a str,
    title: &'a str,
}

impl<'a> Callout<'a> {
    /// Of a line without its margin; None for what is none, and for what the parser knows itself.
    fn of(rest: &'a str) -> Option<Self> {
        let (kind, after) = rest.trim_end().strip_prefix("[!")?.split_once(']')?;
        // Obsidian lets a theme's own words follow the kind: `[!note|left]`.
        let kind = kind.split('|').next().unwrap_or_default().trim();
        let fits = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
        let title = after.strip_prefix(['-', '+']).unwrap_or(after).trim();
        let plain = ["note", "tip", "important", "warning", "caution"].iter().any(|own| own.eq_ignore_ascii_case(kind));
        let known = plain && after.is_empty();
        (fits && !known && !after.starts_with(['(', '[', ':'])).then_some(Self { kind, title })
    }

    fn show(&self, margin: &str, at: usize, out: &mut Output) {
        let empty = margin.trim_end();
        let title = match self.title {
            "" => capitalized(self.kind),
            title => title.to_owned(),
        };
        let kind = escape(&self.kind.to_lowercase());
        out.make(&format!("{margin}<folio-alert class=\"folio-alert {kind}\">\n{empty}\n"), at);
        if !title.is_empty() {
            out.make(
                &format!("{margin}<folio-title>\n{empty}\n{margin}{title}\n{empty}\n{margin}</folio-title>\n{empty}\n"),
                at,
            );
        }
    }
}
