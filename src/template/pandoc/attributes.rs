//! Attribute lists of Pandoc: `{#id .class key="value"}`.

/// An attribute list at the start of a text.
pub(super) struct Attributes<'a> {
    /// Its bytes, braces included.
    pub(super) length: usize,
    inside: &'a str,
}

impl<'a> Attributes<'a> {
    /// The list that begins a text; None if something else stands there.
    pub(super) fn at_start(text: &'a str) -> Option<Self> {
        /// Bytes of a list at most.
        const LONGEST: usize = 400;
        let inner = text.strip_prefix('{')?;
        let end = inner.bytes().take(LONGEST).position(|byte| matches!(byte, b'}' | b'{'))?;
        let inside = inner.get(..end).filter(|_| inner.as_bytes().get(end) == Some(&b'}'))?;
        let mut words = inside.split_whitespace();
        let first = words.next()?;
        let is_list = first.starts_with(['.', '#', '=']) && first.len() > 1 || first == "-" || first.contains('=');
        is_list.then_some(Self { length: end + 2, inside })
    }

    /// The format that raw text is for (`{=html}`).
    pub(super) fn format(&self) -> Option<&'a str> {
        self.inside.trim().strip_prefix('=')
    }

    /// The element that a span of these classes is shown as.
    pub(super) fn element(&self) -> &'static str {
        let mut classes = self.inside.split_whitespace().filter_map(|word| word.strip_prefix('.'));
        let known = classes.find_map(|class| match class {
            "underline" | "ul" => Some("u"),
            "mark" | "hl" => Some("mark"),
            "kbd" => Some("kbd"),
            _ => None,
        });
        known.unwrap_or("span")
    }
}
