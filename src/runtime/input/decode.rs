//! Bytes from a terminal to keys, mouse, pastes and answers.
//!
//! Knows the sequences terminals send (ECMA-48, xterm, kitty); does not know where the bytes come from or what a key
//! does. What it does not understand it
//! swallows: the late answer to a query never becomes a key.

use std::time::Duration;

use crate::app::{Mouse, MouseKind};
use crate::input::{Key, KeyCode, Modifiers};

/// Bytes of a paste that are kept; the rest is dropped.
const MAX_PASTE: usize = 1024 * 1024;
/// Bytes of an answer that are waited for before it is taken for noise.
const MAX_ANSWER: usize = 64 * 1024;
/// Bytes of a control sequence.
const MAX_CONTROL: usize = 256;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What a terminal said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted: as it came, not cleaned.
    Paste(String),
    /// The terminal answered a question, or says something that is no key: the whole sequence.
    Answer(Vec<u8>),
}

/// Holds what has come of a sequence until the rest is there.
#[derive(Debug, Default)]
pub struct Decoder {
    buffer: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What the front of the buffer is.
enum Front {
    /// The start of something: more bytes are needed.
    Partial,
    /// So many bytes, and what they mean.
    Whole(usize, Option<Input>),
    /// So many bytes; what follows is pasted.
    PasteStart(usize),
}

impl Decoder {
    /// Takes bytes in; answers with what is complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.buffer.extend_from_slice(bytes);
        let mut inputs = Vec::new();
        let mut at = 0;
        loop {
            if self.paste.is_some() {
                let Some(end) = self.take_paste(at, &mut inputs) else { return inputs };
                at = end;
            }
            let rest = self.buffer.get(at..).unwrap_or_default();
            match front(rest) {
                Front::Partial => break,
                Front::Whole(length, input) => {
                    inputs.extend(input);
                    at += length;
                }
                Front::PasteStart(length) => {
                    at += length;
                    self.paste = Some(Vec::new());
                }
            }
        }
        self.buffer.drain(..at.min(self.buffer.len()));
        inputs
    }

    /// How long to wait for the rest of what has begun, if anything has.
    pub fn patience(&self) -> Option<Duration> {
        let millis = match self.buffer.as_slice() {
            [] => return None,
            _ if self.paste.is_some() => return None,
            [0x1b] => 30,
            [0x1b, b']' | b'P' | b'_' | b'^' | b'X', _, ..] => 1_000,
            _ => 150,
        };
        Some(Duration::from_millis(millis))
    }

    /// The rest did not come: what is there is a key by itself, or noise.
    pub fn give_up(&mut self) -> Vec<Input> {
        let bytes = std::mem::take(&mut self.buffer);
        let key = match bytes.as_slice() {
            [0x1b] => Some(Key::plain(KeyCode::Esc)),
            [0x1b, byte] => single_byte(*byte).map(with_alt),
            _ => None,
        };
        key.map(Input::Key).into_iter().collect()
    }

    /// Collects pasted bytes from `at`; answers where the paste ends, or keeps what may be the start of its end.
    fn take_paste(&mut self, at: usize, inputs: &mut Vec<Input>) -> Option<usize> {
        let pasted = self.paste.as_mut()?;
        let rest = self.buffer.get(at..).unwrap_or_default();
        let end = memchr::memmem::find(rest, PASTE_END);
        let safe = end.unwrap_or_else(|| rest.len().saturating_sub(PASTE_END.len() - 1));
        let room = MAX_PASTE.saturating_sub(pasted.len());
        pasted.extend(rest.iter().take(safe.min(room)));
        if end.is_none() {
            self.buffer.drain(..at + safe);
            return None;
        }
        let pasted = self.paste.take().unwrap_or_default();
        inputs.push(Input::Paste(String::from_utf8_lossy(&pasted).into_owned()));
        Some(at + safe + PASTE_END.len())
    }
}

