//! A layout as text: rows without escapes, or with the styles of a theme.

use std::collections::HashMap;
use std::io;

use crate::config::Escape;
use crate::document::{Document, InlineStyle};
use crate::layout::{Layout, Role, Segment};
use crate::library::links::{Hyperlink, SafeUrl};
use crate::text::CleanStr;

use super::Output;
use super::theme::Dress;

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
    (dress, links): (&Dress, &[Option<Hyperlink>]),
    out: &mut Output<'_>,
) -> io::Result<()> {
    let mut styles: HashMap<(Role, InlineStyle, bool), Escape> = HashMap::new();
    for index in 0..layout.len() {
        let row = layout.row(index, &document.text);
        let mut look = |segment: &Segment<'_>| {
            let key = (segment.role, segment.style, segment.link.is_some());
            *styles.entry(key).or_insert_with(|| dress.theme.escape(segment))
        };
        let shown = row.segments.iter().rposition(|segment| !is_blank(segment) || look(segment).shows_blanks());
        let (mut on, mut open) = (Escape::default(), None);
        for segment in row.segments.iter().take(shown.map_or(0, |last| last + 1)) {
            let style = look(segment);
            if style != on {
                out.style(&style)?;
                on = style;
            }
            let link = segment.link.and_then(|link| links.get(link.0 as usize)?.as_ref());
            if link != open {
                out.link(link)?;
                open = link;
            }
            out.text(segment.text)?;
        }
        if open.is_some() {
            out.link(None)?;
        }
        if on != Escape::default() {
            out.style(&Escape::default())?;
        }
        out.line(CleanStr::default())?;
    }
    Ok(())
}

/// The way to each link's target, where it is an address that may be opened and the terminal is told of it.
pub(super) fn hyperlinks(document: &Document, dress: &Dress) -> Vec<Option<Hyperlink>> {
    let links = document.links.iter().filter(|_| dress.hyperlinks);
    (0u32..).zip(links).map(|(number, link)| SafeUrl::new(&link.href).map(|url| Hyperlink::to(&url, number))).collect()
}

fn is_blank(segment: &Segment<'_>) -> bool {
    segment.text.bytes().all(|byte| byte == b' ')
}

fn trimmed(text: CleanStr<'_>) -> CleanStr<'_> {
    text.slice(0..text.as_str().trim_end_matches(' ').len())
}
