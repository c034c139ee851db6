//! How a block of Textile begins: its name, how it looks, and whether it goes on over blank lines.

/// The language of code, which a class names: `bc(ruby). `, `bc[c]. `.
pub(super) fn language(text: &str) -> &str {
    let rest = text.strip_prefix("bc").or_else(|| text.strip_prefix("pre")).unwrap_or_default();
    let inner = rest.strip_prefix(['(', '[']).and_then(|rest| rest.split([')', ']', '#', ' ']).next());
    inner.map_or("", |class| class.trim_start_matches("language-"))
}

/// A block's signature, `bc(class).. `: its name, whether it goes on over blank lines, and what follows it.
pub(super) fn signature(text: &str) -> Option<(&str, bool, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(text.len()).min(12);
    let name = text.get(..end)?;
    let is_name = matches!(
        name,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "bq" | "bc" | "pre" | "notextile" | "table" | "###"
    ) || name
        .strip_prefix("fn")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()));
    let mut rest = text.get(end..).filter(|_| is_name)?;
    // How the block looks: classes, styles, language, alignment.
    loop {
        rest = rest.trim_start_matches(['<', '>', '=']);
        let close = match rest.chars().next()? {
            '(' => ')',
            '{' => '}',
            '[' => ']',
            _ => break,
        };
        // Bare parentheses indent.
        let end = rest.chars().take(100).position(|c| c == close).and_then(|count| rest.char_indices().nth(count));
        rest = rest.get(end.map_or(1, |(at, c)| at + c.len_utf8())..)?;
    }
    rest = rest.trim_start_matches(')');
    let rest = rest.strip_prefix('.')?;
    let (goes_on, rest) = match rest.strip_prefix('.') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    (rest.is_empty() || rest.starts_with([' ', ':']))
        .then(|| (name, goes_on, rest.trim_start_matches(':').trim_start()))
}
