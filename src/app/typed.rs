//! Keys on their way to an action: the count typed before it and the start of a longer sequence.

use crate::input::{Action, Key, Keymap, Lookup, Mode};

/// Keys that do not make an action yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    count: Option<u32>,
    keys: Vec<Key>,
    next: Vec<(Key, Option<Action>)>,
    alone: Option<Action>,
}

/// An action with the count typed before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What.
    pub action: Action,
    /// The number typed before it.
    pub count: Option<u32>,
}

impl Asked {
    /// The count as a distance: once where none was typed.
    pub fn times(self) -> isize {
        isize::try_from(self.count.unwrap_or(1)).unwrap_or(isize::MAX)
    }
}

/// What a key came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// An action is complete.
    Asked(Asked),
    /// A digit of a count, which is this now.
    Digit(u32),
    /// The keys before this one were complete by themselves; this one is to be pressed anew.
    AskedBefore(Asked),
    /// More keys are needed, or may follow.
    Pending,
    /// The keys mean nothing.
    Unbound,
}

impl Typed {
    const LARGEST: u32 = 999_999;

    /// Takes a key in a mode.
    pub fn press(&mut self, keymap: &Keymap, mode: Mode, key: Key) -> Pressed {
        self.keys.push(key);
        match keymap.lookup(mode, &self.keys) {
            Lookup::Action(action) => {
                let asked = Asked { action, count: self.count };
                *self = Self::default();
                Pressed::Asked(asked)
            }
            Lookup::Pending { next, alone } => {
                (self.next, self.alone) = (next, alone);
                Pressed::Pending
            }
            Lookup::Unbound => match self.settle() {
                Some(asked) => Pressed::AskedBefore(asked),
                None => self.digit(key),
            },
        }
    }

    fn digit(&mut self, key: Key) -> Pressed {
        let alone = self.keys.len() == 1;
        let count = self.count;
        *self = Self::default();
        match key.digit().filter(|digit| alone && (*digit > 0 || count.is_some())) {
            Some(digit) => {
                let longer = count.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(Self::LARGEST);
                self.count = Some(longer);
                Pressed::Digit(longer)
            }
            None => Pressed::Unbound,
        }
    }

    /// Nothing follows: what the keys typed so far ask for by themselves, if anything.
    pub fn settle(&mut self) -> Option<Asked> {
        let asked = self.alone.map(|action| Asked { action, count: self.count })?;
        *self = Self::default();
        Some(asked)
    }

    /// Whether the keys typed so far ask for something if nothing follows.
    pub fn may_settle(&self) -> bool {
        self.alone.is_some()
    }

    /// Forgets what was typed. Whether there was anything.
    pub fn clear(&mut self) -> bool {
        let was = *self != Self::default();
        *self = Self::default();
        was
    }

    /// The count typed so far.
    pub fn count(&self) -> Option<u32> {
        self.count
    }

    /// The keys of a longer sequence typed so far.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The keys that may follow, with the action where one more key completes it.
    pub fn next(&self) -> &[(Key, Option<Action>)] {
        &self.next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(keys: &str) -> Pressed {
        let keymap = Keymap::default();
        let mut typed = Typed::default();
        keys.chars().map(|c| typed.press(&keymap, Mode::Post, Key::char(c))).last().unwrap_or(Pressed::Unbound)
    }

    #[test]
    fn counts_stand_before_actions() {
        let asked = |action, count| Pressed::Asked(Asked { action, count });
        assert_eq!(press("j"), asked(Action::LineDown, None));
        assert_eq!(press("12j"), asked(Action::LineDown, Some(12)));
        assert_eq!(press("40"), Pressed::Digit(40));
        assert_eq!(press("ZZ"), asked(Action::Quit, None));
        assert_eq!(press("Z"), Pressed::Pending);
        assert_eq!(press("0"), Pressed::Unbound);
        assert_eq!(press("zt"), asked(Action::LineToTop, None));
        assert_eq!(press("z"), Pressed::Pending);
        assert_eq!(press("zj"), Pressed::AskedBefore(Asked { action: Action::ToggleZen, count: None }));
        assert_eq!(press("9999999999G"), asked(Action::Bottom, Some(Typed::LARGEST)));
    }
}
