//! What the words of a page refer to: targets, substitutions, notes. Gathered in one pass before the words are read.

use std::collections::HashMap;

use crate::template::markup::source::Line;

/// Steps from a name to another name at most.
const MOST_STEPS: usize = 8;

/// What stands for a substitution.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'t> {
    Words(&'t str),
    Picture(&'t str),
}

/// The names of a page.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    /// Where named links lead, by their names in lower case.
    targets: HashMap<String, &'t str>,
    /// Where links without a name lead, in their order, and how many were asked for.
    anonymous: (Vec<&'t str>, usize),
    substitutions: HashMap<String, Standing<'t>>,
    /// Notes without a label that were referred to, and that were defined.
    pub(super) notes: (usize, usize),
}

impl<'t> Names<'t> {
    pub(super) fn of(lines: &[Line<'t>]) -> Self {
        let mut names = Self::default();
        for (index, line) in lines.iter().enumerate() {
            if let Some(url) = line.text.strip_prefix("__ ") {
                names.anonymous.0.push(url.trim());
            }
            let Some(text) = line.text.strip_prefix(".. ").map(str::trim_start) else { continue };
            let next = || lines.get(index + 1).filter(|next| next.indent > line.indent).map_or("", |next| next.text);
            if let Some(url) = text.strip_prefix("__:") {
                names.anonymous.0.push(url.trim());
            } else if let Some((name, url)) = text.strip_prefix('_').and_then(target) {
                let url = url.trim();
                names.targets.insert(folded(name), if url.is_empty() { next() } else { url });
            } else if let Some((name, rest)) = text.strip_prefix('|').and_then(|rest| rest.split_once("| ")) {
                let standing = match rest.trim_start().split_once("::") {
                    Some(("replace", words)) => Standing::Words(words.trim()),
                    Some(("unicode", words)) => Standing::Words(words.trim()),
                    Some(("image", url)) => Standing::Picture(url.trim()),
                    _ => continue,
                };
                names.substitutions.insert(folded(name), standing);
            }
        }
        names
    }

    /// Where a name leads.
    pub(super) fn target(&self, name: &str) -> Option<&'t str> {
        let mut url = *self.targets.get(&folded(name))?;
        for _ in 0..MOST_STEPS {
            let other = url.strip_suffix('_').filter(|other| !other.contains("://"));
            match other.and_then(|other| self.targets.get(&folded(other.trim_matches('`')))) {
                Some(other) => url = other,
                None => break,
            }
        }
        Some(url).filter(|url| !url.is_empty())
    }

    /// Whether a name is one of a place on the page.
    pub(super) fn is_place(&self, name: &str) -> bool {
        self.targets.get(&folded(name)).is_some_and(|url| url.is_empty())
    }

    /// Where the next link without a name leads.
    pub(super) fn next_anonymous(&mut self) -> Option<&'t str> {
        let (urls, asked) = &mut self.anonymous;
        *asked += 1;
        urls.get(*asked - 1).copied()
    }

    pub(super) fn substitution(&self, name: &str) -> Option<Standing<'t>> {
        self.substitutions.get(&folded(name)).copied()
    }
}

/// The name and the address of ``name: url`` and `` `long name`: url``.
pub(super) fn target(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = text.strip_prefix('`') {
        return rest.split_once("`:");
    }
    let (name, url) = text.split_once(": ").or_else(|| Some((text.strip_suffix(':')?, "")))?;
    (!name.is_empty()).then_some((name, url))
}

/// A name without its case and the number of its blanks.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
