//! Loops: what is inside is run for each item of a list that is known, once where only the generator knows the list.

use std::rc::Rc;

use super::Engine;
use super::expression::split;
use super::value::Value;

/// Bytes of a post that its loops may run again, together.
pub(super) const MOST_AGAIN: usize = 1 << 20;
/// What a round costs beside its bytes.
const COST: usize = 64;

/// The rounds of a loop.
#[derive(Debug)]
pub(super) struct Rounds {
    items: Rc<[Value]>,
    /// Which is run now, from 0.
    at: usize,
    /// What the item is called.
    variable: String,
    /// What was called so before.
    before: Option<Value>,
    /// Where the text inside begins.
    start: usize,
}

/// What a loop says of itself: its variable, its list, which part of it, in which order.
struct Header<'t> {
    variable: &'t str,
    list: &'t str,
    offset: Option<&'t str>,
    limit: Option<&'t str>,
    is_reversed: bool,
}

impl<'t> Header<'t> {
    /// Reads `item in list reversed limit:2 offset:1`.
    fn read(text: &'t str) -> Option<Self> {
        let (variable, rest) = text.split_once(" in ")?;
        let rest = rest.trim();
        let end = split(rest, ' ').first().map_or(0, |list| list.len());
        let end = if rest.starts_with('(') { rest.find(')')? + 1 } else { end };
        let (list, modifiers) = rest.split_at_checked(end)?;
        let mut header = Header { variable: variable.trim(), list, offset: None, limit: None, is_reversed: false };
        let mut words = modifiers.split([' ', ',', ':']).filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            match word {
                "limit" => header.limit = words.next(),
                "offset" => header.offset = words.next(),
                "reversed" => header.is_reversed = true,
                _ => {}
            }
        }
        Some(header)
    }
}

impl Engine<'_> {
    /// The rounds that the tag of a loop asks for; none if its list is not known. The first item is set.
    pub(super) fn rounds(&mut self, arguments: &str) -> Option<Rounds> {
        let header = Header::read(arguments)?;
        let list = self.evaluate(header.list);
        let items: Rc<[Value]> = match list {
            Value::Nothing => Rc::new([]),
            // Liquid takes a text for a list of one.
            Value::Text(_) => Rc::new([list]),
            list => self.items(&list)?,
        };
        let number = |written: Option<&str>, default| match written {
            Some(written) => self.primary(written).number().map(|number| number as usize),
            None => Some(default),
        };
        let (offset, limit) = (number(header.offset, 0)?, number(header.limit, usize::MAX)?);
        let mut items: Vec<Value> = items.iter().skip(offset).take(limit).cloned().collect();
        if header.is_reversed {
            items.reverse();
        }
        let before = items.first().and_then(|first| self.variables.insert(header.variable.to_owned(), first.clone()));
        Some(Rounds { items: items.into(), at: 0, variable: header.variable.to_owned(), before, start: self.after })
    }

    /// Begins the next round of the innermost loop, whose closing tag stands at this byte. Answers whether there is one.
    pub(super) fn next_round(&mut self, closing: usize) -> bool {
        let Some(rounds) = self.control.last_mut().and_then(|control| control.rounds.as_mut()) else { return false };
        rounds.at += 1;
        let cost = closing.saturating_sub(rounds.start) + COST;
        let next = rounds.items.get(rounds.at).cloned().zip(self.again.checked_sub(cost));
        match next {
            Some((item, left)) => {
                self.again = left;
                self.variables.insert(rounds.variable.clone(), item);
                self.back = Some(rounds.start);
                true
            }
            None => {
                match rounds.before.take() {
                    Some(before) => self.variables.insert(rounds.variable.clone(), before),
                    None if rounds.is_empty() => None,
                    None => self.variables.remove(&rounds.variable),
                };
                false
            }
        }
    }

    /// Whether a loop is run whose list is known.
    pub(super) fn in_round(&self) -> bool {
        self.control.iter().rev().find(|control| control.is_loop()).is_some_and(|control| control.rounds.is_some())
    }

    /// What a loop says of its present round (`forloop`; Nunjucks: `loop`).
    pub(super) fn of_round(&self, key: &str) -> Option<Value> {
        let rounds = self.control.iter().rev().find_map(|control| control.rounds.as_ref())?;
        let left = rounds.items.len().saturating_sub(rounds.at);
        let text = match key {
            "index" => (rounds.at + 1).to_string(),
            "index0" => rounds.at.to_string(),
            "rindex" | "revindex" => left.to_string(),
            "rindex0" | "revindex0" => left.saturating_sub(1).to_string(),
            "length" => rounds.items.len().to_string(),
            "first" => (rounds.at == 0).to_string(),
            "last" => (left <= 1).to_string(),
            _ => return None,
        };
        Some(Value::Text(text))
    }
}

impl Rounds {
    /// Whether there is nothing to run.
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Leaves out what is to come.
    pub(super) fn end(&mut self) {
        self.at = self.items.len();
    }
}
