//! Tags and archive: the choices in rows, which is selected, what narrows them.

use crate::library::facets::{Choice, FacetOrder, Facets};
use crate::library::query::{Key, Term};
use crate::library::{Library, Listing};
use crate::text::Clean;

use super::rows::{AROUND, Sight};

/// The pane of tags and archive.
#[derive(Clone, Debug, Default)]
pub struct FacetsPane {
    facets: Facets,
    order: FacetOrder,
    letters: String,
    /// Years whose months a reader has opened (true) or folded; the others do as they do.
    turned: Vec<(Term, bool)>,
    rows: Vec<FacetRow>,
    selected: usize,
    /// Whether a reader has moved to what is selected or narrowed by it: until then the first choice is, whichever comes first.
    held: bool,
    top: usize,
    height: usize,
}

/// A row of the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FacetRow {
    /// Nothing.
    Blank,
    /// The name of a facet.
    Heading(&'static str),
    /// One of its choices.
    Choice(FacetChoice),
}

/// A choice of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetChoice {
    /// As shown.
    pub name: Clean,
    /// Posts of the listing that have it.
    pub count: u32,
    /// The term that asks for it.
    pub term: Term,
    /// Columns it is moved in.
    pub indent: u16,
}

/// The facets of names, in the order of the pane; tags stand before the archive, the others after it.
const BEFORE: &[(Key, &str)] = &[(Key::Tag, "Tags")];
const AFTER: &[(Key, &str)] =
    &[(Key::Category, "Categories"), (Key::Author, "Authors"), (Key::Series, "Series"), (Key::Lang, "Languages")];

impl FacetsPane {
    /// Counts a listing anew. One pass over all posts.
    pub fn count(&mut self, library: &Library, listing: &Listing) {
        self.facets = Facets::new(library, listing);
        self.arrange(library);
    }

    /// Makes the rows; the selected choice stays selected.
    fn arrange(&mut self, library: &Library) {
        let kept = self.choice().filter(|_| self.held).map(|choice| choice.term.clone());
        self.rows.clear();
        for (key, title) in BEFORE {
            let names = self.facets.names(library, *key, self.order);
            self.section(title, names.into_iter().map(|choice| flat(choice, 0)).collect());
        }
        let archive = self.archive();
        self.section("Archive", archive);
        for (key, title) in AFTER {
            let names = self.facets.names(library, *key, self.order);
            if tells_apart(library, *key) {
                self.section(title, names.into_iter().map(|choice| flat(choice, 0)).collect());
            }
        }
        let is_kept = |row: &FacetRow| matches!((row, &kept), (FacetRow::Choice(c), Some(term)) if c.term == *term);
        self.select_row(self.rows.iter().position(is_kept).unwrap_or(0));
    }

    /// Years; the months of a year that is the only one left or was opened, so that the pane stays short.
    fn archive(&self) -> Vec<FacetChoice> {
        let years = self.facets.archive();
        let open = years.iter().filter(|year| year.choice.count > 0).count() == 1;
        let mut choices = Vec::new();
        for year in years {
            let turned = self.turned_to(&year.choice.term);
            let unfold = turned.unwrap_or(open && year.choice.count > 0);
            choices.push(flat(year.choice, 0));
            if unfold {
                let months = year.months.into_iter().filter(|month| month.count > 0 || turned.is_some());
                choices.extend(months.map(|month| flat(month, 2)));
            }
        }
        choices
    }

    fn turned_to(&self, year: &Term) -> Option<bool> {
        self.turned.iter().find(|(of, _)| of == year).map(|(_, open)| *open)
    }

    /// Shows or folds the months of the selected year, or of the year of the selected month. Whether one is selected.
    pub fn turn_year(&mut self, library: &Library) -> bool {
        let year = self.choice().and_then(|choice| choice.term.within_year());
        let Some(year) = year else { return false };
        let is_in_year = |choice: &FacetChoice| choice.indent > 0 && choice.term.within_year().as_ref() == Some(&year);
        let is_open = self.rows.iter().any(|row| matches!(row, FacetRow::Choice(choice) if is_in_year(choice)));
        self.turned.retain(|(of, _)| *of != year);
        self.turned.push((year.clone(), !is_open));
        self.arrange(library);
        // The month that was selected may have gone.
        let is_year = |row: &FacetRow| matches!(row, FacetRow::Choice(choice) if choice.term == year);
        if let Some(row) = self.rows.iter().position(is_year) {
            self.hold_row(row);
        }
        true
    }

    fn section(&mut self, title: &'static str, mut choices: Vec<FacetChoice>) {
        let letters = self.letters.to_lowercase();
        choices.retain(|choice| letters.is_empty() || choice.name.to_lowercase().contains(&letters));
        if choices.is_empty() {
            return;
        }
        if !self.rows.is_empty() {
            self.rows.push(FacetRow::Blank);
        }
        self.rows.push(FacetRow::Heading(title));
        self.rows.extend(choices.into_iter().map(FacetRow::Choice));
    }