fn front(bytes: &[u8]) -> Front {
    match bytes {
        [] | [0x1b] => Front::Partial,
        [0x1b, 0x1b, ..] => Front::Whole(1, Some(Input::Key(Key::plain(KeyCode::Esc)))),
        [0x1b, b'[', ..] => control_sequence(bytes),
        [0x1b, b'O', ..] => single_shift(bytes),
        [0x1b, b']' | b'P' | b'_' | b'^' | b'X', ..] => answer(bytes),
        [0x1b, rest @ ..] => match character(rest) {
            Front::Whole(length, Some(Input::Key(key))) => Front::Whole(length + 1, Some(Input::Key(with_alt(key)))),
            Front::Whole(length, _) => Front::Whole(length + 1, None),
            other => other,
        },
        _ => character(bytes),
    }
}

/// A byte below 0x80, or a UTF-8 sequence.
fn character(bytes: &[u8]) -> Front {
    let Some(&first) = bytes.first() else { return Front::Partial };
    if first < 0x80 {
        return Front::Whole(1, single_byte(first).map(Input::Key));
    }
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Front::Whole(1, None),
    };
    let head = bytes.get(..length.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(head) {
        Ok(text) => {
            let key = text.chars().next().filter(|c| !c.is_control());
            Front::Whole(length, key.map(|c| Input::Key(Key::char(c))))
        }
        Err(error) if error.error_len().is_none() => Front::Partial,
        Err(_) => Front::Whole(1, None),
    }
}

fn single_byte(byte: u8) -> Option<Key> {
    let control = |c: u8| Key::new(KeyCode::Char(char::from(c)), Modifiers::CTRL);
    Some(match byte {
        0 => control(b' '),
        b'\t' => Key::plain(KeyCode::Tab),
        b'\r' => Key::plain(KeyCode::Enter),
        0x1b => Key::plain(KeyCode::Esc),
        0x7f => Key::plain(KeyCode::Backspace),
        1..=0x1a => control(byte + 0x60),
        0x1c..=0x1f => control(byte + 0x40),
        0x20..=0x7e => Key::char(char::from(byte)),
        _ => return None,
    })
}

fn with_alt(key: Key) -> Key {
    Key::new(key.code, key.modifiers.with(Modifiers::ALT))
}

/// `ESC O x`: cursor and function keys in application mode.
fn single_shift(bytes: &[u8]) -> Front {
    let Some(&last) = bytes.get(2) else { return Front::Partial };
    let key = letter(last).map(Key::plain).or(match last {
        b'M' => Some(Key::plain(KeyCode::Enter)),
        b'j'..=b'y' => Some(Key::char(char::from(last - 0x40))),
        _ => None,
    });
    Front::Whole(3, key.map(Input::Key))
}

/// `ESC ] … ST` and its kin: an answer.
fn answer(bytes: &[u8]) -> Front {
    if let Some(at) = memchr::memchr2_iter(0x07, 0x1b, bytes).find(|&at| at > 1) {
        let end = match (bytes.get(at), bytes.get(at + 1)) {
            (Some(0x07), _) => at + 1,
            (_, Some(b'\\')) => at + 2,
            (_, None) => return Front::Partial,
            // Cut off by another sequence.
            _ => at,
        };
        return Front::Whole(end, bytes.get(..end).map(|whole| Input::Answer(whole.to_vec())));
    }
    if bytes.len() > MAX_ANSWER { Front::Whole(bytes.len(), None) } else { Front::Partial }
}

/// `ESC [ parameters intermediates final`.
fn control_sequence(bytes: &[u8]) -> Front {
    match bytes.get(2..) {
        Some([b'[', rest @ ..]) => return linux_function_key(rest),
        Some([b'M', rest @ ..]) => return if rest.len() < 3 { Front::Partial } else { Front::Whole(6, None) },
        _ => {}
    }
    let body = bytes.get(2..).unwrap_or_default();
    let Some(length) = body.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        return if body.len() > MAX_CONTROL { Front::Whole(bytes.len(), None) } else { Front::Partial };
    };
    let (parameters, last) = (body.get(..length).unwrap_or_default(), body.get(length).copied().unwrap_or_default());
    if !(0x40..=0x7e).contains(&last) {
        return Front::Whole(2 + length, None);
    }
    let whole = 2 + length + 1;
    match (parameters, last) {
        (b"200", b'~') => Front::PasteStart(whole),
        ([b'<', report @ ..], b'M') => Front::Whole(whole, mouse(report).map(Input::Mouse)),
        (_, b'c' | b't' | b'n' | b'y') => {
            Front::Whole(whole, bytes.get(..whole).map(|all| Input::Answer(all.to_vec())))
        }
        _ => Front::Whole(whole, control_key(parameters, last).map(Input::Key)),
    }
}

