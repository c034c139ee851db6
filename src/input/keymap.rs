//! The keymap: in each mode, sequences of keys and the action they ask for.
//!
//! A mode's table is complete in itself: what it inherits from its parents is written into it when it is
//! built, so looking a key up is one search in one sorted map, and help shows what is really in force. It is
//! built when the mode is first asked for: a reader meets few of them, and the first frame one.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::OnceLock;

use super::{Action, Key, KeyError, Mode, format_keys, parse_keys};

/// A sequence of keys bound to an action in a mode and the modes below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub mode: Mode,
    /// One key or more.
    pub keys: Vec<Key>,
    /// What it asks for; none takes the keys away.
    pub action: Option<Action>,
}

/// What a sequence of keys means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It is complete.
    Action(Action),
    /// It is the start of longer sequences.
    Pending {
        /// The keys that may follow, with the action where one more key completes it.
        next: Vec<(Key, Option<Action>)>,
        /// What it asks for if nothing follows.
        alone: Option<Action>,
    },
    /// It is nothing.
    Unbound,
}

type Table = BTreeMap<Vec<Key>, Action>;

/// Which keys ask for what.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// What the user bound, in order.
    bindings: Vec<Binding>,
    /// One for each of [`Mode::ALL`].
    tables: Vec<OnceLock<Table>>,
}

impl PartialEq for Keymap {
    fn eq(&self, other: &Self) -> bool {
        self.bindings == other.bindings
    }
}

impl Eq for Keymap {}

impl Default for Keymap {
    /// The keys of the table of actions.
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Keymap {
    /// The default keys with these laid over them: first those of [`Mode::Anywhere`], then those of narrower
    /// modes, in order. A binding takes the place of any that it would be the start of, or that start it; among the
    /// defaults a key may be both, and waits a moment for what follows.
    pub fn new(bindings: &[Binding]) -> Self {
        Self { bindings: bindings.to_vec(), tables: vec![OnceLock::new(); Mode::ALL.len()] }
    }

    fn table(&self, mode: Mode) -> Option<&Table> {
        let place = Mode::ALL.iter().position(|known| *known == mode)?;
        Some(self.tables.get(place)?.get_or_init(|| self.built(mode)))
    }

    fn built(&self, mode: Mode) -> Table {
        let mut table = Table::new();
        let modes = || Mode::ALL.iter().filter(|above| mode.inherits(**above));
        let defaults = default_bindings(mode);
        for binding in modes().flat_map(|above| defaults.iter().filter(|binding| binding.mode == *above)) {
            table.extend(binding.action.map(|action| (binding.keys.clone(), action)));
        }
        for binding in modes().flat_map(|above| self.bindings.iter().filter(|binding| binding.mode == *above)) {
            set(&mut table, &binding.keys, binding.action);
        }
        table
    }

    /// What these keys, pressed one after the other, mean in a mode.
    pub fn lookup(&self, mode: Mode, keys: &[Key]) -> Lookup {
        let Some(table) = self.table(mode) else { return Lookup::Unbound };
        let alone = table.get(keys).copied();
        let mut next: Vec<(Key, Option<Action>)> = Vec::new();
        for (longer, action) in starting_with(table, keys) {
            if let Some((key, rest)) = longer.get(keys.len()..).and_then(<[Key]>::split_first)
                && next.last().is_none_or(|(last, _)| last != key)
            {
                next.push((*key, rest.is_empty().then_some(*action)));
            }
        }
        match alone {
            _ if keys.is_empty() => Lookup::Unbound,
            Some(action) if next.is_empty() => Lookup::Action(action),
            None if next.is_empty() => Lookup::Unbound,
            alone => Lookup::Pending { next, alone },
        }
    }

    /// Everything in force in a mode, in the order of keys.
    pub fn bindings(&self, mode: Mode) -> impl Iterator<Item = (&[Key], Action)> {
        self.table(mode).into_iter().flatten().map(|(keys, action)| (keys.as_slice(), *action))
    }

    /// The sequences that ask for an action in a mode, those a person would be told first in front.
    pub fn keys_of(&self, mode: Mode, action: Action) -> Vec<&[Key]> {
        let mut found: Vec<&[Key]> =
            self.bindings(mode).filter(|(_, bound)| *bound == action).map(|(keys, _)| keys).collect();
        let defaults = parsed(action.default_keys().iter().filter(|(default, _)| mode.inherits(*default)));
        let rank = |keys: &[Key]| defaults.iter().position(|default| default.1 == keys);
        found.sort_by_key(|keys| (rank(keys).map_or(0, |rank| rank + 1), keys.len()));
        found
    }

    /// The first of the keys of an action, printed; empty if it has none.
    pub fn label(&self, mode: Mode, action: Action) -> String {
        self.keys_of(mode, action).first().map(|keys| format_keys(keys)).unwrap_or_default()
    }
}

/// Pairs of bindings of one list that cannot both hold: in the same mode the same keys, or keys that are the
/// start of the other's. Each pair is given as places in the list, the earlier first.
pub fn clashes(bindings: &[Binding]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut sorted: Vec<usize> = (0..bindings.len()).collect();
    let key = |place: &usize| bindings.get(*place).map(|binding| (binding.mode, &binding.keys));
    sorted.sort_by_key(key);
    for (at, first) in sorted.iter().enumerate() {
        let Some(one) = bindings.get(*first) else { continue };
        let rest = sorted.get(at + 1..).unwrap_or_default().iter();
        let started = |other: &Binding| other.mode == one.mode && other.keys.starts_with(&one.keys);
        let clashing = rest.take_while(|second| bindings.get(**second).is_some_and(started));
        found.extend(clashing.map(|second| (*first.min(second), *first.max(second))));
    }
    found.sort_unstable();
    found
}

fn set(table: &mut Table, keys: &[Key], action: Option<Action>) {
    let longer: Vec<Vec<Key>> = starting_with(table, keys).map(|(longer, _)| longer.clone()).collect();
    for longer in longer {
        table.remove(&longer);
    }
    for end in 1..keys.len() {
        if action.is_some()
            && let Some(start) = keys.get(..end)
        {
            table.remove(start);
        }
    }
    if let Some(action) = action {
        table.insert(keys.to_vec(), action);
    }
}

fn starting_with<'a>(table: &'a Table, keys: &'a [Key]) -> impl Iterator<Item = (&'a Vec<Key>, &'a Action)> {
    table
        .range::<[Key], _>((Bound::Included(keys), Bound::Unbounded))
        .take_while(move |(longer, _)| longer.starts_with(keys))
}

