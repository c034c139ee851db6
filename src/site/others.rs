//! What templates may know of the other posts of a site: what their heads say and what the generator makes of it, as Jekyll
//! has it (`site.posts`, `site.tags`, `site.categories`, `page.next`, `page.previous`, `site.related_posts`).
//!
//! Read when a post first asks for it, kept for as long as a reader takes to open the next one; knows nothing of bodies.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::jekyll::documents;
use super::lender::Lender;
use super::{Generator, Site, values};
use crate::post::Post;
use crate::post::front_matter;
use crate::system::System;
use crate::template::TemplateValues;

/// Posts at most: of a blog that has more templates know nothing but the post itself.
const MOST: usize = 4_096;
/// Bytes of a file that its head is looked for in.
const HEAD: usize = 8 << 10;
/// How long what was read counts as new, in seconds: a search through all posts reads it once.
const FRESH: i64 = 10;
/// Posts that stand in for related ones, the newest (`RelatedPosts#most_recent_posts`).
const RELATED: usize = 10;
/// The name of the list.
const POSTS: &str = "site.posts";

/// The posts as they were read last, and when.
#[derive(Debug, Default)]
pub(super) struct Others(Mutex<Option<(i64, Arc<TemplateValues>)>>);

impl Others {
    /// What is known of the posts of a site, or of its pages. Who asks while another one is reading waits for it.
    fn of(&self, system: &dyn System, site: &Site, read: Read) -> Arc<TemplateValues> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = system.now();
        match &*held {
            Some((read, values)) if (0..FRESH).contains(&(now - read)) => Arc::clone(values),
            _ => Arc::clone(&held.insert((now, Arc::new(read(system, site)))).1),
        }
    }
}

type Read = fn(&dyn System, &Site) -> TemplateValues;

/// What these texts of templates ask of the other posts of a site, its pages and its collections, if they do.
pub(super) fn asked<'t>(
    system: &dyn System,
    site: &Site,
    texts: impl Iterator<Item = &'t str>,
) -> Option<Arc<TemplateValues>> {
    let (mut posts, mut documents) = (None, None);
    for text in texts {
        if posts.is_none() && asks(text) {
            posts = Some(site.others.of(system, site, read));
        }
        if documents.is_none() && site.generator == Generator::Jekyll && documents::asks(site, text) {
            documents = Some(site.documents.of(system, site, documents::read));
        }
    }
    let Some(documents) = documents else { return posts };
    let mut both = TemplateValues::clone(&documents);
    both.surround(posts.unwrap_or_else(|| Arc::clone(&site.values)));
    Some(Arc::new(both))
}

/// Whether a text of templates asks for other posts.
fn asks(text: &str) -> bool {
    let asks = |word: &str, names: &[&str]| {
        let mut rests = memchr::memmem::find_iter(text.as_bytes(), word).filter_map(|at| text.get(at + word.len()..));
        rests.any(|rest| names.iter().any(|name| rest.starts_with(name)))
    };
    asks("site.", &["posts", "tags", "categories", "related_posts"]) || asks("page.", &["next", "previous"])
}

/// Sets what depends on which of the posts is the page: those beside it, and those that are called related.
pub(super) fn place(path: &Path, values: &mut TemplateValues) {
    let count = values.items(POSTS).unwrap_or_default();
    let path = path.to_string_lossy();
    let is_page = |at: &usize| values.get(&format!("{POSTS}.{at}.path")) == Some(path.as_ref());
    let own = (0..count).find(is_page);
    let related: Vec<usize> = (0..count).filter(|at| Some(*at) != own).take(RELATED).collect();
    set_posts("site.related_posts", &related, values);
    let Some(own) = own else { return };
    // The newest is the first one.
    let beside = [("page.next", own.checked_sub(1)), ("page.previous", Some(own + 1).filter(|at| *at < count))];
    for (name, at) in beside {
        at.into_iter().for_each(|at| values.set_alias(name, &name_of(at)));
    }
}

fn name_of(place: usize) -> Arc<str> {
    format!("{POSTS}.{place}").into()
}

fn set_posts(name: &str, places: &[usize], values: &mut TemplateValues) {
    values.set_list(name, places.len());
    for (at, place) in places.iter().enumerate() {
        values.set_alias(&format!("{name}.{at}"), &name_of(*place));
    }
}

/// Reads the heads of all posts that are published.
fn read(system: &dyn System, site: &Site) -> TemplateValues {
    let mut known = TemplateValues::within(Arc::clone(&site.values));
    let mut paths = Vec::new();
    system.walk(&site.root, &|kind, path: &Path| site.keeps(kind, path), &mut |entry| {
        paths.push(entry.path);
        paths.len() <= MOST
    });
    if paths.len() > MOST {
        return known;
    }
    let read = |path: &Path| {
        let file = system.read(&site.root, path, HEAD).ok()?;
        let (post, is_listed) = site.read_file(path, &file.bytes, file.size, file.modified);
        let is_shown = is_listed && !(post.status.draft || post.status.future || post.status.hidden);
        is_shown.then(|| (post, String::from_utf8_lossy(&file.bytes).into_owned()))
    };
    let mut posts: Vec<(Post, String)> = paths.iter().filter_map(|path| read(path)).collect();
    // The newest first, and of one instant the last by its path (`Document#<=>`).
    let order = |post: &Post| post.date.map(|date| date.instant());
    posts.sort_by(|(one, _), (other, _)| order(other).cmp(&order(one)).then_with(|| other.path.cmp(&one.path)));
    let mut lender = Lender::default();
    for (at, (post, text)) in posts.iter().enumerate() {
        let name = format!("{POSTS}.{at}");
        let mut front = front_matter::read(text, site.rules.conventions().fences);
        site.rules.complete(&post.path, &mut front);
        values::flatten(&lender.lend(front.values.into_owned()), &name, &mut known);
        values::computed(post, &name, site.base_url.as_deref(), &mut known);
    }
    known.set_list(POSTS, posts.len());
    for (name, names_of) in
        [("site.tags", (|post| &post.tags) as NamesOf), ("site.categories", |post| &post.categories)]
    {
        group(name, &posts, names_of, &mut known);
    }
    known
}

type NamesOf = fn(&Post) -> &[crate::text::Clean];

/// Sets the posts by their tags or categories, in the order in which these first come, the oldest post first
/// (`Site#post_attr_hash`).
fn group(name: &str, posts: &[(Post, String)], names_of: NamesOf, known: &mut TemplateValues) {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, (post, _)) in posts.iter().enumerate().rev() {
        for word in names_of(post) {
            let place = *places.entry(word).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, held)) => held.push(at),
                None => groups.push((word, vec![at])),
            }
        }
    }
    known.set_map(name, groups.iter().map(|(word, _)| (*word).to_owned()));
    for (word, mut held) in groups {
        held.reverse();
        set_posts(&format!("{name}.{word}"), &held, known);
    }
}
