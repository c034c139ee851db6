//! What a post has to do with others: parts of its series, posts with rare tags in common, posts that link to it.

use regex::{Regex, RegexBuilder};

use super::bodies::Bodies;
use super::body::{Body, BodySource};
use super::links::{Target, names_of, resolve};
use super::query::Key;
use super::{Library, NameId};
use crate::post::PostId;
use crate::text::Clean;

/// The parts of a post's series, first part first, and which of them it is, from 1.
pub fn series(library: &Library, id: PostId) -> Option<(Vec<PostId>, usize)> {
    let of = |id: PostId| {
        let names = library.cards().names(library.cards().get(id)?).iter();
        names.copied().find(|name| library.names().get(*name).is_some_and(|name| name.key == Key::Series))
    };
    let name = of(id)?;
    let mut parts: Vec<PostId> = library
        .cards()
        .iter()
        .filter(|(part, card)| *part == id || card.status.is_public())
        .map(|(part, _)| part)
        .filter(|part| of(*part) == Some(name))
        .collect();
    parts.sort_by_key(|part| {
        let instant = library.cards().get(*part).and_then(|card| card.instant);
        (instant.unwrap_or(i64::MAX), library.get(*part).map(|post| &post.path))
    });
    let place = parts.iter().position(|part| *part == id)?;
    Some((parts, place + 1))
}

/// The public posts that share most with a post: a tag that few posts have weighs more than one that many have. Best
/// first, then newest; at most `most`. One pass over all posts.
pub fn related(library: &Library, id: PostId, most: usize) -> Vec<PostId> {
    let Some(card) = library.cards().get(id) else { return Vec::new() };
    let all = library.len().max(1);
    let weigh = |total: u32| (all as f64 / f64::from(total.max(1))).ln_1p();
    let mut weights: Vec<(NameId, f64)> = library
        .cards()
        .names(card)
        .iter()
        .filter_map(|name| Some((*name, library.names().get(*name)?)))
        .filter(|(_, name)| matches!(name.key, Key::Tag | Key::Category) && name.total > 1)
        .map(|(id, name)| (id, weigh(name.total)))
        .collect();
    // A post has few names, and each is looked for once a name of every other post.
    weights.sort_unstable_by_key(|(id, _)| *id);
    let weight = |name: &NameId| {
        let place = weights.binary_search_by_key(name, |(id, _)| *id).ok()?;
        weights.get(place).map(|(_, weight)| *weight)
    };
    let mut scored: Vec<(f64, i64, PostId)> = library
        .cards()
        .iter()
        .filter(|(other, card)| *other != id && card.status.is_public())
        .map(|(other, card)| {
            let score = library.cards().names(card).iter().filter_map(weight).sum();
            (score, card.instant.unwrap_or(i64::MIN), other)
        })
        .filter(|(score, ..)| *score > 0.0)
        .collect();
    let best =
        |a: &(f64, i64, PostId), b: &(f64, i64, PostId)| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2));
    // A tag may be on every second post, and few of them are named.
    if most < scored.len() {
        scored.select_nth_unstable_by(most, best);
        scored.truncate(most);
    }
    scored.sort_unstable_by(best);
    scored.into_iter().map(|(.., id)| id).collect()
}

