//! Help as plain data: the keys in force by heading, the palette's answers, and the line of most useful keys.

use super::{Action, ActionGroup, Keymap, Mode, format_keys};

/// A heading of help with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpSection {
    /// The heading.
    pub title: &'static str,
    /// An action a row.
    pub rows: Vec<HelpRow>,
}

/// An action in help or in the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// The action.
    pub action: Action,
    /// Its keys in force, parted by two blanks; empty if it has none.
    pub keys: String,
}

impl HelpRow {
    fn new(keymap: &Keymap, mode: Mode, action: Action) -> Self {
        let keys = keymap.keys_of(mode, action).into_iter().map(format_keys).collect::<Vec<_>>().join("  ");
        Self { action, keys }
    }
}

/// The keys in force in a mode whose row has every one of these words in it, by heading. Nothing typed keeps all.
pub fn help(keymap: &Keymap, mode: Mode, words: &str) -> Vec<HelpSection> {
    let mut sections = Vec::new();
    for group in ActionGroup::ALL {
        let actions = Action::ALL.iter().filter(|action| action.group() == *group);
        let rows: Vec<HelpRow> = actions
            .map(|action| HelpRow::new(keymap, mode, *action))
            .filter(|row| !row.keys.is_empty() && fits(row, words))
            .collect();
        if !rows.is_empty() {
            sections.push(HelpSection { title: group.title(), rows });
        }
    }
    sections
}

fn fits(row: &HelpRow, words: &str) -> bool {
    let text = format!("{} {} {}", row.action.name(), row.action.help(), row.keys).to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// The actions that fit what was typed, best first: the name begins with it, has it, has its words, is spelled with
/// its letters in order; then those whose help has its words.
pub fn palette(keymap: &Keymap, mode: Mode, typed: &str) -> Vec<HelpRow> {
    let typed = typed.trim().to_lowercase();
    let mut found: Vec<(u8, Action)> =
        Action::ALL.iter().filter_map(|action| Some((rank(*action, &typed)?, *action))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, action)| HelpRow::new(keymap, mode, action)).collect()
}

fn rank(action: Action, typed: &str) -> Option<u8> {
    let name = action.name();
    let help = action.help().to_lowercase();
    let dashed = typed.replace(' ', "-");
    let mut letters = name.chars();
    if name.starts_with(&dashed) {
        Some(0)
    } else if name.contains(&dashed) {
        Some(1)
    } else if typed.split_whitespace().all(|word| name.contains(word)) {
        Some(2)
    } else if typed.split_whitespace().all(|word| help.contains(word)) {
        Some(3)
    } else if typed.chars().filter(|c| !c.is_whitespace()).all(|typed| letters.any(|letter| letter == typed)) {
        Some(4)
    } else {
        None
    }
}

