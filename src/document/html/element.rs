//! What each HTML element is to a reader: one table.

use super::super::InlineStyle;

/// What an element becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Left out with all it holds.
    Skip,
    /// Only groups blocks.
    Group,
    /// Groups blocks and sets them in the middle.
    Center,
    /// A paragraph.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// A list with bullets.
    Bullets,
    /// A list with numbers.
    Numbers,
    /// An item.
    Item,
    /// A quotation.
    Quote,
    /// Says that the quotation around is an alert, as templates are rewritten.
    Alert,
    /// The title of an alert, as templates are rewritten.
    AlertTitle,
    /// Says how the list around is counted, as other formats are rewritten.
    Numbering,
    /// Text whose white space stays.
    Pre,
    /// A table.
    Table,
    /// A table's caption.
    Caption,
    /// A table's head.
    Head,
    /// A table's body or foot.
    Body,
    /// A row.
    Row,
    /// A cell; whether it is a header.
    Cell(bool),
    /// A definition list.
    Definitions,
    /// A term.
    Term,
    /// A definition.
    Definition,
    /// A figure.
    Figure,
    /// Its caption.
    Figcaption,
    /// Content that folds.
    Details,
    /// Its summary.
    Summary,
    /// A thematic break.
    Rule,
    /// A line break.
    Break,
    /// An image.
    Image,
    /// A source of a video, audio or object.
    Source,
    /// Something embedded that has no content of its own.
    Embed,
    /// A video, audio or object: its content stands in for it.
    Media,
    /// A link.
    Link,
    /// A style on its words.
    Style(InlineStyle),
    /// Words in quotation marks.
    Quotation,
    /// Words with how they are read behind them.
    Ruby,
    /// How they are read, in brackets.
    Reading,
    /// Brackets for those who know no readings.
    ReadingBracket,
    /// A field of a form.
    Input,
    /// A drawing: of what is in it only its labels are shown.
    Drawing,
    /// A label of a drawing.
    Label,
    /// A part of a label, which may stand on a line of its own.
    LabelPart,
    /// Nothing.
    Void,
}

/// Whether `<name/>` does not close it, as browsers have it.
pub(super) fn closes_late(name: &str) -> bool {
    matches!(of(name), Some((_, Element::Group | Element::Pre | Element::Table | Element::Quote)))
}

/// What an element is, with its name for as long as the program runs; None for what is unknown.
pub(super) fn of(name: &str) -> Option<(&'static str, Element)> {
    let at = ELEMENTS.binary_search_by(|(own, _)| (*own).cmp(name)).ok()?;
    ELEMENTS.get(at).copied()
}

