//! Dates in Hugo's templates: what a date has ("Time" methods), and the functions that write one ("Time" functions). Months have
//! English names: those of other languages are not known.

use super::super::tags::value::Value;
use super::scope::Scope;
use crate::post::date::{DayOrder, go_layout, read};

/// What Go prints a date by where nobody says how.
const WHOLE: &str = "2006-01-02 15:04:05 -0700 MST";

/// What a text has that is a date: `.Date.Year`, `.Date.Format "2006"`.
pub(super) fn member(text: &str, name: &str, given: &[Option<Value>]) -> Option<Value> {
    let part = match name {
        "format" => return written(text, &given.first()?.as_ref()?.words()?),
        "iszero" => return Some(Value::Truth(text.is_empty())),
        "year" => "2006",
        "month" => "January",
        "day" => "2",
        "weekday" => "Monday",
        "yearday" => "002",
        "hour" => "15",
        "minute" => "4",
        "second" => "5",
        _ => return None,
    };
    written(text, part)
}

/// `time.Format`, `dateFormat`: a layout, then a date.
pub(super) fn formatted(layout: &str, text: &str, scope: &Scope<'_>) -> Option<Value> {
    let layout = match layout {
        ":date_full" => "Monday, January 2, 2006",
        ":date_long" => "January 2, 2006",
        ":date_medium" => "Jan 2, 2006",
        ":date_short" => "1/2/06",
        layout if layout.starts_with(':') => return None,
        layout => layout,
    };
    // Names are in the language of the page; numbers are not.
    let has_names = ["Jan", "Mon", "PM"].iter().any(|name| layout.contains(name));
    (!has_names || scope.language().is_none_or(|language| language.starts_with("en")))
        .then(|| written(text, layout))
        .flatten()
}

/// A date as a layout has it. None for what is no date, and for zones, of which only a number is known.
fn written(text: &str, layout: &str) -> Option<Value> {
    let date = read(text, DayOrder::MonthFirst).ok()?;
    (layout != WHOLE && !layout.contains("MST")).then(|| go_layout(date.civil, layout)).flatten().map(Value::Text)
}
