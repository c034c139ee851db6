//! What each command of TeX does: letters and signs by table, fractions, roots, accents, words, environments.

use super::fraction::{fraction, held, root};
use super::reader::{Closed, DEEPEST, Operator, Reader};
use super::table::Rows;
use super::{Piece, chemistry, delimiter, macros, script, symbol};

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
        if self.depth >= DEEPEST {
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
            let is_gap = sign == " " && text.ends_with(' ');
            text.push_str(if is_gap { "" } else { sign });
            if symbol::GREAT.contains(sign) && !sign.is_empty() {
                self.operator = Operator::Sign;
            }
        } else if symbol::FUNCTIONS.contains(&name) {
            function(text, name, self.rest);
            self.operator = Operator::Name;
        } else {
            return self.built(name, text);
        }
        self.known = true;
        Some(Made::Text)
    }

    /// `\left( … \right)`: what is inside, between its brackets; rows alone in it have them as their own.
    fn left(&mut self, text: &mut String) -> Option<Made> {
        let from = text.len();
        self.delimiter(text)?;
        let around = std::mem::replace(&mut self.closed_by, Closed::Right);
        let pieces = self.pieces()?;
        let fits = self.closed_by == Closed::Right;
        self.closed_by = around;
        self.known = true;
        let shown: Vec<&Piece> = pieces.iter().filter(|piece| !piece.is_blank()).collect();
        let close = match shown.as_slice() {
            [Piece::Rows(_)] => Some(String::new()),
            [Piece::Rows(_), Piece::Text(close)] => Some(close.trim().to_owned()),
            _ => None,
        };
        let inside: String = pieces.iter().map(Piece::in_line).collect();
        let rows = close.and_then(|close| {
            let rows = pieces.into_iter().find_map(Piece::rows)?;
            rows.between(text.get(from..)?, &close)
        });
        if let Some(rows) = rows {
            text.truncate(from);
            return fits.then_some(Made::Rows(rows));
        }
        text.push_str(&inside);
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

    /// Commands that take arguments, and those that are not known.
    fn built(&mut self, name: &str, text: &mut String) -> Option<Made> {
        let is_known = self.with_arguments(name, text)? || self.marking(name, text)? || self.of_pages(name, text)?;
        match is_known {
            true => self.known = true,
            false => self.not_known(name, text)?,
        }
        Some(Made::Text)
    }

    /// Answers whether it is such a command; nothing where an argument is missing. So do the next two.
    fn with_arguments(&mut self, name: &str, text: &mut String) -> Option<bool> {
        match name {
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                let (above, below) = (self.argument()?, self.argument()?);
                let shown = self.beside(fraction(&above, &below), text);
                text.push_str(&shown);
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
                self.worded(text)?;
            }
            "operatorname" | "mathrm" | "mathop" => self.upright(name, text)?,
            "mathbf" | "mathit" | "mathsf" | "mathtt" | "boldsymbol" | "bm" | "mathord" | "mathbin" | "mathrel"
            | "mathnormal" | "cancel" | "bcancel" | "xcancel" | "smash" | "mathopen" | "mathclose" | "mathinner"
            | "mathpunct" | "pmb" | "vb" | "vectorbold" | "mathclap" | "mathllap" | "mathrlap" => {
                let inner = self.argument()?;
                text.push_str(&inner);
            }
            "mathbb" | "mathcal" | "mathscr" | "mathfrak" | "Bbb" | "bold" | "mathds" | "mathbbm" => {
                let inner = self.argument()?;
                inner.chars().for_each(|c| text.push(symbol::lettered(name, c)));
            }
            "overset" | "stackrel" | "underset" => {
                let (script, base) = (self.argument()?, self.argument()?);
                text.push_str(&base);
                script::attach(text, if name == "underset" { '_' } else { '^' }, script.trim());
                self.operator = Operator::BoundName;
            }
            "underbrace" | "overbrace" => {
                let inner = self.argument()?;
                text.push_str(&held(inner.trim()));
                self.operator = Operator::Brace;
            }
            _ => return Some(false),
        }
        Some(true)
    }

    /// Commands that mark, space or do nothing a terminal could show.
    fn marking(&mut self, name: &str, text: &mut String) -> Option<bool> {
        match name {
            "boxed" => {
                let inner = self.argument()?;
                text.push_str(&format!("[{inner}]"));
            }
            "pmod" => {
                let inner = self.argument()?;
                text.push_str(&format!(" (mod {})", inner.trim()));
            }
            "tag" => {
                let is_bare = self.take("*");
                let words = self.words()?;
                text.push_str(&if is_bare { format!("  {words}") } else { format!("  ({words})") });
            }
            "label" | "phantom" | "hphantom" | "vphantom" | "hspace" | "vspace" | "color" | "require" => {
                self.take("*");
                self.words()?;
            }
            "textcolor" | "colorbox" => {
                self.words()?;
                let inner = self.argument()?;
                text.push_str(&inner);
            }
            "xrightarrow" | "xleftarrow" | "xRightarrow" | "xLeftarrow" | "xleftrightarrow" => {
                self.long_arrow(name, text)?
            }
            "not" => {
                let inner = self.argument()?;
                symbol::spaced(text, &symbol::negated(inner.trim()));
            }
            "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" | "biggl" | "biggr" | "Biggl"
            | "Biggr" | "middle" | "bigm" | "Bigm" => self.delimiter(text)?,
            _ => {
                let Some(mark) = symbol::accent(name) else { return Some(false) };
                let inner = self.argument()?;
                text.push_str(&accented(inner.trim(), mark));
            }
        }
        Some(true)
    }

    /// Commands of packages, and of pages that formulas stand on.
    fn of_pages(&mut self, name: &str, text: &mut String) -> Option<bool> {
        match name {
            "substack" => {
                let pieces = self.braced()?;
                let rows: Vec<String> = pieces.iter().map(|row| row.trim().to_owned()).collect();
                text.push_str(&rows.join(", "));
            }
            "ce" => text.push_str(&chemistry::shown(self.written()?)),
            "bra" | "Bra" => self.around(["\u{27e8}", "|"], text)?,
            "ket" | "Ket" => self.around(["|", "\u{27e9}"], text)?,
            "braket" | "Braket" => self.around(["\u{27e8}", "\u{27e9}"], text)?,
            "norm" => self.around(["\u{2016}", "\u{2016}"], text)?,
            "abs" => self.around(["|", "|"], text)?,
            "set" => self.around(["{", "}"], text)?,
            "ceil" => self.around(["\u{2308}", "\u{2309}"], text)?,
            "floor" => self.around(["\u{230a}", "\u{230b}"], text)?,
            "dv" | "pdv" | "odv" => {
                let sign = if name == "pdv" { "\u{2202}" } else { "d" };
                let order = self.option()?.unwrap_or_default();
                let (above, below) = (self.argument()?, self.argument()?);
                let (mut over, mut under) = (sign.to_owned(), format!("{sign}{below}"));
                script::attach(&mut over, '^', order.trim());
                script::attach(&mut under, '^', order.trim());
                text.push_str(&fraction(&format!("{over}{above}"), &under));
            }
            "eqref" => text.push_str(&format!("({})", self.words()?)),
            "ref" => text.push_str(self.words()?),
            "href" | "class" | "style" | "cssId" | "htmlClass" | "htmlId" => {
                self.written()?;
                let inner = self.argument()?;
                text.push_str(&inner);
            }
            // Lengths.
            "kern" | "mkern" | "hskip" | "mskip" | "mspace" | "rule" => self.length(),
            _ => return Some(false),
        }
        Some(true)
    }

    /// A command that is not known, with its arguments, as their author wrote them.
    fn not_known(&mut self, name: &str, text: &mut String) -> Option<()> {
        self.unknown = true;
        text.push('\\');
        text.push_str(name);
        let from = self.rest;
        while self.rest.starts_with('{') {
            self.written()?;
        }
        text.push_str(from.get(..from.len() - self.rest.len())?);
        if self.rest.starts_with(|c: char| c.is_alphanumeric() || c.is_whitespace()) {
            text.push(' ');
        }
        Some(())
    }

    /// Words as they are written, and the formulas within them.
    fn worded(&mut self, text: &mut String) -> Option<()> {
        let words = self.written()?.replace('~', " ").replace("\\$", "\u{1}");
        for (place, part) in words.split('$').enumerate() {
            let part = part.replace('\u{1}', "$");
            match place % 2 {
                1 => text.push_str(&super::inline(&part)),
                _ => text.push_str(&unescaped(&part)),
            }
        }
        Some(())
    }

    fn around(&mut self, [open, close]: [&str; 2], text: &mut String) -> Option<()> {
        self.take("*");
        let inner = self.argument()?;
        text.push_str(&format!("{open}{}{close}", inner.trim()));
        Some(())
    }

    /// An arrow with words above and below it.
    fn long_arrow(&mut self, name: &str, text: &mut String) -> Option<()> {
        let below = self.option()?;
        let above = self.argument()?;
        let above = above.trim();
        let dash = if name.contains("Right") || name.contains("Left") { "\u{2550}" } else { "\u{2500}" };
        let mut arrow = match (name, above) {
            ("xrightarrow", "") => "\u{2192}".to_owned(),
            ("xleftarrow", "") => "\u{2190}".to_owned(),
            ("xrightarrow", above) => format!("{dash}{above}\u{2192}"),
            ("xleftarrow", above) => format!("\u{2190}{above}{dash}"),
            ("xRightarrow", above) => format!("{dash}{above}\u{21d2}"),
            ("xLeftarrow", above) => format!("\u{21d0}{above}{dash}"),
            (_, above) => format!("\u{2190}{above}\u{2192}"),
        };
        if let Some(below) = below {
            script::attach(&mut arrow, '_', below.trim());
        }
        symbol::spaced(text, arrow.trim());
        Some(())
    }

    /// A group as its author wrote it.
    fn written(&mut self) -> Option<&'_ str> {
        let (inner, rest) = macros::group(self.rest)?;
        self.rest = rest;
        Some(inner)
    }

    /// The rows of a group, each on one line.
    fn braced(&mut self) -> Option<Vec<String>> {
        self.skip_blank();
        self.take("{").then_some(())?;
        let around = self.closed_by;
        let mut rows = Vec::new();
        loop {
            self.closed_by = Closed::Brace;
            rows.push(self.pieces()?.iter().map(Piece::in_line).collect());
            match self.closed_by {
                Closed::Row => {}
                Closed::Brace => break,
                _ => return None,
            }
        }
        self.closed_by = around;
        Some(rows)
    }

    /// Goes on behind a length: `3pt`, `{1em}`.
    fn length(&mut self) {
        if macros::group(self.rest).is_some() {
            while let Some((_, rest)) = macros::group(self.rest) {
                self.rest = rest;
            }
            return;
        }
        let rest = self.rest.trim_start();
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')).trim_start();
        let unit = ["mu", "pt", "em", "ex", "px", "cm", "mm", "in"].iter().find_map(|unit| number.strip_prefix(unit));
        self.rest = unit.unwrap_or(number);
    }

    fn upright(&mut self, name: &str, text: &mut String) -> Option<()> {
        self.take("*");
        let inner = self.argument()?;
        if name == "operatorname" {
            function(text, inner.trim(), self.rest);
            self.operator = Operator::Name;
        } else if name == "mathop" {
            text.push_str(inner.trim_end());
            self.operator = Operator::Name;
        } else {
            text.push_str(&inner);
        }
        Some(())
    }
}

/// The name of a function, parted from the letters around it.
fn function(text: &mut String, name: &str, rest: &str) {
    if text.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
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

/// Words without what escapes their signs.
fn unescaped(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' || !rest.peek().is_some_and(|next| "%&#_{} ".contains(*next)) {
            shown.push(c);
        }
    }
    shown
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
