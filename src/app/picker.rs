//! A list above the screen to choose from: outline, links, hits, actions, keys, problems, messages.

use tui_input::Input;

use crate::input::Key;
use crate::text::Clean;

use super::areas::Area;
use super::pick::{Pick, PickerRow};
use super::popup;
use super::prompt::{Prompt, Purpose};

/// What a list is of: its title, and what its rows do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickerKind {
    /// Headings of the post.
    Outline,
    /// Links of the post.
    Links,
    /// Hits of a full-text search.
    Hits,
    /// All actions.
    Palette,
    /// Keys in force.
    Help,
    /// What is wrong in the posts.
    Problems,
    /// What was said.
    Log,
    /// Everything the front matter says.
    Details,
    /// All settings.
    Settings,
    /// Other blogs.
    Blogs,
}

impl PickerKind {
    /// What choosing a row does, in a word or two; none where rows are for reading.
    pub fn choosing(self) -> Option<&'static str> {
        match self {
            Self::Outline => Some("go there"),
            Self::Links => Some("follow"),
            Self::Hits => Some("read"),
            Self::Palette | Self::Help => Some("do it"),
            Self::Problems => Some("edit"),
            Self::Settings => Some("change"),
            Self::Blogs => Some("open"),
            Self::Log | Self::Details => None,
        }
    }

    /// Whether its headings are few, so that there is room for a blank row above each.
    fn is_airy(self) -> bool {
        matches!(self, Self::Links | Self::Help)
    }

    /// Whether details are sentences, to be read whole.
    pub fn has_told_details(self) -> bool {
        self == Self::Settings
    }

    /// Whether details name what the words say: they go where there is no room for both.
    pub fn has_known_details(self) -> bool {
        matches!(self, Self::Palette | Self::Help | Self::Problems | Self::Details)
    }
}

/// Columns that rows under headings are moved in.
const INSET: u16 = 2;

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct Picker {
    /// What it is of.
    pub kind: PickerKind,
    /// Its title.
    pub title: Clean,
    /// What is said where it has no rows.
    pub empty: &'static str,
    /// The rows as they were given, where they are told whole: in as many rows as a screen needs.
    told: Vec<PickerRow>,
    rows: Vec<PickerRow>,
    shown: Vec<usize>,
    /// Which of the rows shown can't be selected.
    passed_over: Vec<usize>,
    selected: usize,
    /// Whether a reader has moved the selection: until then the first row is selected, whichever comes first.
    moved: bool,
    filter: Prompt,
    typing: bool,
}

impl Picker {
    /// A list with its first row selected.
    pub fn new(kind: PickerKind, title: &str, rows: Vec<PickerRow>) -> Self {
        let filter = Prompt::new(Purpose::Filter, Input::default().value());
        let typing = kind == PickerKind::Palette;
        let mut picker = Self {
            kind,
            title: Clean::line(title),
            empty: "Nothing fits.",
            told: Vec::new(),
            rows: Vec::new(),
            shown: Vec::new(),
            passed_over: Vec::new(),
            selected: 0,
            moved: false,
            filter,
            typing,
        };
        picker.extend(rows);
        picker
    }

    /// The rows that the filter leaves, from a place on.
    pub fn rows_from(&self, place: usize) -> impl Iterator<Item = &PickerRow> {
        self.shown.iter().skip(place).filter_map(|row| self.rows.get(*row))
    }

    /// All rows.
    pub fn rows(&self) -> &[PickerRow] {
        &self.rows
    }

    /// Number of rows that the filter leaves.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether the filter leaves nothing.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Which of the rows shown is selected, from 1, and how many can be; headings don't count.
    pub fn place(&self) -> (usize, usize) {
        let before = self.passed_over.partition_point(|row| *row < self.selected);
        ((self.selected + 1).saturating_sub(before), self.shown.len() - self.passed_over.len())
    }

    /// Columns that rows are moved in, so that the headings over them stand out where no blank row is between.
    pub fn inset(&self) -> u16 {
        let is_headed = self.rows_from(0).next().is_some_and(|row| row.heading);
        if is_headed && !self.kind.is_airy() { INSET } else { 0 }
    }

