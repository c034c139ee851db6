//! The tokens of an expression of Tera.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// What stands between quotation marks.
    Text(&'t str),
    /// A name with its fields, a number or a word of the language.
    Name(&'t str),
    /// A sign.
    Sign(&'t str),
}

/// Tokens of an expression at most.
const MOST: usize = 200;

/// Cuts an expression into tokens. None for signs that are not known here, and for texts without end.
pub(super) fn tokens(expression: &str) -> Option<Vec<Token<'_>>> {
    const SIGNS: [&str; 20] =
        ["==", "!=", "<=", ">=", "=", "<", ">", "|", "(", ")", "[", "]", ",", ".", "~", "+", "-", "*", "/", "%"];
    let mut found = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '"' | '\'' | '`' => {
                let inner = rest.get(1..)?;
                let text = inner.get(..inner.find(first)?)?;
                (Token::Text(text), text.len() + 2)
            }
            _ if first.is_alphanumeric() || first == '_' => {
                let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':');
                let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                (Token::Name(rest.get(..length)?), length)
            }
            _ => {
                let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
                (Token::Sign(sign), sign.len())
            }
        };
        found.push(token);
        if found.len() > MOST {
            return None;
        }
        rest = rest.get(length..)?.trim_start();
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_names_and_signs() {
        let found = tokens("a.b | default(value='c d') ~ \"e\" != 1").unwrap();
        let want = [
            Token::Name("a.b"),
            Token::Sign("|"),
            Token::Name("default"),
            Token::Sign("("),
            Token::Name("value"),
            Token::Sign("="),
            Token::Text("c d"),
            Token::Sign(")"),
            Token::Sign("~"),
            Token::Text("e"),
            Token::Sign("!="),
            Token::Name("1"),
        ];
        assert_eq!(found, want);
        let signs = tokens("a[0].b >= -1 + c").unwrap();
        assert_eq!(signs.len(), 11);
        for unknown in ["\"a", "a ? b", "a & b"] {
            assert_eq!(tokens(unknown), None, "{unknown}");
        }
    }
}
