//! Words of another format as Markdown that means the same: what Markdown would take for a mark is escaped. Knows the marks
//! of Markdown (CommonMark 2.4) and of templates.

use crate::template::near::find_near;

/// Text as it stands.
pub(super) fn push_literal(out: &mut String, text: &str) {
    let mut before = out.chars().next_back();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
            '_' => !(is_word(before) && is_word(after)),
            // One dollar alone is none of a formula's.
            '$' => before != Some('$') && after != Some('$'),
            '&' => after.is_some_and(|c| c == '#' || c.is_ascii_alphanumeric()),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Text as it stands, in a string of its own.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_literal(&mut out, text);
    out
}

/// A paragraph none of whose lines begins as another block does.
pub(super) fn paragraph(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        // A blank that binds is meant to be seen: lines of verse begin with it.
        let line = line.trim_start_matches([' ', '\t']);
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = line.get(digits..).unwrap_or_default();
        match rest.chars().next() {
            Some('.' | ')') if digits > 0 => {
                out.push_str(line.get(..digits).unwrap_or_default());
                out.push('\\');
                out.push_str(rest);
                continue;
            }
            Some('#' | '>' | '+' | '-' | '=' | ':') if digits == 0 => out.push('\\'),
            _ => {}
        }
        out.push_str(line);
    }
    out
}

/// Code in a line.
pub(super) fn code(text: &str) -> String {
    let text = text.replace('\n', " ");
    if text.trim().is_empty() {
        return text;
    }
    // A bar would part the cells of a table.
    if text.contains('|') {
        return format!("<code>{}</code>", literal(&text));
    }
    let runs = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(runs + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{blank}{text}{blank}{ticks}")
}

/// The address of a link or picture, as it stands between brackets.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let mut rest = url;
    while let Some(c) = rest.chars().next() {
        if let Some(tag) = template_tag(rest) {
            out.push_str(tag);
            rest = rest.get(tag.len()..).unwrap_or_default();
            continue;
        }
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '|' => out.push_str("%7C"),
            '\\' => out.push_str("%5C"),
            '\n' | '\r' => {}
            ' ' | '\t' => out.push_str("%20"),
            '(' => out.push_str("\\("),
            ')' => out.push_str("\\)"),
            c => out.push(c),
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

/// A link; `words` are Markdown.
pub(super) fn link(words: &str, url: &str) -> String {
    if words.trim().is_empty() {
        return format!("[{}]({})", literal(url), address(url));
    }
    format!("[{words}]({})", address(url))
}

/// A picture; `words` are plain.
pub(super) fn image(words: &str, url: &str) -> String {
    format!("![{}]({})", literal(words.trim()).replace('\n', " "), address(url))
}

/// The bytes of a bare address that a text begins with, without punctuation behind it.
pub(super) fn bare_address(text: &str) -> Option<usize> {
    let is_address = ["http://", "https://", "ftp://"].iter().any(|scheme| text.starts_with(scheme));
    let end = is_address.then(|| text.find(|c: char| c.is_whitespace() || "<>\"`[]{}|\\".contains(c)))?;
    let address = text.get(..end.unwrap_or(text.len()))?;
    let bare = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    let bare = if bare.contains('(') { bare } else { bare.trim_end_matches([')', '.', ',', ';', ':', '!', '?']) };
    (bare.len() > "https://".len()).then_some(bare.len())
}

/// Lines of HTML as one block of it, which neither a blank line ends nor an indented one (CommonMark 4.4, 4.6). In text that is
/// set as it is written both stay.
pub(super) fn html<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let mut out = String::new();
    let mut is_written = false;
    for line in lines {
        let begins = line.rfind("<pre").or_else(|| line.rfind("<PRE"));
        let ends = line.rfind("</pre").or_else(|| line.rfind("</PRE"));
        let line = match (is_written, line.trim().is_empty()) {
            (true, true) => "&#32;",
            (false, true) => continue,
            (true, false) => line,
            (false, false) => line.trim_start(),
        };
        is_written = match (begins, ends) {
            (None, None) => is_written,
            (begins, ends) => begins > ends,
        };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
    }
    out
}

/// The template's tag that a text begins with: `{{ … }}` or `{% … %}`.
pub(super) fn template_tag(text: &str) -> Option<&str> {
    let close = match text.as_bytes() {
        [b'{', b'{', ..] => "}}",
        [b'{', b'%', ..] => "%}",
        _ => return None,
    };
    text.get(..find_near(text.get(2..)?, close)? + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_one_block() {
        for (lines, want) in [
            ("    <div>\n\n        <p>a\n  </div>", "<div>\n<p>a\n</div>"),
            ("<pre>\n\n    a\n</pre>\n    <p>b", "<pre>\n&#32;\n    a\n</pre>\n<p>b"),
            (" <pre>a</pre>\n     <p>b", "<pre>a</pre>\n<p>b"),
        ] {
            assert_eq!(html(lines.lines()), want);
        }
    }

    #[test]
    fn what_markdown_would_take_for_marks_is_escaped() {
        for (text, want) in [
            ("a*b* snake_case _x_ [y] <z> &amp; & ~", "a\\*b\\* snake_case \\_x\\_ \\[y\\] \\<z> \\&amp; & \\~"),
            ("日本_語", "日本_語"),
            ("$HOME $$x$$", "\\$HOME $$x$$"),
        ] {
            assert_eq!(literal(text), want);
        }
        assert_eq!(paragraph("# a\n1. b\n- c\n2020 d\n> e\n: f"), "\\# a\n1\\. b\n\\- c\n2020 d\n\\> e\n\\: f");
        for (text, want) in [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), (" ", " ")] {
            assert_eq!(code(text), want);
        }
        assert_eq!(link("a", "b (c).md"), "[a](b%20\\(c\\).md)");
        assert_eq!(link("", "{{ site.url }}/x"), "[{{ site.url }}/x]({{ site.url }}/x)");
        assert_eq!(template_tag("{{< a >}} b"), Some("{{< a >}}"));
        assert_eq!(template_tag("{{ a"), None);
    }
}
