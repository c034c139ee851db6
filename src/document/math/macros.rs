//! Commands that an author defines in formulas: `\newcommand`, `\def`, `\DeclareMathOperator`. They hold for the formulas below,
//! too, as MathJax has them.

use std::borrow::Cow;
use std::collections::HashMap;

/// Bytes of a formula with its commands written out, and of a definition.
const LONGEST: usize = super::LONGEST;
/// Commands that are defined at most.
const MOST: usize = 1_000;
/// Commands in commands.
const DEEPEST: usize = 8;
/// Arguments of a command.
const MOST_ARGUMENTS: usize = 9;

const DEFINING: [&str; 7] =
    ["newcommand", "renewcommand", "providecommand", "def", "gdef", "DeclareMathOperator", "let"];

/// What the names stand for.
#[derive(Debug, Default)]
pub(in super::super) struct Macros(HashMap<String, Macro>);

#[derive(Debug)]
struct Macro {
    arguments: usize,
    /// What the first stands for where it is left out.
    first: Option<String>,
    body: String,
}

impl Macros {
    /// A formula within words, on one line.
    pub(in super::super) fn inline(&mut self, source: &str) -> String {
        super::inline(&self.written_out(source))
    }

    /// A formula on lines of its own.
    pub(in super::super) fn display(&mut self, source: &str) -> String {
        super::display(&self.written_out(source))
    }

    /// The formula with the commands that were defined written out, and without what defines them.
    fn written_out<'s>(&mut self, source: &'s str) -> Cow<'s, str> {
        let defines = source.contains("\\") && DEFINING.iter().any(|name| source.contains(name));
        if self.0.is_empty() && !defines || source.len() > LONGEST {
            return Cow::Borrowed(source);
        }
        let mut text = Cow::Borrowed(source);
        for _ in 0..DEEPEST {
            match self.round(&text) {
                Some(made) => text = Cow::Owned(made),
                None => break,
            }
        }
        text
    }

    /// Writes out each command once. None if there are none, or too much.
    fn round(&mut self, text: &str) -> Option<String> {
        let (mut made, mut rest, mut changed) = (String::with_capacity(text.len()), text, false);
        while let Some((before, behind)) = rest.split_once('\\') {
            made.push_str(before);
            let name = named(behind);
            let after = behind.get(name.len()..).unwrap_or_default();
            let next = match self.0.get(name) {
                _ if DEFINING.contains(&name) => self.defined(name, after),
                Some(found) => found.filled(after, &mut made),
                None => None,
            };
            changed |= next.is_some();
            rest = next.unwrap_or_else(|| {
                made.push('\\');
                made.push_str(name);
                after
            });
            if made.len() > LONGEST {
                return None;
            }
        }
        made.push_str(rest);
        changed.then_some(made)
    }

    /// Takes a definition; what stands behind it.
    fn defined<'s>(&mut self, how: &str, text: &'s str) -> Option<&'s str> {
        let text = text.trim_start().trim_start_matches('*').trim_start();
        let (name, mut rest) = match text.strip_prefix('\\') {
            Some(behind) => behind.split_at(named(behind).len()),
            None => {
                let (inner, rest) = group(text)?;
                (inner.trim().strip_prefix('\\')?, rest)
            }
        };
        let (mut arguments, mut first) = (0, None);
        if matches!(how, "def" | "gdef") {
            let body = rest.find('{')?;
            arguments = rest.get(..body)?.matches('#').count();
            rest = rest.get(body..)?;
        } else if let Some((count, behind)) = option(rest) {
            arguments = count.trim().parse().ok()?;
            rest = behind;
            if let Some((default, behind)) = option(rest) {
                (first, rest) = (Some(default.to_owned()), behind);
            }
        }
        let rest = rest.trim_start().strip_prefix('=').unwrap_or(rest).trim_start();
        let (body, behind) = match rest.strip_prefix('\\') {
            Some(other) if !rest.starts_with('{') => rest.split_at(1 + named(other).len()),
            _ => group(rest)?,
        };
        let body = match how {
            "DeclareMathOperator" => format!("\\operatorname{{{body}}}"),
            _ => body.to_owned(),
        };
        if !name.is_empty() && arguments <= MOST_ARGUMENTS && self.0.len() < MOST && body.len() < LONGEST {
            self.0.insert(name.to_owned(), Macro { arguments, first, body });
        }
        Some(behind)
    }
}

impl Macro {
    /// Adds its body with what it is given; what stands behind that.
    fn filled<'s>(&self, text: &'s str, made: &mut String) -> Option<&'s str> {
        let (mut given, mut rest) = (Vec::new(), text);
        if let Some(first) = &self.first {
            let written = option(rest);
            given.push(written.map_or(first.as_str(), |(value, _)| value));
            rest = written.map_or(rest, |(_, behind)| behind);
        }
        while given.len() < self.arguments {
            let (value, behind) = argument(rest)?;
            given.push(value);
            rest = behind;
        }
        let mut parts = self.body.split('#');
        made.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let number = part.chars().next().and_then(|digit| digit.to_digit(10)).unwrap_or(0) as usize;
            let value = number.checked_sub(1).and_then(|at| given.get(at));
            made.push_str(value.copied().unwrap_or("#"));
            made.push_str(if value.is_some() { part.get(1..).unwrap_or_default() } else { part });
            if made.len() > LONGEST {
                break;
            }
        }
        // Letters behind it would be of the name that it ends with.
        if made.ends_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            made.push(' ');
        }
        Some(rest)
    }
}

/// The name that stands behind a backslash: letters, or one other character.
fn named(text: &str) -> &str {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = if letters > 0 { letters } else { text.chars().next().map_or(0, char::len_utf8) };
    text.get(..length).unwrap_or_default()
}

/// A group in braces at the start of a text, and what stands behind it.
pub(super) fn group(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix('{')?;
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some((inner.get(..at)?, inner.get(at + 1..)?)),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn option(text: &str) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix('[')?.split_once(']')
}

/// A group, a command or one character.
fn argument(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    if let Some(found) = group(text) {
        return Some(found);
    }
    let length = match text.strip_prefix('\\') {
        Some(behind) => 1 + named(behind).len(),
        None => text.chars().next()?.len_utf8(),
    };
    Some(text.split_at(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_an_author_are_written_out() {
        let mut macros = Macros::default();
        assert_eq!(macros.display("\\newcommand{\\E}{\\mathbb{E}} \\newcommand\\norm[1]{\\|#1\\|}"), "");
        for (source, want) in [
            ("\\E[x] + \\norm{y}", "𝔼[x] + ‖y‖"),
            ("\\norm x", "‖x‖"),
            ("\\def\\pair#1#2{(#1,#2)} \\pair{a}b", "(a, b)"),
            ("\\DeclareMathOperator*{\\tr}{tr} \\tr(A)", "tr(A)"),
            ("\\newcommand{\\s}[2][i]{#2_{#1}} \\s{x} + \\s[j]{y}", "xᵢ + yⱼ"),
            ("\\let\\eps\\varepsilon \\eps", "ε"),
            ("\\newcommand{\\a}{\\b} \\newcommand{\\b}{c} \\a d", "cd"),
        ] {
            assert_eq!(macros.inline(source), want, "{source}");
        }
    }

    #[test]
    fn what_names_itself_ends() {
        let mut macros = Macros::default();
        macros.inline("\\def\\a{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a} \\a");
        macros.inline(&"\\newcommand{".repeat(1_000));
        assert_eq!(Macros::default().inline("\\def"), "\\def");
    }
}
