//! A row, what lies over it and a theme become spans: search hits, syntax and the selected link are styles over
//! ranges of the document's text, so no row is set again for them.

use ratatui::style::Style;

use crate::app::{OpenPage, Token};
use crate::config::Theme;
use crate::document::LinkId;
use crate::layout::{Role, Row, Segment};
use crate::library::Library;
use crate::library::links::{Hyperlink, SafeUrl, Target};
use crate::text::{CleanStr, TextRange};

/// A run of one style.
pub struct Run<'a> {
    /// The words.
    pub text: CleanStr<'a>,
    /// How they look.
    pub style: Style,
    /// The link they belong to.
    pub link: Option<LinkId>,
}

/// What lies over the rows of a page.
pub struct Overlays<'a> {
    theme: &'a Theme,
    tokens: &'a [Token],
    hits: &'a [TextRange],
    current: Option<TextRange>,
    link: Option<LinkId>,
    /// The selected place of a footnote, in one range.
    note: Option<TextRange>,
    targets: &'a [Target],
}

impl<'a> Overlays<'a> {
    /// What lies over an open page.
    pub fn of(page: &'a OpenPage, theme: &'a Theme) -> Self {
        let find = page.find.as_ref();
        Self {
            theme,
            tokens: &page.tokens,
            hits: find.map(|find| find.hits()).unwrap_or_default(),
            current: find.and_then(|find| find.current()),
            link: page.link,
            note: page.note.filter(|_| page.link.is_none()).map(|note| page.note_range(note)),
            targets: &page.targets,
        }
    }

    /// The same with no link selected.
    pub fn without_selection(self) -> Self {
        Self { link: None, note: None, ..self }
    }

    /// The runs of a row, from the left.
    pub fn paint<'r>(&self, row: &Row<'r>) -> Vec<Run<'r>> {
        let mut runs = Vec::with_capacity(row.segments.len());
        for segment in &row.segments {
            let style = self.base(segment);
            match segment.range {
                Some(range) => self.cut(segment, range, style, &mut runs),
                None => runs.push(Run { text: segment.text, style, link: segment.link }),
            }
        }
        runs
    }

    /// The way that a terminal is told for a link: none where it leads to nothing outside.
    pub fn hyperlink(&self, link: LinkId, library: &Library) -> Option<Hyperlink> {
        match self.targets.get(link.0 as usize)? {
            // Outside of folio a post is where the site publishes it.
            Target::Post { id, anchor } => {
                let page = library.get(*id)?.url.as_ref()?;
                let at = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                SafeUrl::new(&format!("{page}{at}")).map(|url| Hyperlink::to(&url, link.0))
            }
            target => Hyperlink::new(target, link.0),
        }
    }

    fn base(&self, segment: &Segment<'_>) -> Style {
        let style = self.theme.segment(segment);
        let Some(link) = segment.link else { return style };
        if self.link == Some(link) && segment.role != Role::Space {
            return style.patch(self.theme.overlay("ui.link.selected"));
        }
        let over = match self.targets.get(link.0 as usize) {
            Some(target @ Target::Broken(_)) if !target.is_made() => self.theme.overlay("link.broken"),
            Some(Target::Blocked(_)) => self.theme.overlay("link.blocked"),
            _ => return style,
        };
        // Its number and where it leads are no words of the link: they have the color and no line.
        let is_beside = matches!(segment.role, Role::LinkNumber | Role::EndDetail);
        style.patch(if is_beside { Style { fg: over.fg, ..Style::default() } } else { over })
    }

    /// Cuts a text where what lies over it begins and ends. A text that is not shown as it stands in the document
    /// (a tab, a break) takes what lies over any of it as a whole.
    fn cut<'r>(&self, segment: &Segment<'r>, range: TextRange, style: Style, runs: &mut Vec<Run<'r>>) {
        let (text, link) = (segment.text, segment.link);
        let tokens = overlapping(self.tokens, range, |token| token.range);
        let hits = overlapping(self.hits, range, |hit| *hit);
        let noted = self.note.filter(|note| note.intersect(range).is_some());
        if tokens.is_empty() && hits.is_empty() && noted.is_none() {
            return runs.push(Run { text, style, link });
        }
        if text.len() != range.len() {
            return runs.push(Run { text, style: self.over(range, style, tokens, hits), link });
        }
        let mut cuts: Vec<u32> = tokens
            .iter()
            .map(|token| token.range)
            .chain(hits.iter().copied())
            .chain(noted)
            .flat_map(|over| [over.start, over.end])
            .filter(|at| range.contains(*at))
            .collect();
        cuts.extend([range.start, range.end]);
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            if let [start, end] = *pair {
                let part = TextRange { start, end };
                let bytes = (start - range.start) as usize..(end - range.start) as usize;
                let style = self.over(part, style, tokens, hits);
                runs.push(Run { text: text.slice(bytes), style, link });
            }
        }
    }

    fn over(&self, part: TextRange, style: Style, tokens: &[Token], hits: &[TextRange]) -> Style {
        let mut style = style;
        for token in tokens.iter().filter(|token| token.range.intersect(part).is_some()) {
            style = style.patch(self.theme.overlay(token.scope));
        }
        if let Some(hit) = hits.iter().find(|hit| hit.intersect(part).is_some()) {
            let scope = if self.current == Some(*hit) { "ui.hit.current" } else { "ui.hit" };
            style = style.patch(self.theme.overlay(scope));
        }
        if self.note.is_some_and(|note| note.intersect(part).is_some()) {
            style = style.patch(self.theme.overlay("ui.link.selected"));
        }
        style
    }
}

/// The part of a sorted list whose ranges overlap this one.
fn overlapping<T>(sorted: &[T], range: TextRange, of: impl Fn(&T) -> TextRange) -> &[T] {
    let first = sorted.partition_point(|item| of(item).end <= range.start);
    let rest = sorted.get(first..).unwrap_or_default();
    let count = rest.partition_point(|item| of(item).start < range.end);
    rest.get(..count).unwrap_or_default()
}
