//! Dates as authors write them. The calendar day is shown as written; the instant only orders.

mod go_layout;
mod path;
mod read;
mod zone;

use jiff::civil;
use jiff::tz::TimeZone;

pub use go_layout::go_layout;
pub use path::{PathDate, at_short_start, at_start, in_path};
pub use read::{DayOrder, Unreadable, Written, ZoneForm, read};

/// When, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostDate {
    /// Calendar date and time of day as written; midnight if no time was written.
    pub civil: civil::DateTime,
    /// Whether a time of day was written.
    pub has_time: bool,
    /// Offset from UTC in seconds: as written, else by the generator's rule.
    pub offset: i32,
    /// Where it was found.
    pub source: DateSource,
}

/// Where a date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// A key of the front matter.
    FrontMatter,
    /// The file's name.
    FileName,
    /// A folder above it.
    Folder,
    /// The file's modification time: a guess, and marked as one.
    Mtime,
}

impl PostDate {
    /// Whether somebody wrote it: the time of a file only says when that was changed or fetched.
    pub fn is_written(&self) -> bool {
        self.source != DateSource::Mtime
    }

    /// The day as a byline says it, in the words of `told`: one that nobody wrote says what it is.
    pub fn told(&self, told: impl FnOnce(civil::Date) -> String) -> String {
        let day = told(self.civil.date());
        if self.is_written() { day } else { format!("changed {day}") }
    }

    /// Seconds since 1970 in UTC: for order and for the future test, never for showing.
    pub fn instant(&self) -> i64 {
        let day = self.civil.date().since((jiff::Unit::Day, civil::date(1970, 1, 1)));
        let days = day.map_or(0, |span| i64::from(span.get_days()));
        let time = self.civil.time();
        days * 86_400 + i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second())
            - i64::from(self.offset)
    }
}

/// What a generator makes of a time without a zone.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The site's own zone: from its configuration, else the generator's default.
    pub zone: TimeZone,
    /// Whether zones are Ruby's: an unquoted YAML timestamp without one is in UTC (Psych), a zone after a mere day says
    /// nothing, and a name that `Time.zone_offset` does not know means the site's own.
    pub zones_are_ruby_s: bool,
    /// Which comes first in `1-2-2003`.
    pub day_order: DayOrder,
}

impl Default for Clock {
    fn default() -> Self {
        Self { zone: TimeZone::UTC, zones_are_ruby_s: false, day_order: DayOrder::DayFirst }
    }
}

impl Clock {
    /// A date as written, with the offset that was written or that the rule gives. Few ask whether it was written in quotes.
    pub fn resolve(&self, written: &Written, is_quoted: impl Fn() -> bool, source: DateSource) -> PostDate {
        let is_unknown = || match written.zone_form {
            ZoneForm::Common => !written.has_time,
            ZoneForm::Yaml => is_quoted(),
            ZoneForm::Rare => true,
        };
        let offset = match written.offset.filter(|_| !self.zones_are_ruby_s || !is_unknown()) {
            Some(offset) => offset,
            None if self.zones_are_ruby_s && written.is_timestamp && !is_quoted() => 0,
            None => self.offset_at(written.civil),
        };
        PostDate { civil: written.civil, has_time: written.has_time, offset, source }
    }

    /// The offset of the site's zone at a time of its own calendar, in seconds.
    pub fn offset_at(&self, civil: civil::DateTime) -> i32 {
        self.zone.to_ambiguous_timestamp(civil).compatible().map_or(0, |at| self.zone.to_offset(at).seconds())
    }

    /// A moment on the site's own calendar: what permalinks are made of.
    pub fn on_site(&self, date: &PostDate) -> civil::DateTime {
        let Ok(at) = jiff::Timestamp::from_second(date.instant()) else { return date.civil };
        self.zone.to_offset(at).to_datetime(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(zone: &str, zones_are_ruby_s: bool) -> Clock {
        Clock { zone: TimeZone::get(zone).unwrap(), zones_are_ruby_s, day_order: DayOrder::DayFirst }
    }

    #[test]
    fn a_time_without_a_zone_takes_it_from_the_rule() {
        let tokyo = clock("Asia/Tokyo", true);
        for (text, quoted, offset) in [
            ("2015-04-14 10:00:00", false, 0),
            ("2015-04-14 10:00:00", true, 9 * 3600),
            ("2015-04-14 10:00", false, 9 * 3600),
            ("2015-04-14", false, 9 * 3600),
            ("2015-04-14 10:00:00 -05:00", false, -5 * 3600),
            ("2015-04-14 1:00:00", false, 0),
            ("2015-04-14 1:2:3", false, 9 * 3600),
            ("2015-04-14 10:00:00 am", false, 9 * 3600),
            ("2015-04-14 -0500", false, 9 * 3600),
            ("2015-04-14 10:00:00 EST", false, -5 * 3600),
            ("2015-04-14 10:00:00 CEST", false, 9 * 3600),
            ("2015-04-14 10:00:00 -4", false, -4 * 3600),
            ("2015-04-14T10:00:00.123Z", true, 0),
            ("2015-04-14 10:00:00.000000000 +01:00", false, 3600),
            ("2015-04-14 10:00:00 2015 +0100", false, 9 * 3600),
            ("2015-04-14 10:00:00 -4", true, 9 * 3600),
            ("2015-04-14 10:00 +8:00", false, 9 * 3600),
            ("2015-04-14T10:00:00-0800", false, -8 * 3600),
            ("2015-04-14 10:00:00 UTC-06:00", false, 9 * 3600),
            ("2015-04-14 10:00:00 GMT+8", false, 9 * 3600),
            ("2015-04-14 10:00:00 (PDT)", false, -7 * 3600),
            ("2015-04-14 00:10::00 -03:00", false, 9 * 3600),
            ("2015-04-14 10:30:00:00 +0000", false, 9 * 3600),
            ("2015/04/14 10:00:00", false, 9 * 3600),
            ("14-04-2015 10:00:00", false, 9 * 3600),
            ("20150414T100000", false, 9 * 3600),
            ("2015/04/14 10:00:00 -4", false, 9 * 3600),
        ] {
            let written = read(text, DayOrder::DayFirst).unwrap();
            assert_eq!(tokyo.resolve(&written, || quoted, DateSource::FrontMatter).offset, offset, "{text} {quoted}");
        }
    }

    #[test]
    fn the_site_s_calendar_may_show_another_day() {
        let clock = clock("America/Los_Angeles", true);
        let written = read("2013-05-06 02:12:52 +0200", DayOrder::DayFirst).unwrap();
        let date = clock.resolve(&written, || true, DateSource::FrontMatter);
        assert_eq!(date.civil.date(), civil::date(2013, 5, 6));
        assert_eq!(clock.on_site(&date), civil::date(2013, 5, 5).at(17, 12, 52, 0));
    }
}
