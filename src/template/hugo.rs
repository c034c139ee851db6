//! Hugo's shortcodes: `{{< name >}}`, `{{% name %}}`, with content, closing themselves, escaped. Hugo reads them
//! before Markdown, so they count inside code too.

mod action;
mod date;
mod expression;
mod function;
mod lists;
pub(super) mod margin;
mod member;
mod own;
mod resources;
mod scope;
pub(super) mod theme;
mod token;
mod translation;
mod words;

use std::collections::BTreeSet;

use super::code::CodeMap;
use super::find::Finder;
use super::near::ends_line;
use super::output::Output;
use super::passes::element::{is_block, lone_tags, tag_name};
use super::reference;
use super::tags::arguments::Arguments;
use super::tags::blended;
use super::tags::nest::{self, Nest, Spot};
use super::tags::shown;
use super::tags::shown::{Shown, fenced};
use super::values::TemplateValues;
use crate::post::Code;
use scope::Tag;

/// A shortcode in the source.
#[derive(Debug)]
struct Shortcode<'a> {
    /// First byte and one past the last.
    start: usize,
    end: usize,
    /// What stands between the marks.
    inner: &'a str,
    /// Whether it is escaped with `/*` and `*/`.
    escaped: bool,
    name: &'a str,
    arguments: &'a str,
    closes: bool,
}

/// A shortcode that others stand in.
struct Around<'a> {
    name: &'a str,
    given: Arguments,
    /// How many stood in it so far.
    held: usize,
}

/// Bytes of files and parameters of the site that are read for one post, each time they are used.
const MOST_READ: usize = 512 << 10;
/// What a file costs beside its bytes.
const COST: usize = 256;
/// Shortcodes of a post whose files are looked for.
const MOST_NAMES: usize = 24;

/// The files of the site that shortcodes of a body are read by.
struct Files<'v> {
    values: &'v TemplateValues,
    budget: usize,
}

impl<'v> Files<'v> {
    fn of(&mut self, name: &str) -> Option<own::File<'v>> {
        let of = |ending| self.values.file(&format!("{name}.{ending}"));
        let (html, markdown) = (of("html"), of("md"));
        let text = self.spend(html.or(markdown)?)?;
        Some(own::File { text, is_markdown: html.is_none() })
    }

    /// A parameter of the post, else of the site.
    fn parameter(&mut self, name: &str) -> Option<&'v str> {
        let places = ["page.params.", "page.", "site.params.", "params."];
        let value = places.iter().find_map(|place| self.values.get(&format!("{place}{name}")))?;
        self.spend(value)
    }

    fn spend<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        self.budget = self.budget.checked_sub(text.len() + COST)?;
        Some(text)
    }
}

/// The arguments of the shortcodes of a body.
pub(super) fn arguments(body: &str) -> Vec<String> {
    let given = find(body).into_iter().flat_map(|one| {
        let arguments = Arguments::parse(one.arguments);
        arguments.values().map(str::to_owned).collect::<Vec<_>>()
    });
    given.collect()
}

/// The names of the shortcodes of a body that a file of its site may be behind: most of Hugo's own have none.
pub(super) fn shortcodes(body: &str) -> Vec<&str> {
    const OWN: [&str; 7] = ["ref", "relref", "param", "highlight", "youtube", "vimeo", "gist"];
    let is_name =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/'));
    let named = find(body).into_iter().filter(|one| !one.escaped && !one.closes).map(|one| one.name);
    let names: BTreeSet<&str> = named.filter(|name| !name.is_empty() && is_name(name) && !OWN.contains(name)).collect();
    names.into_iter().take(MOST_NAMES).collect()
}

/// Rewrites all shortcodes.
pub(super) fn rewrite(source: &str, values: &TemplateValues) -> Output {
    rewrite_outside(source, values, &CodeMap::default())
}

