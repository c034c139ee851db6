//! Dates as authors write them. The calendar day is shown as written; the instant only orders.

use jiff::civil;

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
    /// Seconds since 1970 in UTC: for order and for the future test, never for showing.
    pub fn instant(&self) -> i64 {
        let day = self.civil.date().since((jiff::Unit::Day, civil::date(1970, 1, 1)));
        let days = day.map_or(0, |span| i64::from(span.get_days()));
        let time = self.civil.time();
        days * 86_400 + i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second())
            - i64::from(self.offset)
    }
}
