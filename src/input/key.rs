//! A key as pressed and as written. The only file of `input` that knows crossterm.
//!
//! Terminals report the same press in several ways (`Shift-Tab` as back-tab, `A` with or without the
//! shift bit); here each press has one form, so that equal presses are equal keys.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode as TermCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key with what was held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// What was held down.
    pub modifiers: Modifiers,
}

/// Which key. A character is what it types, so shift is part of it: `a`, `A`, `?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names on a keyboard say it")]
pub enum KeyCode {
    /// A printing character.
    Char(char),
    /// A function key, from 1.
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Home,
    End,
    PageUp,
    PageDown,
    Up,
    Down,
    Left,
    Right,
}

/// Modifier keys, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Modifiers(u8);

impl Modifiers {
    /// Nothing held.
    pub const NONE: Self = Self(0);
    /// Control.
    pub const CTRL: Self = Self(1);
    /// Alt, which many terminals send as Escape before the key.
    pub const ALT: Self = Self(2);
    /// Shift, kept only with keys that type no character.
    pub const SHIFT: Self = Self(4);

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is held.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Why a text is not a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a key")]
pub struct KeyError(pub String);

/// Names of keys that type no character, the first of each being the one that is printed.
const NAMES: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Return", KeyCode::Enter),
    ("CR", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Escape", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("BS", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Del", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Ins", KeyCode::Insert),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PgUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("PgDn", KeyCode::PageDown),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
];

const PREFIXES: &[(&str, Modifiers)] = &[
    ("ctrl-", Modifiers::CTRL),
    ("control-", Modifiers::CTRL),
    ("c-", Modifiers::CTRL),
    ("^", Modifiers::CTRL),
    ("alt-", Modifiers::ALT),
    ("meta-", Modifiers::ALT),
    ("a-", Modifiers::ALT),
    ("m-", Modifiers::ALT),
    ("shift-", Modifiers::SHIFT),
    ("s-", Modifiers::SHIFT),
];

impl Key {
    /// A character pressed alone.
    pub const fn char(c: char) -> Self {
        Self { code: KeyCode::Char(c), modifiers: Modifiers::NONE }
    }

    /// A key pressed alone.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, modifiers: Modifiers::NONE }
    }

    /// The one form of a press: shift becomes part of a character, Ctrl forgets the case of a letter.
    pub fn new(code: KeyCode, modifiers: Modifiers) -> Self {
        let KeyCode::Char(c) = code else { return Self { code, modifiers } };
        let held = Modifiers(modifiers.0 & !Modifiers::SHIFT.0);
        let c = match (held.has(Modifiers::CTRL), modifiers.has(Modifiers::SHIFT)) {
            (true, _) => c.to_ascii_lowercase(),
            (false, true) => single(c.to_uppercase()).unwrap_or(c),
            (false, false) => c,
        };
        let held = if c == ' ' { modifiers } else { held };
        Self { code: KeyCode::Char(c), modifiers: held }
    }

    /// The key of a terminal's event; none for releases, bare modifiers and keys folio has no name for.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = [
            (KeyModifiers::CONTROL, Modifiers::CTRL),
            (KeyModifiers::ALT, Modifiers::ALT),
            (KeyModifiers::SHIFT, Modifiers::SHIFT),
        ];
        let modifiers = held
            .into_iter()
            .filter(|(bit, _)| event.modifiers.contains(*bit))
            .fold(Modifiers::NONE, |all, (_, one)| all.with(one));
        let code = match event.code {
            TermCode::BackTab => return Some(Self::new(KeyCode::Tab, modifiers.with(Modifiers::SHIFT))),
            code => code_of(code)?,
        };
        Some(Self::new(code, modifiers))
    }

    /// The character this key types into a line of text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.modifiers.has(Modifiers::CTRL) && !self.modifiers.has(Modifiers::ALT) => Some(c),
            _ => None,
        }
    }

    /// The digit that this key is when pressed alone.
    pub fn digit(self) -> Option<u32> {
        self.typed().and_then(|c| c.to_digit(10))
    }
}

fn code_of(code: TermCode) -> Option<KeyCode> {
    Some(match code {
        TermCode::Char('\0') => KeyCode::Char(' '),
        TermCode::Char(c) if !c.is_control() => KeyCode::Char(c),
        TermCode::F(number) => KeyCode::F(number),
        TermCode::Enter => KeyCode::Enter,
        TermCode::Esc => KeyCode::Esc,
        TermCode::Tab => KeyCode::Tab,
        TermCode::Backspace => KeyCode::Backspace,
        TermCode::Delete => KeyCode::Delete,
        TermCode::Insert => KeyCode::Insert,
        TermCode::Home => KeyCode::Home,
        TermCode::End => KeyCode::End,
        TermCode::PageUp => KeyCode::PageUp,
        TermCode::PageDown => KeyCode::PageDown,
        TermCode::Up => KeyCode::Up,
        TermCode::Down => KeyCode::Down,
        TermCode::Left => KeyCode::Left,
        TermCode::Right => KeyCode::Right,
        _ => return None,
    })
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = [(Modifiers::CTRL, "Ctrl-"), (Modifiers::ALT, "Alt-"), (Modifiers::SHIFT, "Shift-")];
        for (modifier, prefix) in held {
            if self.modifiers.has(modifier) {
                f.write_str(prefix)?;
            }
        }
        match self.code {
            KeyCode::F(number) => write!(f, "F{number}"),
            code => match (NAMES.iter().find(|(_, named)| *named == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, KeyCode::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    /// Reads `j`, `G`, `Ctrl-d`, `Alt-Left`, `Shift-Tab`, `F5`, and the ways of other programs: `^d`, `C-d`, `<C-d>`, `M-x`.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let error = || KeyError(text.to_owned());
        let mut rest = text;
        if let Some(inner) =
            text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).filter(|text| !text.is_empty())
        {
            rest = inner;
        }
        let mut modifiers = Modifiers::NONE;
        while let Some((modifier, after)) = prefix(rest) {
            modifiers = modifiers.with(modifier);
            rest = after;
        }
        let code = code_named(rest).ok_or_else(error)?;
        Ok(Self::new(code, modifiers))
    }
}

/// The modifier that a text starts with, and what stands after it; a lone `^` or `-` is a key.
fn prefix(text: &str) -> Option<(Modifiers, &str)> {
    PREFIXES.iter().find_map(|&(name, modifier)| {
        let head = text.get(..name.len())?;
        let rest = text.get(name.len()..).filter(|rest| !rest.is_empty())?;
        head.eq_ignore_ascii_case(name).then_some((modifier, rest))
    })
}

fn code_named(text: &str) -> Option<KeyCode> {
    if let Some(c) = single(text.chars()) {
        return (!c.is_control() && !c.is_whitespace()).then_some(KeyCode::Char(c));
    }
    if let Some(number) = text.strip_prefix(['F', 'f']).and_then(|digits| digits.parse::<u8>().ok()) {
        return (1..=35).contains(&number).then_some(KeyCode::F(number));
    }
    NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, code)| *code)
}

