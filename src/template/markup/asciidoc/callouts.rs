//! Numbers at the ends of lines of code, `// <1>`, which a list below explains. They are shown as Asciidoctor shows them where
//! it has no icons: `(1)`, without the marks of a comment (`CalloutSourceRx`).

/// Signs of a comment that hide a number from the language.
const COMMENTS: [&str; 4] = ["//", "#", "--", ";;"];
/// Numbers of a line at most.
const MOST: usize = 16;

/// A line of code with its numbers shown. `next` counts those that are written as `<.>`.
pub(super) fn shown(line: &str, next: &mut u32) -> Option<String> {
    let mut rest = line.trim_end();
    let mut numbers = Vec::new();
    while numbers.len() < MOST
        && let Some((before, number)) = last(rest)
    {
        numbers.push(number);
        rest = before.trim_end_matches(' ');
    }
    if numbers.is_empty() {
        return None;
    }
    for sign in COMMENTS {
        if let Some(before) = rest.strip_suffix(sign) {
            rest = before;
            break;
        }
    }
    let mut shown = rest.to_owned();
    if !shown.is_empty() && !shown.ends_with(char::is_whitespace) {
        shown.push(' ');
    }
    let numbers = numbers.iter().rev().map(|number| match *number {
        "." => {
            *next += 1;
            format!("({next})")
        }
        number => format!("({number})"),
    });
    shown.push_str(&numbers.collect::<Vec<_>>().join(" "));
    Some(shown)
}

/// The number that a line ends with, and what is before it: `<1>`, `<!--1-->`.
fn last(line: &str) -> Option<(&str, &str)> {
    let (before, number) = match line.strip_suffix("-->") {
        Some(inner) => inner.rsplit_once("<!--")?,
        None => line.strip_suffix('>')?.rsplit_once('<')?,
    };
    let is_number =
        number == "." || number.len() <= 3 && !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    (is_number && !before.ends_with('\\')).then_some((before, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_at_the_end_of_a_line_are_shown_in_brackets() {
        let mut next = 0;
        for (line, want) in [
            ("a(); // <1>", Some("a(); (1)")),
            ("  b <2><3>", Some("  b (2) (3)")),
            ("<c/> <!--4-->", Some("<c/> (4)")),
            ("d # <.>", Some("d (1)")),
            ("e <.>", Some("e (2)")),
            ("List<5> f", None),
            ("g \\<6>", None),
            ("h<b>", None),
        ] {
            assert_eq!(shown(line, &mut next).as_deref(), want, "{line}");
        }
    }
}