/// Sorted by name.
const ELEMENTS: &[(&str, Element)] = &[
    ("a", Element::Link),
    ("abbr", Element::Style(InlineStyle::NONE)),
    ("acronym", Element::Style(InlineStyle::NONE)),
    ("address", Element::Group),
    ("annotation", Element::Skip),
    ("annotation-xml", Element::Skip),
    ("article", Element::Group),
    ("aside", Element::Group),
    ("audio", Element::Media),
    ("b", Element::Style(InlineStyle::STRONG)),
    ("big", Element::Style(InlineStyle::NONE)),
    ("blockquote", Element::Quote),
    ("body", Element::Group),
    ("br", Element::Break),
    ("button", Element::Style(InlineStyle::NONE)),
    ("canvas", Element::Skip),
    ("caption", Element::Caption),
    ("center", Element::Center),
    ("cite", Element::Style(InlineStyle::CITE)),
    ("code", Element::Style(InlineStyle::CODE)),
    ("col", Element::Void),
    ("colgroup", Element::Void),
    ("dd", Element::Definition),
    ("del", Element::Style(InlineStyle::STRIKE)),
    ("details", Element::Details),
    ("dfn", Element::Style(InlineStyle::CITE)),
    ("dir", Element::Bullets),
    ("div", Element::Group),
    ("dl", Element::Definitions),
    ("dt", Element::Term),
    ("em", Element::Style(InlineStyle::EMPHASIS)),
    ("embed", Element::Embed),
    ("fieldset", Element::Group),
    ("figcaption", Element::Figcaption),
    ("figure", Element::Figure),
    ("folio-alert", Element::Alert),
    ("folio-numbering", Element::Numbering),
    ("folio-title", Element::AlertTitle),
    ("folio-unknown", Element::Style(InlineStyle::UNKNOWN)),
    ("font", Element::Style(InlineStyle::NONE)),
    ("footer", Element::Group),
    ("form", Element::Group),
    ("frame", Element::Embed),
    ("h1", Element::Heading(1)),
    ("h2", Element::Heading(2)),
    ("h3", Element::Heading(3)),
    ("h4", Element::Heading(4)),
    ("h5", Element::Heading(5)),
    ("h6", Element::Heading(6)),
    ("head", Element::Void),
    ("header", Element::Group),
    ("hgroup", Element::Group),
    ("hr", Element::Rule),
    ("html", Element::Group),
    ("i", Element::Style(InlineStyle::EMPHASIS)),
    ("iframe", Element::Embed),
    ("image", Element::Image),
    ("img", Element::Image),
    ("input", Element::Input),
    ("ins", Element::Style(InlineStyle::INSERTED)),
    ("kbd", Element::Style(InlineStyle::KEYBOARD)),
    ("label", Element::Style(InlineStyle::NONE)),
    ("legend", Element::Group),
    ("li", Element::Item),
    ("link", Element::Void),
    ("listing", Element::Pre),
    ("main", Element::Group),
    ("mark", Element::Style(InlineStyle::MARK)),
    ("menu", Element::Bullets),
    ("meta", Element::Void),
    ("nav", Element::Group),
    ("noembed", Element::Skip),
    ("noframes", Element::Skip),
    ("object", Element::Media),
    ("ol", Element::Numbers),
    ("option", Element::Group),
    ("p", Element::Paragraph),
    ("param", Element::Source),
    ("plaintext", Element::Pre),
    ("pre", Element::Pre),
    ("q", Element::Quotation),
    ("rp", Element::ReadingBracket),
    ("rt", Element::Reading),
    ("ruby", Element::Ruby),
    ("s", Element::Style(InlineStyle::STRIKE)),
    ("samp", Element::Style(InlineStyle::CODE)),
    ("script", Element::Skip),
    ("section", Element::Group),
    ("small", Element::Style(InlineStyle::SMALL)),
    ("source", Element::Source),
    ("span", Element::Style(InlineStyle::NONE)),
    ("strike", Element::Style(InlineStyle::STRIKE)),
    ("strong", Element::Style(InlineStyle::STRONG)),
    ("style", Element::Skip),
    ("sub", Element::Style(InlineStyle::SUBSCRIPT)),
    ("summary", Element::Summary),
    ("sup", Element::Style(InlineStyle::SUPERSCRIPT)),
    ("svg", Element::Drawing),
    ("table", Element::Table),
    ("tbody", Element::Body),
    ("td", Element::Cell(false)),
    ("template", Element::Skip),
    ("text", Element::Label),
    ("tfoot", Element::Body),
    ("th", Element::Cell(true)),
    ("thead", Element::Head),
    ("title", Element::Skip),
    ("tr", Element::Row),
    ("tspan", Element::LabelPart),
    ("tt", Element::Style(InlineStyle::CODE)),
    ("u", Element::Style(InlineStyle::INSERTED)),
    ("ul", Element::Bullets),
    ("var", Element::Style(InlineStyle::CITE)),
    ("video", Element::Media),
    ("wbr", Element::Void),
    ("xmp", Element::Pre),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ELEMENTS.is_sorted_by(|one, other| one.0 < other.0));
    }
}
