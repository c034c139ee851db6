//! A layout as text: rows without escapes, or with the styles of a theme.

use std::collections::HashMap;
use std::io;

use crate::config::{Escape, Theme};
use crate::document::{Document, InlineStyle};
use crate::layout::{Layout, Role, Segment};
use crate::text::CleanStr;

use super::Output;

/// Prints rows without escapes and without blanks at their ends.
pub(super) fn print_plain(layout: &Layout, document: &Document, out: &mut Output<'_>) -> io::Result<()> {
    for index in 0..layout.len() {
        let row = layout.row(index, &document.text);
        let shown = row.segments.iter().rposition(|segment| !is_blank(segment)).map_or(0, |last| last + 1);
        for (place, segment) in row.segments.iter().take(shown).enumerate() {
            let is_last = place + 1 == shown;
            out.text(if is_last { trimmed(segment.text) } else { segment.text })?;
        }
        out.line(CleanStr::default())?;
    }
    Ok(())
}

/// Prints rows in the styles of a theme.
pub(super) fn print_styled(
    layout: &Layout,
    document: &Document,
    theme: &Theme,
    out: &mut Output<'_>,
) -> io::Result<()> {
    let mut styles: HashMap<(Role, InlineStyle, bool), Escape> = HashMap::new();
    for index in 0..layout.len() {
        let row = layout.row(index, &document.text);
        let mut look = |segment: &Segment<'_>| {
            let key = (segment.role, segment.style, segment.link.is_some());
            *styles.entry(key).or_insert_with(|| theme.escape(segment))
        };
        let shown = row.segments.iter().rposition(|segment| !is_blank(segment) || look(segment).shows_blanks());
        let mut on = Escape::default();
        for segment in row.segments.iter().take(shown.map_or(0, |last| last + 1)) {
            let style = look(segment);
            if style != on {
                out.style(&style)?;
                on = style;
            }
            out.text(segment.text)?;
        }
        if on != Escape::default() {
            out.style(&Escape::default())?;
        }
        out.line(CleanStr::default())?;
    }
    Ok(())
}

fn is_blank(segment: &Segment<'_>) -> bool {
    segment.text.bytes().all(|byte| byte == b' ')
}

fn trimmed(text: CleanStr<'_>) -> CleanStr<'_> {
    text.slice(0..text.as_str().trim_end_matches(' ').len())
}