/// The most useful keys of a mode, most useful first: keys and a word or two, for one quiet line.
pub fn key_line(keymap: &Keymap, mode: Mode) -> Vec<(String, &'static str)> {
    let (_, entries) = KEY_LINES.iter().find(|(of, _)| *of == mode).unwrap_or(&(Mode::Popup, POPUP));
    let shown = |actions: &[Action]| {
        let labels: Vec<String> = actions.iter().map(|action| short(&keymap.label(mode, *action))).collect();
        labels.iter().filter(|label| !label.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    };
    entries.iter().map(|(actions, word)| (shown(actions), *word)).filter(|(keys, _)| !keys.is_empty()).collect()
}

/// A key's label where room is scarce.
fn short(label: &str) -> String {
    label.replace("Enter", "⏎").replace("Backspace", "⌫").replace("Ctrl-", "^")
}

type Entry = (&'static [Action], &'static str);

const POPUP: &[Entry] =
    &[(&[Action::LineDown, Action::LineUp], "move"), (&[Action::Open], "take"), (&[Action::Cancel], "leave")];

const KEY_LINES: &[(Mode, &[Entry])] = &[
    (
        Mode::List,
        &[
            (&[Action::LineDown, Action::LineUp], "move"),
            (&[Action::Open], "read"),
            (&[Action::Tags], "tags"),
            (&[Action::Find], "find"),
            (&[Action::SearchText], "search"),
            (&[Action::Sort], "sort"),
            (&[Action::OpenOutside], "open outside"),
            (&[Action::Help], "keys"),
        ],
    ),
    (
        Mode::Facets,
        &[
            (&[Action::LineDown, Action::LineUp], "move"),
            (&[Action::Open], "only this"),
            (&[Action::FacetAnd], "and"),
            (&[Action::FacetOr], "or"),
            (&[Action::FacetNot], "not"),
            (&[Action::ClearFilter], "all"),
            (&[Action::Help], "keys"),
        ],
    ),
    (
        Mode::Post,
        &[
            (&[Action::PageDown], "on"),
            (&[Action::NextLink], "link"),
            (&[Action::Hints], "letters"),
            (&[Action::Find], "find"),
            (&[Action::Outline], "outline"),
            (&[Action::NextPost, Action::PreviousPost], "next, previous"),
            (&[Action::Back], "back"),
            (&[Action::Help], "keys"),
        ],
    ),
    (
        Mode::Links,
        &[
            (&[Action::LineDown, Action::LineUp], "move"),
            (&[Action::Open], "follow"),
            (&[Action::OpenOutside], "open outside"),
            (&[Action::CopyLink], "copy"),
            (&[Action::Cancel], "leave"),
        ],
    ),
    (
        Mode::Help,
        &[(&[Action::LineDown, Action::LineUp], "move"), (&[Action::Find], "find"), (&[Action::Cancel], "leave")],
    ),
    (Mode::Hints, &[(&[Action::Cancel], "leave")]),
    (Mode::Input, &[(&[Action::Open], "take"), (&[Action::Complete], "complete"), (&[Action::Cancel], "leave")]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Binding, parse_keys};

    #[test]
    fn help_shows_the_keys_in_force() {
        let binding =
            Binding { mode: Mode::Anywhere, keys: parse_keys("F2").unwrap(), action: Some(Action::ToggleZen) };
        let keymap = Keymap::new(&[binding]);
        let sections = help(&keymap, Mode::Post, "whole screen");
        assert_eq!(sections.len(), 1);
        assert_eq!(sections[0].rows, [HelpRow { action: Action::ToggleZen, keys: "F2  z".to_owned() }]);
    }

    #[test]
    fn help_leaves_out_what_has_no_key_here() {
        let rows = |mode| help(&Keymap::default(), mode, "").into_iter().flat_map(|section| section.rows);
        assert!(rows(Mode::Post).all(|row| row.action != Action::FacetAnd));
        assert!(rows(Mode::Facets).any(|row| row.action == Action::FacetAnd));
        assert!(rows(Mode::Post).any(|row| row.action == Action::NextLink));
    }

    #[test]
    fn the_palette_finds_by_name_by_words_and_by_letters() {
        let first = |typed: &str| palette(&Keymap::default(), Mode::Post, typed).first().map(|row| row.action);
        assert_eq!(first("zen"), Some(Action::ToggleZen));
        assert_eq!(first("toggle star"), Some(Action::ToggleStar));
        assert_eq!(first("unread"), Some(Action::NextUnread));
        assert_eq!(first("whole screen"), Some(Action::ToggleZen));
        assert_eq!(first("cpcd"), Some(Action::CopyCode));
        assert_eq!(first("xyzzyx"), None);
        assert_eq!(palette(&Keymap::default(), Mode::Post, "").len(), Action::ALL.len());
    }

    #[test]
    fn the_line_of_keys_follows_the_configuration() {
        let keymap = Keymap::new(&[
            Binding { mode: Mode::Anywhere, keys: parse_keys("F2").unwrap(), action: Some(Action::Help) },
            Binding { mode: Mode::List, keys: parse_keys("s").unwrap(), action: None },
        ]);
        let line = key_line(&keymap, Mode::List);
        assert_eq!(line.first(), Some(&("j k".to_owned(), "move")));
        assert!(line.contains(&("⏎".to_owned(), "read")));
        assert!(line.contains(&("F2".to_owned(), "keys")));
        assert!(line.iter().all(|(_, word)| *word != "sort"));
        assert!(!key_line(&keymap, Mode::Hits).is_empty());
    }
}
