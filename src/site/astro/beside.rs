//! Collections that are no writing: people, projects, products. Knows no posts.

use std::path::Path;

use crate::site::rules::parts;

/// Whether a file lies in a folder of `src/content` that holds what is no writing.
pub(super) fn is_beside(file: &Path) -> bool {
    let below = ["src/content", "src/data"].iter().find_map(|root| file.strip_prefix(root).ok());
    below.and_then(|below| parts(below.parent()?).next()).is_some_and(is_kept)
}

/// Whether a collection keeps what sites have beside their posts, dated or not.
pub(super) fn is_kept(collection: &str) -> bool {
    const NAMES: [&str; 26] = [
        "author",
        "authors",
        "career",
        "careers",
        "company",
        "event",
        "events",
        "faq",
        "integrations",
        "job",
        "jobs",
        "legal",
        "partials",
        "people",
        "portfolio",
        "product",
        "products",
        "project",
        "projects",
        "quotes",
        "services",
        "showcase",
        "sponsors",
        "team",
        "testimonials",
        "themes",
    ];
    NAMES.iter().any(|name| collection.eq_ignore_ascii_case(name))
}