/// Rewrites the shortcodes outside of code, and inside of it those that are escaped.
pub(super) fn rewrite_outside(source: &str, values: &TemplateValues, code: &CodeMap) -> Output {
    let mut shortcodes = find(source);
    shortcodes.retain(|one| one.escaped || code.at(one.start).is_none());
    let live = shortcodes.iter().filter(|one| !one.escaped);
    let paired = nest::pairs(live.map(|one| (one.name, one.closes)));
    let mut out = Output::default();
    let mut nest = Nest::default();
    let mut around: Vec<Around<'_>> = Vec::new();
    let mut first = 0;
    let (mut files, page) = (Files { values, budget: MOST_READ }, scope::Kept::default());
    let (mut at, mut place, mut skip_to) = (0, 0, 0);
    for (number, one) in shortcodes.iter().enumerate() {
        if one.start >= skip_to {
            out.copy(source.get(at..one.start).unwrap_or_default(), at);
            at = one.end;
        }
        if one.escaped {
            if one.start >= skip_to {
                out.make(&literal(source, one), one.start);
            }
            continue;
        }
        let is_paired = paired.contains(&place);
        place += 1;
        if one.start < skip_to {
            continue;
        }
        let given = Arguments::parse(one.arguments);
        let before = around.last_mut().map_or(&mut first, |around| &mut around.held);
        let ordinal = *before;
        *before += usize::from(!one.closes);
        let parent = around.last().map(|around| (around.name, &around.given));
        let behind = shortcodes.get(number + 1).filter(|next| is_paired && next.closes && next.name == one.name);
        let inner = behind.and_then(|next| source.get(one.end..next.start));
        let tag = Tag { name: one.name, given: &given, parent, holds: is_paired, inner, page: &page, ordinal };
        if one.closes {
            nest.close(Some(one.name), one.start, &mut out);
            let open = around.iter().rposition(|around| around.name == one.name);
            around.truncate(open.unwrap_or(around.len()));
        } else if let Some(end) =
            is_paired.then(|| inline(source, shortcodes.get(number..)?, tag, &mut files, &mut out)).flatten()
        {
            (skip_to, at) = (end, end);
            continue;
        } else if is_paired {
            let shown = around_content(tag, &mut files);
            let is_word = !out.place().block && !ends_line(source.get(one.end..).unwrap_or_default());
            let shown = if is_word { shown::among_words(shown) } else { shown };
            nest.open_as(one.name, shown, one.start, &mut out);
            around.push(Around { name: one.name, given, held: 0 });
        } else {
            single(source, one, tag, &mut files, &mut out);
        }
        skip_to = one.end;
        if !is_paired && stands_before_tag(source.get(one.end..).unwrap_or_default()) {
            // The comment is a block of HTML that ends with its line.
            out.copy("\n", one.end);
            out.make("<!-- -->", one.end + 1);
            at = one.end + 1;
        }
    }
    out.copy(source.get(at..).unwrap_or_default(), at);
    nest.close_all(source.len(), &mut out);
    out
}

