//! What people call a post: its slug, its URL or the path of it, its file, an old URL. Not how links find it: `links` is
//! stricter.

use std::path::Path;

use super::Library;
use crate::post::{Post, PostId};

/// Most names that are offered in the place of an unknown one.
const OFFERED: usize = 5;

/// The post that goes by a name; of several the one with the shortest path, which a translation's is not. Costs time in
/// proportion to all posts.
pub fn find(library: &Library, name: &str) -> Option<PostId> {
    let called = library.iter().filter(|(_, post)| is_called(post, name));
    called.min_by_key(|(_, post)| post.path.as_os_str().len()).map(|(id, _)| id)
}

/// Whether a post goes by this name: its slug, its URL or the path of it, its file's name, an old URL.
fn is_called(post: &Post, name: &str) -> bool {
    let wanted = permalink(name);
    let urls = post.url.iter().chain(post.aliases());
    post.slug.as_str() == name
        || urls.into_iter().any(|url| url.as_str() == name || permalink(url) == wanted)
        || post.path == Path::new(name)
        || post.path.file_stem().is_some_and(|stem| stem == name)
}

/// The path of a URL without what browsers and servers make of its end.
fn permalink(url: &str) -> &str {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => url,
    };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path.trim_end_matches("index.html").trim_matches('/')
}

/// What a user may have meant: the slugs that share most with `name`, and most of the pairs of characters of the
/// shorter of the two.
pub fn alike(library: &Library, name: &str) -> Vec<String> {
    let pairs = name.chars().count().saturating_sub(1);
    let mut scored: Vec<(usize, &str)> = library
        .iter()
        .map(|(_, post)| (shared_pairs(&post.slug, name), post.slug.as_str()))
        .filter(|(shared, slug)| *shared * 3 > 2 * pairs.min(slug.len().saturating_sub(1)))
        .collect();
    scored.sort_by_key(|(shared, slug)| (std::cmp::Reverse(*shared), slug.len(), *slug));
    scored.dedup();
    scored.into_iter().take(OFFERED).map(|(_, slug)| slug.to_owned()).collect()
}

/// Pairs of neighbouring characters of `name` that are in `slug` too.
fn shared_pairs(slug: &str, name: &str) -> usize {
    let name = name.to_lowercase();
    let pairs = name.chars().zip(name.chars().skip(1));
    pairs.filter(|(a, b)| slug.chars().zip(slug.chars().skip(1)).any(|(x, y)| (x, y) == (*a, *b))).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Batch;
    use crate::text::Clean;

    #[test]
    fn what_is_offered_is_like_what_was_asked_for() {
        let post = |slug: &str| Post { path: format!("{slug}.md").into(), slug: Clean::line(slug), ..Post::default() };
        let mut library = Library::default();
        library.apply(Batch::of(["on-margins", "to-be-opened", "margin"].map(post)));
        for (name, want) in [
            ("margn", &["margin", "on-margins"][..]),
            ("on-Margin", &["on-margins", "margin"]),
            ("nope", &[]),
            ("x", &[]),
        ] {
            assert_eq!(alike(&library, name), want, "{name}");
        }
    }

    #[test]
    fn urls_come_down_to_one_permalink() {
        for url in ["https://example.com/2010/06/post/", "/2010/06/post", "2010/06/post/index.html", "/2010/06/post/#x"]
        {
            assert_eq!(permalink(url), "2010/06/post", "{url}");
        }
    }
}
