//! Programs for the page in what a template of the site prints: their words are none of the page's. Knows no template language.

use std::borrow::Cow;

/// Elements that a page runs or is styled by.
const NAMES: [&str; 2] = ["script", "style"];

/// Whether a template has a program in it.
pub(in crate::template) fn is_in(file: &str) -> bool {
    NAMES.iter().any(|name| file.contains(&format!("<{name}")))
}

/// A template without its programs; none where one doesn't end.
pub(in crate::template) fn without(file: &str) -> Option<Cow<'_, str>> {
    if !is_in(file) {
        return Some(Cow::Borrowed(file));
    }
    let (mut text, mut rest) = (String::new(), file);
    while let Some(at) = NAMES.iter().filter_map(|name| rest.find(&format!("<{name}"))).min() {
        let (before, program) = rest.split_at(at);
        let name = NAMES.iter().find(|name| program.get(1..).is_some_and(|tag| tag.starts_with(**name)))?;
        text.push_str(before);
        rest = program.split_once(&format!("</{name}>"))?.1;
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_cut_out_of_templates() {
        for (file, want) in [
            ("<b>a</b>", Some("<b>a</b>")),
            ("<style>x</style><b>a</b><script src=\"b\"></script>c<script>{{ d }}</script>", Some("<b>a</b>c")),
            ("a<script>b", None),
        ] {
            assert_eq!(without(file).as_deref(), want, "{file}");
        }
    }
}
