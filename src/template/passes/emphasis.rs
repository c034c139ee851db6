//! Strong and slanted words in languages without blanks: kramdown and Python-Markdown take asterisks for marks wherever they touch
//! a word, where CommonMark asks for a blank or punctuation around them.

use super::super::code::{CodeMap, is_item};
use super::super::find::holds;
use super::super::output::Output;

/// Rewrites the pairs of marks that CommonMark would leave as asterisks. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "*") {
        return None;
    }
    let code = CodeMap::of(text);
    let mut tags = pairs(marks(text, "**", &code), ["<strong>", "</strong>"]);
    tags.extend(pairs(marks(text, "*", &code).filter(|mark| !mark.is_in_tag), ["<em>", "</em>"]));
    tags.sort_unstable_by_key(|(at, _)| *at);
    let (mut out, mut copied) = (Output::default(), 0);
    for (at, tag) in tags {
        out.copy(text.get(copied..at).unwrap_or_default(), copied);
        out.make(tag, at);
        copied = at + if tag.contains("strong") { 2 } else { 1 };
    }
    out.ended(text, copied)
}

/// Where the tags of pairs go that CommonMark would leave.
fn pairs(marks: impl Iterator<Item = Mark>, [start, end]: [&'static str; 2]) -> Vec<(usize, &'static str)> {
    let mut tags = Vec::new();
    let mut open: Option<Mark> = None;
    for mark in marks {
        if mark.starts_block {
            open = None;
        }
        match open.take() {
            Some(first) if mark.closes() => {
                if !(first.is_left_flanking() && mark.is_right_flanking()) {
                    tags.extend([(first.at, start), (mark.at, end)]);
                }
            }
            kept => open = if mark.opens() { Some(mark) } else { kept },
        }
    }
    tags
}

/// One or two asterisks and what stands around them.
struct Mark {
    at: usize,
    before: Option<char>,
    after: Option<char>,
    /// Whether a blank line, an item, a heading or a cell begins between the mark before it and this one.
    starts_block: bool,
    /// Whether it stands in a tag, an address or a formula.
    is_in_tag: bool,
}

impl Mark {
    fn opens(&self) -> bool {
        self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn closes(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// CommonMark 6.2.
    fn is_left_flanking(&self) -> bool {
        flanks(self.before, self.after)
    }

    fn is_right_flanking(&self) -> bool {
        flanks(self.after, self.before)
    }
}

/// Whether a mark belongs to the `inner` side of it.
fn flanks(outer: Option<char>, inner: Option<char>) -> bool {
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_punctuation = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !c.is_alphanumeric());
    !is_blank(inner) && (!is_punctuation(inner) || is_blank(outer) || is_punctuation(outer))
}

/// All runs of so many asterisks outside of code, in order.
fn marks<'a>(text: &'a str, sign: &'static str, code: &'a CodeMap) -> impl Iterator<Item = Mark> + 'a {
    let bytes = text.as_bytes();
    let mut last = 0;
    memchr::memmem::find_iter(bytes, sign).filter_map(move |at| {
        let (before, after) = (text.get(..at)?.chars().next_back(), text.get(at + sign.len()..)?.chars().next());
        let alone = !matches!(before, Some('*' | '\\')) && after != Some('*');
        if !alone || code.at(at).is_some() {
            return None;
        }
        let between = text.get(last..at).unwrap_or_default();
        let is_start = |line: &str| line.trim().is_empty() || is_item(line) || line.starts_with(['#', '>']);
        // The mark of an item is none of these.
        let own = text.get(..at)?.rsplit('\n').next().unwrap_or_default();
        let is_bullet = after.is_some_and(char::is_whitespace) && own.trim().is_empty();
        let starts_block = is_bullet || between.contains('|') || between.lines().skip(1).any(is_start);
        last = at;
        Some(Mark { at, before, after, starts_block, is_in_tag: sign.len() == 1 && is_in_tag(text, at) })
    })
}

/// Bytes before a mark in which a tag that holds it is looked for.
const NEAR: usize = 500;

/// Whether a tag, an address or a formula is open at a byte of a line.
fn is_in_tag(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_open = |open: &[u8], close: u8| {
        let opened = memchr::memmem::rfind(line, open);
        opened.is_some_and(|opened| line.get(opened..).is_some_and(|rest| !rest.contains(&close)))
    };
    is_open(b"<", b'>')
        || is_open(b"](", b')')
        || is_open(b"://", b' ')
        || line.contains(&b'$')
        || line.contains(&b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_words_need_no_blanks_around_them() {
        for (source, want) in [
            ("紹介する**[名](u)**は", Some("紹介する<strong>[名](u)</strong>は")),
            ("a **b** c", None),
            ("これは**「強い」**です", Some("これは<strong>「強い」</strong>です")),
            ("`あ**「b」**い` **「c」**", None),
            ("a**\n\n**「b」**c", Some("a**\n\n<strong>「b」</strong>c")),
            ("x ** y ** z", None),
            ("***a***「b」***c***", None),
            ("创建*/etc/a.d*文件，*（注）*加上", Some("创建<em>/etc/a.d</em>文件，<em>（注）</em>加上")),
            ("使用*-e*选项和*--all*选项", Some("使用<em>-e</em>选项和<em>--all</em>选项")),
            ("a *b* c 2*3*4", None),
            ("* 甲*（\n* 乙）*丙\n", None),
            ("<a href=\"x*/y*/z\">b</a> [c](d*/e*/f) $a*(b)*c$", None),
            ("甲**（乙*（丙）*丁）**戊", Some("甲<strong>（乙<em>（丙）</em>丁）</strong>戊")),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), want, "{source}");
        }
    }
}
