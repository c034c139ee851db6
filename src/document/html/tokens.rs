//! html5ever's tokenizer, drained into plain tokens: the one door to that crate.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::attributes::Attributes;

/// A token that matters: comments, document types and errors are gone, references are decoded.
#[derive(Debug)]
pub(super) enum HtmlToken {
    /// Characters.
    Text(String),
    /// A start tag, lower-cased.
    Start(String, Attributes),
    /// An end tag, lower-cased.
    End(String),
}

/// Tokens with the lines they stand on, from 0.
pub(super) fn tokenize(html: &str) -> Vec<(HtmlToken, u32)> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&with_addresses(html)));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    // Scripts cannot run, so the tokenizer never waits for one.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.tokens.into_inner()
}

/// HTML in which addresses in angle brackets, as `git log` and `gpg` print them, are words: `<ann@example.org>`. The tokenizer takes
/// any name for an element's (HTML 13.2.5.8), and a page that has them unescaped in `pre` was meant to show them.
fn with_addresses(html: &str) -> Cow<'_, str> {
    let is_address = |at: &usize| {
        let inner = html.get(at + 1..).unwrap_or_default();
        let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '=')).unwrap_or(0);
        let word = inner.get(..end).unwrap_or_default();
        inner.get(end..).is_some_and(|rest| rest.starts_with('>'))
            && inner.starts_with(|c: char| c.is_ascii_alphabetic())
            && (word.contains('@') || word.contains("://"))
    };
    let mut places = memchr::memchr_iter(b'<', html.as_bytes()).filter(is_address).peekable();
    if places.peek().is_none() {
        return Cow::Borrowed(html);
    }
    let (mut escaped, mut copied) = (String::with_capacity(html.len() + 16), 0);
    for at in places {
        escaped.push_str(html.get(copied..at).unwrap_or_default());
        escaped.push_str("&lt;");
        copied = at + 1;
    }
    escaped.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(escaped)
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<(HtmlToken, u32)>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
        let mut tokens = self.tokens.borrow_mut();
        match token {
            Token::CharacterTokens(text) => match tokens.last_mut() {
                Some((HtmlToken::Text(last), _)) => last.push_str(&text),
                _ => tokens.push((HtmlToken::Text(text.to_string()), line)),
            },
            Token::NullCharacterToken => tokens.push((HtmlToken::Text("\u{fffd}".to_owned()), line)),
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                let raw = raw_kind(&name);
                if tag.kind == TagKind::EndTag {
                    tokens.push((HtmlToken::End(name), line));
                    return TokenSinkResult::Continue;
                }
                tokens.push((HtmlToken::Start(name.clone(), Attributes::of(&tag.attrs)), line));
                if tag.self_closing && !super::element::closes_late(&name) {
                    tokens.push((HtmlToken::End(name), line));
                } else if let Some(raw) = raw {
                    return TokenSinkResult::RawData(raw);
                }
            }
            Token::DoctypeToken(_) | Token::CommentToken(_) | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements whose content holds no tags.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_angle_brackets_are_words() {
        for (html, want) in [
            ("<pre>A <ann@example.org> B</pre>", "A <ann@example.org> B"),
            ("<pre>see <http://a.b/c> <T> <a href=\"x@y\">z</a></pre>", "see <http://a.b/c>  z"),
            ("<a@b <i>c</i>", "c"),
            ("<b title='<a@b>'>c</b>", "c"),
        ] {
            let text = tokenize(html).into_iter().map(|(token, _)| match token {
                HtmlToken::Text(text) => text,
                HtmlToken::Start(..) | HtmlToken::End(_) => String::new(),
            });
            assert_eq!(text.collect::<String>(), want, "{html}");
        }
    }
}
