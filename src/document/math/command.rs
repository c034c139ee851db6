//! What each command of TeX does: letters and signs by table, fractions, roots, accents, words, environments.

use super::table::Rows;
use super::{Closed, Reader, delimiter, script, symbol};

/// What a command made.
pub(super) enum Made {
    /// Text that was added.
    Text,
    /// Rows.
    Rows(Rows),
    /// The end of what is open.
    Closed(Closed),
}

impl Reader<'_> {
    /// The command behind a backslash. None if it is not known, or too deep in others.
    pub(super) fn command(&mut self, text: &mut String) -> Option<Made> {
        if self.depth >= super::DEEPEST {
            return None;
        }
        self.depth += 1;
        let made = self.named(text);
        self.depth -= 1;
        made
    }

    fn named(&mut self, text: &mut String) -> Option<Made> {
        let name = self.name();
        match name {
            "begin" => {
                let name = self.words()?;
                return self.environment(name).map(Made::Rows);
            }
            "end" => {
                self.words()?;
                return Some(Made::Closed(Closed::Environment));
            }
            "right" => {
                self.delimiter(text)?;
                return Some(Made::Closed(Closed::Right));
            }
            "left" => return self.left(text),
            "over" | "choose" | "atop" => return self.infix(name, text),
            _ => {}
        }
        if let Some(sign) = symbol::relation(name) {
            symbol::spaced(text, sign);
        } else if let Some(sign) = symbol::plain(name).or_else(|| delimiter::named(name)) {
            script::part(text);
            text.push_str(sign);
        } else if symbol::FUNCTIONS.contains(&name) {
            function(text, name, self.rest);
        } else {
            self.built(name, text)?;
        }
        Some(Made::Text)
    }

    /// `\left( … \right)`: what is inside, between its brackets; rows in it take the brackets away from the rest.
    fn left(&mut self, text: &mut String) -> Option<Made> {
        self.delimiter(text)?;
        let around = std::mem::replace(&mut self.closed_by, Closed::Right);
        let pieces = self.pieces()?;
        let fits = self.closed_by == Closed::Right;
        self.closed_by = around;
        text.push_str(&pieces.iter().map(super::Piece::in_line).collect::<String>());
        fits.then_some(Made::Text)
    }

    /// `a \over b`, over all that is in the group.
    fn infix(&mut self, name: &str, text: &mut String) -> Option<Made> {
        let above = std::mem::take(text);
        let pieces = self.pieces()?;
        let below: String = pieces.iter().map(super::Piece::in_line).collect();
        text.push_str(&if name == "choose" { chosen(&above, &below) } else { fraction(&above, &below) });
        Some(Made::Closed(self.closed_by))
    }

    /// Commands that take arguments.
    fn built(&mut self, name: &str, text: &mut String) -> Option<()> {
        match name {
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                let (above, below) = (self.argument()?, self.argument()?);
                text.push_str(&fraction(&above, &below));
            }
            "binom" | "dbinom" | "tbinom" => {
                let (above, below) = (self.argument()?, self.argument()?);
                text.push_str(&chosen(&above, &below));
            }
            "sqrt" => {
                let (index, inner) = (self.option()?, self.argument()?);
                text.push_str(&root(index.as_deref(), &inner));
            }
            "text" | "textrm" | "mbox" | "hbox" | "textbf" | "textit" | "texttt" | "textsf" | "textnormal" => {
                text.push_str(&self.words()?.replace('~', " "));
            }
            "operatorname" | "mathrm" | "mathop" => self.upright(name, text)?,
            "mathbf" | "mathit" | "mathsf" | "mathtt" | "boldsymbol" | "bm" | "mathord" | "mathbin" | "mathrel"
            | "mathnormal" | "underbrace" | "overbrace" | "cancel" | "smash" | "mathopen" | "mathclose" | "pmb" => {
                let inner = self.argument()?;
                text.push_str(&inner);
            }
            "mathbb" | "mathcal" | "mathscr" | "mathfrak" | "Bbb" | "bold" => {
                let inner = self.argument()?;
                inner.chars().for_each(|c| text.push(symbol::lettered(name, c)));
            }
            "overset" | "stackrel" | "underset" => {
                let (script, base) = (self.argument()?, self.argument()?);
                text.push_str(&base);
                script::attach(text, if name == "underset" { '_' } else { '^' }, script.trim());
            }
            _ => return self.mark(name, text),
        }
        Some(())
    }

    /// Commands that mark, space or do nothing a terminal could show.
    fn mark(&mut self, name: &str, text: &mut String) -> Option<()> {
        match name {
            "boxed" => {
                let inner = self.argument()?;
                text.push_str(&format!("[{inner}]"));
            }
            "pmod" => {
                let inner = self.argument()?;
                text.push_str(&format!(" (mod {})", inner.trim()));
            }
            "tag" => text.push_str(&format!("  ({})", self.words()?)),
            "label" | "phantom" | "hspace" | "vspace" | "color" => {
                self.words()?;
            }
            "textcolor" => {
                self.words()?;
                let inner = self.argument()?;
                text.push_str(&inner);
            }
            "xrightarrow" | "xleftarrow" => {
                self.option()?;
                let over = self.argument()?;
                let arrow = if name == "xrightarrow" { "\u{2192}" } else { "\u{2190}" };
                symbol::spaced(text, &format!("({}){arrow}", over.trim()));
            }
            "not" => {
                let inner = self.argument()?;
                symbol::spaced(text, &symbol::negated(inner.trim()));
            }
            "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" | "biggl" | "biggr" | "Biggl"
            | "Biggr" | "middle" | "bigm" => self.delimiter(text)?,
            _ => {
                let mark = symbol::accent(name)?;
                let inner = self.argument()?;
                text.push_str(&accented(inner.trim(), mark));
            }
        }
        Some(())
    }

    fn upright(&mut self, name: &str, text: &mut String) -> Option<()> {
        self.take("*");
        let inner = self.argument()?;
        if name == "operatorname" {
            function(text, inner.trim(), self.rest);
        } else {
            text.push_str(&inner);
        }
        Some(())
    }
}