/// The texts one of which stands in every link to a post: what its file, its addresses, old and new, and its title end in.
pub fn called(library: &Library, id: PostId) -> Vec<String> {
    let names = library.get(id).map(names_of).unwrap_or_default();
    let ends = names.iter().filter_map(|name| name.trim_matches('/').rsplit('/').next());
    let mut ends: Vec<String> = ends.filter(|end| !end.is_empty()).map(str::to_owned).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// Whether a post links to another by one of these targets, as written.
pub fn links_to(library: &Library, from: PostId, to: PostId, hrefs: &[Clean]) -> bool {
    from != to && hrefs.iter().any(|href| matches!(resolve(library, from, href), Target::Post { id, .. } if id == to))
}

/// Tells texts that may lead to a post from those that cannot.
#[derive(Debug)]
pub struct Callings(Regex);

impl Callings {
    /// For the texts that a post is called by; none if there are none.
    pub fn new(called: &[String]) -> Option<Self> {
        let patterns: Vec<String> = called.iter().map(|text| text.chars().map(written).collect()).collect();
        let pattern = RegexBuilder::new(&patterns.join("|")).case_insensitive(true).size_limit(LARGEST).build();
        pattern.ok().filter(|_| !called.is_empty()).map(Self)
    }

    /// The posts that may link there, each with the targets of its links that may, as written. `told` gets those of a few
    /// posts at a time; most bodies are only searched, not parsed.
    pub fn candidates(
        &self,
        posts: &[BodySource<'_>],
        bodies: &Bodies<'_>,
        told: &mut dyn FnMut(Vec<(PostId, Vec<Clean>)>),
    ) {
        let hrefs = |source: BodySource<'_>, body: &Body| {
            if !self.0.is_match(&body.text) {
                return None;
            }
            let links = source.document(body, bodies.site).links;
            let hrefs: Vec<Clean> =
                links.into_iter().map(|link| link.href).filter(|href| self.0.is_match(href)).collect();
            (!hrefs.is_empty()).then_some((source.id, hrefs))
        };
        bodies.each(posts, &hrefs, &mut |some| {
            let some: Vec<(PostId, Vec<Clean>)> = some.into_iter().flatten().collect();
            if !some.is_empty() {
                told(some);
            }
        });
    }
}

/// Bytes that the matcher of what a post is called may take: titles are short.
const LARGEST: usize = 4 << 20;

/// A letter as it may be written in a target: as it is, or percent-encoded.
fn written(letter: char) -> String {
    let plain = regex::escape(letter.encode_utf8(&mut [0; 4]));
    if letter.is_ascii_alphanumeric() {
        return plain;
    }
    let bytes = letter.to_string().into_bytes();
    let encoded: String = bytes.iter().map(|byte| format!("%{byte:02x}")).collect();
    format!("(?:{plain}|{encoded})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Batch;
    use crate::post::{DateSource, Post, PostDate, Rare};
    use crate::system::memory::MemorySystem;

    fn post(path: &str, day: i8, tags: &[&str], series: Option<&str>) -> Post {
        Post {
            path: path.into(),
            title: Clean::line(path),
            tags: tags.iter().map(|tag| Clean::line(tag)).collect(),
            rare: Rare { series: series.map(Clean::line), ..Rare::default() }.kept(),
            date: Some(PostDate {
                civil: jiff::civil::date(2020, 1, day).at(0, 0, 0, 0),
                has_time: false,
                offset: 0,
                source: DateSource::FrontMatter,
            }),
            ..Post::default()
        }
    }

    fn library() -> Library {
        let mut library = Library::default();
        let upserts = vec![
            post("a.md", 3, &["common", "rare"], Some("S")),
            post("b.md", 1, &["common"], Some("s")),
            post("c.md", 2, &["Rare"], None),
            post("d.md", 4, &["common"], None),
            post("e.md", 5, &["else"], None),
        ];
        library.apply(Batch::of(upserts));
        library
    }

    #[test]
    fn series_by_date_and_related_by_rare_tags() {
        let library = library();
        assert_eq!(series(&library, PostId(0)), Some((vec![PostId(1), PostId(0)], 2)));
        assert_eq!(series(&library, PostId(2)), None);
        assert_eq!(related(&library, PostId(0), 9), [PostId(2), PostId(3), PostId(1)]);
        assert_eq!(related(&library, PostId(4), 9), []);
    }

    #[test]
    fn only_posts_that_may_link_somewhere_are_asked_and_only_those_that_do_are_told() {
        let mut library = library();
        library.apply(Batch::of([post("fünf.md", 6, &[], None)]));
        let files = [
            ("a.md", "[x](b.md) [y](b.md#z) [me](a.md)"),
            ("b.md", "no"),
            ("c.md", "see [b][r] and [five](f%C3%BCnf.md)\n\n[r]: b.md"),
            ("d.md", "b.md is only named, [the web](https://example.com/b) is not this blog"),
        ];
        let system = MemorySystem::with_files(files);
        let bodies = Bodies { system: &system, site: library.site(), cancelled: &|| false };
        let sources: Vec<BodySource<'_>> = library.iter().map(|(id, post)| BodySource::of(id, post)).collect();
        let linked = |to: PostId| {
            let mut from = Vec::new();
            let callings = Callings::new(&called(&library, to)).unwrap();
            callings.candidates(&sources, &bodies, &mut |some| from.extend(some));
            from.retain(|(from, hrefs)| links_to(&library, *from, to, hrefs));
            from.into_iter().map(|(from, _)| from).collect::<Vec<_>>()
        };
        assert_eq!(linked(PostId(1)), [PostId(0), PostId(2)]);
        assert_eq!(linked(PostId(0)), []);
        assert_eq!(linked(PostId(5)), [PostId(2)]);
    }
}
