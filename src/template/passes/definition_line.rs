//! Definitions of links as kramdown and Python-Markdown take them: a title may hold its own quotation marks, a target
//! blanks.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Rewrites the definitions that CommonMark would take for words. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "]:") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut at, mut changed) = (Output::default(), 0, false);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let alone = is_empty(line) && lines.peek().is_some_and(|next| is_definition(next));
        let mended = if alone { Some("\n".to_owned()) } else { mended(line) };
        match mended.filter(|_| code.at(at).is_none()) {
            Some(line) => {
                out.make(&line, at);
                changed = true;
            }
            None => out.copy(line, at),
        }
        at += line.len();
    }
    changed.then_some(out)
}

/// Whether a line defines a label and gives it no target.
fn is_empty(line: &str) -> bool {
    line.starts_with('[') && line.trim_end().ends_with("]:") && !line.starts_with("[^")
}

fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.split_once("]: ").is_some_and(|(_, target)| !target.trim().is_empty())
}

/// A definition as CommonMark wants it; None for other lines and for what needs no mending.
fn mended(line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let (label, rest) = line.trim_start_matches(' ').strip_prefix('[')?.split_once("]:")?;
    let rest = rest.trim();
    if indent > 3 || label.is_empty() || label.starts_with('^') || label.contains(['[', ']']) || rest.starts_with('<') {
        return None;
    }
    let (target, title) = match rest.find([' ', '\t']).map(|blank| rest.split_at(blank)) {
        Some((target, title)) if title.trim_start().starts_with(['"', '\'']) => (target, title.trim()),
        Some(_) => {
            let quote = rest.find([' ', '\t']).and_then(|_| rest.find(['"', '\'']));
            let (target, title) = quote.map_or((rest, ""), |quote| rest.split_at(quote));
            let is_address = target.contains("://") || target.starts_with(['/', '.', '#']);
            (Some(target.trim_end()).filter(|_| is_address)?, title)
        }
        None => return None,
    };
    let quote = title.chars().next();
    let inner = match quote {
        Some(quote) if title.len() > 1 => title.strip_prefix(quote)?.strip_suffix(quote)?,
        Some(_) => return None,
        None => "",
    };
    let needs_mending = target.contains([' ', '\t']) || quote.is_some_and(|quote| inner.contains(quote));
    if !needs_mending || target.contains(['<', '>']) {
        return None;
    }
    let title = if inner.is_empty() { String::new() } else { format!(" \"{}\"", inner.replace('"', "&quot;")) };
    Some(format!("[{label}]: <{target}>{title}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_may_hold_quotes_and_targets_blanks() {
        for (source, want) in [
            (" [1]: http://a/b \"ThinkPad 14\"\"\n", Some("[1]: <http://a/b> \"ThinkPad 14&quot;\"\n")),
            ("[2]: /a b.pdf\n", Some("[2]: </a b.pdf>\n")),
            ("[a]:\n[b]: /c\n", Some("\n[b]: /c\n")),
            ("[a]:\n/b\n", None),
            ("[3]: http://a \"plain\"\n", None),
            ("[4]: words that go on\n", None),
            ("[^5]: a \"b\"\"\n", None),
            ("    [6]: http://a \"x\"\"\n", None),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), want, "{source}");
        }
    }
}