/// The default bindings that hold in a mode, its parents' among them.
fn default_bindings(mode: Mode) -> Vec<Binding> {
    let mut bindings = Vec::new();
    for action in Action::ALL {
        for (mode, keys) in parsed(action.default_keys().iter().filter(|(default, _)| mode.inherits(*default))) {
            bindings.push(Binding { mode, keys, action: Some(*action) });
        }
    }
    bindings
}

/// The default keys of an action, read; a test holds that none is lost here.
fn parsed<'a>(defaults: impl Iterator<Item = &'a (Mode, &'static str)>) -> Vec<(Mode, Vec<Key>)> {
    let mut found = Vec::new();
    for (mode, text) in defaults {
        let sequences = text.split(", ").map(parse_keys).filter_map(Result::<_, KeyError>::ok);
        found.extend(sequences.map(|keys| (*mode, keys)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        parse_keys(text).unwrap()
    }

    fn bind(mode: Mode, text: &str, action: Option<Action>) -> Binding {
        Binding { mode, keys: keys(text), action }
    }

    fn meaning(keymap: &Keymap, mode: Mode, text: &str) -> Lookup {
        keymap.lookup(mode, &keys(text))
    }

    #[test]
    fn every_default_key_can_be_read() {
        for action in Action::ALL {
            for (mode, text) in action.default_keys() {
                for part in text.split(", ") {
                    assert!(parse_keys(part).is_ok(), "{action} in {mode}: {part:?}");
                }
            }
        }
    }

    #[test]
    fn the_defaults_do_not_clash_but_where_a_key_waits_for_another() {
        for mode in Mode::ALL {
            let bindings = default_bindings(*mode);
            let waits = |at: usize| bindings[at].keys.starts_with(&keys("z"));
            let named = |at: usize| format!("{:?}", bindings[at]);
            let found: Vec<_> = clashes(&bindings)
                .into_iter()
                .filter(|(one, other)| !(waits(*one) && waits(*other) && bindings[*one].keys != bindings[*other].keys))
                .map(|(one, other)| (named(one), named(other)))
                .collect();
            assert_eq!(found, [], "{mode}");
        }
    }

    #[test]
    fn a_key_that_means_something_alone_may_start_longer_ones() {
        let Lookup::Pending { next, alone } = meaning(&Keymap::default(), Mode::Post, "z") else { panic!() };
        assert_eq!(alone, Some(Action::ToggleZen));
        assert!(next.contains(&(Key::char('t'), Some(Action::LineToTop))), "{next:?}");
        let bound = Keymap::new(&[bind(Mode::Anywhere, "z", Some(Action::Help))]);
        assert_eq!(meaning(&bound, Mode::Post, "z"), Lookup::Action(Action::Help));
    }

    #[test]
    fn a_mode_knows_its_parents_keys_and_its_own_come_first() {
        let keymap = Keymap::default();
        assert_eq!(meaning(&keymap, Mode::Post, "j"), Lookup::Action(Action::LineDown));
        assert_eq!(meaning(&keymap, Mode::Links, "h"), Lookup::Action(Action::Back));
        assert_eq!(meaning(&keymap, Mode::Facets, "Space"), Lookup::Action(Action::FacetAnd));
        assert_eq!(meaning(&keymap, Mode::List, "Space"), Lookup::Action(Action::PageDown));
        assert_eq!(meaning(&keymap, Mode::Post, "Tab"), Lookup::Action(Action::NextLink));
    }

    #[test]
    fn keys_do_not_act_while_typing() {
        let keymap = Keymap::default();
        for c in ' '..='~' {
            assert_eq!(keymap.lookup(Mode::Input, &[Key::char(c)]), Lookup::Unbound, "{c:?}");
        }
        assert_eq!(meaning(&keymap, Mode::Input, "Ctrl-c"), Lookup::Action(Action::Quit));
    }

    #[test]
    fn digits_are_left_for_counts() {
        for mode in Mode::ALL {
            for digit in '0'..='9' {
                assert_eq!(Keymap::default().lookup(*mode, &[Key::char(digit)]), Lookup::Unbound, "{digit} in {mode}");
            }
        }
    }

    #[test]
    fn a_started_sequence_tells_what_may_follow() {
        let Lookup::Pending { next, .. } = meaning(&Keymap::default(), Mode::List, "Ctrl-w") else { panic!() };
        assert!(next.contains(&(Key::char('w'), Some(Action::NextPane))), "{next:?}");
        assert_eq!(meaning(&Keymap::default(), Mode::List, "Ctrl-w j"), Lookup::Unbound);
    }

    #[test]
    fn a_binding_takes_the_place_of_what_it_starts_and_of_what_starts_it() {
        let keymap = Keymap::new(&[
            bind(Mode::Anywhere, "g e", Some(Action::Bottom)),
            bind(Mode::Anywhere, "Ctrl-w", Some(Action::Close)),
        ]);
        assert!(matches!(meaning(&keymap, Mode::Post, "g"), Lookup::Pending { .. }));
        assert_eq!(meaning(&keymap, Mode::Post, "g e"), Lookup::Action(Action::Bottom));
        assert_eq!(meaning(&keymap, Mode::Post, "Ctrl-w"), Lookup::Action(Action::Close));
        assert_eq!(meaning(&keymap, Mode::Post, "Ctrl-w w"), Lookup::Unbound);
    }

    #[test]
    fn keys_can_be_taken_away_in_one_mode_or_everywhere() {
        let keymap = Keymap::new(&[bind(Mode::Post, "d", None), bind(Mode::Anywhere, "Ctrl-w", None)]);
        assert_eq!(meaning(&keymap, Mode::Post, "d"), Lookup::Unbound);
        assert_eq!(meaning(&keymap, Mode::List, "d"), Lookup::Action(Action::HalfPageDown));
        assert_eq!(meaning(&keymap, Mode::List, "Ctrl-w w"), Lookup::Unbound);
    }

    #[test]
    fn what_a_person_binds_everywhere_holds_everywhere_but_where_they_say_otherwise() {
        let keymap = Keymap::new(&[
            bind(Mode::Post, "Space", Some(Action::LineDown)),
            bind(Mode::Anywhere, "Space", Some(Action::Open)),
        ]);
        assert_eq!(meaning(&keymap, Mode::Facets, "Space"), Lookup::Action(Action::Open));
        assert_eq!(meaning(&keymap, Mode::Post, "Space"), Lookup::Action(Action::LineDown));
    }

    #[test]
    fn clashes_are_found_within_a_mode_only() {
        let list = [
            bind(Mode::Post, "g g", Some(Action::Top)),
            bind(Mode::List, "g", Some(Action::Top)),
            bind(Mode::Post, "x", Some(Action::Top)),
            bind(Mode::Post, "g", Some(Action::Bottom)),
            bind(Mode::Post, "g h", Some(Action::Back)),
        ];
        assert_eq!(clashes(&list), [(0, 3), (3, 4)]);
    }

    #[test]
    fn a_label_is_the_first_default_or_what_was_configured() {
        let keymap = Keymap::new(&[bind(Mode::List, "F2", Some(Action::Help))]);
        assert_eq!(keymap.label(Mode::Post, Action::LineDown), "j");
        assert_eq!(keymap.label(Mode::List, Action::Help), "F2");
        assert_eq!(keymap.label(Mode::Post, Action::Help), "?");
        assert_eq!(keymap.label(Mode::Post, Action::MarkAllRead), "");
    }
}
