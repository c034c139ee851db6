//! What a generator makes of a title or a name that is a number, a truth or a time to its reader of YAML, as its pages print it.
//!
//! Ruby's Psych reads YAML 1.1, js-yaml the core schema of 1.2, Go's readers numbers of both. Knows scalars as they are written, without quotes.

/// Whose reader it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scalars {
    /// Nobody's: all stands as it is written.
    #[default]
    Text,
    /// Psych, `ScalarScanner#tokenize`.
    Ruby,
    /// js-yaml 4, and numbers as JavaScript prints them.
    JavaScript,
    /// go-yaml, of which old versions read words such as `yes` as truths and new ones don't: these stand as they are written.
    Go,
}

/// What is printed; none if the text stands as it is.
pub(super) fn printed(written: &str, scalars: Scalars) -> Option<String> {
    /// Letters of the longest word that is something other than text.
    const LONGEST: usize = "false".len();
    match scalars {
        Scalars::Text => None,
        _ if written.len() > LONGEST && written.starts_with(|c: char| c.is_ascii_alphabetic()) => None,
        Scalars::Ruby => ruby(written),
        Scalars::JavaScript => javascript(written),
        Scalars::Go => go(written),
    }
}

fn ruby(written: &str) -> Option<String> {
    let is = |words: &[&str]| words.iter().any(|word| written.eq_ignore_ascii_case(word));
    match () {
        () if is(&["yes", "true", "on"]) => return Some("true".to_owned()),
        () if is(&["no", "false", "off"]) => return Some("false".to_owned()),
        () => {}
    }
    if let Some(symbol) = written.strip_prefix(':').filter(|rest| !rest.is_empty()) {
        return Some(symbol.to_owned());
    }
    let (sign, number) = signed(written);
    if !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: String = number.chars().filter(|c| !matches!(c, '_' | ',')).collect();
    if let Some((whole, part)) = digits.split_once('.')
        && [whole, part].iter().all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        && digits.len() > 1
    {
        let value: f64 = digits.trim_end_matches('.').parse().ok()?;
        return Some(format!("{sign}{value:?}"));
    }
    let starts_so = number.starts_with(|c: char| c.is_ascii_digit());
    let based = match () {
        () if !starts_so => None,
        () if digits.starts_with("0x") => i128::from_str_radix(digits.get(2..)?, 16).ok(),
        () if digits.starts_with("0b") => i128::from_str_radix(digits.get(2..)?, 2).ok(),
        () if digits.len() > 1 && digits.starts_with('0') => i128::from_str_radix(&digits, 8).ok(),
        () => digits.parse().ok(),
    };
    based.map(|whole| format!("{}{whole}", if whole == 0 { "" } else { sign })).or_else(|| sexagesimal(sign, number))
}

/// `12:30` is so many seconds.
fn sexagesimal(sign: &str, number: &str) -> Option<String> {
    let parts: Vec<&str> = number.split(':').collect();
    let is_digits = |part: &&str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<u64> = parts.iter().filter(|part| is_digits(part)).filter_map(|part| part.parse().ok()).collect();
    let is_time = numbers.len() == parts.len() && numbers.iter().skip(1).all(|part| *part < 60);
    match numbers.as_slice() {
        [hours, minutes, seconds @ ..] if is_time && seconds.len() < 2 => {
            let seconds = seconds.first().copied().unwrap_or(0);
            Some(format!("{sign}{}", hours * 3600 + minutes * 60 + seconds))
        }
        _ => None,
    }
}

fn javascript(written: &str) -> Option<String> {
    let (sign, number) = signed(written);
    let based = [("0x", 16), ("0o", 8), ("0b", 2)].iter().find_map(|(mark, base)| {
        let digits = number.strip_prefix(mark)?;
        i128::from_str_radix(digits, *base).ok()
    });
    if let Some(whole) = based {
        return Some(format!("{sign}{whole}"));
    }
    let is_number = number.contains(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'))
        && number.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let value: f64 = number.parse().ok().filter(|_| is_number)?;
    // Beyond these JavaScript prints exponents, which nobody has for a title.
    let is_plain = value == 0.0 || (1e-6..1e15).contains(&value);
    is_plain.then(|| if value == 0.0 { "0".to_owned() } else { format!("{sign}{value}") })
}

/// As JavaScript's, but a zero before digits means octal, and underscores part digits.
fn go(written: &str) -> Option<String> {
    let digits = written.replace('_', "");
    let (sign, number) = signed(&digits);
    let is_octal = number.len() > 1 && number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    let octal = if is_octal { i128::from_str_radix(number, 8).ok() } else { None };
    octal.map(|whole| format!("{sign}{whole}")).or_else(|| javascript(&digits))
}

/// The sign that is printed, and the rest.
fn signed(written: &str) -> (&str, &str) {
    match written.split_at_checked(1) {
        Some(("-", rest)) => ("-", rest),
        Some(("+", rest)) => ("", rest),
        _ => ("", written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_printed_as_the_generator_s_reader_has_them() {
        for (written, ruby, javascript, go) in [
            ("Yes", "true", "Yes", "Yes"),
            ("oFF", "false", "oFF", "oFF"),
            ("y", "y", "y", "y"),
            ("0123", "83", "123", "83"),
            ("08", "08", "8", "8"),
            ("0o17", "0o17", "15", "15"),
            ("0x1F", "31", "31", "31"),
            ("1_000", "1000", "1_000", "1000"),
            ("1,000", "1000", "1,000", "1,000"),
            ("12:30", "45000", "12:30", "12:30"),
            ("1:30:00", "5400", "1:30:00", "1:30:00"),
            ("12:75", "12:75", "12:75", "12:75"),
            ("1e3", "1e3", "1000", "1000"),
            ("1.0", "1.0", "1", "1"),
            ("1.10", "1.1", "1.1", "1.1"),
            (".5", "0.5", "0.5", "0.5"),
            ("5.", "5.0", "5", "5"),
            (":sym", "sym", ":sym", ":sym"),
            ("1.2.3", "1.2.3", "1.2.3", "1.2.3"),
            ("99 bottles", "99 bottles", "99 bottles", "99 bottles"),
            ("falsely", "falsely", "falsely", "falsely"),
            ("1-2", "1-2", "1-2", "1-2"),
            ("-", "-", "-", "-"),
            ("+", "+", "+", "+"),
            ("", "", "", ""),
        ] {
            let shown = |scalars| printed(written, scalars).unwrap_or_else(|| written.to_owned());
            assert_eq!(
                [shown(Scalars::Ruby), shown(Scalars::JavaScript), shown(Scalars::Go)],
                [ruby, javascript, go],
                "{written}"
            );
        }
    }
}
