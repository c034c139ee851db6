//! What a start tag opens, and what it closes that HTML leaves unclosed.

use super::super::build::{Builder, FrameKind, MarkKind, Owner};
use super::super::fence::Fence;
use super::super::{Align, InlineStyle, ListKind, Numbering};
use super::attributes::Attributes;
use super::element::{self, Element};
use super::{Embed, Html};

impl Html {
    pub(super) fn start(&mut self, name: &str, attributes: &Attributes, builder: &mut Builder) {
        if !builder.verbatim() && self.formula.start(name, builder) {
            return;
        }
        let Some((name, element)) = element::of(name) else { return };
        if builder.verbatim() && !inline(element) {
            return in_verbatim(element, name, builder);
        }
        match element {
            Element::Skip | Element::Drawing => builder.mark(MarkKind::Skip, name),
            Element::Label => start_label(name, builder),
            Element::LabelPart if attributes.get("x").is_some() => builder.push_text(" "),
            Element::LabelPart => {}
            Element::Style(style) => start_style(name, style, attributes, builder),
            Element::Link => start_link(attributes, builder),
            Element::Quotation => builder.mark(MarkKind::Quotation, name),
            Element::Ruby => builder.mark(MarkKind::Plain, name),
            Element::Reading => {
                end_reading(builder);
                builder.mark(MarkKind::Reading, name);
            }
            Element::ReadingBracket => {
                end_reading(builder);
                builder.mark(MarkKind::Skip, name);
            }
            Element::Break => builder.hard_break(),
            Element::Image => image(attributes, builder),
            Element::Input => input(attributes, builder),
            Element::Source => self.source(attributes),
            Element::Embed => self.embed(name, attributes, builder),
            Element::Media => self.start_media(name, attributes, builder),
            Element::Alert => builder.alert(attributes.alert()),
            Element::Numbering => builder.number_like(attributes.get("type").unwrap_or_default()),
            Element::Void => {}
            _ => start_block(name, element, attributes, builder),
        }
    }

    /// The source of what is open, or of nothing.
    fn source(&mut self, attributes: &Attributes) {
        let named = matches!(attributes.get("name"), None | Some("movie" | "src" | "url"));
        let Some((_, source)) = self.media.as_mut().filter(|(_, source)| named && source.is_empty()) else { return };
        if let Some(found) = attributes.first(&["src", "data-src", "value"]) {
            *source = found.to_owned();
        }
    }

    /// In an object it is the object's source; else it stands for itself.
    fn embed(&mut self, name: &'static str, attributes: &Attributes, builder: &mut Builder) {
        let source = attributes.first(&["src", "data-src"]).unwrap_or_default();
        match self.media.as_mut() {
            Some((_, known)) if known.is_empty() => *known = source.to_owned(),
            Some(_) => {}
            None => Embed::of(name, source, attributes.get("title").unwrap_or_default()).show(builder),
        }
        if name == "iframe" {
            builder.mark(MarkKind::Skip, "iframe");
        }
    }

    fn start_media(&mut self, name: &'static str, attributes: &Attributes, builder: &mut Builder) {
        if self.media.is_some() {
            return;
        }
        let source = attributes.first(&["src", "data", "data-src"]).unwrap_or_default();
        self.media = Some((name, source.to_owned()));
        builder.mark(MarkKind::Skip, name);
    }
}

/// Elements that mean the same inside of text whose white space stays.
fn inline(element: Element) -> bool {
    matches!(
        element,
        Element::Style(_)
            | Element::Link
            | Element::Break
            | Element::Skip
            | Element::Drawing
            | Element::Label
            | Element::LabelPart
            | Element::Void
            | Element::Quotation
            | Element::Ruby
            | Element::Reading
            | Element::ReadingBracket
    )
}

/// Ends a reading and its brackets, whose end tags HTML lets authors leave out.
pub(super) fn end_reading(builder: &mut Builder) {
    builder.unmark("rp");
    builder.unmark("rt");
}

/// What a drawing says is shown, for as long as the label goes on.
fn start_label(name: &'static str, builder: &mut Builder) {
    if builder.is_marked("svg") {
        builder.unmark("svg");
        builder.push_text(" ");
        builder.mark(MarkKind::Plain, name);
    }
}

/// Ends a label: the drawing around it goes on.
pub(super) fn end_label(name: &'static str, builder: &mut Builder) {
    if builder.is_marked(name) {
        builder.unmark(name);
        builder.push_text(" ");
        builder.mark(MarkKind::Skip, "svg");
    }
}

/// A block in `<pre>`: a new line, unless the pre was forgotten.
fn in_verbatim(element: Element, name: &'static str, builder: &mut Builder) {
    match element {
        Element::Heading(_) | Element::Table | Element::Pre | Element::Cell(_) | Element::Row | Element::Body => {
            builder.close_html(&["pre", "listing", "xmp", "plaintext"], &[]);
            start_block(name, element, &Attributes::default(), builder);
        }
        _ => builder.fresh_code_line(),
    }
}

fn start_style(name: &'static str, style: InlineStyle, attributes: &Attributes, builder: &mut Builder) {
    if name == "code"
        && let (Some(language), Some(parts)) = (attributes.language(), builder.open_code())
    {
        parts.fence.set_language(language);
    }
    builder.mark(MarkKind::Style(style), name);
}

fn start_link(attributes: &Attributes, builder: &mut Builder) {
    builder.unmark("a");
    match attributes.get("href") {
        Some(href) => builder.open_link(href, attributes.get("title").unwrap_or_default(), "a"),
        None => builder.mark(MarkKind::Plain, "a"),
    }
}

