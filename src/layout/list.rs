//! Lists and definition lists: hanging indents, bullets by depth, numbers at the right of their column.

use crate::document::{DefinitionItem, ListItem, ListKind};
use crate::text::{Clean, CleanStr, Direction, TextRange};

use super::Role;
use super::blocks::Tightness;
use super::flow::{Flow, Strip};
use super::paragraph::Setting;
use super::rows::Mark;
use super::segment::Look;

/// By depth; deeper lists use the last.
const BULLETS: [&str; 3] = ["•", "◦", "▪"];
/// Digits a number's column is made for; longer numbers make it wider for their item.
const MOST_DIGITS: usize = 20;
/// Items of a list whose marks are measured, from its first; Roman numerals of later ones hardly get wider.
const MOST_MEASURED: usize = 100;

impl Flow<'_> {
    /// Sets a list.
    pub(super) fn list(&mut self, kind: ListKind, tight: Tightness, items: &[ListItem], range: TextRange) {
        let side = self.direction(range);
        let columns = marker_columns(kind, items.len());
        let bullets = usize::from(kind == ListKind::Bullet);
        let outer = self.list_side.replace(side);
        self.list_depth += 1;
        self.bullet_depth += bullets;
        let mut is_airy = false;
        for (index, item) in items.iter().enumerate() {
            // What had room within has room behind it, though the list is tight.
            if index > 0 && (tight == Tightness::Loose || is_airy) {
                self.empty_row();
            }
            let before = self.empty;
            let mark = self.marker(kind, index, item.task);
            let blank = columns.saturating_sub(mark.columns);
            self.push_first(side, Strip { before: blank, mark, after: 1 });
            self.blocks(&item.blocks, tight);
            self.pop();
            is_airy = self.empty > before;
        }
        self.list_side = outer;
        self.list_depth -= 1;
        self.bullet_depth -= bullets;
    }

    /// The marker of an item.
    fn marker(&mut self, kind: ListKind, index: usize, task: Option<bool>) -> Mark {
        let bullet = BULLETS.get(self.bullet_depth.saturating_sub(1)).unwrap_or(&"▪");
        match (kind, task) {
            (ListKind::Bullet, None) => self.mark(bullet, Role::ListMarker),
            (ListKind::Bullet, Some(done)) => self.mark(task_box(done), Role::ListMarker),
            (ListKind::Ordered(numbering), task) => {
                let number = Clean::line(&numbering.mark(index));
                let boxed = task.map(|done| format!("{number} {}", task_box(done)));
                let text = boxed.map_or(number, |text| Clean::line(&text));
                self.rows.mark(text.borrowed(), Look::of(Role::ListMarker))
            }
        }
    }

    /// Sets terms and what they mean.
    pub(super) fn definitions(&mut self, items: &[DefinitionItem], range: TextRange) {
        const INDENT: usize = 4;
        let side = self.direction(range);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.empty_row();
            }
            self.words(&item.term, Role::Term, Setting::BODY);
            self.push_blank(side, INDENT);
            for (number, definition) in item.definitions.iter().enumerate() {
                if number > 0 && definition.len() > 1 {
                    self.empty_row();
                }
                self.blocks(definition, Tightness::Loose);
            }
            self.pop();
        }
    }

    /// Sets something behind a marker of folio's own, such as a footnote behind its number.
    pub(super) fn push_marker(&mut self, text: CleanStr<'_>, look: Look, columns: usize, side: Direction) {
        let mark = self.rows.mark(text, look);
        let before = columns.saturating_sub(mark.columns);
        self.push_first(side, Strip { before, mark, after: 1 });
    }
}

fn task_box(done: bool) -> &'static str {
    if done { "☑" } else { "☐" }
}

/// Columns of the widest marker.
fn marker_columns(kind: ListKind, items: usize) -> usize {
    match kind {
        ListKind::Bullet => 1,
        ListKind::Ordered(numbering) => {
            let width = |index: usize| numbering.mark(index).len();
            // The widest letter or numeral may stand anywhere in a list; few are longer than this.
            let widest = (0..items.min(MOST_MEASURED)).map(width).max().unwrap_or(2);
            widest.max(width(items.saturating_sub(1))).min(MOST_DIGITS + 1)
        }
    }
}
