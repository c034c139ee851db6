//! Reads a date in any shape that a survey of blogs has found. Knows no site and no zone but the one written.

use jiff::civil::{self, DateTime};

use super::zone;

/// A date, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Day and time as written; midnight if no time was.
    pub civil: DateTime,
    /// Whether a time was written.
    pub has_time: bool,
    /// Whether it has the shape of YAML's timestamps, which have seconds and are never short.
    pub is_timestamp: bool,
    /// Offset from UTC in seconds, where a zone was written.
    pub offset: Option<i32>,
    /// Who reads that zone as one.
    pub zone_form: ZoneForm,
}

/// Who reads a zone as it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ZoneForm {
    /// Everybody.
    #[default]
    Common,
    /// Ruby only behind an unquoted timestamp of YAML: `-4`, `+8:00`.
    Yaml,
    /// Not Ruby: names that it does not know, `UTC-06:00`, and what stands behind a slip.
    Rare,
}

/// Which comes first in `1-2-2003`, where both could.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// 1 February (Ruby).
    #[default]
    DayFirst,
    /// 2 January (JavaScript, dateutil).
    MonthFirst,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It has the shape of a date, but the calendar has no such day.
    Impossible,
    /// It has no known shape.
    Shape,
}

/// Reads a date.
///
/// # Errors
/// If it has no known shape or names a day that does not exist.
pub fn read(text: &str, order: DayOrder) -> Result<Written, Unreadable> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if text.len() > 128 {
        return Err(Unreadable::Shape);
    }
    let call = text.strip_prefix("Date(").or_else(|| text.strip_prefix("DateTime(")).and_then(|t| t.strip_suffix(')'));
    if let Some(inner) = call {
        return numbers(&inner.replace(", ", "-").replace(',', "-"), order);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) { numbers(text, order) } else { worded(text, order) }
}

/// A run of digits at the start of a text: how many, their number, the rest.
fn digits(text: &str) -> Option<(usize, i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (run, rest) = text.split_at_checked(end)?;
    Some((end, run.parse().ok()?, rest))
}

fn numbers(text: &str, order: DayOrder) -> Result<Written, Unreadable> {
    let written = parted(text, order)?;
    // Other shapes of days are text to YAML, whatever time stands behind them.
    let is_yaml_s = text.as_bytes().get(4) == Some(&b'-');
    let zone_form = match written.zone_form {
        ZoneForm::Yaml if !is_yaml_s => ZoneForm::Rare,
        form => form,
    };
    Ok(Written { is_timestamp: written.is_timestamp && is_yaml_s, zone_form, ..written })
}

/// A date that begins with a number.
fn parted(text: &str, order: DayOrder) -> Result<Written, Unreadable> {
    let (width, first, rest) = digits(text).ok_or(Unreadable::Shape)?;
    let mark = rest.chars().next();
    if !matches!(mark, Some('-' | '/' | '.' | '年')) {
        return match (width, mark) {
            (8 | 12 | 14 | 10 | 13, None | Some('T')) | (8, Some(' ')) => packed(width, first, rest),
            (4, None) => finish(first, 1, 1, ""),
            _ => worded(text, order),
        };
    }
    let separator = mark.unwrap_or('-');
    let after = rest.get(separator.len_utf8()..).unwrap_or_default();
    let Some((_, second, rest)) = digits(after) else { return worded(text, order) };
    let Some((third_width, third, rest)) = next_number(rest, separator) else {
        let month_only = width == 4 && (rest.trim().is_empty() || rest.trim() == "月");
        return if month_only { finish(first, second, 1, "") } else { Err(Unreadable::Shape) };
    };
    match (width, third_width) {
        (4, _) => finish(first, second, third, rest),
        (_, 4) => {
            let day_first = second <= 12 && (first > 12 || order == DayOrder::DayFirst);
            let (month, day) = if day_first { (second, first) } else { (first, second) };
            finish(third, month, day, rest)
        }
        (2, 2) if order == DayOrder::DayFirst => finish(century(first), second, third, rest),
        (_, 2) => {
            let (month, day) = if first > 12 { (second, first) } else { (first, second) };
            finish(century(third), month, day, rest)
        }
        _ => Err(Unreadable::Shape),
    }
}

/// The number after a separator: the same as the first one, or the marks of CJK dates.
fn next_number(rest: &str, separator: char) -> Option<(usize, i64, &str)> {
    let after = if separator == '年' { rest.strip_prefix('月')? } else { rest.strip_prefix(separator)? };
    let (width, number, rest) = digits(after)?;
    Some((width, number, rest.strip_prefix('日').unwrap_or(rest)))
}

