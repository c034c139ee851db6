//! What lines are indented by that stand in shortcodes which are indented themselves, as authors write nested ones. Themes take
//! such margins off (`.InnerDeindent`); left there they would make code of what the shortcodes show.

use std::collections::HashSet;

use super::super::code::{CodeMap, is_item, margin};
use super::super::output::Output;
use super::super::tags::arguments::Arguments;
use super::super::tags::nest;
use super::super::tags::shown::{self, Shown};
use super::{Shortcode, find};

/// Columns that make code of a line.
const CODE: usize = 4;
/// Shortcodes in each other that are followed.
const DEEPEST: usize = 64;

/// Takes those margins off. None where there are none.
pub(in crate::template) fn rewrite(source: &str) -> Option<Output> {
    let is_indented = |line: &str| line.trim_start().starts_with("{{") && line.starts_with([' ', '\t']);
    if !source.lines().any(is_indented) {
        return None;
    }
    let mut found = find(source);
    found.retain(|one| !one.escaped);
    let mut pass = Pass {
        source,
        paired: nest::pairs(found.iter().map(|one| (one.name, one.closes))),
        code: CodeMap::of(source),
        regions: Vec::new(),
        out: Output::default(),
        changed: false,
    };
    let mut next = 0;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let end = at + line.len();
        let first = next;
        while found.get(next).is_some_and(|one| one.start < end) {
            next += 1;
        }
        pass.line(line, at, found.get(first..next).unwrap_or_default(), first);
        at = end;
    }
    pass.changed.then_some(pass.out)
}

/// What a shortcode holds, up to its end.
struct Region<'s> {
    name: &'s str,
    /// Columns that are taken from its lines.
    cut: usize,
    /// Columns at which it stands then.
    to: usize,
    /// Whether an item of a list stands in it, which what is indented below may belong to.
    has_item: bool,
}

struct Pass<'s> {
    source: &'s str,
    /// The places of shortcodes that hold something.
    paired: HashSet<usize>,
    code: CodeMap,
    regions: Vec<Region<'s>>,
    out: Output,
    changed: bool,
}

impl<'s> Pass<'s> {
    /// A line from a byte on, with the shortcodes that begin on it, the first of which has that place among all.
    fn line(&mut self, line: &'s str, at: usize, shortcodes: &[Shortcode<'s>], place: usize) {
        let (bytes, columns) = margin(line);
        let first = shortcodes.first().filter(|one| one.start == at + bytes);
        let cut = match first {
            Some(one) if one.closes => self.regions.iter().rfind(|region| region.name == one.name).map(|it| it.cut),
            Some(_) => Some(columns - self.to(at, columns)),
            None => self.regions.last().map(|region| region.cut),
        };
        self.put(line, at, (bytes, columns), cut.unwrap_or(0));
        if first.is_none()
            && let Some(region) = self.regions.last_mut()
        {
            region.has_item |= is_item(line);
        }
        for (behind, one) in shortcodes.iter().enumerate() {
            let is_first = behind == 0 && first.is_some();
            if one.closes {
                let open = self.regions.iter().rposition(|region| region.name == one.name);
                self.regions.truncate(open.unwrap_or(self.regions.len()));
            } else if self.paired.contains(&(place + behind)) && self.regions.len() < DEEPEST {
                let outer = self.regions.last().map_or(0, |region| region.cut);
                let to = if is_first { columns - cut.unwrap_or(0) } else { columns.saturating_sub(outer) };
                let cut = if is_first && to < columns { self.inner(one, columns).max(columns) - to } else { outer };
                self.regions.push(Region { name: one.name, cut, to, has_item: false });
            }
        }
    }

    /// The columns at which a shortcode is put that begins a line so far in.
    fn to(&self, at: usize, columns: usize) -> usize {
        match self.regions.last() {
            Some(around) if !around.has_item => columns.min(around.to),
            Some(around) => columns.saturating_sub(around.cut),
            None if columns >= CODE && self.code.at(at).is_some_and(|code| !self.is_fence(code.start)) => 0,
            None => columns,
        }
    }

    fn is_fence(&self, start: usize) -> bool {
        self.source.get(start..).is_some_and(|code| code.trim_start().starts_with(['`', '~']))
    }

    /// The columns that all lines in a shortcode are indented by; none where they are code.
    fn inner(&self, one: &Shortcode<'_>, columns: usize) -> usize {
        /// Lines that are looked at.
        const LOOK: usize = 64;
        if matches!(shown::paired(one.name, &Arguments::parse(one.arguments)), Shown::Code(_)) {
            return columns;
        }
        let rest = self.source.get(one.end..).unwrap_or_default();
        let inner = rest.lines().skip(1).take(LOOK).take_while(|line| !line.trim_start().starts_with("{{"));
        inner.filter(|line| !line.trim().is_empty()).map(|line| margin(line).1).min().unwrap_or(columns)
    }

    fn put(&mut self, line: &str, at: usize, (bytes, columns): (usize, usize), cut: usize) {
        let left = columns.saturating_sub(cut);
        if left == columns || line.trim().is_empty() {
            return self.out.copy(line, at);
        }
        self.changed = true;
        self.out.make(&" ".repeat(left), at);
        self.out.copy(line.get(bytes..).unwrap_or_default(), at + bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_shortcodes_is_no_code_for_their_margins() {
        for (source, want) in [
            (
                "{{< tabs >}}\n    {{< tab a >}}\n    One\n    ```sh\n      two\n    ```\n    {{< /tab >}}\n{{< /tabs >}}\n",
                Some("{{< tabs >}}\n{{< tab a >}}\nOne\n```sh\n  two\n```\n{{< /tab >}}\n{{< /tabs >}}\n"),
            ),
            (
                "{{< tabs >}}\n\t{{< tab a >}}\n\t\tOne\n\n\t\tTwo\n\t{{< /tab >}}\n{{< /tabs >}}\n",
                Some("{{< tabs >}}\n{{< tab a >}}\nOne\n\nTwo\n{{< /tab >}}\n{{< /tabs >}}\n"),
            ),
            (
                "{{< a >}}\n  {{< b >}}\n    {{< c d=\"e\" >}}\n  {{< /b >}}\n{{< /a >}}",
                Some("{{< a >}}\n{{< b >}}\n{{< c d=\"e\" >}}\n{{< /b >}}\n{{< /a >}}"),
            ),
            ("{{< a >}}\n1. b\n\n    {{< c >}}\n    d\n    {{< /c >}}\n{{< /a >}}", None),
            ("1. b\n\n    {{< c >}}\n    d\n    {{< /c >}}\n", None),
            ("b\n\n    {{< c >}}\n    d\n    {{< /c >}}\n", Some("b\n\n{{< c >}}\nd\n{{< /c >}}\n")),
            ("```\n    {{< c >}}\n```\n", None),
            (
                "{{< a >}}\n  {{< highlight go >}}\n    x\n  y\n  {{< /highlight >}}\n{{< /a >}}",
                Some("{{< a >}}\n{{< highlight go >}}\n  x\ny\n{{< /highlight >}}\n{{< /a >}}"),
            ),
            ("{{< a >}}\n    code\n{{< /a >}}", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.text).as_deref(), want, "{source}");
        }
    }
}
