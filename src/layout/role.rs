//! What a segment is. A theme turns a role into a style; layout never does.

use crate::document::AlertKind;

/// What a segment is, before its inline style is laid over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Text,
    /// A heading's words, by level.
    Heading(u8),
    /// A rule under a heading.
    HeadingRule,
    /// Words in a quotation.
    Quote,
    /// The bar beside a quotation.
    QuoteBar,
    /// An alert's title.
    AlertTitle(AlertKind),
    /// The bar beside an alert.
    AlertBar(AlertKind),
    /// A bullet, number or task box.
    ListMarker,
    /// A line of a code block.
    Code,
    /// The margin of a code block.
    CodeBar,
    /// A code block's language or title.
    CodeLabel,
    /// A line number of code.
    CodeNumber,
    /// A line of code that the author marked.
    CodeMarked,
    /// The mark where a line of code goes on.
    CodeContinued,
    /// A table's header.
    TableHeader,
    /// A table's rules.
    TableRule,
    /// A term of a definition list.
    Term,
    /// A caption.
    Caption,
    /// An image's placeholder.
    Image,
    /// A thematic break.
    Rule,
    /// A footnote's number.
    FootnoteMarker,
    /// A link's number.
    LinkNumber,
    /// Mathematics.
    Math,
    /// A summary of details.
    Summary,
    /// The title of the post.
    Title,
    /// Date, author, reading time.
    Byline,
    /// A tag in the masthead.
    Tag,
    /// A word such as "draft".
    Status,
    /// The heading of a section at the end ("Links").
    EndHeading,
    /// A quiet detail of the end matter: a host, a date.
    EndDetail,
    /// Blank columns.
    Space,
}

impl Role {
    /// The theme's scope: dotted, broader scopes to the left.
    pub fn scope(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Heading(1) => "heading.1",
            Role::Heading(2) => "heading.2",
            Role::Heading(3) => "heading.3",
            Role::Heading(4) => "heading.4",
            Role::Heading(5) => "heading.5",
            Role::Heading(_) => "heading.6",
            Role::HeadingRule => "heading.rule",
            Role::Quote => "quote",
            Role::QuoteBar => "quote.bar",
            Role::AlertTitle(kind) => alert_scope(kind),
            Role::AlertBar(kind) => alert_scope(kind),
            Role::ListMarker => "list.marker",
            Role::Code => "code",
            Role::CodeBar => "code.bar",
            Role::CodeLabel => "code.label",
            Role::CodeNumber => "code.number",
            Role::CodeMarked => "code.marked",
            Role::CodeContinued => "code.continued",
            Role::TableHeader => "table.header",
            Role::TableRule => "table.rule",
            Role::Term => "term",
            Role::Caption => "caption",
            Role::Image => "image",
            Role::Rule => "rule",
            Role::FootnoteMarker => "footnote",
            Role::LinkNumber => "link.number",
            Role::Math => "math",
            Role::Summary => "summary",
            Role::Title => "title",
            Role::Byline => "byline",
            Role::Tag => "tag",
            Role::Status => "status",
            Role::EndHeading => "end.heading",
            Role::EndDetail => "end.detail",
            Role::Space => "text",
        }
    }
}

fn alert_scope(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::Note => "alert.note",
        AlertKind::Tip => "alert.tip",
        AlertKind::Important => "alert.important",
        AlertKind::Warning => "alert.warning",
        AlertKind::Caution => "alert.caution",
    }
}
