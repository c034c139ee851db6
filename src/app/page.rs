//! A post that is open: its sheet, its layout at the present width, where the reader is in it.

use std::sync::Arc;

use crate::document::{Document, ImageId, LinkId};
use crate::layout::{ImageState, Layout, Metrics};
use crate::library::anchors::skeleton;
use crate::library::links::Target;
use crate::post::{PostId, Revision};
use crate::text::{Clean, TextRange};

use super::find::Find;
use super::place::{Anchor, Goal, relocate, remembered, words_at};
use super::select::Note;
use super::{Effect, Extent, LaidOut, LayOut, Sheet, Task, Token};

/// A post that is open.
#[derive(Clone, Debug)]
pub struct OpenPage {
    /// Which post.
    pub id: PostId,
    /// Which bytes.
    pub revision: Revision,
    /// What is set.
    pub sheet: Arc<Sheet>,
    /// Where its links lead, the document's first, then the page's own.
    pub targets: Vec<Target>,
    /// Syntax, once it is known; in order.
    pub tokens: Vec<Token>,
    /// The selected link.
    pub link: Option<LinkId>,
    /// The selected place of a footnote, while no link is selected.
    pub note: Option<Note>,
    /// What is looked for in it.
    pub find: Option<Find>,
    /// Columns that code out of sight is shifted by.
    pub shift: u16,
    is_measured: bool,
    laid: Option<Laid>,
    asked: Option<(Metrics, u64)>,
    goal: Option<Goal>,
    anchor: Anchor,
    top: usize,
    height: usize,
}

#[derive(Clone, Debug)]
struct Laid {
    layout: Arc<Layout>,
    metrics: Metrics,
    sheet: u64,
}

impl OpenPage {
    /// A page that goes to `goal` once it is laid out.
    pub fn new(id: PostId, revision: Revision, sheet: Sheet, targets: Vec<Target>, goal: Goal) -> Self {
        Self {
            id,
            revision,
            sheet: Arc::new(sheet),
            targets,
            tokens: Vec::new(),
            link: None,
            note: None,
            find: None,
            shift: 0,
            is_measured: false,
            laid: None,
            asked: None,
            goal: Some(goal),
            anchor: Anchor::default(),
            top: 0,
            height: 0,
        }
    }

    /// The post has another number now. What is on its way for the old one is asked for again.
    pub fn renumber(&mut self, id: PostId) {
        self.id = id;
        self.is_measured = false;
        if self.asked.take().is_some() {
            self.laid = None;
            self.goal.get_or_insert(Goal::Place(self.anchor));
        }
    }

    /// The body.
    pub fn document(&self) -> &Document {
        &self.sheet.document
    }

    /// Every word of the body.
    pub fn text(&self) -> &Clean {
        &self.sheet.document.text
    }

    /// The rows, once there are some.
    pub fn layout(&self) -> Option<&Layout> {
        self.laid.as_ref().map(|laid| &*laid.layout)
    }

    /// The first row in sight.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Rows in sight.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Makes sure that the page is laid out with these metrics: at once, or by a task when it is big.
    pub fn arrange(&mut self, metrics: Metrics, height: usize) -> Option<Effect> {
        let is_as_high = std::mem::replace(&mut self.height, height) == height;
        let wanted = (metrics, self.sheet.number);
        if self.laid.as_ref().is_some_and(|laid| (laid.metrics, laid.sheet) == wanted) {
            if !is_as_high {
                self.stay();
            }
            return None;
        }
        if !self.sheet.is_big() {
            let layout = Arc::new(Layout::new(&self.sheet.page(), &metrics));
            self.set_layout(Laid { layout, metrics, sheet: self.sheet.number });
            return None;
        }
        if self.asked == Some(wanted) {
            return None;
        }
        self.asked = Some(wanted);
        let (at, sheet) = (self.aim(), Arc::clone(&self.sheet));
        let job = LayOut { id: self.id, revision: self.revision, sheet, metrics, at, rows: 2 * height };
        Some(Effect::Start(Task::LayOut(Box::new(job))))
    }

    /// The byte of the text that shall be shown.
    fn aim(&self) -> u32 {
        match &self.goal {
            None => self.anchor.at,
            Some(Goal::Top) => 0,
            Some(Goal::Place(anchor)) => anchor.at,
            Some(Goal::Words(range)) => range.start,
            Some(Goal::Remembered(place)) => remembered(place, self.text()),
            Some(Goal::Heading(name)) => self.heading_named(name).map_or(0, |range| range.start),
        }
    }

