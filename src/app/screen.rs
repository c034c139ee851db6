//! The screen as the reader has arranged it: size, which pane is in front, what gives way.

use crate::config::{Settings, Terminal};
use crate::layout::{Metrics, Order};

use super::panes;

/// The panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Tags and archive.
    Facets,
    /// The list of posts.
    #[default]
    Posts,
    /// The post.
    Post,
}

/// The screen as the reader has arranged it.
#[derive(Clone, Debug)]
pub struct Screen {
    /// Columns and rows.
    pub size: (u16, u16),
    /// The pane that keys go to.
    pub focus: Focus,
    /// Whether a post that is read has the whole screen, where the reader asked for what is not usual.
    pub alone: Option<bool>,
    /// Columns that the posts pane has more than usual.
    pub posts_wider: i16,
    /// Columns that the text of a post takes where there is room.
    pub measure: u16,
    /// Whether the mouse is folio's.
    pub mouse: bool,
    /// Whether the terminal is told where links lead.
    pub hyperlinks: bool,
    /// How posts are laid out; the width comes from the pane.
    pub metrics: Metrics,
    /// In which order rows are handed to the terminal.
    pub order: Order,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            size: (80, 24),
            focus: Focus::Posts,
            alone: None,
            mouse: false,
            hyperlinks: false,
            posts_wider: 0,
            measure: Self::MEASURE,
            metrics: Metrics::at(Self::MEASURE),
            order: Order::Visual,
        }
    }
}

impl Screen {
    /// A screen of this many columns and rows, as the user configured it.
    pub fn new(size: (u16, u16), settings: &Settings, terminal: &Terminal) -> Self {
        let mut screen = Self { size, ..Self::default() };
        screen.configure(settings, terminal);
        screen
    }

    /// Takes over how posts are laid out and whose the mouse is, and from the terminal what is left to it.
    pub fn configure(&mut self, settings: &Settings, terminal: &Terminal) {
        self.measure = settings.measure.columns();
        self.metrics.link_numbers = settings.link_numbers;
        self.metrics.wrap_code = settings.wrap_code;
        self.mouse = settings.mouse;
        self.hyperlinks = settings.hyperlinks.holds(terminal);
        self.order = settings.bidi.order(terminal);
    }

    /// The usual measure, in columns.
    pub const MEASURE: u16 = 72;
    const MEASURES: std::ops::RangeInclusive<u16> = 20..=200;

    /// Sets the text wider or narrower by some columns.
    pub fn change_measure(&mut self, by: i16) {
        let (least, most) = Self::MEASURES.into_inner();
        self.measure = self.measure.saturating_add_signed(by).clamp(least, most);
    }

    /// Gives a post that is read the whole screen, or not.
    pub fn set_alone(&mut self, alone: bool) {
        self.alone = (alone != panes::usually_alone(self)).then_some(alone);
    }

    /// Forgets that a post was given the whole screen; a list that was asked for stays.
    pub fn leave_zen(&mut self) {
        self.alone = self.alone.filter(|alone| !alone);
    }

    /// Makes the posts pane wider or narrower by some columns.
    pub fn change_posts_width(&mut self, by: i16) {
        self.posts_wider = self.posts_wider.saturating_add(by).clamp(-40, 80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn auto_is_what_the_terminal_can_do_whenever_it_is_chosen() {
        let terminal = Terminal { takes_links: true, reorders: true, ..Terminal::default() };
        let mut settings = Config::default().settings;
        let mut screen = Screen::new((80, 24), &settings, &terminal);
        assert_eq!((screen.hyperlinks, screen.order), (true, Order::Logical));
        for (name, value) in [("hyperlinks", "never"), ("bidi", "visual")] {
            settings.change(name, Some(value)).unwrap();
        }
        screen.configure(&settings, &terminal);
        assert_eq!((screen.hyperlinks, screen.order), (false, Order::Visual));
        for name in ["hyperlinks", "bidi"] {
            settings.change(name, Some("auto")).unwrap();
        }
        screen.configure(&settings, &terminal);
        assert_eq!((screen.hyperlinks, screen.order), (true, Order::Logical));
    }
}