/// POSIX's rule for years of two digits.
fn century(year: i64) -> i64 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// `20100608`, `20100608T1653`, `20100608165337`; seconds or milliseconds since 1970.
fn packed(width: usize, number: i64, rest: &str) -> Result<Written, Unreadable> {
    let day = |number: i64| (number / 10_000, number / 100 % 100, number % 100);
    match width {
        8 => {
            let (year, month, day) = day(number);
            let time = rest.strip_prefix('T').and_then(digits).filter(|(width, _, _)| matches!(width, 4 | 6));
            let Some((width, time, rest)) = time else { return finish(year, month, day, rest) };
            let time = if width == 4 { time * 100 } else { time };
            let clock = format!("T{:02}:{:02}:{:02}{rest}", time / 10_000, time / 100 % 100, time % 100);
            finish(year, month, day, &clock)
        }
        12 | 14 => {
            let number = if width == 12 { number * 100 } else { number };
            let ((year, month, day), time) = (day(number / 1_000_000), number % 1_000_000);
            let clock = format!("T{:02}:{:02}:{:02}{rest}", time / 10_000, time / 100 % 100, time % 100);
            finish(year, month, day, &clock)
        }
        _ => {
            let seconds = if width == 13 { number / 1000 } else { number };
            let at = jiff::Timestamp::from_second(seconds).map_err(|_| Unreadable::Shape)?;
            let civil = jiff::tz::Offset::UTC.to_datetime(at);
            let zone_form = ZoneForm::Common;
            Ok(Written { civil, has_time: true, is_timestamp: false, offset: Some(0), zone_form })
        }
    }
}

fn finish(year: i64, month: i64, day: i64, rest: &str) -> Result<Written, Unreadable> {
    let small = |number: i64| i8::try_from(number).map_err(|_| Unreadable::Impossible);
    let year = i16::try_from(year).map_err(|_| Unreadable::Impossible)?;
    let date = civil::Date::new(year, small(month)?, small(day)?).map_err(|_| Unreadable::Impossible)?;
    let clock = clock(rest);
    let date = if clock.hour == 24 { date.tomorrow().map_err(|_| Unreadable::Impossible)? } else { date };
    let time = civil::Time::new(clock.hour % 24, clock.minute, clock.second, 0).map_err(|_| Unreadable::Impossible)?;
    let civil = date.to_datetime(time);
    let offset = zone::offset(clock.rest, civil);
    let zone_form = match () {
        () if offset.is_none() || !clock.has_slip && zone::is_known_to_ruby(clock.rest) => ZoneForm::Common,
        () if clock.is_timestamp && !clock.has_slip && zone::is_yaml(clock.rest) => ZoneForm::Yaml,
        () => ZoneForm::Rare,
    };
    let is_timestamp = clock.is_timestamp && !clock.has_slip && clock.rest.trim().is_empty();
    Ok(Written { civil, has_time: clock.written, is_timestamp, offset, zone_form })
}

/// A time of day and what follows it.
struct TimeOfDay<'a> {
    hour: i8,
    minute: i8,
    second: i8,
    written: bool,
    /// Whether it has the shape of a YAML timestamp's.
    is_timestamp: bool,
    /// Whether there is a mark or number too many in it.
    has_slip: bool,
    rest: &'a str,
}

