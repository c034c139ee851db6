//! Tags that count: `cycle`, `increment`, `decrement`. What they counted is kept beside the
//! variables, under names that no variable has.

use super::Engine;
use super::expression::split;
use super::value::Value;

impl Engine<'_> {
    /// `{% cycle "a", "b" %}`, `{% cycle "name": "a", "b" %}`: the next of the values, in every group from the first.
    pub(super) fn cycle(&mut self, arguments: &str, at: usize) {
        let name = split(arguments, ':');
        let (group, values) = match name.as_slice() {
            [name, values] => (*name, *values),
            _ => (arguments, arguments),
        };
        let values = split(values, ',');
        let turn = self.count_up(&format!("cycle {}", group.trim()), 1) as usize;
        let value = values.get(turn % values.len().max(1)).map(|value| self.primary(value.trim()));
        if let Some(Value::Text(text)) = value.map(|value| self.printed(value)) {
            self.out.make(&text, at);
        }
    }

    /// `{% increment name %}` from 0 upwards, `{% decrement name %}` from -1 downwards; both share what is counted.
    pub(super) fn step_counter(&mut self, is_up: bool, name: &str, at: usize) {
        let name = format!("counter {}", name.trim());
        let before = self.count_up(&name, if is_up { 1 } else { -1 });
        self.out.make(&(if is_up { before } else { before - 1 }).to_string(), at);
    }

    /// What was counted so far under a name, which is counted on.
    fn count_up(&mut self, name: &str, step: i32) -> i32 {
        let before = self.variables.get(name).and_then(Value::number).unwrap_or(0.0) as i32;
        self.variables.insert(name.to_owned(), Value::Text(before.saturating_add(step).to_string()));
        before
    }
}