fn image(attributes: &Attributes, builder: &mut Builder) {
    let tiny = |name| attributes.get(name).is_some_and(|size| matches!(size.trim(), "0" | "1" | "1px"));
    if tiny("width") && tiny("height") {
        return;
    }
    let from_set = attributes.get("srcset").and_then(|set| set.split([' ', ',']).find(|part| !part.is_empty()));
    let lazy = attributes.first(&["data-src", "data-original", "data-lazy-src"]);
    let written = attributes.first(&["src"]);
    let placeholder = written.is_some_and(|src| src.starts_with("data:"));
    let source = if placeholder { lazy.or(written) } else { written.or(lazy) };
    let source = source.or(from_set).unwrap_or_default();
    let (alt, title) = (attributes.get("alt").unwrap_or_default(), attributes.get("title").unwrap_or_default());
    if !source.is_empty() || !alt.is_empty() {
        builder.image(source, alt, title, attributes.width());
    }
}

fn input(attributes: &Attributes, builder: &mut Builder) {
    match attributes.get("type").map(str::to_ascii_lowercase).as_deref() {
        Some("checkbox") => builder.task(attributes.get("checked").is_some()),
        Some("submit" | "button") => builder.push_text(attributes.get("value").unwrap_or_default()),
        _ => {}
    }
}

fn start_block(name: &'static str, element: Element, attributes: &Attributes, builder: &mut Builder) {
    close_before(element, builder);
    let id = || attributes.get("id").filter(|id| !id.is_empty()).map(str::to_owned);
    let align = attributes.align();
    let kind = match element {
        Element::Center => FrameKind::Aligned(Align::Center),
        Element::Paragraph => {
            builder.loosen();
            FrameKind::Paragraph(align)
        }
        Element::Heading(level) => FrameKind::Heading(level, id()),
        Element::Bullets => FrameKind::list(ListKind::Bullet),
        Element::Numbers => FrameKind::list(ListKind::Ordered(numbering(attributes))),
        Element::Item => FrameKind::Item { task: None },
        Element::Quote => FrameKind::Quote { alert: attributes.alert(), title: Vec::new() },
        Element::AlertTitle => FrameKind::QuoteTitle,
        Element::Pre => return start_pre(name, attributes, builder),
        // A program draws what it finds by this class.
        Element::Group if attributes.has_class("mermaid") => {
            builder.open_verbatim(Fence::of("mermaid"), Owner::Html, name);
            return;
        }
        Element::Table => FrameKind::table(Vec::new()),
        Element::Caption if builder.in_table() => FrameKind::TableCaption,
        Element::Head if builder.in_table() => FrameKind::TableHead,
        Element::Row if builder.in_table() => builder.table_row(),
        Element::Cell(header) if builder.in_table() => cell(header, attributes, builder),
        Element::Definitions => FrameKind::Definitions(Vec::new()),
        Element::Term => FrameKind::Term,
        Element::Definition => FrameKind::Definition,
        Element::Figure => FrameKind::Figure(Vec::new()),
        Element::Figcaption => FrameKind::Figcaption,
        Element::Details => FrameKind::Details { summary: Vec::new(), open: attributes.get("open").is_some() },
        Element::Summary => FrameKind::Summary,
        Element::Rule => return builder.rule(),
        _ => align.map_or(FrameKind::Group, FrameKind::Aligned),
    };
    builder.open(kind, Owner::Html, name);
}

/// End tags that HTML lets authors leave out, and headings they forgot to close.
fn close_before(element: Element, builder: &mut Builder) {
    builder.close_html_top(&["p"]);
    match element {
        Element::Item => {
            builder.close_html(&["li"], &["ul", "ol", "menu", "dir", "table", "blockquote"]);
            if !builder.in_list() {
                builder.imply_list();
            }
        }
        Element::Term | Element::Definition => {
            builder.close_html(&["dt", "dd"], &["dl", "table"]);
            if !builder.in_definitions() {
                builder.open(FrameKind::Definitions(Vec::new()), Owner::Html, "dl");
            }
        }
        Element::Head | Element::Body => {
            builder.close_html(&["thead", "tbody", "tfoot", "caption"], &["table"]);
            builder.close_html(&["tr"], &["table"]);
        }
        Element::Row => {
            builder.close_html(&["tr", "caption"], &["table"]);
        }
        Element::Cell(_) => {
            builder.close_html(&["td", "th"], &["tr", "table"]);
        }
        Element::Heading(_) => builder.close_html_top(&["h1", "h2", "h3", "h4", "h5", "h6"]),
        _ => {}
    }
}

fn cell(header: bool, attributes: &Attributes, builder: &mut Builder) -> FrameKind {
    if !builder.in_row() {
        let row = builder.table_row();
        builder.open(row, Owner::Html, "tr");
    }
    let align = attributes.align().unwrap_or_default();
    FrameKind::cell(header, attributes.span("colspan"), attributes.span("rowspan"), align)
}

fn numbering(attributes: &Attributes) -> Numbering {
    let first = attributes.get("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
    let style = attributes.get("style").and_then(|style| style.split_once("list-style-type:"));
    let style = style.map(|(_, rest)| rest.split(';').next().unwrap_or_default());
    Numbering::decimal(first).like(style.or(attributes.get("type")).unwrap_or_default())
}

fn start_pre(name: &'static str, attributes: &Attributes, builder: &mut Builder) {
    let fence = attributes.language().map(Fence::of).unwrap_or_default();
    builder.open_verbatim(fence, Owner::Html, name);
}
