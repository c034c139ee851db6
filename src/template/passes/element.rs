//! Elements of HTML as passes over lines tell them: the name of a tag, whether it stands for a block, where it ends, what keeps its
//! content as it is. Knows no Markdown.

/// Whether a line is nothing but tags.
pub(in crate::template) fn lone_tags(line: &str) -> bool {
    let mut rest = line.trim();
    while let Some(after) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')).map(|(_, after)| after) {
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// Whether a line is nothing but the end tag of a block.
pub(super) fn closes_block(line: &str) -> bool {
    let name = line.trim().strip_prefix("</").and_then(|rest| rest.strip_suffix('>'));
    name.is_some_and(|name| is_block(name.trim_end()))
}

/// Whether a text starts with a tag of HTML that stands for a block.
pub(super) fn is_tag(text: &str) -> bool {
    let tag = text.strip_prefix("</").map(|rest| rest.split(['>', ' ']).next().unwrap_or_default());
    tag.or_else(|| tag_name(text)).is_some_and(|name| is_block(name) || name.eq_ignore_ascii_case("hr"))
}

/// The name of the tag a line starts with, lower-cased where it is a known one.
pub(in crate::template) fn tag_name(line: &str) -> Option<&str> {
    let name = line.strip_prefix('<')?;
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let closed = matches!(name.as_bytes().get(length), Some(b' ' | b'>' | b'/' | b'\t' | b'\n' | b'\r'));
    (length > 0 && closed).then(|| name.get(..length)).flatten()
}

/// Lines of elements that keep what is in them as it is, told one after the other.
#[derive(Default)]
pub(in crate::template) struct RawLines(Option<&'static str>);

impl RawLines {
    /// Whether the next line is of such an element.
    pub(in crate::template) fn holds(&mut self, line: &str) -> bool {
        const RAW: [&str; 4] = ["pre", "script", "style", "textarea"];
        let begins = |name: &&str| {
            line.match_indices('<').any(|(at, _)| {
                let tag = line.get(at + 1..).unwrap_or_default();
                tag.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
                    && tag.get(name.len()..).is_some_and(|rest| rest.starts_with(['>', ' ']))
            })
        };
        let open = self.0.or_else(|| RAW.into_iter().find(begins));
        self.0 = open.filter(|name| !ends(line, name));
        open.is_some()
    }
}

/// Whether an end tag of an element stands on a line.
pub(in crate::template) fn ends(line: &str, name: &str) -> bool {
    let line = line.as_bytes();
    memchr::memmem::find_iter(line, b"</").any(|at| {
        line.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// Whether an element of that name is a block.
pub(in crate::template) fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "iframe",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "script",
        "style",
        "object",
        "video",
        "audio",
    ];
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}
