//! Filters of dates (Liquid's `date`, Jekyll's `date_to_…`).

use super::super::value::Value;
use super::word;
use crate::template::tags::written::written;

/// A date after a filter of dates; none if it is no such filter. What is no date stays as it is, as in Liquid; what time it
/// is now only the generator knows.
pub(super) fn filtered(text: &str, name: &str, arguments: &[Value]) -> Option<Value> {
    let format = match name {
        "date" if word(arguments, 0).is_empty() => return None,
        "date" => word(arguments, 0),
        "date_to_string" if word(arguments, 0) == "ordinal" => return ordinal(text, "%b", word(arguments, 1)),
        "date_to_long_string" if word(arguments, 0) == "ordinal" => return ordinal(text, "%B", word(arguments, 1)),
        "date_to_string" => "%d %b %Y",
        "date_to_long_string" => "%d %B %Y",
        "date_to_xmlschema" => "%Y-%m-%dT%H:%M:%S%:z",
        "date_to_rfc822" => "%a, %d %b %Y %H:%M:%S %z",
        _ => return None,
    };
    if matches!(text.trim(), "now" | "today") {
        return Some(Value::Unknown);
    }
    Some(Value::Text(written(text, format).unwrap_or_else(|| text.to_owned())))
}

/// `8th June 2010`, or `June 8th, 2010` in the style of the US (Jekyll's `stringify_date`).
fn ordinal(text: &str, month: &str, style: &str) -> Option<Value> {
    let day: u8 = written(text, "%-d")?.parse().ok()?;
    let ending = match (day % 10, day / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let format = match style {
        "US" => format!("{month} %-d{ending}, %Y"),
        _ => format!("%-d{ending} {month} %Y"),
    };
    written(text, &format).map(Value::Text)
}
