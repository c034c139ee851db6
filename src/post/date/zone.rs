//! Zone names as they are written after a time. Knows names and offsets; the zone data are jiff's.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Abbreviations that Ruby, Python and e-mail agree on, in minutes east of UTC.
const NAMES: [(&str, i32); 27] = [
    ("UTC", 0),
    ("GMT", 0),
    ("UT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("MET", 60),
    ("CEST", 120),
    ("MEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("IST", 330),
    ("HKT", 480),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
];

/// Seconds east of UTC of what stands after a time; none if that names no zone. `civil` decides about summer time.
pub(super) fn offset(text: &str, civil: DateTime) -> Option<i32> {
    let text = without_note(text);
    if let Some(offset) = signed(text) {
        return Some(offset);
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    if let Some(&(_, minutes)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return if minutes == 0 { Some(signed(rest.trim_start()).unwrap_or(0)) } else { Some(minutes * 60) };
    }
    match name {
        "PST" => Some(-8 * 3600),
        "PDT" => Some(-7 * 3600),
        _ if text.contains('/') => {
            let zone = TimeZone::get(text).ok()?;
            let at = zone.to_ambiguous_timestamp(civil).compatible().ok()?;
            Some(zone.to_offset(at).seconds())
        }
        _ => None,
    }
}

/// Without what stands in brackets behind a zone; a zone that stands in them itself, without them.
fn without_note(text: &str) -> &str {
    let text = text.trim();
    match text.strip_prefix('(') {
        Some(inner) => inner.split(')').next().unwrap_or_default().trim(),
        None => text.split_once('(').map_or(text, |(before, _)| before).trim_end(),
    }
}

/// Whether Ruby knows the zone that stands after a time: hours in two digits and minutes, or a name of `Time::ZoneOffset`.
pub(super) fn is_known_to_ruby(text: &str) -> bool {
    let zone = without_note(text).split_ascii_whitespace().next().unwrap_or_default();
    let known = ["", "UTC", "Z", "UT", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"];
    let digits = zone.strip_prefix(['+', '-']).map(|digits| digits.as_bytes());
    let is_number = digits.is_some_and(|digits| match digits {
        [a, b] => [a, b].iter().all(|digit| digit.is_ascii_digit()),
        [a, b, c, d] | [a, b, b':', c, d] => [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()),
        _ => false,
    });
    is_number || known.iter().any(|known| known.eq_ignore_ascii_case(zone))
}

/// Whether it is a zone of a YAML timestamp: hours in a digit or two, and minutes (YAML 1.1, `timestamp`).
pub(super) fn is_yaml(text: &str) -> bool {
    let digits = text.trim().strip_prefix(['+', '-']).unwrap_or_default();
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, ""));
    matches!((hours.len(), minutes.len()), (1 | 2, 0 | 2) | (3 | 4, 0))
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

/// `+hh:mm`, `+hhmm`, `+hh`, `+h`.
fn signed(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let digits = text.chars().skip(1).filter(|c| *c != ':').map_while(|c| c.to_digit(10)).take(4);
    let (count, number) = digits.fold((0, 0), |(count, number), digit| (count + 1, number * 10 + digit.cast_signed()));
    let (hours, minutes) = match count {
        0 => return None,
        1 | 2 => (number, 0),
        _ => (number / 100, number % 100),
    };
    (hours <= 26 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}
