//! Dates as templates ask for them: in the letters of strftime, which Liquid and Tera share.

use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;

use crate::post::date::{self, DayOrder};

/// A date in the letters of strftime; none if it is no date, or there are letters that are not known.
pub(in crate::template) fn written(text: &str, format: &str) -> Option<String> {
    let date = date::read(text, DayOrder::DayFirst).ok()?;
    let mut parts = BrokenDownTime::from(date.civil);
    parts.set_offset(Some(Offset::from_seconds(date.offset.unwrap_or(0)).ok()?));
    parts.to_string(format).ok()
}