    /// The place of the selected row among those shown.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The place after the selected row and those that go on with its words.
    pub fn selected_end(&self) -> usize {
        let below = self.rows_from(self.selected + 1).take_while(|row| row.goes_on).count();
        self.selected + 1 + below
    }

    /// The selected row.
    pub fn row(&self) -> Option<&PickerRow> {
        self.shown.get(self.selected).and_then(|row| self.rows.get(*row))
    }

    /// The line that narrows the rows, while it is typed or not empty.
    pub fn filter(&self) -> Option<&Prompt> {
        (self.typing || !self.filter.text().is_empty()).then_some(&self.filter)
    }

    /// Whether keys go to the filter.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Lets keys go to the filter, or not.
    pub fn set_typing(&mut self, typing: bool) {
        self.typing = typing;
    }

    /// Takes a key of the filter.
    pub fn press(&mut self, key: Key) {
        if self.filter.press(key) {
            self.narrow();
        }
    }

    /// Shows only rows with these words.
    pub fn narrow_to(&mut self, words: &str) {
        self.filter.set(words);
        self.narrow();
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &Clean) {
        self.filter.paste(text);
        self.narrow();
    }

    /// Empties the filter. Whether there was anything in it.
    pub fn clear_filter(&mut self) -> bool {
        let was = !self.filter.text().is_empty();
        self.filter.set("");
        self.narrow();
        was
    }

    /// Adds rows at the end; the selection stays.
    pub fn extend(&mut self, rows: Vec<PickerRow>) {
        let selected = (!self.is_empty()).then_some(self.selected);
        for row in rows {
            if row.heading && self.kind.is_airy() && !self.rows.is_empty() {
                self.rows.push(PickerRow::heading(""));
            }
            self.rows.push(row);
        }
        self.narrow();
        if let Some(selected) = selected {
            self.select(selected);
        }
    }

    /// Puts other rows in the place of these; what does the same as the selected row is selected.
    pub fn replace(&mut self, rows: Vec<PickerRow>) {
        let pick = self.row().filter(|_| self.moved).map(|row| row.pick.clone());
        self.rows.clear();
        self.shown.clear();
        self.extend(rows);
        if let Some(pick) = pick {
            self.select_pick(&pick);
        }
    }

    /// Puts rows in the place of these, whose words are told whole on a screen.
    pub fn tell(&mut self, screen: Area, rows: Vec<PickerRow>) {
        self.replace(popup::filled(screen, self.kind, rows.clone()));
        self.told = rows;
    }

    /// Tells the same rows on another screen; the selected one stays selected.
    pub fn refill(&mut self, screen: Area) {
        if self.told.is_empty() {
            return;
        }
        let (place, _) = self.place();
        self.rows.clear();
        self.shown.clear();
        self.extend(popup::filled(screen, self.kind, self.told.clone()));
        let choices = self.rows_from(0).enumerate().filter(|(_, row)| row.is_choice());
        let row = choices.map(|(row, _)| row).nth(place.saturating_sub(1));
        self.select(row.unwrap_or(0));
    }

    /// Selects the row at this place, or the one that it goes on with, or the nearest that is no heading.
    pub fn select(&mut self, place: usize) {
        self.selected = place.min(self.shown.len().saturating_sub(1));
        let goes_on = self.row().is_some_and(|row| row.goes_on);
        self.pass_over(if goes_on { -1 } else { 1 });
    }

    /// Selects the row that does this.
    pub fn select_pick(&mut self, pick: &Pick) {
        let is_it = |row: &usize| self.rows.get(*row).is_some_and(|row| row.pick == *pick);
        if let Some(place) = self.shown.iter().position(is_it) {
            self.select(place);
        }
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.moved = true;
        self.selected = self.selected.saturating_add_signed(by).min(last);
        self.pass_over(if by < 0 { -1 } else { 1 });
    }

    fn pass_over(&mut self, direction: isize) {
        let is_choice =
            |place: usize| self.shown.get(place).and_then(|row| self.rows.get(*row)).is_none_or(PickerRow::is_choice);
        let mut ways = [direction, -direction].into_iter();
        while !is_choice(self.selected) {
            let Some(way) = ways.next() else { return };
            let mut place = Some(self.selected);
            while let Some(at) = place.filter(|at| *at < self.shown.len()) {
                if is_choice(at) {
                    self.selected = at;
                    return;
                }
                place = at.checked_add_signed(way);
            }
        }
    }

