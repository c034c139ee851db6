//! What the words of a page refer to: targets, substitutions, notes. Gathered in one pass before the words are read.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::template::markup::source::Line;

/// Steps from a name to another name at most.
const MOST_STEPS: usize = 8;
/// Bytes of a note's label at most.
const LONGEST_LABEL: usize = 100;
/// Lines of an address at most.
const LONGEST_ADDRESS: usize = 16;

/// What stands for a substitution.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'t> {
    Words(&'t str),
    /// Characters by their numbers.
    Signs(&'t str),
    /// Its words, its address and where it leads.
    Picture(&'t str, &'t str, &'t str),
}

/// The names of a page.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    /// Where named links lead, by their names in lower case.
    targets: HashMap<String, Cow<'t, str>>,
    /// Where links without a name lead, in their order, and how many were asked for.
    anonymous: (Vec<Cow<'t, str>>, usize),
    substitutions: HashMap<String, Standing<'t>>,
    /// What roles that the page defines are made of, by their names: another role, or nothing.
    roles: HashMap<&'t str, &'t str>,
    /// The role of text between backquotes that names none (`default-role`).
    pub(super) default_role: String,
    /// Labels of notes that are referred to.
    referred: HashSet<&'t str>,
    /// Notes without a label that were referred to, and that were defined.
    pub(super) notes: (usize, usize),
}

impl<'t> Names<'t> {
    pub(super) fn of(lines: &[Line<'t>]) -> Self {
        let mut names = Self::default();
        for (index, line) in lines.iter().enumerate() {
            for (end, _) in line.text.match_indices("]_") {
                let label = line.text.get(..end).and_then(|before| before.rsplit('[').next());
                names.referred.extend(label.filter(|label| label.len() <= LONGEST_LABEL));
            }
            let below = lines.get(index + 1..).unwrap_or_default();
            if let Some(url) = line.text.strip_prefix("__ ") {
                names.anonymous.0.push(address(url, line, below));
            }
            // A link that holds its address is known by its words from there on.
            for (end, _) in line
                .text
                .match_indices(">`_")
                .filter(|(end, _)| !line.text.get(*end..).is_some_and(|it| it.starts_with(">`__")))
            {
                let inner = line.text.get(..end).and_then(|before| before.rsplit('`').next()).unwrap_or_default();
                if let Some((name, url)) =
                    inner.rsplit_once('<').filter(|(name, url)| !name.trim().is_empty() && !url.ends_with('_'))
                {
                    names.targets.entry(folded(name)).or_insert(Cow::Borrowed(url));
                }
            }
            // A title is a place by its words.
            let is_title =
                below.first().is_some_and(|next| super::rule(next.text).is_some()) && super::rule(line.text).is_none();
            if is_title && !line.is_blank() {
                names.targets.entry(folded(line.text)).or_default();
            }
            let Some(text) = line.text.strip_prefix(".. ").map(str::trim_start) else { continue };
            if let Some(url) = text.strip_prefix("__:") {
                names.anonymous.0.push(address(url, line, below));
            } else if let Some((name, url)) = text.strip_prefix('_').and_then(target) {
                names.targets.insert(folded(name), address(url, line, below));
            } else if let Some(role) = text.strip_prefix("role::") {
                let (name, base) = role.trim().split_once('(').unwrap_or((role.trim(), ""));
                names.roles.insert(name.trim(), base.trim_end_matches(')').trim());
            } else if let Some((name, rest)) = text.strip_prefix('|').and_then(|rest| rest.split_once("| ")) {
                let standing = match rest.trim_start().split_once("::") {
                    Some(("replace", words)) => Standing::Words(words.trim()),
                    Some(("unicode", signs)) => Standing::Signs(signs.split(" .. ").next().unwrap_or_default().trim()),
                    Some(("image", url)) => {
                        let option = |name: &str| {
                            let mut options = below.iter().take_while(|next| next.indent > line.indent);
                            options.find_map(|option| option.text.strip_prefix(name)).map(str::trim)
                        };
                        let target = option(":target:").unwrap_or_default();
                        Standing::Picture(option(":alt:").unwrap_or(name), url.trim(), target)
                    }
                    _ => continue,
                };
                names.substitutions.insert(folded(name), standing);
            }
        }
        names
    }

    /// Whether a note is referred to.
    pub(super) fn is_referred(&self, label: &str) -> bool {
        self.referred.contains(label)
    }

    /// What a role of the page's own is made of.
    pub(super) fn role(&self, name: &str) -> Option<&'t str> {
        self.roles.get(name).copied()
    }

    /// Where a name leads.
    pub(super) fn target(&self, name: &str) -> Option<&str> {
        let mut url = self.targets.get(&folded(name))?.as_ref();
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
    pub(super) fn next_anonymous(&mut self) -> Option<&str> {
        let (urls, asked) = &mut self.anonymous;
        *asked += 1;
        urls.get(*asked - 1).map(AsRef::as_ref)
    }

    pub(super) fn substitution(&self, name: &str) -> Option<Standing<'t>> {
        self.substitutions.get(&folded(name)).copied()
    }
}

/// An address that may go on below: its lines are joined without blanks (docutils, "Hyperlink targets").
fn address<'t>(first: &'t str, line: &Line<'t>, below: &[Line<'t>]) -> Cow<'t, str> {
    let first = first.trim();
    let more: Vec<&str> = below
        .iter()
        .take(LONGEST_ADDRESS)
        .take_while(|next| !next.is_blank() && next.indent > line.indent)
        .map(|next| next.text)
        .collect();
    match (first, more.as_slice()) {
        (_, []) => Cow::Borrowed(first),
        ("", [only]) => Cow::Borrowed(only),
        _ => Cow::Owned(first.split_whitespace().chain(more.iter().flat_map(|part| part.split_whitespace())).collect()),
    }
}

/// Characters by their numbers: `U+2014`, `0x2014`, `\\x2014`, `&#8212;`; other words stand for themselves ("Unicode
/// character codes").
pub(super) fn signs(codes: &str) -> String {
    let sign = |word: &str| {
        let hex =
            ["U+", "u+", "0x", "0X", "\\x", "\\u", "x", "u", "&#x"].iter().find_map(|mark| word.strip_prefix(mark));
        let number = match hex {
            Some(digits) => u32::from_str_radix(digits.trim_end_matches(';'), 16).ok(),
            None => word.trim_start_matches("&#").trim_end_matches(';').parse().ok(),
        };
        number.and_then(char::from_u32).map_or_else(|| word.to_owned(), String::from)
    };
    codes.split_whitespace().map(sign).collect()
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
