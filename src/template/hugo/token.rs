//! The words of an action in Go's template language: texts, numbers, names, chains of fields, signs.

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Between quotation marks or back quotes, without them.
    Text(String),
    Number(f64),
    /// A function, perhaps of a package, or a thing with fields: `strings.Trim`, `site.Params.a`.
    Name(&'a str),
    /// Fields of what is spoken of (`.`, `.Page.Title`) or of a variable (`$`, `$a.B`).
    Chain(&'a str),
    /// Fields of what stands in brackets before them: `(.Get 0).RelPermalink`.
    Fields(&'a str),
    /// `(`, `)`, `|`, `,`, `=`, or `:` for `:=`.
    Sign(u8),
}

/// The words of an action. None if it holds what is none.
pub(super) fn tokens(action: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = action.trim_start();
    let mut is_behind_bracket = false;
    while let Some(first) = rest.bytes().next() {
        let (token, length) = match first {
            b'"' => quoted(rest)?,
            b'`' => {
                let (text, _) = rest.get(1..)?.split_once('`')?;
                (Token::Text(text.to_owned()), text.len() + 2)
            }
            b'(' | b')' | b'|' | b',' | b'=' => (Token::Sign(first), 1),
            b':' if rest.starts_with(":=") => (Token::Sign(b':'), 2),
            b'0'..=b'9' | b'-' => {
                let length = word(rest, |byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
                (Token::Number(rest.get(..length)?.parse().ok()?), length)
            }
            b'.' | b'$' => {
                let length = word(rest, is_of_name);
                let fields = rest.get(..length)?;
                (if is_behind_bracket { Token::Fields(fields) } else { Token::Chain(fields) }, length)
            }
            _ => {
                let length = word(rest, is_of_name);
                (Token::Name(rest.get(..length).filter(|name| !name.is_empty())?), length)
            }
        };
        let behind = rest.get(length..)?;
        is_behind_bracket = token == Token::Sign(b')') && behind.starts_with('.');
        rest = behind.trim_start();
        tokens.push(token);
    }
    Some(tokens)
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$') || !byte.is_ascii()
}

fn word(text: &str, is_part: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(|byte| !is_part(byte)).unwrap_or(text.len())
}

/// A text between quotation marks, its escapes read, and its length with the marks.
fn quoted(text: &str) -> Option<(Token<'static>, usize)> {
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((Token::Text(value), at + 1)),
            '\\' => value.push(match chars.next()?.1 {
                'n' => '\n',
                't' => '\t',
                other => other,
            }),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_actions() {
        let text = |text: &str| Token::Text(text.to_owned());
        let bracket = (Token::Sign(b'('), Token::Sign(b')'));
        for (action, want) in [
            (
                ".Get 0 | default \"a \\\"b\\\"\"",
                vec![
                    Token::Chain(".Get"),
                    Token::Number(0.0),
                    Token::Sign(b'|'),
                    Token::Name("default"),
                    text("a \"b\""),
                ],
            ),
            (
                "$x := (index .Params 1).Title",
                vec![
                    Token::Chain("$x"),
                    Token::Sign(b':'),
                    bracket.0,
                    Token::Name("index"),
                    Token::Chain(".Params"),
                    Token::Number(1.0),
                    bracket.1,
                    Token::Fields(".Title"),
                ],
            ),
            (
                "$a, $b := `c`",
                vec![Token::Chain("$a"), Token::Sign(b','), Token::Chain("$b"), Token::Sign(b':'), text("c")],
            ),
            ("", vec![]),
        ] {
            assert_eq!(tokens(action), Some(want), "{action}");
        }
        for odd in ["\"a", "`a", "1.2.3", "a + b", "'a'"] {
            assert_eq!(tokens(odd), None, "{odd}");
        }
    }
}
