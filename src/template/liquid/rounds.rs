//! Loops: what is inside is run for each item of a list that is known, once where only the generator knows the list.

use std::rc::Rc;

use super::Engine;
use super::expression::split;
use super::value::Value;

/// Bytes of a post that its loops may run again, together.
pub(super) const MOST_AGAIN: usize = 4 << 20;
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
    /// Cells of a row, if the rounds are cells of a table.
    columns: Option<usize>,
}

/// What a loop says of itself: its variable, its list, which part of it, in which order.
struct Header<'t> {
    variable: &'t str,
    list: &'t str,
    offset: Option<&'t str>,
    limit: Option<&'t str>,
    columns: Option<&'t str>,
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
        let mut header =
            Header { variable: variable.trim(), list, offset: None, limit: None, columns: None, is_reversed: false };
        let mut words = modifiers.split([' ', ',', ':']).filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            match word {
                "limit" => header.limit = words.next(),
                "offset" => header.offset = words.next(),
                "cols" => header.columns = words.next(),
                "reversed" => header.is_reversed = true,
                _ => {}
            }
        }
        Some(header)
    }
}

impl Engine<'_> {
    /// The rounds that the tag of a loop asks for; none if its list is not known. The first item is set.
    pub(super) fn rounds(&mut self, arguments: &str, is_table: bool) -> Option<Rounds> {
        let header = Header::read(arguments)?;
        let list = match header.list {
            "include" if self.depth > 0 => self.pairs_given(),
            list => self.evaluate(list),
        };
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
        let columns = number(header.columns, usize::MAX)?.max(1);
        let columns = is_table.then_some(columns);
        let mut items: Vec<Value> = items.iter().skip(offset).take(limit).cloned().collect();
        if header.is_reversed {
            items.reverse();
        }
        let before = items.first().and_then(|first| self.variables.insert(header.variable.to_owned(), first.clone()));
        let variable = header.variable.to_owned();
        Some(Rounds { items: items.into(), at: 0, variable, before, start: self.after, columns })
    }

    /// What a file that is included was given, each a name and what it holds.
    fn pairs_given(&self) -> Value {
        let pair = |(name, value): (&String, &Value)| Value::List([Value::Text(name.clone()), value.clone()].into());
        Value::List(self.given.iter().map(pair).collect())
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
                if let Some(columns) = rounds.columns {
                    let is_row = rounds.at % columns == 0;
                    self.out.make(if is_row { "</td></tr><tr><td>" } else { "</td><td>" }, closing);
                }
                true
            }
            None => {
                if rounds.is_table() && !rounds.is_empty() {
                    self.out.make("</td></tr>", closing);
                }
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

    /// What a loop says of its present round (`forloop`; Nunjucks: `loop`). The loop around one is called by its name and
    /// `parentloop`.
    pub(super) fn of_round(&self, name: &str, key: &str) -> Option<Value> {
        if key == "parentloop" {
            return Some(Value::Named(format!("{name}.{key}")));
        }
        let above = name.matches(".parentloop").count();
        let rounds = self.control.iter().rev().filter_map(|control| control.rounds.as_ref()).nth(above)?;
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

    /// Whether they are cells of a table.
    pub(super) fn is_table(&self) -> bool {
        self.columns.is_some()
    }

    /// Leaves out what is to come.
    pub(super) fn end(&mut self) {
        self.at = self.items.len();
    }
}
