//! A line that a reader types into: the filter, a search, a command.

use tui_input::{Input, InputRequest};

use crate::input::{Key, KeyCode, Modifiers};
use crate::library::query::Completion;
use crate::text::Clean;

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The query of the list; narrows while it is typed.
    Filter,
    /// Words to find in the open post; found while they are typed.
    Find,
    /// Words to find in all posts of the list.
    Search,
    /// The name of an action and what it needs.
    Command,
    /// Letters that a facet's name has.
    Facet,
    /// The number of a block of code to copy.
    CodeNumber,
}

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    input: Input,
    before: String,
    history_at: Option<usize>,
    choosing: Option<Choosing>,
    suggestion: Clean,
}

/// Texts to choose from at the cursor, one of them put in.
#[derive(Clone, Debug)]
struct Choosing {
    /// Characters before the part that is replaced, and the text from there to the end of what was typed.
    start: usize,
    after: String,
    choices: Vec<String>,
    at: usize,
}

impl Prompt {
    /// A line that starts with this text.
    pub fn new(purpose: Purpose, text: &str) -> Self {
        Self {
            purpose,
            input: Input::new(text.to_owned()),
            before: text.to_owned(),
            history_at: None,
            choosing: None,
            suggestion: Clean::default(),
        }
    }

    /// A line that goes on from this text: what is typed next stands apart from it.
    pub fn going_on(purpose: Purpose, text: &str) -> Self {
        let gap = if text.is_empty() || text.ends_with(' ') { "" } else { " " };
        Self { before: text.to_owned(), ..Self::new(purpose, &format!("{text}{gap}")) }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What is typed, to be shown.
    pub fn shown(&self) -> Clean {
        Clean::line(self.text())
    }

    /// What stood in it at first, for leaving it as it was.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Characters before the cursor.
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// Columns before the cursor.
    pub fn cursor_column(&self) -> usize {
        self.input.visual_cursor()
    }

    /// Puts other text in.
    pub fn set(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
    }

    /// Types text where the cursor is; line breaks become blanks.
    pub fn paste(&mut self, text: &Clean) {
        for c in Clean::line(text).chars().take(4096) {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Takes a key that edits the line. Whether the text is another one now.
    pub fn press(&mut self, key: Key) -> bool {
        let Some(request) = edit(key) else { return false };
        self.choosing = None;
        let changed = self.input.handle(request).is_some_and(|changed| changed.value);
        if changed {
            self.history_at = None;
        }
        changed
    }

    /// Whether one of several choices is put in, so that the next can be.
    pub fn is_choosing(&self) -> bool {
        self.choosing.is_some()
    }

    /// What completing the line would put in, shown in advance.
    pub fn suggestion(&self) -> &Clean {
        &self.suggestion
    }

    /// Takes the best completion as a suggestion: what it adds to the line, or all of it where it takes the place of what was
    /// typed. Nothing is suggested in the midst of a line, nor where nothing was begun.
    pub fn suggest(&mut self, completion: Option<&Completion>) {
        let text = self.text();
        let at_end = self.cursor() == text.chars().count() && !text.is_empty();
        let best = completion.filter(|_| at_end && self.choosing.is_none()).and_then(|found| {
            let typed = text.get(found.replace.clone())?.trim_start_matches('"');
            let choice = found.choices.first()?;
            let plain = choice.trim_matches('"');
            match (plain.get(..typed.len()), plain.get(typed.len()..)) {
                (Some(start), Some(rest)) if start.eq_ignore_ascii_case(typed) => Some(rest.to_owned()),
                _ => Some(format!(" → {choice}")),
            }
        });
        self.suggestion = Clean::line(&best.unwrap_or_default());
    }

    /// Puts the first of some choices in the place of a part of the text, in bytes. False if there are none.
    pub fn choose(&mut self, replace: std::ops::Range<usize>, choices: Vec<String>) -> bool {
        let text = self.text();
        let start = text.get(..replace.start).map_or(0, |head| head.chars().count());
        let after = text.get(replace.end..).unwrap_or_default().to_owned();
        let some = !choices.is_empty();
        self.suggestion = Clean::default();
        self.choosing = some.then_some(Choosing { start, after, choices, at: 0 });
        self.put_choice();
        some
    }

    /// Which of the choices is put in, from 1, and how many there are; none where none is, or only one could be.
    pub fn choice(&self) -> Option<(usize, usize)> {
        let choosing = self.choosing.as_ref().filter(|choosing| choosing.choices.len() > 1)?;
        Some((choosing.at + 1, choosing.choices.len()))
    }

    /// The choices that come after the one that is put in, in their order.
    pub fn coming(&self) -> impl Iterator<Item = &str> {
        let choosing = self.choosing.iter();
        choosing
            .flat_map(|choosing| {
                choosing.choices.iter().cycle().skip(choosing.at + 1).take(choosing.choices.len().saturating_sub(1))
            })
            .map(String::as_str)
    }

    /// Puts the next (1) or previous (-1) choice in.
    pub fn choose_next(&mut self, by: isize) {
        if let Some(choosing) = &mut self.choosing {
            let count = choosing.choices.len().max(1).cast_signed();
            choosing.at = (choosing.at.cast_signed() + by).rem_euclid(count).cast_unsigned();
        }
        self.put_choice();
    }

    fn put_choice(&mut self) {
        let Some(choosing) = &self.choosing else { return };
        let choice = choosing.choices.get(choosing.at).map(String::as_str).unwrap_or_default();
        let head: String = self.text().chars().take(choosing.start).collect();
        let cursor = choosing.start + choice.chars().count();
        let text = format!("{head}{choice}{}", choosing.after);
        self.input = Input::new(text).with_cursor(cursor);
        self.history_at = None;
    }

    /// Walks to an older (1) or newer (-1) line. Whether the text is another one now.
    pub fn walk(&mut self, history: &[String], by: isize) -> bool {
        let at = match (self.history_at, by > 0) {
            (None, true) => 0,
            (None, false) => return false,
            (Some(at), _) => match at.checked_add_signed(by) {
                Some(at) => at,
                None => {
                    self.history_at = None;
                    self.set("");
                    return true;
                }
            },
        };
        let Some(line) = history.iter().rev().nth(at) else { return false };
        self.input = Input::new(line.clone());
        self.history_at = Some(at);
        true
    }

    /// Whether the line shown is one typed before.
    pub fn is_walking(&self) -> bool {
        self.history_at.is_some()
    }

    /// Whether up and down walk through what was typed before: at first, and once they have begun to.
    pub fn walks(&self) -> bool {
        self.history_at.is_some() || self.text().is_empty()
    }
}

fn edit(key: Key) -> Option<InputRequest> {
    use InputRequest as Request;
    if let Some(c) = key.typed() {
        return Some(Request::InsertChar(c));
    }
    let word = key.modifiers.has(Modifiers::CTRL) || key.modifiers.has(Modifiers::ALT);
    Some(match (key.code, word) {
        (KeyCode::Backspace, false) => Request::DeletePrevChar,
        (KeyCode::Backspace, true) | (KeyCode::Char('w'), true) => Request::DeletePrevWord,
        (KeyCode::Delete, false) => Request::DeleteNextChar,
        (KeyCode::Delete, true) => Request::DeleteNextWord,
        (KeyCode::Left, false) => Request::GoToPrevChar,
        (KeyCode::Right, false) => Request::GoToNextChar,
        (KeyCode::Left, true) => Request::GoToPrevWord,
        (KeyCode::Right, true) => Request::GoToNextWord,
        (KeyCode::Home, _) | (KeyCode::Char('a'), true) => Request::GoToStart,
        (KeyCode::End, _) | (KeyCode::Char('e'), true) => Request::GoToEnd,
        (KeyCode::Char('u'), true) => Request::DeleteFromStart,
        (KeyCode::Char('k'), true) => Request::DeleteTillEnd,
        (KeyCode::Char('h'), true) => Request::DeletePrevChar,
        (KeyCode::Char('y'), true) => Request::Yank,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Prompt {
        let mut prompt = Prompt::new(Purpose::Filter, "");
        for key in keys.split(' ').filter_map(|key| key.parse().ok()) {
            prompt.press(key);
        }
        prompt
    }

    #[test]
    fn a_line_is_edited_as_in_a_shell() {
        assert_eq!(typed("a b Space c Ctrl-w d").text(), "ab d");
        assert_eq!(typed("a b c Ctrl-a x Ctrl-e y").text(), "xabcy");
        assert_eq!(typed("a b c Ctrl-u").text(), "");
        assert_eq!(typed("é Backspace").text(), "");
    }

    #[test]
    fn choices_take_turns_until_the_line_is_edited() {
        let mut prompt = Prompt::new(Purpose::Filter, "x tag:ru");
        assert!(prompt.choose(6..8, vec!["Rust".to_owned(), "\"ru ru\"".to_owned()]));
        assert_eq!(prompt.text(), "x tag:Rust");
        prompt.choose_next(1);
        assert_eq!((prompt.text(), prompt.cursor()), ("x tag:\"ru ru\"", 13));
        prompt.choose_next(1);
        assert_eq!(prompt.text(), "x tag:Rust");
        prompt.press(Key::char('y'));
        assert!(prompt.text() == "x tag:Rusty" && !prompt.is_choosing());
        assert!(!prompt.choose(0..0, Vec::new()));
    }

    #[test]
    fn history_walks_back_and_forth() {
        let history = ["old".to_owned(), "new".to_owned()];
        let mut prompt = Prompt::new(Purpose::Filter, "");
        assert!(prompt.walk(&history, 1) && prompt.text() == "new");
        assert!(prompt.walk(&history, 1) && prompt.text() == "old");
        assert!(!prompt.walk(&history, 1) && prompt.text() == "old");
        assert!(prompt.walk(&history, -1) && prompt.text() == "new");
        assert!(prompt.walk(&history, -1) && prompt.text().is_empty());
        assert!(!prompt.walk(&history, -1));
    }
}
