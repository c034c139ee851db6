//! Which page of a Next.js or SvelteKit site shows posts: one with a part that varies, such as `app/blog/[slug]/page.tsx`.
//! Read from names alone ("Dynamic Routes", SvelteKit's "Advanced routing").

use std::path::Path;

use crate::site::languages;
use crate::site::rules::{is_blog_folder, is_built, parts};
use crate::system::{System, WalkKind};

/// Where pages lie.
const PAGES: [&str; 5] = ["src/pages", "src/app", "src/routes", "pages", "app"];
/// Files and folders that are looked at.
const MOST: usize = 4096;
/// What parts vary by that are no posts.
const OTHERS: [&str; 8] = ["page", "pages", "tag", "tags", "category", "categories", "author", "authors"];

/// The address below which posts are shown, the place of a language in it; none if no page, or more than one, does that.
pub(super) fn of_posts(system: &dyn System, root: &Path) -> Option<String> {
    let mut seen = 0;
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => {
            !is_built(path) && PAGES.iter().any(|pages| path.starts_with(pages) || Path::new(pages).starts_with(path))
        }
        WalkKind::File => PAGES.iter().any(|pages| path.starts_with(pages)),
    };
    let mut routes: Vec<String> = Vec::new();
    system.walk(root, &keep, &mut |entry| {
        seen += 1;
        routes.extend(route(&entry.path).filter(|route| !routes.contains(route)));
        seen < MOST
    });
    let of_blog = |route: &&String| route.split('/').any(is_blog_folder);
    let mut blogs = routes.iter().filter(of_blog);
    match (blogs.next(), blogs.next()) {
        (Some(one), None) => Some(one.clone()),
        (None, _) if routes.len() == 1 => routes.pop(),
        _ => None,
    }
}

/// What stands before the part that varies.
fn route(page: &Path) -> Option<String> {
    let below = PAGES.iter().find_map(|pages| page.strip_prefix(pages).ok())?;
    let mut names = Vec::new();
    for part in parts(below) {
        match part.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((parameter, _)) => {
                let parameter = parameter.trim_start_matches(['[', '.']);
                if languages::is_varied(parameter) {
                    names.push(languages::PLACE);
                    continue;
                }
                // One page for whole paths shows posts below the folders that they lie in.
                let is_whole = part.contains("[...") && names.iter().all(|name| *name == languages::PLACE);
                let is_of_post =
                    !is_whole && !OTHERS.contains(&parameter) && !names.iter().any(|name| OTHERS.contains(name));
                return is_of_post.then(|| names.join("/"));
            }
            // Groups are no part of addresses.
            None if part.starts_with('(') => {}
            None if part == "api" => return None,
            None => names.push(part),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn a_page_with_a_part_that_varies_shows_posts() {
        for (pages, want) in [
            (vec!["app/blog/[slug]/page.tsx", "app/tags/[tag]/page.tsx"], Some("blog")),
            (vec!["pages/posts/[...slug].js", "pages/[page].js"], Some("posts")),
            (vec!["src/routes/(site)/writing/[slug]/+page.svelte"], Some("writing")),
            (vec!["pages/[slug].js"], Some("")),
            (vec!["app/blog/[slug]/page.tsx", "app/notes/[slug]/page.tsx"], None),
            (vec!["pages/api/[id].ts", "pages/index.js"], None),
            (vec!["pages/[[...path]].js"], None),
            (vec!["app/[locale]/blog/[slug]/page.tsx", "app/[locale]/page.tsx"], Some("[language]/blog")),
        ] {
            let system = MemorySystem::with_files(pages.iter().map(|page| (*page, "")));
            assert_eq!(of_posts(&system, Path::new("")).as_deref(), want, "{pages:?}");
        }
    }
}
