//! What a post has to do with others: parts of its series, posts with rare tags in common, posts that link to it.

use std::collections::{HashMap, HashSet};

use super::Library;
use super::bodies::Bodies;
use super::body::{Body, BodySource};
use super::links::{Target, resolve};
use super::query::Key;
use crate::post::PostId;

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
    let weights: HashMap<_, f64> = library
        .cards()
        .names(card)
        .iter()
        .filter_map(|name| Some((*name, library.names().get(*name)?)))
        .filter(|(_, name)| matches!(name.key, Key::Tag | Key::Category) && name.total > 1)
        .map(|(id, name)| (id, weigh(name.total)))
        .collect();
    let mut scored: Vec<(f64, i64, PostId)> = library
        .cards()
        .iter()
        .filter(|(other, card)| *other != id && card.status.is_public())
        .map(|(other, card)| {
            let score = library.cards().names(card).iter().filter_map(|name| weights.get(name)).sum();
            (score, card.instant.unwrap_or(i64::MIN), other)
        })
        .filter(|(score, ..)| *score > 0.0)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    scored.into_iter().take(most).map(|(.., id)| id).collect()
}

/// Who links to whom.
#[derive(Clone, Debug, Default)]
pub struct Backlinks {
    to: HashMap<PostId, Vec<PostId>>,
}

impl Backlinks {
    /// Reads all bodies and notes who links to whom: one stream for all posts, off the UI thread.
    pub fn scan(library: &Library, bodies: &Bodies<'_>) -> Self {
        let sources: Vec<BodySource<'_>> = library.iter().map(|(id, post)| BodySource::of(id, post)).collect();
        let mut backlinks = Self::default();
        let work = |source: BodySource<'_>, body: &Body| {
            let targets = if may_link(&body.text) { targets(library, source, body, bodies) } else { HashSet::new() };
            (source.id, targets)
        };
        bodies.each(&sources, &work, &mut |some| {
            for (from, targets) in some {
                targets.into_iter().for_each(|to| backlinks.to.entry(to).or_default().push(from));
            }
        });
        backlinks
    }

    /// The posts that link to a post, each once, in order of loading.
    pub fn of(&self, id: PostId) -> &[PostId] {
        self.to.get(&id).map_or(&[], Vec::as_slice)
    }
}

fn targets(library: &Library, source: BodySource<'_>, body: &Body, bodies: &Bodies<'_>) -> HashSet<PostId> {
    let document = source.document(body, bodies.site);
    let targets = document.links.iter().map(|link| resolve(library, source.id, &link.href));
    let posts = targets.filter_map(|target| match target {
        Target::Post { id, .. } => Some(id),
        _ => None,
    });
    posts.filter(|id| *id != source.id).collect()
}

/// Whether a body can hold a link at all, asked of its raw bytes: most short posts are done with here.
fn may_link(body: &str) -> bool {
    let marks = ["](", "]:", "][", "[[", "href", "{{", "{%", "://"];
    marks.iter().any(|mark| memchr::memmem::find(body.as_bytes(), mark.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Batch;
    use crate::post::{DateSource, Post, PostDate};
    use crate::system::memory::MemorySystem;
    use crate::text::Clean;

    fn post(path: &str, day: i8, tags: &[&str], series: Option<&str>) -> Post {
        Post {
            path: path.into(),
            title: Clean::line(path),
            tags: tags.iter().map(|tag| Clean::line(tag)).collect(),
            series: series.map(Clean::line),
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
        library.apply(Batch { upserts, ..Batch::default() });
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
    fn backlinks_are_found_in_one_stream() {
        let library = library();
        let files = [("a.md", "[x](b.md) [y](b.md#z) [me](a.md)"), ("c.md", "see [b][r]\n\n[r]: b.md"), ("b.md", "no")];
        let system = MemorySystem::with_files(files);
        let bodies = Bodies { system: &system, site: library.site(), cancelled: &|| false };
        let backlinks = Backlinks::scan(&library, &bodies);
        assert_eq!(backlinks.of(PostId(1)), [PostId(0), PostId(2)]);
        assert_eq!(backlinks.of(PostId(0)), []);
    }
}