/// `T9:05`, ` 09:05:07.123 PM`, ` 18::48::00`, ` 12.04`: two numbers or more, parted by colons or dots.
fn clock(text: &str) -> TimeOfDay<'_> {
    let none =
        TimeOfDay { hour: 0, minute: 0, second: 0, written: false, is_timestamp: false, has_slip: false, rest: text };
    let start = text.trim_start_matches([' ', ',', 'T', 't', '_', '\t']);
    let start = start.strip_prefix("at ").unwrap_or(start);
    let Some((1..=2, hour, mut rest)) = digits(start) else { return none };
    let mut numbers = [hour, 0, 0];
    let mut count = 1;
    while let Some((_, number, after)) =
        rest.strip_prefix([':', '.']).and_then(|rest| digits(rest.trim_start_matches(':')))
    {
        if let Some(slot) = numbers.get_mut(count) {
            *slot = number;
        }
        (count, rest) = (count + 1, after);
    }
    let half = rest.trim_start().get(..2).unwrap_or_default().to_ascii_lowercase();
    let is_half = half == "am" || half == "pm";
    let is_timestamp = !is_half && is_timestamp(text, start, rest);
    if count < 2 && !is_half {
        return none;
    }
    if is_half {
        rest = rest.trim_start().get(2..).unwrap_or_default();
        numbers = [numbers[0] % 12 + if half == "pm" { 12 } else { 0 }, numbers[1], numbers[2]];
    }
    let has_slip = start.strip_suffix(rest).is_some_and(|time| time.contains("::") || time.matches(':').count() > 2);
    // What a slip left behind: `16:30-:00+16:30`, `18:30:22 2023 -0800`.
    let (has_slip, rest) = match rest.strip_prefix("-:") {
        Some(after) => (true, after.trim_start_matches("00")),
        None => (has_slip, rest.trim_start_matches(':')),
    };
    let rest = rest.trim_start();
    let (has_slip, rest) = match digits(rest) {
        Some((4, _, rest)) => (true, rest),
        _ => (has_slip, rest),
    };
    let [hour, minute, second] = numbers.map(|number| i8::try_from(number).unwrap_or(i8::MAX));
    let second = if second == 60 { 59 } else { second };
    TimeOfDay { hour: hour.min(25), minute, second, written: true, is_timestamp, has_slip, rest }
}

/// Whether a time is that of a YAML timestamp: `T9:05:07`, ` 09:05:07.12` (YAML 1.1, `timestamp`).
fn is_timestamp(text: &str, start: &str, rest: &str) -> bool {
    let Some(lead) = text.len().checked_sub(start.len()).and_then(|end| text.get(..end)) else { return false };
    let is_lead =
        matches!(lead, "T" | "t") || !lead.is_empty() && lead.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
    let time = start.len().checked_sub(rest.len()).and_then(|end| start.get(..end)).unwrap_or_default();
    let mut widths = time.split([':', '.']).map(str::len);
    let [hour, minute, second, _fraction] = std::array::from_fn(|_| widths.next());
    let is_shaped = matches!((hour, minute, second), (Some(1 | 2), Some(2), Some(2))) && widths.next().is_none();
    is_lead && is_shaped && time.bytes().filter(|byte| *byte == b':').count() == 2
}

/// Dates with a month's name: `8 Jun 2010`, `June 8th, 2010 16:53`, `Fri Sep  3 11:21:31 CEST 2021`.
fn worded(text: &str, order: DayOrder) -> Result<Written, Unreadable> {
    let (mut day, mut month, mut year) = (None, None, None);
    let mut time = String::new();
    // A time and its zone keep their signs.
    let has_sign = |word: &str| word.contains(':') || word.starts_with("GMT") || word.starts_with("UTC");
    let words = text.split([' ', ',']).flat_map(|part| {
        let is_whole = has_sign(part);
        part.split(move |c| !is_whole && matches!(c, '-' | '/'))
    });
    for word in words.filter(|word| !word.is_empty()) {
        let number = digits(word);
        match number {
            Some((_, number, rest)) if is_ordinal(rest) => match () {
                () if day.is_none() && (1..=31).contains(&number) && month.is_none_or(|_| true) && word.len() < 5 => {
                    day = Some(number);
                }
                () if year.is_none() && number >= 1000 => year = Some(number),
                () => time = format!("{time} {word}"),
            },
            None if month.is_none() && month_of(word).is_some() => month = month_of(word),
            None if is_weekday(word) => {}
            _ => time = format!("{time} {word}"),
        }
    }
    let _ = order;
    let (Some(month), Some(year)) = (month, year) else { return Err(Unreadable::Shape) };
    let sign = text.rfind(" -").filter(|at| text.get(at + 2..).is_some_and(|zone| zone.len() >= 4));
    let zone =
        sign.and_then(|at| text.get(at..)).filter(|zone| zone.chars().skip(2).all(|c| c.is_ascii_digit() || c == ':'));
    let time = match zone {
        Some(zone) => format!("{} {}", time.split_whitespace().next().unwrap_or_default(), zone.trim_start()),
        None => time.trim().to_owned(),
    };
    finish(year, month, day.unwrap_or(1), &time)
}

fn is_ordinal(rest: &str) -> bool {
    matches!(rest, "" | "st" | "nd" | "rd" | "th" | ".")
}

fn month_of(word: &str) -> Option<i64> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let found = NAMES
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(&word) || word == "sept" && *name == "september");
    found.and_then(|at| i64::try_from(at + 1).ok())
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && days.iter().any(|day| day.starts_with(&word))
}

#[cfg(test)]
mod tests;
