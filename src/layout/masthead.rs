//! The head of a page: title, byline, tags.

use crate::document::{Align, Inline};
use crate::text::width::width;
use crate::text::{Clean, CleanStr};

use super::flow::Flow;
use super::paragraph::{Setting, resolve};
use super::segment::Look;
use super::{Masthead, Role};

impl Flow<'_> {
    /// Sets the head of the page and the space below it. A title that the body says itself is set from there, so that
    /// it can be found, linked and marked like any other words of the body. The rule below it is the one heavy rule of
    /// the full measure: no heading of the body has one like it.
    pub(super) fn masthead(&mut self, masthead: &Masthead, own_title: Option<&[Inline]>) {
        if let Some(inlines) = own_title {
            self.words(inlines, Role::Title, Setting::HEADING);
        } else {
            self.stream.clear();
            self.stream.own(masthead.title.borrowed(), Look::of(Role::Title), &mut self.rows);
            self.set_stream(Setting::HEADING);
        }
        self.rule("━", self.measure(), Role::HeadingRule);
        // All of the head stands at the side where its title does.
        let setting = Setting { align: resolve(Align::Natural, &masthead.title), ..Setting::BODY };
        self.dotted(masthead.byline.iter().map(|(role, text)| (*role, text)), setting);
        self.dotted(masthead.tags.iter().map(|tag| (Role::Tag, tag)), setting);
        self.empty_rows(2);
    }

    /// Sets parts on one row with dots between them. A part that does not fit goes whole to the next row, and no dot
    /// hangs at the end of a row.
    fn dotted<'p>(&mut self, parts: impl Iterator<Item = (Role, &'p Clean)>, setting: Setting) {
        const DOT: &str = " · ";
        let measure = self.measure();
        let mut taken = 0;
        self.stream.clear();
        for (role, part) in parts.filter(|(_, part)| !part.is_empty()) {
            let columns = width(part);
            let gap = if taken == 0 { 0 } else { width(DOT) };
            if taken > 0 && taken + gap + columns > measure {
                self.set_stream(setting);
                self.stream.clear();
                taken = 0;
            } else if taken > 0 {
                let dot = self.rows.mark(CleanStr::own(DOT), Look::of(Role::Byline));
                self.stream.mark(dot, CleanStr::own(DOT));
                taken += gap;
            }
            self.stream.own(part.borrowed(), Look::of(role), &mut self.rows);
            taken += columns;
        }
        if !self.stream.text.is_empty() {
            self.set_stream(setting);
        }
    }
}