fn linux_function_key(rest: &[u8]) -> Front {
    let Some(&last) = rest.first() else { return Front::Partial };
    let key = (b'A'..=b'E').contains(&last).then(|| Key::plain(KeyCode::F(last - b'A' + 1)));
    Front::Whole(4, key.map(Input::Key))
}

/// Numbers of `1;5`; of `1;5:3` only what stands before the colon, but a release (`:3`) is no press.
fn numbers(parameters: &[u8]) -> Option<Vec<u32>> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut all = Vec::new();
    for field in text.split(';') {
        let mut parts = field.split(':');
        let first = parts.next().unwrap_or_default();
        if all.len() == 1 && parts.next() == Some("3") {
            return None;
        }
        all.push(if first.is_empty() { 1 } else { first.parse().ok()? });
    }
    Some(all)
}

fn control_key(parameters: &[u8], last: u8) -> Option<Key> {
    let numbers = numbers(parameters)?;
    let number = |at: usize| numbers.get(at).copied().unwrap_or(1);
    let held = modifiers(number(1));
    match last {
        b'Z' => Some(Key::new(KeyCode::Tab, held.with(Modifiers::SHIFT))),
        b'~' if number(0) == 27 => typed(number(2)).map(|code| Key::new(code, held)),
        b'~' => tilde(number(0)).map(|code| Key::new(code, held)),
        b'u' => typed(number(0)).map(|code| Key::new(code, held)),
        // `row;columnR` is the answer to a question, not a key.
        _ if number(0) != 1 || numbers.len() > 2 => None,
        _ => letter(last).map(|code| Key::new(code, held)),
    }
}

fn modifiers(parameter: u32) -> Modifiers {
    let bits = parameter.saturating_sub(1);
    let pairs = [(1, Modifiers::SHIFT), (2, Modifiers::ALT), (4, Modifiers::CTRL)];
    pairs.into_iter().filter(|(bit, _)| bits & bit != 0).fold(Modifiers::NONE, |held, (_, more)| held.with(more))
}

fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn tilde(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(u8::try_from(number - 10).ok()?),
        17..=21 => KeyCode::F(u8::try_from(number - 11).ok()?),
        23 | 24 => KeyCode::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

/// The key of a code point, as kitty and xterm's `modifyOtherKeys` send it.
fn typed(code: u32) -> Option<KeyCode> {
    match code {
        9 => Some(KeyCode::Tab),
        13 => Some(KeyCode::Enter),
        27 => Some(KeyCode::Esc),
        8 | 127 => Some(KeyCode::Backspace),
        _ => char::from_u32(code).filter(|c| !c.is_control()).map(KeyCode::Char),
    }
}

/// `button;column;row` of an SGR report: presses of the first button and those at the side, and the wheel.
fn mouse(report: &[u8]) -> Option<Mouse> {
    let numbers = numbers(report)?;
    let [button, column, row] = numbers.as_slice() else { return None };
    let kind = match button & !0b1_1100 {
        0 => MouseKind::Click,
        64 => MouseKind::WheelUp,
        65 => MouseKind::WheelDown,
        128 => MouseKind::Back,
        129 => MouseKind::Forward,
        _ => return None,
    };
    let cell = |number: u32| u16::try_from(number.saturating_sub(1)).ok();
    Some(Mouse { kind, column: cell(*column)?, row: cell(*row)? })
}

#[cfg(test)]
mod tests;
