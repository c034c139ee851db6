//! MathML in HTML: a formula becomes text on a line, with what stands above or below its line marked so. Knows presentation
//! elements only (MathML Core, "Presentation MathML"); its annotations are left out by the table of elements.

use super::super::InlineStyle;
use super::super::build::{Builder, MarkKind};

/// Elements open within one another at most; deeper ones add nothing but their text.
const DEEPEST: usize = 64;

/// The elements of a formula that are open; none outside of one.
#[derive(Debug, Default)]
pub(super) struct Formula {
    open: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    name: &'static str,
    /// Elements in it so far.
    children: usize,
    /// The mark that ends with it.
    mark: Option<&'static str>,
    /// Text that ends it.
    closing: &'static str,
}

const ABOVE: &str = "math-above";
const BELOW: &str = "math-below";

const ELEMENTS: &[&str] = &[
    "math",
    "menclose",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "semantics",
];

impl Formula {
    /// Takes a start tag. Answers whether it is one of a formula's.
    pub(super) fn start(&mut self, name: &str, builder: &mut Builder) -> bool {
        let Some(name) = self.known(name) else { return false };
        if self.open.len() >= DEEPEST {
            return true;
        }
        let mut part = Part { name, children: 0, mark: None, closing: "" };
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
            match (parent.name, parent.children) {
                ("msup" | "mover", 2) | ("msubsup" | "munderover", 3) => part.mark = Some(ABOVE),
                ("msub" | "munder" | "msubsup" | "munderover", 2) => part.mark = Some(BELOW),
                ("mfrac", 2) => builder.push_text("/"),
                ("mroot", 2) => builder.push_text(", "),
                ("mtr", 2..) => builder.push_text(" "),
                ("mtable", 2..) => builder.hard_break(),
                _ if name == "mspace" => builder.push_text(" "),
                _ => {}
            }
            let is_group = parent.name == "mfrac" && matches!(name, "mrow" | "mstyle");
            if let Some(opening) = Self::opening(name, is_group) {
                builder.push_text(opening);
                part.closing = ")";
            }
        }
        if let Some(mark) = part.mark {
            let style = if mark == ABOVE { InlineStyle::SUPERSCRIPT } else { InlineStyle::SUBSCRIPT };
            builder.mark(MarkKind::Style(style), mark);
        }
        self.open.push(part);
        true
    }

    /// Takes an end tag, with what it leaves open. Answers whether it is one of a formula's.
    pub(super) fn end(&mut self, name: &str, builder: &mut Builder) -> bool {
        let Some(name) = self.known(name).filter(|_| !self.open.is_empty()) else { return false };
        if let Some(at) = self.open.iter().rposition(|part| part.name == name) {
            self.close(at, builder);
        }
        true
    }

    /// Ends the formula, if one is open.
    pub(super) fn finish(&mut self, builder: &mut Builder) {
        self.close(0, builder);
    }

    /// Adds text of a formula; white space between its elements says nothing. Answers whether one is open.
    pub(super) fn text(&self, text: &str, builder: &mut Builder) -> bool {
        let Some(part) = self.open.last() else { return false };
        let words = text.trim();
        let on_line = self.open.iter().all(|part| part.mark.is_none());
        match words {
            "" => {}
            // Function application and the like: marks that nobody sees.
            "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" => {}
            "," | ";" if part.name == "mo" && on_line => builder.push_text(&format!("{words} ")),
            _ if part.name == "mo" && on_line && parts(words, builder.last_char()) => {
                builder.push_text(&format!(" {words} "));
            }
            _ if part.name == "mtext" => builder.push_text(text),
            _ => builder.push_text(words),
        }
        true
    }

    fn close(&mut self, from: usize, builder: &mut Builder) {
        for part in self.open.drain(from..).rev() {
            if !part.closing.is_empty() {
                builder.push_text(part.closing);
            }
            if let Some(mark) = part.mark {
                builder.unmark(mark);
            }
        }
    }

    /// The name of an element of a formula; other names begin none, and are none outside of one.
    fn known(&self, name: &str) -> Option<&'static str> {
        let own = ELEMENTS.iter().find(|own| **own == name)?;
        (*own == "math" || !self.open.is_empty()).then_some(*own)
    }

    fn opening(name: &str, is_group: bool) -> Option<&'static str> {
        match name {
            "msqrt" | "mroot" => Some("√("),
            _ => is_group.then_some("("),
        }
    }
}

/// Whether an operator stands between two operands, with air around it: at the start of something it is a sign.
fn parts(operator: &str, before: Option<char>) -> bool {
    let is_between = "=+-−±∓×·÷<>≤≥≠≈≡∼≅∝∈∉∋⊂⊃⊆⊇∪∩→←↔↦⇒⇐⇔∧∨&".contains(operator);
    is_between && before.is_some_and(|before| !before.is_whitespace() && !"([{/".contains(before))
}

#[cfg(test)]
mod tests {
    use super::super::document;

    #[test]
    fn formulas_are_lines_of_text() {
        for (formula, want) in [
            ("<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mo>-</mo><mn>1</mn>", "x2 + -1"),
            ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>&minus;</mo><mn>1</mn></mrow></mfrac>", "a/(b − 1)"),
            ("<msqrt><mi>x</mi></msqrt><mo>=</mo><mroot><mi>y</mi><mn>3</mn></mroot>", "√(x) = √(y, 3)"),
            ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>", "∑i=1n"),
            ("<mi>f</mi><mo>&#x2061;</mo><mo>(</mo><mi>x</mi><mo>,</mo> <mi>y</mi><mo>)</mo>", "f(x, y)"),
            (
                "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>",
                "a b\nc",
            ),
            ("<semantics><mi>x</mi><annotation>\\x</annotation></semantics>", "x"),
            ("<mtext>a</mtext><mspace width=\"1em\"/><mtext>b</mtext>", "a b"),
            ("<mi>never closed", "never closed"),
        ] {
            let document =
                document(&format!("<p>So <math>\n {formula}\n</math>, he said.</p><p>1 <mo>+</mo> 1"), |_| 1);
            let want = format!("So {want}, he said.");
            assert!(document.text.starts_with(&want), "{formula}: {:?}", document.text);
            assert!(document.text.trim_end().ends_with("1 + 1"), "{:?}", document.text);
        }
        let deep = "<math>".repeat(100_000);
        assert!(document(&format!("{deep}x"), |_| 1).text.contains('x'));
    }
}