    fn narrow(&mut self) {
        let words: Vec<String> = self.filter.text().split_whitespace().map(str::to_lowercase).collect();
        self.shown.clear();
        let mut place = 0;
        // A row is kept or not together with those that go on with its words.
        while let Some(row) = self.rows.get(place) {
            let end = place + 1 + self.rows.iter().skip(place + 1).take_while(|row| row.goes_on).count();
            let all = || self.rows.iter().take(end).skip(place).map(|row| row.words() + " ").collect::<String>();
            let has_all = |all: String| words.iter().all(|word| all.contains(word.as_str()));
            if words.is_empty() || (!row.heading && has_all(all())) {
                self.shown.extend(place..end);
            }
            place = end;
        }
        let is_choice = |row: &usize| self.rows.get(*row).is_some_and(PickerRow::is_choice);
        let shown = self.shown.iter().enumerate();
        self.passed_over = shown.filter(|(_, row)| !is_choice(row)).map(|(place, _)| place).collect();
        self.selected = 0;
        self.pass_over(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picker() -> Picker {
        let row = |text| PickerRow::new("", text, "", Pick::Nothing);
        Picker::new(
            PickerKind::Help,
            "t",
            vec![PickerRow::heading("A"), row("one"), PickerRow::heading("B"), row("two")],
        )
    }

    fn rows(names: &[&str]) -> Vec<PickerRow> {
        names.iter().map(|name| PickerRow::new("", name, "", Pick::Edit(name.into(), 1))).collect()
    }

    fn selected(picker: &Picker) -> String {
        picker.row().map(|row| row.text.to_string()).unwrap_or_default()
    }

    #[test]
    fn headings_are_never_selected() {
        let mut picker = picker();
        assert_eq!(picker.place(), (1, 2));
        assert_eq!(selected(&picker), "one");
        picker.step(1);
        assert_eq!(selected(&picker), "two");
        picker.step(-1);
        assert_eq!(selected(&picker), "one");
        picker.step(-1);
        assert_eq!(selected(&picker), "one");
        picker.step(99);
        assert_eq!(selected(&picker), "two");
        assert_eq!(picker.place(), (2, 2));
    }

    #[test]
    fn rows_that_come_before_those_known_take_no_selection_that_nobody_made() {
        let mut picker = Picker::new(PickerKind::Problems, "t", rows(&["b", "c"]));
        picker.replace(rows(&["a", "b", "c"]));
        assert_eq!(selected(&picker), "a");
        picker.step(1);
        picker.replace(rows(&["0", "a", "b", "c"]));
        assert_eq!(selected(&picker), "b");
    }

    #[test]
    fn words_that_go_on_below_are_one_row_to_a_reader() {
        let rows = rows(&["one two three", "four", "five six seven"]).into_iter();
        let mut picker = Picker::new(PickerKind::Help, "t", rows.flat_map(|row| row.filled(7, 0)).collect());
        let shown = |picker: &Picker| picker.rows_from(0).map(|row| row.text.to_string()).collect::<Vec<_>>();
        assert_eq!(shown(&picker), ["one two", "three", "four", "five", "six", "seven"]);
        assert_eq!((picker.place(), picker.selected_end()), ((1, 3), 2));
        picker.step(1);
        assert_eq!(selected(&picker), "four");
        picker.step(1);
        assert_eq!((selected(&picker).as_str(), picker.place()), ("five", (3, 3)));
        picker.step(-1);
        picker.step(-1);
        assert_eq!(selected(&picker), "one two");
        picker.select(4);
        assert_eq!(selected(&picker), "five");
        picker.narrow_to("one three");
        assert_eq!(shown(&picker), ["one two", "three"]);
    }

    #[test]
    fn typing_narrows_and_forgets_headings() {
        let mut picker = picker();
        picker.press(Key::char('T'));
        assert_eq!(picker.len(), 1);
        assert_eq!(selected(&picker), "two");
        assert!(picker.clear_filter());
        assert_eq!(picker.len(), 5);
    }
}