/// Prints the first of these shortcodes if it is its own file, where the site lets posts have such ("Inline shortcodes"). Answers with
/// the byte behind its end.
fn inline(source: &str, all: &[Shortcode<'_>], tag: Tag<'_>, files: &mut Files<'_>, out: &mut Output) -> Option<usize> {
    let (one, behind) = all.split_first()?;
    let name = one.name.strip_suffix(".inline")?;
    let close = behind.iter().find(|next| next.closes && next.name == one.name)?;
    let text = source.get(one.end..close.start)?;
    let places = ["site.enableinlineshortcodes", "site.security.enableinlineshortcodes"];
    if places.iter().any(|place| files.values.get(place) == Some("true")) && files.spend(text).is_some() {
        let tag = Tag { name, holds: false, ..tag };
        match own::single(own::File { text, is_markdown: false }, tag, files.values) {
            Some(shown) => nest::show(&shown, Spot { source: one.start, after: "" }, out),
            None => {
                out.complain(one.start, Code::TemplateUnknown, format!("`{}` asks for what is not known.", one.name))
            }
        }
    }
    Some(close.end)
}

/// Whether a line of tags that are no blocks follows. Hugo has a word where a shortcode stands, which they are no block of HTML
/// behind (CommonMark 4.6, condition 7): the Markdown below them is read.
fn stands_before_tag(after: &str) -> bool {
    let line = after.strip_prefix('\n').and_then(|rest| rest.lines().next()).unwrap_or_default();
    line.starts_with('<') && tag_name(line).is_some_and(|name| !is_block(name)) && lone_tags(line)
}

/// An escaped shortcode as its page shows it.
fn literal(source: &str, one: &Shortcode<'_>) -> String {
    let whole = source.get(one.start..one.end).unwrap_or_default();
    whole.replacen("/*", "", 1).chars().rev().collect::<String>().replacen("/*", "", 1).chars().rev().collect()
}

/// What a shortcode with content shows: what folio knows of it says more of its shape than its file, which has the words.
fn around_content(tag: Tag<'_>, files: &mut Files<'_>) -> Shown {
    let shown = theme::paired(tag, files.values).unwrap_or_else(|| shown::paired(tag.name, tag.given));
    let is_blended = blended::has_shape(&shown);
    let by_file = shown == Shown::Inside || shown::is_headed(&shown) || is_blended || tag.name.contains("quote");
    let own = by_file.then(|| own::paired(files.of(tag.name)?, tag, files.values)).flatten();
    // Code would lose the line above it.
    let own = own.filter(|own| !(shown::is_headed(&shown) && matches!(own, Shown::Code(_))));
    match own {
        Some(own) if is_blended => blended::around(shown, own),
        own => own.unwrap_or(shown),
    }
}

fn single(source: &str, one: &Shortcode<'_>, tag: Tag<'_>, files: &mut Files<'_>, out: &mut Output) {
    let arguments = tag.given;
    match one.name {
        "ref" | "relref" => {
            let path = arguments.get(&["path"]).or_else(|| arguments.at(0)).unwrap_or_default();
            out.make(&reference::target(one.name, path), one.start);
        }
        "param" | "_param" | "siteparam" => match arguments.at(0).and_then(|name| files.parameter(name)) {
            Some(value) => out.make(value, one.start),
            None => out.complain(
                one.start,
                Code::TemplateUnknown,
                format!("The parameter in `{}` is not known.", one.inner.trim()),
            ),
        },
        "highlight" => {
            let Shown::Code(info) = shown::paired("highlight", arguments) else { return };
            out.block(&fenced(&info, ""), one.start);
        }
        "qr" => out.make(&arguments.values().collect::<Vec<_>>().join(" "), one.start),
        name => {
            let after = source.get(one.end..).unwrap_or_default();
            let spot = Spot { source: one.start, after };
            let shown = theme::single(tag, files.values).unwrap_or_else(|| shown::single(name, arguments));
            let by_file = matches!(shown, Shown::Unknown | Shown::Inline(_) | Shown::Block(_));
            let own = by_file.then(|| own::single(files.of(name)?, tag, files.values)).flatten();
            match own.filter(|own| blended::says_as_much(&shown, own)) {
                Some(shown) => nest::show(&shown, spot, out),
                None if shown == Shown::Unknown => unknown(one, arguments, spot, out),
                None => nest::show(&shown, spot, out),
            }
        }
    }
}

/// A shortcode that nobody knows. In running text the likeliest of its arguments is shown, in an address as it is.
fn unknown(one: &Shortcode<'_>, arguments: &Arguments, spot: Spot<'_>, out: &mut Output) {
    let stands_alone = out.place().block && ends_line(spot.after);
    let word = shown::word(arguments).filter(|_| !stands_alone && shown::sentences(arguments).is_none());
    let Some(word) = word else { return nest::single(one.name, arguments, spot, out) };
    out.complain(one.start, Code::TemplateUnknown, format!("`{}` is not known.", one.name));
    let in_address = ["](", "=\"", "='"].iter().any(|mark| out.text.ends_with(mark));
    out.make(&if in_address { shown::escape(word) } else { shown::dimmed(word) }, one.start);
}

/// All shortcodes in order.
fn find(source: &str) -> Vec<Shortcode<'_>> {
    let mut found = Vec::new();
    let (mut opens, mut angles, mut percents) = (Finder::new("{{"), Finder::new(">}}"), Finder::new("%}}"));
    let mut at = 0;
    while let Some(start) = opens.find(source, at) {
        let inside = start + 3;
        let close = match source.as_bytes().get(start + 2) {
            Some(b'<') => angles.find(source, inside),
            Some(b'%') => percents.find(source, inside),
            _ => None,
        };
        let Some(close) = close else {
            at = start + 1;
            continue;
        };
        at = close + 3;
        found.push(read(start, at, source.get(inside..close).unwrap_or_default()));
    }
    found
}

fn read(start: usize, end: usize, inner: &str) -> Shortcode<'_> {
    let escaped = inner.starts_with("/*") && inner.ends_with("*/");
    let body = inner.trim();
    let closes = body.starts_with('/') && !escaped;
    let body = body.trim_start_matches('/').trim_end_matches('/').trim();
    let split = body.find(|c: char| c.is_whitespace()).unwrap_or(body.len());
    let (name, arguments) = body.split_at(split);
    Shortcode { start, end, inner, escaped, name, arguments, closes }
}
