//! Markdown to a [`Document`]: the one door to pulldown-cmark.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};

use super::build::{Builder, FrameKind, MarkKind, Owner};
use super::fence::Fence;
use super::lines::Lines;
use super::math;
use super::place::{self, Places};
use super::words::{self, Piece};
use super::{AlertKind, Align, Document, InlineKind, InlineStyle, ListKind, Markup, Reading};
use crate::post::{Code, Diagnostic};
use crate::template::{self, Dialect, Rewritten};
use crate::text::CleanStr;

/// Bytes of a body that are read; the rest is left out.
const LARGEST: usize = 16 << 20;
/// Lines of a body that are read: each may be a block, which takes a hundred times the memory of its bytes.
const MOST_LINES: usize = 500_000;
/// Markdown events that are taken, which hundreds of megabytes of blocks would be made of otherwise: a table of a few
/// kilobytes can give millions.
const MOST_EVENTS: usize = 1_000_000;

/// Parses a body. Never fails; walks iteratively. A bare [`Dialect`] reads Markdown without values.
pub fn parse(body: &str, reading: impl Into<Reading>) -> Document {
    let reading = reading.into();
    let (body, cut) = fitting(body);
    let parsed = catch_unwind(AssertUnwindSafe(|| parse_fitting(body, &reading)));
    let mut document = parsed.unwrap_or_else(|_| as_written(body));
    if cut {
        let message =
            CleanStr::own("The body is longer than 16 MiB or 500,000 lines; the rest is left out.").to_clean();
        document.diagnostics.push(Diagnostic { code: Code::TooLarge, line: 0, column: 0, message });
    }
    document
}

/// As much of a body as is read, and whether something was left out.
fn fitting(body: &str) -> (&str, bool) {
    let mut end = body.len().min(LARGEST);
    if end > MOST_LINES {
        let mut breaks = memchr::memchr_iter(b'\n', body.as_bytes().get(..end).unwrap_or_default());
        end = breaks.nth(MOST_LINES - 1).map_or(end, |at| at + 1);
    }
    let end = (0..=end).rev().find(|end| body.is_char_boundary(*end)).unwrap_or(0);
    (body.get(..end).unwrap_or_default(), end < body.len())
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
    let rewritten = template::rewrite(body, reading.dialect, &reading.values, place);
    let mut document = match reading.markup {
        Markup::Markdown => markdown(&rewritten, &lines, reading),
        Markup::Html => super::html::document(&rewritten.text, |byte| lines.line(rewritten.source(byte))),
    };
    place::trace(&mut document, &rewritten, body);
    document.diagnostics.extend(rewritten.diagnostics);
    document.diagnostics.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    document
}

fn markdown(rewritten: &Rewritten<'_>, lines: &Lines, reading: &Reading) -> Document {
    let mut reader = Reader::new(reading);
    // Words that refer to what only an included file defines are words all the same.
    let mut mend = |link: BrokenLink<'_>| {
        let labelled = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        (rewritten.includes && labelled).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let options = options(reading.dialect);
    let parser = Parser::new_with_broken_link_callback(&rewritten.text, options, Some(&mut mend));
    let mut events = TextMergeWithOffset::new(parser.into_offset_iter());
    for (event, range) in events.by_ref().take(MOST_EVENTS) {
        let event = match event {
            Event::InlineMath(_) if !is_formula(&rewritten.text, &range) => {
                Event::Text(CowStr::Borrowed(rewritten.text.get(range.clone()).unwrap_or_default()))
            }
            event => event,
        };
        let line = lines.line(rewritten.source(range.start));
        let target_at = target_of(&event, &rewritten.text, range);
        reader.take(event, Spot { line, target_at });
    }
    if events.next().is_some() {
        reader.builder.complain(Code::TooLarge, "The body has more parts than folio shows; the rest is left out.");
    }
    reader.finish()
}

/// Whether dollar signs mean a formula: prices and names of variables touch letters and digits.
fn is_formula(text: &str, range: &std::ops::Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '$' | '_' | '{'));
    !touches(before) && !touches(after)
}

