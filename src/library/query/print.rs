//! A tree to its canonical text, which parses to the same tree.

use std::fmt::{self, Display, Formatter, Write as _};

use super::lex::ends_word;
use super::term::{Day, Expr, Sort, Term};
use super::{Key, Query};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(filter) = &self.filter {
            write!(f, "{filter}")?;
        }
        let Some(sort) = self.sort else { return Ok(()) };
        // An order after `a OR b` would read as part of `b`, which means the same.
        write!(f, "{}{sort}", if self.filter.is_some() { " " } else { "" })
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term(term) => write!(f, "{term}"),
            Self::Not(inner) => match &**inner {
                Self::Term(term) => write!(f, "-{term}"),
                group => write!(f, "-({group})"),
            },
            Self::All(parts) => joined(f, parts, " ", |part| matches!(part, Self::Any(_))),
            Self::Any(parts) => joined(f, parts, " OR ", |_| false),
        }
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Expr], between: &str, grouped: fn(&Expr) -> bool) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        if grouped(part) { write!(f, "({part})")? } else { write!(f, "{part}")? }
    }
    Ok(())
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Phrase(phrase) => quote(f, phrase),
            Self::Name { key, values } => listed(f, *key, values, |f, value| bare_or_quoted(f, value)),
            Self::Day { key, days } => listed(f, *key, days, |f, day| write!(f, "{day}")),
            Self::Is(states) => listed(f, Key::Is, states, |f, state| f.write_str(state.name())),
            Self::Has(parts) => listed(f, Key::Has, parts, |f, part| f.write_str(part.name())),
        }
    }
}

fn listed<T>(
    f: &mut Formatter<'_>,
    key: Key,
    values: &[T],
    print: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    f.write_str(key.name())?;
    for (index, value) in values.iter().enumerate() {
        f.write_char(if index == 0 { ':' } else { ',' })?;
        print(f, value)?;
    }
    Ok(())
}

/// A value as it must be written after a colon.
pub(super) fn value_text(value: &str) -> String {
    struct Value<'a>(&'a str);
    impl Display for Value<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            bare_or_quoted(f, self.0)
        }
    }
    Value(value).to_string()
}

fn bare_or_quoted(f: &mut Formatter<'_>, value: &str) -> fmt::Result {
    // `//` and `:` at the start would make the key look like an address or a path.
    let reads_otherwise = value.starts_with("//") || value.starts_with(':');
    if reads_otherwise || value.contains(|c| ends_word(c) || c == ',') { quote(f, value) } else { f.write_str(value) }
}

fn quote(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

impl Display for Day {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let parts = [self.month, self.day];
        parts.into_iter().flatten().try_for_each(|part| write!(f, "-{part:02}"))
    }
}

impl Display for Sort {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "sort:{}{}", if self.descending { "-" } else { "" }, self.key.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn canonical_text() {
        for (text, want) in [
            ("tag:rust", "tag:rust"),
            ("#rust #\"web design\"", "tag:rust tag:\"web design\""),
            ("  a   b ", "a b"),
            ("a OR b c", "a OR b c"),
            ("(a OR b) c", "(a OR b) c"),
            ("-(a b)", "-(a b)"),
            ("--a", "a"),
            ("NOT a AND b", "-a b"),
            ("((a))", "a"),
            ("TAG:x,\"y z\",q", "tag:x,\"y z\",q"),
            ("after:2010 before:2011-6-1", "after:2010 before:2011-06-01"),
            ("sort:-date tag:x", "tag:x sort:-date"),
            ("a sort:title OR b", "a OR b sort:title"),
            ("\"say \\\"hi\\\"\"", "\"say \\\"hi\\\"\""),
            ("https://example.com", "https://example.com"),
            ("std::io", "std::io"),
            ("is:draft,future has:code", "is:draft,future has:code"),
            ("", ""),
        ] {
            assert_eq!(Query::parse(text).map(|query| query.to_string()).as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn errors_name_the_place_and_what_was_expected() {
        for (text, at, part) in [
            ("(a", 2, "`)`"),
            ("a)", 1, "`(`"),
            ("tga:x", 0, "did you mean `tag:`"),
            ("a zzzzzz:x", 2, "quotes"),
            ("a OR", 4, "after `OR`"),
            ("OR a", 0, "before `OR`"),
            ("tag:", 4, "a value"),
            ("tag:a,", 6, "a value"),
            ("after:soon", 6, "`2010-06`"),
            ("year:2010-06", 5, "a year"),
            ("before:2010-13", 7, "a date"),
            ("before:2011-02-30", 7, "a date"),
            ("after:2010,2011", 11, "one date"),
            ("is:daft", 3, "`draft`"),
            ("is:zzzzzz", 3, "one of draft"),
            ("sort:size", 5, "one of date"),
            ("-sort:date", 0, "sort:-date"),
            ("(a sort:date)", 3, "outside"),
            ("\"open", 0, "closing quote"),
            ("a -", 3, "after `-`"),
            ("()", 1, "before `)`"),
        ] {
            let error = Query::parse(text).expect_err(text);
            assert_eq!(error.at, at, "{text}: {}", error.message);
            assert!(error.message.contains(part), "{text}: {}", error.message);
        }
        assert!(Query::parse(&"(".repeat(40)).is_err());
        assert!(Query::parse(&"-".repeat(4000)).is_err());
    }

    proptest! {
        #[test]
        fn printing_and_parsing_is_the_identity(text in "([a-c:#\"\\\\(), -]|OR|AND|NOT|tag:|year:2010|is:draft|sort:-date|é|\u{3000}){0,16}") {
            if let Ok(query) = Query::parse(&text) {
                prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
            }
        }

        #[test]
        fn parsing_never_panics(text in ".{0,64}") {
            let _ = Query::parse(&text);
        }
    }
}