    fn heading_named(&self, name: &str) -> Option<TextRange> {
        let headings = &self.sheet.document.headings;
        // Each generator makes anchors of headings in its own way; their letters are the same.
        let wanted = skeleton(name);
        let exact = headings.iter().find(|heading| heading.anchor.as_str() == name);
        let alike = || headings.iter().find(|heading| skeleton(&heading.anchor) == wanted);
        exact.or_else(alike).map(|heading| heading.range)
    }

    /// Takes the rows of a big page, unless others are wanted by now.
    pub fn laid_out(&mut self, answer: LaidOut) {
        let fits = answer.id == self.id && answer.revision == self.revision;
        if fits && self.asked == Some((answer.metrics, answer.sheet)) {
            if answer.extent == Extent::Whole {
                self.asked = None;
            }
            self.set_layout(Laid { layout: answer.layout, metrics: answer.metrics, sheet: answer.sheet });
        }
    }

    fn set_layout(&mut self, laid: Laid) {
        self.laid = Some(laid);
        match self.goal.take() {
            Some(goal) => self.reach(goal),
            None => self.stay(),
        }
    }

    /// Keeps the place in the text, as far as the page goes in a pane of this height.
    fn stay(&mut self) {
        self.top = self.row_at(self.anchor).min(self.last_top());
    }

    /// Goes to a goal, now if there are rows, else once there are.
    pub fn go(&mut self, goal: Goal) {
        if self.laid.is_some() { self.reach(goal) } else { self.goal = Some(goal) }
    }

    fn reach(&mut self, goal: Goal) {
        match goal {
            Goal::Top => self.scroll_to(0),
            Goal::Place(anchor) => self.scroll_to(self.row_at(anchor)),
            Goal::Remembered(place) => {
                let at = remembered(&place, self.text());
                self.scroll_to(if place.at == 0 { 0 } else { self.row_at(Anchor { at, below: 0 }) });
            }
            Goal::Heading(name) => self.go_to_heading(&name),
            Goal::Words(range) => self.show(range),
        }
    }

    fn go_to_heading(&mut self, name: &str) {
        if let Some(range) = self.heading_named(name) {
            self.go_to_range(range);
        }
    }

    /// Puts the row of some words at the top of the pane.
    pub fn go_to_range(&mut self, range: TextRange) {
        if let Some(row) = self.layout().map(|layout| layout.row_of(range.start)) {
            self.scroll_to(row.saturating_sub(1));
        }
    }

    /// Brings some words into sight, a third down the pane if they are not.
    pub fn show(&mut self, range: TextRange) {
        if let Some(row) = self.layout().map(|layout| layout.row_of(range.start)) {
            self.show_row(row);
        }
    }

    /// Brings a row into sight, a third down the pane if it is not.
    pub fn show_row(&mut self, row: usize) {
        let comfortable = self.top + usize::from(self.top > 0)..(self.top + self.height).saturating_sub(1);
        if !comfortable.contains(&row) {
            self.scroll_to(row.saturating_sub(self.height / 3));
        }
    }

    /// Where a reader is, for coming back.
    pub fn anchor(&self) -> Anchor {
        match &self.goal {
            Some(Goal::Place(anchor)) => *anchor,
            _ => self.anchor,
        }
    }

    fn row_at(&self, anchor: Anchor) -> usize {
        let Some(layout) = self.layout() else { return 0 };
        if anchor.is_top() { 0 } else { layout.row_of(anchor.at).saturating_add_signed(anchor.below) }
    }

    /// Scrolls by some rows.
    pub fn scroll(&mut self, by: isize) {
        self.scroll_to(self.top.saturating_add_signed(by));
    }

    /// Puts a row at the top of the pane, as far as the page goes.
    pub fn scroll_to(&mut self, row: usize) {
        self.top = row.min(self.last_top());
        if let Some(layout) = self.layout() {
            let at = layout.anchor_of(self.top);
            let below = self.top.cast_signed() - layout.row_of(at).cast_signed();
            self.anchor = if self.top == 0 { Anchor::default() } else { Anchor { at, below } };
        }
    }

    /// The last row that can be at the top.
    pub fn last_top(&self) -> usize {
        self.layout().map_or(0, |layout| layout.len().saturating_sub(self.height))
    }

    /// Whether the last row is in sight, and it is known to be the last.
    pub fn is_at_end(&self) -> bool {
        self.laid.is_some() && self.asked.is_none() && self.top == self.last_top()
    }

    /// How much has been read, in percent: all of it once the last row is in sight.
    pub fn percent(&self) -> usize {
        match self.last_top() {
            0 => 100,
            last => self.top * 100 / last,
        }
    }

