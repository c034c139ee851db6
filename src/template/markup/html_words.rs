//! Words that a reader has made Markdown of, as HTML: for text that is set as it is written and yet holds styles and links
//! (`parsed-literal`), which a fence can't. Knows the Markdown that readers of this folder write, no more.

use super::escape::template_tag;
use crate::template::tags::shown::escape;

/// Words in Markdown as HTML.
pub(super) fn html(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 16);
    let (mut rest, mut strong, mut slanted) = (markdown, false, false);
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\\' => {
                let next = rest.get(1..).and_then(|rest| rest.chars().next());
                out.push_str(&escape(next.unwrap_or('\\').encode_utf8(&mut [0; 4])));
                1 + next.map_or(0, char::len_utf8)
            }
            '*' if rest.starts_with("**") => {
                out.push_str(if strong { "</strong>" } else { "<strong>" });
                strong = !strong;
                2
            }
            '*' => {
                out.push_str(if slanted { "</em>" } else { "<em>" });
                slanted = !slanted;
                1
            }
            '`' => code(rest, &mut out),
            '{' if template_tag(rest).is_some() => raw(template_tag(rest).unwrap_or_default(), &mut out),
            '[' => link(rest, &mut out).unwrap_or_else(|| raw("[", &mut out)),
            '<' => tag(rest, &mut out).unwrap_or_else(|| {
                out.push_str("&lt;");
                1
            }),
            '&' if is_entity(rest) => raw("&", &mut out),
            '\n' => raw("\n", &mut out),
            c => {
                out.push_str(&escape(c.encode_utf8(&mut [0; 4])));
                c.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

fn raw(text: &str, out: &mut String) -> usize {
    out.push_str(text);
    text.len()
}

/// Code between as many ticks as it begins with.
fn code(rest: &str, out: &mut String) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let (marks, inner) = rest.split_at_checked(ticks).unwrap_or((rest, ""));
    match inner.split_once(marks) {
        Some((words, _)) => {
            out.push_str(&format!("<code>{}</code>", escape(words.trim_matches(' '))));
            words.len() + 2 * ticks
        }
        None => raw(marks, out),
    }
}

/// `[words](address)`, whose words hold no other link.
fn link(rest: &str, out: &mut String) -> Option<usize> {
    let middle = rest.find("](")?;
    let words = rest.get(1..middle).filter(|words| !words.contains('\n'))?;
    let behind = rest.get(middle + 2..)?;
    let mut escaped = false;
    let end = behind.find(|c| {
        let ends = c == ')' && !escaped;
        escaped = c == '\\';
        ends
    })?;
    let url = behind.get(..end)?.replace('\\', "");
    // One level: a link's words have styles only.
    let words = words.replace(['*', '`', '\\'], "");
    out.push_str(&format!("<a href=\"{}\">{}</a>", escape(&url), escape(&words)));
    Some(middle + 2 + end + 1)
}

/// `<address>` or a tag.
fn tag(rest: &str, out: &mut String) -> Option<usize> {
    let inner = rest.get(1..rest.find('>')?).filter(|inner| !inner.contains('\n'))?;
    if inner.contains("://") && !inner.contains(' ') {
        out.push_str(&format!("<a href=\"{0}\">{0}</a>", escape(inner)));
    } else {
        out.push_str(&format!("<{inner}>"));
    }
    Some(inner.len() + 2)
}

fn is_entity(rest: &str) -> bool {
    let name = rest.get(1..).and_then(|rest| rest.split_once(';')).map_or("", |(name, _)| name);
    !name.is_empty() && name.len() < 12 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_write_is_html() {
        for (markdown, want) in [
            ("a **b** *c* \\*d\\* <x & y", "a <strong>b</strong> <em>c</em> *d* &lt;x &amp; y"),
            (
                "[a *b*](http://c/d\\(e\\)) <http://f>",
                "<a href=\"http://c/d(e)\">a b</a> <a href=\"http://f\">http://f</a>",
            ),
            ("`a<b` <del>c</del> &amp; [d]", "<code>a&lt;b</code> <del>c</del> &amp; [d]"),
            ("\\<tag> ` [x](y", "&lt;tag&gt; ` [x](y"),
        ] {
            assert_eq!(html(markdown), want, "{markdown}");
        }
    }
}
