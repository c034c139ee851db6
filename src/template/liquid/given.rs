//! What a file is included with, as Jekyll reads it: names as they are written, text in quotes, or the name of a value
//! (`IncludeTag#parse_params`). Not what the names come to.

/// A parameter of an inclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// Text in quotes.
    Text(String),
    /// The name of a value, or a number or truth.
    Name(String),
}

/// Parameters at most; more are left unread.
const MOST: usize = 64;

/// The parameters of a tag by their names.
pub(super) fn read(text: &str) -> Vec<(&str, Given)> {
    let mut given = Vec::new();
    let mut rest = text;
    while given.len() < MOST {
        let Some(sign) = rest.find('=') else { break };
        let (before, after) = rest.split_at_checked(sign).unwrap_or((rest, ""));
        let after = after.get(1..).unwrap_or_default().trim_start();
        let before = before.trim_end();
        let start = before.rfind(|c: char| !is_of_name(c)).map_or(0, |at| at + before.get(at..).map_or(1, first));
        let name = before.get(start..).unwrap_or_default();
        let (value, behind) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => match quoted(after, quote) {
                Some((text, behind)) => (Given::Text(text), behind),
                None => break,
            },
            _ => {
                let end =
                    after.find(|c: char| !(is_of_name(c) || c == '.' || c == '[' || c == ']')).unwrap_or(after.len());
                let (name, behind) = after.split_at_checked(end).unwrap_or((after, ""));
                (Given::Name(name.to_owned()), behind)
            }
        };
        if !name.is_empty() {
            given.push((name, value));
        }
        rest = behind;
    }
    given
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn first(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// Text up to the quote that ends it, and what is behind that; a quote behind a backslash is one of the text.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut escaped = false;
    let (end, _) = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    })?;
    let inner = text.get(1..end)?.replace(&format!("\\{quote}"), &quote.to_string());
    Some((inner, text.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_texts_in_quotes_and_names() {
        let text = |text: &str| Given::Text(text.to_owned());
        let name = |name: &str| Given::Name(name.to_owned());
        for (written, want) in [
            ("", vec![]),
            (r#"imageURL="a b.png" alt='x = "y"'"#, vec![("imageURL", text("a b.png")), ("alt", text("x = \"y\""))]),
            (r#"t="say \"hi\" \n""#, vec![("t", text("say \"hi\" \\n"))]),
            (
                "course = page.course n=1 on=true",
                vec![("course", name("page.course")), ("n", name("1")), ("on", name("true"))],
            ),
            ("a=\"never ends", vec![]),
            ("==== a= ", vec![]),
        ] {
            assert_eq!(read(written), want, "{written}");
        }
    }
}