    /// All rows.
    pub fn rows(&self) -> &[FacetRow] {
        &self.rows
    }

    /// The place of the selected row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The first row in sight.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The selected choice.
    pub fn choice(&self) -> Option<&FacetChoice> {
        match self.rows.get(self.selected) {
            Some(FacetRow::Choice(choice)) => Some(choice),
            _ => None,
        }
    }

    /// The term of the selected choice, to narrow by: it stays selected whatever the counts are then.
    pub fn take(&mut self) -> Option<Term> {
        self.held = true;
        self.choice().map(|choice| choice.term.clone())
    }

    /// Moves the selection by some choices.
    pub fn step(&mut self, by: isize) {
        let choices = self.choices();
        let here = choices.partition_point(|row| *row < self.selected);
        let next = here.saturating_add_signed(by).min(choices.len().saturating_sub(1));
        self.hold_row(choices.get(next).copied().unwrap_or(0));
    }

    /// Selects the choice at a place among all choices.
    pub fn select(&mut self, place: usize) {
        let choices = self.choices();
        let row = choices.get(place).or(choices.last()).copied();
        self.hold_row(row.unwrap_or(0));
    }

    fn choices(&self) -> Vec<usize> {
        let is_choice = |row: &usize| matches!(self.rows.get(*row), Some(FacetRow::Choice(_)));
        (0..self.rows.len()).filter(is_choice).collect()
    }

    /// Selects the row in a row of the pane. Whether it is a choice.
    pub fn select_in_sight(&mut self, line: usize) -> bool {
        let row = self.top + line;
        let is_choice = matches!(self.rows.get(row), Some(FacetRow::Choice(_)));
        if is_choice {
            self.hold_row(row);
        }
        is_choice
    }

    fn hold_row(&mut self, row: usize) {
        self.held = true;
        self.select_row(row);
    }

    fn select_row(&mut self, row: usize) {
        let at_or_after = (row..self.rows.len()).find(|row| matches!(self.rows.get(*row), Some(FacetRow::Choice(_))));
        self.selected = at_or_after.unwrap_or(0);
        self.keep_in_sight();
    }

    /// Selects the first choice of the next (1) or previous (-1) facet. Whether there is one.
    pub fn step_section(&mut self, by: isize) -> bool {
        let is_heading = |row: &usize| matches!(self.rows.get(*row), Some(FacetRow::Heading(_)));
        let mut headings: Vec<usize> = (0..self.rows.len()).filter(is_heading).collect();
        let own = headings.partition_point(|heading| *heading < self.selected).saturating_sub(1);
        let next = own.checked_add_signed(by).filter(|place| *place < headings.len());
        next.is_some_and(|place| {
            self.hold_row(headings.swap_remove(place));
            true
        })
    }

    /// The letters that the names shown have.
    pub fn letters(&self) -> Clean {
        Clean::line(&self.letters)
    }

    /// Shows only names with these letters.
    pub fn narrow(&mut self, library: &Library, letters: &str) {
        letters.clone_into(&mut self.letters);
        self.arrange(library);
    }

    /// Orders by count or by name, in turns. The order now.
    pub fn turn_order(&mut self, library: &Library) -> FacetOrder {
        self.order = if self.order == FacetOrder::Count { FacetOrder::Name } else { FacetOrder::Count };
        self.arrange(library);
        self.order
    }

    /// Goes to the archive, or to the tags at the top; letters that were typed before would hide it.
    pub fn go_to(&mut self, library: &Library, title: &str) {
        if !self.letters.is_empty() {
            self.narrow(library, "");
        }
        let heading = self.rows.iter().position(|row| matches!(row, FacetRow::Heading(of) if *of == title));
        self.select_row(heading.unwrap_or(0));
        self.held = heading.is_some_and(|row| row > 0);
    }

    /// Tells how many rows the pane has.
    pub fn set_height(&mut self, height: usize) {
        if self.height != height {
            self.height = height;
            self.keep_in_sight();
        }
    }

    /// Scrolls so that the selected name stands at a place of the pane.
    pub fn scroll_selected(&mut self, sight: Sight) {
        self.top = sight.top_for(self.selected, self.height, AROUND);
        self.keep_in_sight();
    }

    fn keep_in_sight(&mut self) {
        let around = AROUND.min(self.height.saturating_sub(1) / 2);
        let first = (self.selected + around + 1).saturating_sub(self.height);
        let last = self.selected.saturating_sub(around);
        self.top = if first <= last { self.top.clamp(first, last) } else { last };
    }
}

/// Whether the names of a key part the posts: a single one that all posts share does not.
fn tells_apart(library: &Library, key: Key) -> bool {
    let mut names = library.names().iter().filter(|(_, name)| name.key == key && name.total > 0);
    match (names.next(), names.next()) {
        (Some((_, only)), None) => (only.total as usize) < library.len(),
        (first, _) => first.is_some(),
    }
}

fn flat(choice: Choice, indent: u16) -> FacetChoice {
    FacetChoice { name: choice.name, count: choice.count, term: choice.term, indent }
}
