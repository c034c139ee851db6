//! How the items of a numbered list are counted: numerals and the signs around them (HTML's `type`, Pandoc's and
//! reStructuredText's marks). Knows no layout.

/// The numbers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// The number of the first item.
    pub first: u64,
    numerals: Numerals,
    signs: Signs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numerals {
    Decimal,
    Letters,
    Capitals,
    Roman,
    RomanCapitals,
}

/// What stands around a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signs {
    /// `1.`
    Dot,
    /// `1)`
    Bracket,
    /// `(1)`
    Brackets,
}

/// The largest number that is written with Roman numerals.
const MOST_ROMAN: u64 = 3999;
const ROMAN: [(u64, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

impl Numbering {
    /// `1.`, `2.` from a number.
    pub const fn decimal(first: u64) -> Self {
        Self { first, numerals: Numerals::Decimal, signs: Signs::Dot }
    }

    /// As a mark says how: `a`, `I.`, `(1)`, `lower-alpha`. What it doesn't say is as it was.
    pub fn like(self, mark: &str) -> Self {
        let mark = mark.trim();
        let signs = match (mark.starts_with('('), mark.ends_with(')')) {
            (true, true) => Signs::Brackets,
            (false, true) => Signs::Bracket,
            _ => self.signs,
        };
        let numerals = match mark.trim_matches(['(', ')', '.']) {
            "1" | "decimal" => Numerals::Decimal,
            "a" | "lower-alpha" | "lower-latin" => Numerals::Letters,
            "A" | "upper-alpha" | "upper-latin" => Numerals::Capitals,
            "i" | "lower-roman" => Numerals::Roman,
            "I" | "upper-roman" => Numerals::RomanCapitals,
            _ => self.numerals,
        };
        Self { numerals, signs, ..self }
    }

    /// The mark of an item, counted from 0.
    pub fn mark(self, index: usize) -> String {
        let number = self.first.saturating_add(index as u64);
        let numeral = match self.numerals {
            Numerals::Letters if number > 0 => letters(number),
            Numerals::Capitals if number > 0 => letters(number).to_uppercase(),
            Numerals::Roman if (1..=MOST_ROMAN).contains(&number) => roman(number),
            Numerals::RomanCapitals if (1..=MOST_ROMAN).contains(&number) => roman(number).to_uppercase(),
            _ => number.to_string(),
        };
        match self.signs {
            Signs::Dot => numeral + ".",
            Signs::Bracket => numeral + ")",
            Signs::Brackets => format!("({numeral})"),
        }
    }
}

/// `a` … `z`, `aa` … (CSS Counter Styles, "alphabetic").
fn letters(mut number: u64) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        let digit = u8::try_from((number - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'a' + digit));
        number = (number - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn roman(mut number: u64) -> String {
    let mut numeral = String::new();
    for (value, sign) in ROMAN {
        while number >= value {
            numeral.push_str(sign);
            number -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_counted_as_their_marks_say() {
        let plain = Numbering::decimal(1);
        for (mark, index, want) in [
            ("", 9, "10."),
            ("a", 27, "ab."),
            ("(A)", 2, "(C)"),
            ("i)", 13, "xiv)"),
            ("upper-roman", 1993, "MCMXCIV."),
            ("I", 3999, "4000."),
            ("disc", 0, "1."),
        ] {
            assert_eq!(plain.like(mark).mark(index), want, "{mark}");
        }
        assert_eq!(Numbering::decimal(0).like("a").mark(0), "0.");
    }
}