/// What the generator's own Markdown knows beyond CommonMark.
fn options(dialect: Dialect) -> Options {
    let everywhere = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    match dialect {
        Dialect::Plain | Dialect::Jekyll | Dialect::Hugo | Dialect::Pelican => {
            everywhere | Options::ENABLE_DEFINITION_LIST
        }
        Dialect::Zola | Dialect::Hexo | Dialect::Eleventy | Dialect::Mdx | Dialect::Docusaurus | Dialect::Rst => {
            everywhere
        }
    }
}

/// Where an event stands.
#[derive(Clone, Copy, Debug)]
struct Spot {
    /// Line of the body, from 1.
    line: u32,
    /// Byte of the text at which a link's or an image's target is written, or at which HTML begins.
    target_at: Option<usize>,
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

/// A footnote's events, kept until the footnote's number is known.
type Kept<'a> = Vec<(Event<'a>, Spot)>;

/// An image whose words are still coming in.
struct OpenImage<'a> {
    href: CowStr<'a>,
    title: CowStr<'a>,
    words: String,
    /// Images open in it.
    nested: u32,
    target_at: Option<usize>,
}

/// Feeds events to the builder.
struct Reader<'a> {
    builder: Builder,
    dialect: Dialect,
    /// Whether emoji have names.
    emoji: bool,
    /// By open Markdown block: whether the builder opened it too.
    opened: Vec<bool>,
    /// The image that is open.
    image: Option<OpenImage<'a>>,
    /// Code that is open.
    code: Option<String>,
    /// Whether that code is a formula.
    is_formula: bool,
    /// Definitions by label.
    footnotes: HashMap<CowStr<'a>, Kept<'a>>,
    /// The definition whose events are being kept.
    keeping: Option<(CowStr<'a>, Kept<'a>)>,
    /// Labels in order of first reference.
    numbered: Vec<CowStr<'a>>,
    numbers: HashMap<CowStr<'a>, u32>,
    html: super::html::Html,
}

impl<'a> Reader<'a> {
    fn new(reading: &Reading) -> Self {
        let dialect = reading.dialect;
        Self {
            builder: Builder::new(),
            dialect,
            emoji: dialect == Dialect::Plain || reading.values.get("site.emoji") == Some("true"),
            opened: Vec::new(),
            image: None,
            code: None,
            is_formula: false,
            footnotes: HashMap::new(),
            keeping: None,
            numbered: Vec::new(),
            numbers: HashMap::new(),
            html: super::html::Html::default(),
        }
    }

    fn take(&mut self, event: Event<'a>, spot: Spot) {
        match (&mut self.keeping, event) {
            (None, Event::Start(Tag::FootnoteDefinition(label))) => self.keeping = Some((label, Vec::new())),
            (Some(_), Event::End(TagEnd::FootnoteDefinition)) => {
                if let Some((label, kept)) = self.keeping.take() {
                    self.footnotes.entry(label).or_insert(kept);
                }
            }
            (Some((_, kept)), event) => kept.push((event, spot)),
            (None, event) => self.event(event, spot),
        }
    }

    /// Shows the footnotes that were referred to, in the order of their numbers.
    fn finish(mut self) -> Document {
        self.builder.finish_leaf();
        self.builder.close_all();
        let mut next = 0;
        while let Some(label) = self.numbered.get(next).cloned() {
            let index = u32::try_from(next).unwrap_or(u32::MAX);
            let opened = self.builder.open(FrameKind::Footnote(index), Owner::Markdown, "");
            for (event, spot) in self.footnotes.remove(&label).unwrap_or_default() {
                self.event(event, spot);
            }
            if opened {
                self.builder.close_markdown();
            }
            next += 1;
        }
        self.builder.finish()
    }

