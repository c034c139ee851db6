//! Dates in the words of Go: `2006`, `Jan`, `02` are the year, the month and the day (package `time`, "Layout").

use jiff::civil::DateTime;

/// Parts of a layout, those before that begin like a later one.
const PARTS: [(&str, &str); 20] = [
    ("January", "%B"),
    ("Jan", "%b"),
    ("Monday", "%A"),
    ("Mon", "%a"),
    ("2006", "%Y"),
    ("002", "%j"),
    ("01", "%m"),
    ("02", "%d"),
    ("03", "%I"),
    ("04", "%M"),
    ("05", "%S"),
    ("06", "%y"),
    ("15", "%H"),
    ("PM", "%p"),
    ("_2", "%e"),
    ("1", "%-m"),
    ("2", "%-d"),
    ("3", "%-I"),
    ("4", "%-M"),
    ("5", "%-S"),
];

/// A date by a layout; none if no part of the layout is one of a date.
pub fn go_layout(date: DateTime, layout: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = layout;
    let mut is_date = false;
    while let Some(c) = rest.chars().next() {
        match PARTS.iter().find(|(part, _)| rest.starts_with(part)) {
            Some((part, format)) => {
                out.push_str(&date.strftime(format).to_string());
                rest = rest.get(part.len()..).unwrap_or_default();
                is_date = true;
            }
            None => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    is_date.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_of_go() {
        let date = jiff::civil::date(2019, 11, 9).at(15, 4, 5, 0);
        for (layout, want) in [
            ("06", Some("19")),
            ("20060102", Some("20191109")),
            ("Jan", Some("Nov")),
            ("January", Some("November")),
            ("2", Some("9")),
            ("002", Some("313")),
            ("1504", Some("1504")),
            ("word", None),
        ] {
            assert_eq!(go_layout(date, layout).as_deref(), want, "{layout}");
        }
    }
}