fn single<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// Reads a sequence of keys parted by blanks, such as `Ctrl-w w`. Two characters that are no key's name
/// are two keys, so that `gg` and `ZZ` can be written as one is used to.
///
/// # Errors
/// With the part that is not a key; also if there is none.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, KeyError> {
    let mut keys = Vec::new();
    for part in text.split_whitespace() {
        match (part.parse(), part.chars().count()) {
            (Ok(key), _) => keys.push(key),
            (Err(_), 2) => keys.extend(part.chars().map(Key::char)),
            (Err(error), _) => return Err(error),
        }
    }
    if keys.is_empty() { Err(KeyError(text.to_owned())) } else { Ok(keys) }
}

/// A sequence of keys as it is written in a configuration and shown in help.
pub fn format_keys(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_read_as_written_elsewhere() {
        for (written, printed) in [
            ("j", "j"),
            ("G", "G"),
            ("S-g", "G"),
            ("<C-d>", "Ctrl-d"),
            ("^D", "Ctrl-d"),
            ("ctrl-D", "Ctrl-d"),
            ("C-A-x", "Ctrl-Alt-x"),
            ("M-x", "Alt-x"),
            ("space", "Space"),
            ("pgdn", "PageDown"),
            ("<CR>", "Enter"),
            ("<", "<"),
            (">", ">"),
            ("^", "^"),
            ("-", "-"),
            ("Ctrl--", "Ctrl--"),
            ("F5", "F5"),
            ("Shift-Tab", "Shift-Tab"),
            ("ä", "ä"),
        ] {
            assert_eq!(written.parse::<Key>().map(|key| key.to_string()), Ok(printed.to_owned()), "{written}");
        }
    }

    #[test]
    fn what_is_no_key_is_said() {
        for text in ["", "Entr", "Ctrl-", "F99", "\u{1b}", " "] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn two_characters_are_a_sequence() {
        let shown = |text| parse_keys(text).map(|keys| format_keys(&keys));
        assert_eq!(shown("gg"), Ok("g g".to_owned()));
        assert_eq!(shown("Up"), Ok("Up".to_owned()));
        assert_eq!(shown("Ctrl-w  w"), Ok("Ctrl-w w".to_owned()));
        assert_eq!(shown("Entr"), Err(KeyError("Entr".to_owned())));
        assert!(shown("  ").is_err());
    }

    #[test]
    fn one_press_has_one_form() {
        let event = |code, modifiers| Key::from_event(&KeyEvent::new(code, modifiers)).map(|key| key.to_string());
        assert_eq!(event(TermCode::BackTab, KeyModifiers::SHIFT), Some("Shift-Tab".into()));
        assert_eq!(event(TermCode::BackTab, KeyModifiers::NONE), Some("Shift-Tab".into()));
        assert_eq!(event(TermCode::Char('a'), KeyModifiers::SHIFT), Some("A".into()));
        assert_eq!(event(TermCode::Char('?'), KeyModifiers::SHIFT), Some("?".into()));
        assert_eq!(event(TermCode::Char('D'), KeyModifiers::CONTROL), Some("Ctrl-d".into()));
        assert_eq!(event(TermCode::CapsLock, KeyModifiers::NONE), None);
        let release = KeyEvent::new_with_kind(TermCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(Key::from_event(&release), None);
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let code = prop_oneof![
            any::<char>().prop_filter("a key types", |c| !c.is_control() && !c.is_whitespace()).prop_map(KeyCode::Char),
            (1u8..=35).prop_map(KeyCode::F),
            prop::sample::select(NAMES.iter().map(|(_, code)| *code).collect::<Vec<_>>()),
        ];
        (code, 0u8..8).prop_map(|(code, held)| Key::new(code, Modifiers(held)))
    }

    proptest! {
        #[test]
        fn a_printed_key_reads_as_itself(keys in prop::collection::vec(any_key(), 1..4)) {
            prop_assert_eq!(parse_keys(&format_keys(&keys)), Ok(keys));
        }

        #[test]
        fn no_text_is_too_strange(text in any::<String>()) {
            let _ = parse_keys(&text);
        }
    }
}