    fn event(&mut self, event: Event<'a>, spot: Spot) {
        self.builder.line = spot.line;
        self.builder.target_at = spot.target_at;
        if self.image.is_some() {
            return self.event_in_image(event);
        }
        if let (Some(code), Event::Text(text)) = (&mut self.code, &event) {
            return code.push_str(text);
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.builder.push_styled(&template::plain(&text), InlineStyle::CODE),
            Event::InlineMath(source) => self.inline_math(&source),
            Event::DisplayMath(source) => self.builder.display_math(&math::display(&source)),
            Event::Html(html) => self.html.keep(&html, spot.target_at),
            Event::InlineHtml(html) => self.html.read_inline(&html, &mut self.builder),
            Event::FootnoteReference(label) => self.footnote(label),
            Event::SoftBreak => self.builder.soft_break(),
            Event::HardBreak => self.builder.hard_break(),
            Event::Rule => self.builder.rule(),
            Event::TaskListMarker(done) => self.builder.task(done),
        }
    }

    fn inline_math(&mut self, source: &str) {
        self.builder.push_run(&math::inline(source), InlineKind::Math, InlineStyle::default());
    }

    fn text(&mut self, text: &str) {
        let Some(text) = self.html.after_comment(text, &mut self.builder) else { return };
        // A reference is a target; where it stands among words, its page shows an address that folio cannot know yet.
        let text = &*template::plain(text);
        if self.builder.verbatim() || self.builder.in_link() {
            return self.builder.push_text(text);
        }
        for piece in words::pieces(text) {
            match piece {
                Piece::Words(words) if self.emoji => self.builder.push_text(&words::with_emoji(words)),
                Piece::Words(words) => self.builder.push_text(words),
                Piece::Address { shown, scheme } => {
                    self.builder.open_link(&format!("{scheme}{shown}"), "", "http");
                    self.builder.push_text(shown);
                    self.builder.unmark("http");
                }
            }
        }
    }

    /// In an image only words count; they are its alternative text.
    fn event_in_image(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => image.words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.words.push(' '),
            Event::Start(Tag::Image { .. }) => image.nested += 1,
            Event::End(TagEnd::Image) if image.nested > 0 => image.nested -= 1,
            Event::End(TagEnd::Image) => {
                self.builder.target_at = image.target_at;
                self.builder.image(&image.href, &image.words, &image.title);
                self.image = None;
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, id, .. } => {
                self.open(FrameKind::Heading(level as u8, id.map(CowStr::into_string)));
            }
            Tag::BlockQuote(kind) => {
                self.open(FrameKind::Quote { alert: kind.map(alert), title: Vec::new() });
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => {}
            Tag::List(first) => {
                let kind = first.map_or(ListKind::Bullet, ListKind::Ordered);
                self.open(FrameKind::List { kind, tight: true, items: Vec::new() });
            }
            Tag::Item => self.open(FrameKind::Item { task: None }),
            Tag::DefinitionList => self.open(FrameKind::Definitions(Vec::new())),
            Tag::DefinitionListTitle => self.open(FrameKind::Term),
            Tag::DefinitionListDefinition => self.open(FrameKind::Definition),
            Tag::Table(aligns) => self.builder_table(&aligns),
            Tag::TableHead => self.open(FrameKind::head_row()),
            Tag::TableRow => self.open(FrameKind::body_row()),
            Tag::TableCell => self.open(FrameKind::plain_cell()),
            Tag::Emphasis => self.builder.mark(MarkKind::Style(InlineStyle::EMPHASIS), "*"),
            Tag::Strong => self.builder.mark(MarkKind::Style(InlineStyle::STRONG), "**"),
            Tag::Strikethrough => self.builder.mark(MarkKind::Style(InlineStyle::STRIKE), "~"),
            Tag::Superscript => self.builder.mark(MarkKind::Style(InlineStyle::SUPERSCRIPT), "^"),
            Tag::Subscript => self.builder.mark(MarkKind::Style(InlineStyle::SUBSCRIPT), "_"),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.builder.open_link(&format!("mailto:{dest_url}"), "", "[]");
            }
            Tag::Link { link_type: LinkType::ReferenceUnknown | LinkType::CollapsedUnknown, .. } => {}
            Tag::Link { dest_url, title, .. } => self.builder.open_link(&dest_url, &title, "[]"),
            Tag::Image { dest_url, title, .. } => {
                let target_at = self.builder.target_at;
                self.image = Some(OpenImage { href: dest_url, title, words: String::new(), nested: 0, target_at });
            }
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.builder.finish_leaf(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.html.end_block(&mut self.builder),
            TagEnd::Emphasis => self.builder.unmark("*"),
            TagEnd::Strong => self.builder.unmark("**"),
            TagEnd::Strikethrough => self.builder.unmark("~"),
            TagEnd::Superscript => self.builder.unmark("^"),
            TagEnd::Subscript => self.builder.unmark("_"),
            TagEnd::Link => self.builder.unmark("[]"),
            TagEnd::Image | TagEnd::FootnoteDefinition | TagEnd::MetadataBlock(_) => {}
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell => self.close(),
        }
    }

