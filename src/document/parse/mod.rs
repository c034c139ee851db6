//! Markdown to a [`Document`]: the one door to pulldown-cmark. Here is what is read and by which rules; `reader` takes the
//! events.

mod dollars;
mod reader;
mod tags;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TextMergeWithOffset};

use super::bounds;
use super::build::{Builder, Owner};
use super::fence::Fence;
use super::lines::Lines;
use super::place::{self, Places};
use super::{Document, Markup, Reading};
use crate::post::{Code, Diagnostic};
use crate::template::{self, Dialect, Rewritten};
use crate::text::CleanStr;
use dollars::Marked;
use reader::Reader;

/// Markdown events that are taken, which hundreds of megabytes of blocks would be made of otherwise: a table of a few
/// kilobytes can give millions.
const MOST_EVENTS: usize = 1_000_000;

/// Parses a body. Never fails; walks iteratively. A bare [`Dialect`] reads Markdown without values.
pub fn parse(body: &str, reading: impl Into<Reading>) -> Document {
    let reading = reading.into();
    let (body, cut) = bounds::fitting(body);
    let parsed = catch_unwind(AssertUnwindSafe(|| parse_fitting(body, &reading)));
    let mut document = parsed.unwrap_or_else(|_| as_written(body));
    if cut {
        document.diagnostics.push(left_out());
    }
    document
}

fn left_out() -> Diagnostic {
    let message = CleanStr::own(bounds::LEFT_OUT).to_clean();
    Diagnostic { code: Code::TooLarge, line: 0, column: 0, message }
}

/// A body that could not be parsed, as code.
fn as_written(body: &str) -> Document {
    let mut builder = Builder::new();
    builder.open_verbatim(Fence::default(), Owner::Markdown, "");
    builder.push_text(body);
    builder.complain(Code::BodyUnreadable, "The body is shown as it is written.");
    builder.finish()
}

fn parse_fitting(body: &str, reading: &Reading) -> Document {
    let lines = Lines::of(body);
    // Few bodies have problems, so few are counted.
    let places = OnceCell::new();
    let place = |byte| places.get_or_init(|| Places::of(body)).of_byte(byte);
    let mut rewritten = template::rewrite(body, reading, place);
    // Templates may make much of little.
    if let Cow::Owned(text) = &mut rewritten.text {
        let fits = bounds::fitting(text).0.len();
        if fits < text.len() {
            text.truncate(fits);
            rewritten.diagnostics.push(left_out());
        }
    }
    let mut document = match reading.markup {
        Markup::Html => super::html::document(&rewritten.text, |byte| lines.line(rewritten.source(byte))),
        _ => markdown(&rewritten, &lines, reading),
    };
    place::trace(&mut document, &rewritten, body);
    document.diagnostics.extend(rewritten.diagnostics);
    document.diagnostics.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    document
}

fn markdown(rewritten: &Rewritten<'_>, lines: &Lines, reading: &Reading) -> Document {
    let mut marked = Marked::new(&rewritten.text);
    for _ in 1..dollars::MOST_PASSES {
        let (document, words) = pass(rewritten, lines, reading, &marked);
        if words.is_empty() || !marked.mark(&words) {
            return document;
        }
    }
    pass(rewritten, lines, reading, &marked).0
}

/// One pass of the parser, with the bytes of dollar signs that it took for formulas with no right, where that hid Markdown.
fn pass(rewritten: &Rewritten<'_>, lines: &Lines, reading: &Reading, marked: &Marked<'_>) -> (Document, Vec<usize>) {
    let mut reader = Reader::new(reading, &rewritten.text);
    // Words that refer to what only an included file defines are words all the same.
    let mut mend = |link: BrokenLink<'_>| {
        let labelled = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        (rewritten.includes && labelled).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(&marked.text, options(reading), Some(&mut mend));
    let mut events = TextMergeWithOffset::new(parser.into_offset_iter());
    let mut near = 0;
    let mut words = Vec::new();
    for (event, range) in events.by_ref().take(MOST_EVENTS) {
        let written = rewritten.text.get(range.clone()).unwrap_or_default();
        let event = match event {
            Event::InlineMath(_) if !dollars::is_formula(&rewritten.text, &range) => {
                words.extend(Some(range.start).filter(|_| dollars::hides_marks(written)));
                Event::Text(CowStr::Borrowed(written))
            }
            event => event,
        };
        let line = lines.line_near(rewritten.source(range.start), &mut near);
        let target_at = target_of(&event, &marked.text, range);
        reader.take(marked.restored(event), Spot { line, target_at, written });
    }
    if events.next().is_some() {
        reader.builder.complain(Code::TooLarge, "The body has more parts than folio shows; the rest is left out.");
    }
    (reader.finish(), words)
}

/// What the generator's own Markdown knows beyond CommonMark.
fn options(reading: &Reading) -> Options {
    let everywhere = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    match reading.dialect {
        _ if !reading.markup.is_markdown() || reading.marks.definitions => everywhere | Options::ENABLE_DEFINITION_LIST,
        Dialect::Plain | Dialect::Jekyll | Dialect::Hugo | Dialect::Pelican | Dialect::Pandoc | Dialect::Franklin => {
            everywhere | Options::ENABLE_DEFINITION_LIST
        }
        Dialect::Zola | Dialect::Hexo | Dialect::Eleventy | Dialect::Mdx | Dialect::Docusaurus => everywhere,
    }
}

/// Where an event stands.
#[derive(Clone, Copy, Debug)]
struct Spot<'a> {
    /// Line of the body, from 1.
    line: u32,
    /// Byte of the text at which a link's or an image's target is written, or at which HTML begins.
    target_at: Option<usize>,
    /// How it stands there.
    written: &'a str,
}

/// The byte of the text at which the target of a link or an image is written, or HTML begins.
fn target_of(event: &Event<'_>, text: &str, range: std::ops::Range<usize>) -> Option<usize> {
    let (Event::Start(Tag::Link { dest_url, link_type, .. }) | Event::Start(Tag::Image { dest_url, link_type, .. })) =
        event
    else {
        return matches!(event, Event::Html(_) | Event::InlineHtml(_)).then_some(range.start);
    };
    // A target without escapes is a piece of the text itself, in a definition too.
    let at = dest_url.as_ptr().addr().checked_sub(text.as_ptr().addr()).filter(|at| text.get(*at..).is_some());
    let at = at.filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(dest_url.as_ref())));
    let escaped = || {
        let link = text.get(range.clone()).filter(|_| *link_type == LinkType::Inline)?;
        let target = link.get(link.rfind("](")? + 2..)?;
        Some(range.end - target.trim_start_matches([' ', '\n', '<']).len())
    };
    at.filter(|_| !dest_url.is_empty()).or_else(escaped)
}

#[cfg(test)]
mod tests;