    /// The heading that the first rows in sight stand under, by its place in the outline.
    pub fn heading(&self) -> Option<usize> {
        let layout = self.layout()?;
        let at = layout.anchor_of(self.top + 1);
        self.sheet.document.headings.partition_point(|heading| heading.range.start <= at).checked_sub(1)
    }

    /// The row of a heading.
    pub fn row_of_heading(&self, index: usize) -> Option<usize> {
        let heading = self.sheet.document.headings.get(index)?;
        self.layout().map(|layout| layout.row_of(heading.range.start))
    }

    /// Goes to the next (1) or previous (-1) heading, by rows. Whether there is one.
    pub fn step_heading(&mut self, by: isize) -> bool {
        let rows = (0..self.sheet.document.headings.len()).filter_map(|index| self.row_of_heading(index));
        let here = self.top + 1;
        let goal = if by > 0 { rows.filter(|row| *row > here).min() } else { rows.filter(|row| *row < here).max() };
        match goal {
            Some(row) => self.scroll_to(row.saturating_sub(1)),
            None if by < 0 => self.scroll_to(0),
            None => return false,
        }
        true
    }

    /// The words in the first row in sight, or below it.
    pub fn words_at_top(&self) -> &str {
        self.layout().map_or("", |layout| words_at(self.text(), layout.anchor_of(self.top)))
    }

    /// The line of the body that the first row in sight comes from, from 1; a heading's, a link's or an image's.
    pub fn line(&self) -> u32 {
        let Some(layout) = self.layout() else { return 1 };
        let (at, document) = (layout.anchor_of(self.top), self.document());
        let headings = document.headings.iter().map(|heading| (heading.range, heading.line));
        let links = document.links.iter().map(|link| (link.range, link.line));
        let code = document.code_blocks.iter().map(|block| (block.range, block.line));
        let before = headings.chain(links).chain(code).filter(|(range, _)| range.start <= at);
        before.map(|(_, line)| line).max().unwrap_or(1)
    }

    /// Takes another version of the page: a changed body or other end matter. The place stays by its words.
    pub fn replace(&mut self, revision: Revision, sheet: Sheet, targets: Vec<Target>) {
        let goes_on = sheet.document.text.as_bytes().starts_with(self.text().as_bytes());
        if revision != self.revision || !goes_on {
            self.anchor.at = relocate(self.text(), self.anchor.at, &sheet.document.text);
            self.link = None;
            self.note = None;
            self.tokens.clear();
        }
        if !goes_on && sheet.is_big() {
            // The rows that are there show other words.
            self.laid = None;
            self.goal.get_or_insert(Goal::Place(self.anchor));
        }
        // Numbers of links after the document's own are others in a longer one.
        self.link = self.link.filter(|link| (link.0 as usize) < self.sheet.document.links.len());
        self.is_measured = false;
        let find = self.find.take();
        self.revision = revision;
        self.sheet = Arc::new(sheet);
        self.targets = targets;
        self.find = find.and_then(|find| find.again(self.text(), self.anchor.at));
    }

    /// Asks for its images to be looked for, once.
    pub fn measure(&mut self) -> Option<Effect> {
        if self.is_measured || self.sheet.pictures.is_empty() {
            return None;
        }
        self.is_measured = true;
        let pictures = self.sheet.pictures.clone();
        Some(Effect::Start(Task::Measure { id: self.id, revision: self.revision, pictures }))
    }

    /// Takes what is known of its images, so that layout leaves room for them or says which are missing.
    pub fn measured(&mut self, images: Vec<ImageState>) {
        let number = numbered(self.sheet.number, &images);
        self.sheet = Arc::new(Sheet { images, number, ..(*self.sheet).clone() });
    }

    /// A picture can't be drawn after all: its room goes to its words.
    pub fn not_drawn(&mut self, image: ImageId) {
        const ANOTHER: u64 = 1 << 40;
        let mut images = self.sheet.images.clone();
        let Some(state) = images.get_mut(image.0 as usize).filter(|state| state.size().is_some()) else { return };
        *state = ImageState::Unknown;
        let number = self.sheet.number.wrapping_add(ANOTHER);
        self.sheet = Arc::new(Sheet { images, number, ..(*self.sheet).clone() });
    }

    /// The same body with another masthead or end.
    pub fn set_sheet(&mut self, sheet: Sheet, targets: Vec<Target>) {
        let images = self.sheet.images.clone();
        let number = numbered(sheet.number, &images);
        self.sheet = Arc::new(Sheet { images, number, ..sheet });
        self.targets = targets;
    }
}

/// The number of a sheet, which tells whether it knows its images.
fn numbered(number: u64, images: &[ImageState]) -> u64 {
    const MEASURED: u64 = 1 << 63;
    if images.is_empty() { number } else { number | MEASURED }
}