/// The name of a function, parted from the letters around it.
fn function(text: &mut String, name: &str, rest: &str) {
    if text.ends_with(|c: char| c.is_alphanumeric()) {
        text.push(' ');
    }
    text.push_str(name);
    let next = rest.trim_start();
    if !next.starts_with(['(', '[', '^', '_', '{', ')', '|', ',']) && !next.starts_with("\\left") {
        text.push(' ');
    }
}

fn chosen(above: &str, below: &str) -> String {
    format!("({} choose {})", above.trim(), below.trim())
}

/// A fraction: its own character where there is one, else a stroke between two sides that are safe to read.
fn fraction(above: &str, below: &str) -> String {
    let (above, below) = (above.trim(), below.trim());
    const OWN: &[(&str, &str, &str)] = &[
        ("1", "2", "½"),
        ("1", "3", "⅓"),
        ("2", "3", "⅔"),
        ("1", "4", "¼"),
        ("3", "4", "¾"),
        ("1", "5", "⅕"),
        ("1", "6", "⅙"),
        ("1", "8", "⅛"),
        ("1", "10", "⅒"),
    ];
    let own = OWN.iter().find(|(over, under, _)| *over == above && *under == below);
    own.map_or_else(|| format!("{}/{}", held(above), held(below)), |(_, _, own)| (*own).to_owned())
}

fn root(index: Option<&str>, inner: &str) -> String {
    let inner = held(inner.trim());
    match index.map(str::trim) {
        None | Some("" | "2") => format!("\u{221a}{inner}"),
        Some("3") => format!("\u{221b}{inner}"),
        Some("4") => format!("\u{221c}{inner}"),
        Some(index) => {
            let mut raised = String::new();
            script::attach(&mut raised, '^', index);
            format!("{raised}\u{221a}{inner}")
        }
    }
}

/// A part in parentheses, unless it holds together by itself.
fn held(part: &str) -> String {
    let alone =
        !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !matches!(c, '/' | '+' | '\u{2212}' | '='));
    if alone { part.to_owned() } else { format!("({part})") }
}

/// A mark over each character, or over the last where one arrow is enough.
fn accented(inner: &str, mark: char) -> String {
    let each = matches!(mark, '\u{305}' | '\u{332}');
    let last = inner.chars().count().saturating_sub(1);
    let mut marked = String::new();
    for (place, c) in inner.chars().enumerate() {
        marked.push(c);
        if each || place == last {
            marked.push(mark);
        }
    }
    marked
}
