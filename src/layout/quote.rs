//! Quotations and alerts: a bar on every row, and a title for alerts. Details, whose summary stands above.

use crate::document::{AlertKind, Block, Inline};
use crate::text::{CleanStr, Direction, TextRange};

use super::Role;
use super::blocks::Tightness;
use super::flow::Flow;
use super::paragraph::Setting;
use super::segment::Look;

impl Flow<'_> {
    /// Sets a quotation or alert.
    pub(super) fn quote(&mut self, alert: Option<AlertKind>, title: &[Inline], blocks: &[Block], range: TextRange) {
        let side = self.direction(range);
        let bar = self.bar(alert, side);
        self.push_bar(side, bar);
        let outer = self.role;
        if let Some(kind) = alert {
            self.alert_title(kind, title);
        } else {
            self.role = Role::Quote;
            if !title.is_empty() {
                self.words(title, Role::Summary, Setting::HEADING);
            }
        }
        self.blocks(blocks, Tightness::Loose);
        self.role = outer;
        self.pop();
    }

    fn alert_title(&mut self, kind: AlertKind, title: &[Inline]) {
        let role = Role::AlertTitle(kind);
        let icon = self.mark(alert_icon(kind), role);
        self.lead = Some(icon);
        if title.is_empty() {
            self.stream.clear();
            self.stream.own(CleanStr::own(kind.name()), Look::of(role), &mut self.rows);
            self.set_stream(Setting::HEADING);
        } else {
            self.words(title, role, Setting::HEADING);
        }
    }

    /// Sets content under a summary, or the summary alone where it is folded.
    pub(super) fn details(&mut self, summary: &[Inline], blocks: &[Block], open: bool) {
        let unfolded = open || self.metrics.open_details;
        let mark = self.mark(if unfolded { "▾" } else { "▸" }, Role::Summary);
        self.lead = Some(mark);
        if summary.is_empty() {
            self.stream.clear();
            self.stream.own(CleanStr::own("Details"), Look::of(Role::Summary), &mut self.rows);
            self.set_stream(Setting::BODY);
        } else {
            self.words(summary, Role::Summary, Setting { hang: 2, ..Setting::BODY });
        }
        if unfolded && !blocks.is_empty() {
            self.push_blank(Direction::LeftToRight, 2);
            self.blocks(blocks, Tightness::Loose);
            self.pop();
        }
    }
}

const fn alert_icon(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::Note => "ⓘ",
        AlertKind::Tip => "✦",
        AlertKind::Important => "❢",
        AlertKind::Warning => "▲",
        AlertKind::Caution => "◆",
    }
}
