//! Text of a query to tokens with their places. Knows quotes and blanks; knows no key.

use super::QueryError;

/// A token and the byte where it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub at: usize,
    pub kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    Minus,
    Or,
    And,
    Word(String),
    Phrase(String),
    /// `key:value,value`; a key of `#` is the short form of `tag`.
    Field(String, Vec<Value>),
}

/// A value after a colon or comma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub at: usize,
    pub text: String,
}

/// All tokens of a query.
pub(super) fn lex(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.token()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let rest = self.rest();
        let taken = rest.split(|c| !keep(c)).next().unwrap_or_default().to_owned();
        self.at += taken.len();
        taken
    }

    fn token(&mut self) -> Result<Option<Token>, QueryError> {
        self.take_while(char::is_whitespace);
        let at = self.at;
        let Some(first) = self.peek() else { return Ok(None) };
        let kind = match first {
            '(' => self.single(TokenKind::Open),
            ')' => self.single(TokenKind::Close),
            '-' => self.single(TokenKind::Minus),
            '"' => TokenKind::Phrase(self.quoted()?),
            '#' if self.rest().chars().nth(1).is_some_and(|c| !ends_word(c) || c == '"') => {
                self.at += 1;
                TokenKind::Field("#".to_owned(), self.values()?)
            }
            _ => self.word()?,
        };
        Ok(Some(Token { at, kind }))
    }

    fn single(&mut self, kind: TokenKind) -> TokenKind {
        self.at += 1;
        kind
    }

    fn word(&mut self) -> Result<TokenKind, QueryError> {
        if let Some(key) = self.key() {
            self.at += key.len() + 1;
            return Ok(TokenKind::Field(key, self.values()?));
        }
        let word = self.take_while(|c| !ends_word(c));
        Ok(match word.as_str() {
            "OR" => TokenKind::Or,
            "AND" => TokenKind::And,
            "NOT" => TokenKind::Minus,
            _ => TokenKind::Word(word),
        })
    }

    /// Letters before a colon, unless it is the colon of an address (`https://`) or a path (`std::io`).
    fn key(&self) -> Option<String> {
        let (key, after) = self.rest().split_once(':')?;
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_key && !after.starts_with("//") && !after.starts_with(':')).then(|| key.to_owned())
    }

    fn values(&mut self) -> Result<Vec<Value>, QueryError> {
        let mut values = Vec::new();
        loop {
            let at = self.at;
            let text =
                if self.peek() == Some('"') { self.quoted()? } else { self.take_while(|c| !ends_word(c) && c != ',') };
            if text.trim().is_empty() {
                return Err(QueryError::new(at, "expected a value here"));
            }
            values.push(Value { at, text });
            if self.peek() != Some(',') {
                return Ok(values);
            }
            self.at += 1;
        }
    }

    /// Text in quotes, `\"` and `\\` meaning the character itself.
    fn quoted(&mut self) -> Result<String, QueryError> {
        let start = self.at;
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = start + at + 1;
                    return Ok(text);
                }
                '\\' => text.extend(chars.next().map(|(_, escaped)| escaped)),
                _ => text.push(c),
            }
        }
        Err(QueryError::new(start, "expected a closing quote"))
    }
}

/// Whether a word ends before this character.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"')
}