    fn open(&mut self, kind: FrameKind) {
        let opened = self.builder.open(kind, Owner::Markdown, "");
        self.opened.push(opened);
    }

    fn close(&mut self) {
        if self.opened.pop() == Some(true) {
            self.builder.close_markdown();
        } else {
            self.builder.finish_leaf();
        }
    }

    fn start_paragraph(&mut self) {
        if self.builder.verbatim() {
            return self.builder.push_text("\n\n");
        }
        self.builder.finish_leaf();
        self.builder.close_html_top(&["p"]);
        self.builder.loosen();
    }

    fn builder_table(&mut self, aligns: &[Alignment]) {
        let aligns = aligns.iter().map(|align| match align {
            Alignment::None => Align::Natural,
            Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        self.open(FrameKind::table(aligns.collect()));
    }

    fn start_code(&mut self, kind: &CodeBlockKind) {
        let fence = match kind {
            CodeBlockKind::Fenced(info) => Fence::parse(info),
            CodeBlockKind::Indented => Fence::default(),
        };
        self.is_formula = fence.language.as_deref() == Some("math");
        let opened = !self.is_formula && self.builder.open_verbatim(fence, Owner::Markdown, "");
        self.opened.push(opened);
        self.code = Some(String::new());
    }

    fn end_code(&mut self) {
        let code = template::plain(&self.code.take().unwrap_or_default()).into_owned();
        if self.is_formula {
            self.opened.pop();
            return self.builder.display_math(&math::display(code.trim()));
        }
        let header = Fence::header(&code).filter(|_| code.starts_with(":::") || self.dialect == Dialect::Pelican);
        match (header, self.builder.open_code()) {
            (Some((fence, rest)), Some(parts)) if parts.fence.language.is_none() => {
                parts.fence = fence;
                self.builder.push_text(rest);
            }
            _ => self.builder.push_text(&code),
        }
        self.close();
    }

    fn footnote(&mut self, label: CowStr<'a>) {
        if let Some(index) = self.numbers.get(&label) {
            return self.builder.footnote_reference(*index);
        }
        let index = u32::try_from(self.numbered.len()).unwrap_or(u32::MAX);
        self.builder.add_footnote(&label);
        self.builder.footnote_reference(index);
        self.numbers.insert(label.clone(), index);
        self.numbered.push(label);
    }
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Block, BlockKind};
    use super::*;

    fn read(body: &str) -> Document {
        parse(body, Dialect::Plain)
    }

    /// The shape of blocks in short, with their words.
    fn shape(document: &Document, blocks: &[Block]) -> String {
        let words = |range: crate::text::TextRange| document.text.slice(range).as_str().to_owned();
        let one = |block: &Block| match &block.kind {
            BlockKind::Paragraph { .. } => format!("p({})", words(block.range)),
            BlockKind::Heading { level, .. } => format!("h{level}({})", words(block.range)),
            BlockKind::Code { .. } => format!("code({})", words(block.range)),
            BlockKind::List { tight, items, .. } => {
                let items: Vec<String> = items.iter().map(|item| shape(document, &item.blocks)).collect();
                format!("{}[{}]", if *tight { "list" } else { "loose" }, items.join(" | "))
            }
            BlockKind::Quote { alert, blocks, .. } => {
                format!(
                    "quote{}[{}]",
                    alert.map_or(String::new(), |kind| format!(" {kind:?}")),
                    shape(document, blocks)
                )
            }
            BlockKind::Table(table) => {
                let row = |cells: &[super::super::TableCell]| {
                    let cell = |cell: &super::super::TableCell| {
                        cell.inlines.iter().map(|inline| words(inline.range)).collect::<String>()
                    };
                    cells.iter().map(cell).collect::<Vec<_>>().join("|")
                };
                let rows: Vec<String> = table.rows.iter().map(|cells| row(cells)).collect();
                format!("table({} / {})", row(&table.header), rows.join(" / "))
            }
            BlockKind::Definitions { items } => {
                let item = |item: &super::super::DefinitionItem| {
                    let term: String = item.term.iter().map(|inline| words(inline.range)).collect();
                    let each: Vec<String> = item.definitions.iter().map(|blocks| shape(document, blocks)).collect();
                    format!("{term}: {}", each.join(", "))
                };
                format!("dl[{}]", items.iter().map(item).collect::<Vec<_>>().join(" | "))
            }
            BlockKind::Figure { images, .. } => format!("figure({})", images.len()),
            BlockKind::Details { blocks, .. } => format!("details[{}]", shape(document, blocks)),
            BlockKind::Math => format!("math({})", words(block.range)),
            BlockKind::Rule => "hr".to_owned(),
        };
        blocks.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn blocks_of_commonmark_and_gfm() {
        for (body, want) in [
            ("one\ntwo\n\nthree", "p(one two) p(three)"),
            ("# A *b* c\n\ntext", "h1(A b c) p(text)"),
            ("- a\n- b\n  - c\n", "list[p(a) | p(b) list[p(c)]]"),
            ("- a\n\n- b\n", "loose[p(a) | p(b)]"),
            ("> a\n>\n> b", "quote[p(a) p(b)]"),
            ("> [!WARNING]\n> hot", "quote Warning[p(hot)]"),
            ("```rust\nfn a() {\n    b\n}\n```", "code(fn a() {\n    b\n})"),
            ("    x\n    y\n", "code(x\ny)"),
            ("|a|b|\n|-|-|\n|1|2|\n|3|", "table(a|b / 1|2 / 3|)"),
            ("term\n: meaning\n", "dl[term: p(meaning)]"),
            ("a\n\n---\n\nb", "p(a) hr p(b)"),
            ("a  \nb", "p(a\nb)"),
            ("![x](y.png)", "figure(1)"),
            ("see ![x](y.png)", "p(see x)"),
            ("[^2] stays", "p([^2] stays)"),
        ] {
            let document = read(body);
            assert_eq!(shape(&document, &document.blocks), want, "{body:?}");
        }
    }

    #[test]
    fn html_becomes_the_same_tree() {
        for (body, want) in [
            ("<div>\n\n**b** c\n\n</div>\n\nafter", "p(b c) p(after)"),
            ("<p>a<p>b", "p(a) p(b)"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>", "list[p(a) | p(b) list[p(c)]]"),
            ("<ol>\n<li>\n\nmark *down*\n\n</li>\n</ol>\nx", "loose[p(mark down)] p(x)"),
            ("<pre><code class=\"language-c\">a &lt; b\n  c<br>d</code></pre>", "code(a < b\n  c\nd)"),
            ("<table><tr><th>a<th>b<tr><td colspan=2>c</table>", "table(a|b / c|)"),
            ("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>", "table( / a|b / |c / d|e)"),
            ("<details><summary>S</summary>\n\ntext\n\n</details>", "details[p(text)]"),
            ("<figure><img src=a.png alt=x><figcaption>cap</figcaption></figure>", "figure(1)"),
            ("<dl><dt>t<dd>d<dd>e</dl>", "dl[t: p(d), p(e)]"),
            ("a<br><br>b", "p(a) p(b)"),
            ("x <script>var a = 1;</script> y<!-- no --> z", "p(x y z)"),
            ("<style>\nb {}\n\nc {}\n</style>\n\nword", "p(word)"),
            ("<blockquote>q</blockquote>\n", "quote[p(q)]"),
            ("</div></p></b>text <b>un<i>closed\n\nnext", "p(text unclosed) p(next)"),
            ("<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>", "p(\u{25b6} YouTube video)"),
            ("<video controls><source src=a.mp4>No video.</video> end", "p(\u{25b6} a.mp4) p(end)"),
            (
                "<blockquote class=\"folio-alert tip\"><folio-title>T</folio-title>\n\nx\n\n</blockquote>",
                "quote Tip[p(x)]",
            ),
            ("<h2 id=x>Head</h2>text", "h2(Head) p(text)"),
            ("<div>a<!-- b\n\nc --> d</div>", "p(a) p(d)"),
            ("<td>lost</td>", "p(lost)"),
        ] {
            let document = read(body);
            assert_eq!(shape(&document, &document.blocks), want, "{body:?}");
        }
    }

    #[test]
    fn an_image_in_a_link_gives_both_and_the_link_covers_it() {
        let document = read("[![Alt](/a/b.gif)](http://x.org/) after");
        let (link, image) = (&document.links[0], &document.images[0]);
        assert_eq!((link.href.as_str(), image.href.as_str()), ("http://x.org/", "/a/b.gif"));
        assert_eq!(document.text.slice(link.range).as_str(), "Alt");
        assert_eq!((link.range, image.link), (image.range, Some(super::super::LinkId(0))));
    }

    #[test]
    fn footnotes_are_numbered_by_first_reference() {
        let document = read("a[^z] b[^y] c[^z]\n\n[^y]: yes\n[^z]: zed[^n]\n[^n]: nested\n[^u]: unused\n");
        let labels: Vec<&str> = document.footnotes.iter().map(|note| note.label.as_str()).collect();
        assert_eq!(labels, ["z", "y", "n"]);
        assert_eq!(document.footnotes[0].references.len(), 2);
        assert_eq!(document.text.as_str(), "a⁽¹⁾ b⁽²⁾ c⁽¹⁾\nzed⁽³⁾\nyes\nnested");
        assert_eq!(shape(&document, &document.footnotes[2].blocks), "p(nested)");
    }

    #[test]
    fn tasks_and_anchors() {
        let document = read("- [x] done\n- [ ] open\n\n# A\n\n# A\n\n# B {#own}\n");
        let BlockKind::List { items, .. } = &document.blocks[0].kind else { panic!("a list") };
        assert_eq!([items[0].task, items[1].task], [Some(true), Some(false)]);
        let anchors: Vec<&str> = document.headings.iter().map(|heading| heading.anchor.as_str()).collect();
        assert_eq!(anchors, ["a", "a-1", "own"]);
        assert_eq!(document.headings[2].line, 8);
    }

    #[test]
    fn deep_nesting_is_folded_and_said_once() {
        let document = read(&format!("{}x", "> ".repeat(5_000)));
        assert_eq!(document.text.as_str(), "x");
        let (mut depth, mut blocks) = (0, &document.blocks);
        while let Some(Block { kind: BlockKind::Quote { blocks: inner, .. }, .. }) = blocks.first() {
            (depth, blocks) = (depth + 1, inner);
        }
        assert_eq!(depth, Block::MAX_DEPTH);
        assert_eq!(document.diagnostics.len(), 1);
    }

    #[test]
    fn the_terminal_never_sees_a_control_character() {
        let document = read("a\u{1b}[31m `b\u{7}` &#27; [x](http://a/\u{9b})\n\n```\n\u{1b}\n```");
        assert!(!document.text.chars().any(|c| c.is_control() && c != '\n'), "{:?}", document.text);
    }

    #[test]
    fn a_body_of_more_lines_than_anybody_writes_is_cut_and_said_to_be() {
        let body = "a\n\n".repeat(MOST_LINES);
        assert_eq!(fitting(&body), (&body[..MOST_LINES / 2 * 3], true));
        assert_eq!(fitting(&body[..MOST_LINES / 2 * 3]), (&body[..MOST_LINES / 2 * 3], false));
        let document = read(&body);
        assert_eq!(document.blocks.len(), MOST_LINES / 2);
        assert_eq!(document.diagnostics[0].code, Code::TooLarge);
    }
}
