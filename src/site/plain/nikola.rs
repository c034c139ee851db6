//! Nikola: folders and addresses by its settings, heads in files of their own, tags that are states.
//!
//! Rules from `nikola/post.py` and its handbook (`POSTS`, "Metadata fields", two-file posts).

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::Post;
use crate::post::front_matter::{self, FrontMatter, Map, Value};
use crate::site::python;
use crate::site::rules::{Later, is_future, is_html, is_other_markup, later, zone};
use crate::system::{System, WalkKind};

/// How it is told: others call their configuration so, too.
pub(super) const KNOWN: Known =
    Known { files: &["conf.py"], is_meant: |folder| folder.config.contains("BLOG_TITLE"), open };
/// Heads in files of their own that are read.
const MOST_HEADS: usize = 20_000;
/// Bytes of such a head.
const LARGEST_HEAD: usize = 16 * 1024;

#[derive(Debug)]
struct Nikola {
    /// Heads that stand beside their posts (`post.meta` is the head of `post.html`), by the path of both without what it ends
    /// in.
    heads: Later<HashMap<PathBuf, Map<'static>>>,
    /// Whether tags may be states (`USE_TAG_METADATA`).
    tags_are_states: bool,
    /// The languages that posts are translated to (`TRANSLATIONS`).
    languages: Vec<String>,
}

fn open(folder: &Folder<'_>) -> Framework {
    let settings = python::assignments(&folder.config);
    let text = |key| settings.exact(key).and_then(Value::as_text).map(str::to_owned);
    let is_false = |key| settings.exact(key).and_then(Value::as_bool) == Some(false);
    let sources = sources(&settings, if is_false("PRETTY_URLS") { Ending::Html } else { Ending::Slash });
    let folders: Vec<PathBuf> = sources.folders().map(Path::to_path_buf).collect();
    let rules = Nikola {
        heads: later(folder.system, folder.root, move |system, root| gather(system, root, &folders)),
        tags_are_states: !is_false("USE_TAG_METADATA"),
        languages: languages(&settings),
    };
    let mut framework = Framework::new(sources, rules).of_site(text("BLOG_TITLE"), text("SITE_URL"));
    framework.zone = zone(settings.exact("TIMEZONE").and_then(Value::as_text));
    framework
}

/// `POSTS` says which folders hold posts and where they go; `PRETTY_URLS` how addresses end.
fn sources(settings: &Map<'_>, ending: Ending) -> Sources {
    let mut sources = Sources::new(ending);
    let posts = settings.exact("POSTS").and_then(Value::as_list).unwrap_or_default();
    for entry in posts.iter().filter_map(Value::as_list) {
        let text = |at: usize| entry.get(at).and_then(Value::as_text).unwrap_or_default();
        sources.add(text(0).rsplit_once('/').map_or("", |(folder, _)| folder), text(1));
    }
    if sources.is_empty() {
        sources.add("posts", "posts");
    }
    sources
}

fn languages(settings: &Map<'_>) -> Vec<String> {
    let default = settings.text("DEFAULT_LANG").unwrap_or("en");
    let all = settings.exact("TRANSLATIONS").and_then(Value::as_map).map(|map| map.0.as_slice()).unwrap_or_default();
    all.iter().map(|(lang, _)| lang.to_string()).filter(|lang| lang != default).collect()
}

fn gather(system: &dyn System, root: &Path, folders: &[PathBuf]) -> HashMap<PathBuf, Map<'static>> {
    let mut found = HashMap::new();
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => folders.iter().any(|folder| path.starts_with(folder) || folder.starts_with(path)),
        WalkKind::File => path.extension().is_some_and(|extension| extension == "meta"),
    };
    system.walk(root, &keep, &mut |entry| {
        if let Ok(file) = system.read(root, &entry.path, LARGEST_HEAD) {
            let text = String::from_utf8_lossy(&file.bytes);
            let head = front_matter::read(&text, front_matter::Fences::Yaml).values.into_owned();
            found.insert(entry.path.with_extension(""), head);
        }
        found.len() < MOST_HEADS
    });
    found
}

impl Nikola {
    /// Whether a file is a post in another language, and so a part of that post (`TRANSLATIONS_PATTERN`).
    fn is_translation(&self, file: &Path) -> bool {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        stem.rsplit_once('.').is_some_and(|(_, end)| self.languages.iter().any(|lang| lang == end))
    }
}

impl FrameworkRules for Nikola {
    fn takes(&self, file: &Path) -> bool {
        is_other_markup(file) || file.extension().is_some_and(|extension| extension == "txt") || is_html(file)
    }

    fn holds(&self, sources: &Sources, file: &Path) -> Option<bool> {
        Some(sources.hold(file))
    }

    /// Adds the head that stands beside a post. HTML that has no title is none.
    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        if let Some(head) = self.heads.get(&file.with_extension("")) {
            let own: Vec<_> = head.0.iter().filter(|(key, _)| front.values.get(key).is_none()).cloned().collect();
            front.values.0.extend(own);
        }
        !self.is_translation(file) && (!is_html(file) || front.values.get("title").is_some())
    }

    /// Tags and dates that say who may see a post; such tags are none (`Post.__init__`).
    fn finish(&self, _front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let has = |name: &str| self.tags_are_states && post.tags.iter().any(|tag| tag.eq_ignore_ascii_case(name));
        let (is_draft, is_private) = (has("draft"), has("private"));
        post.status.draft |= is_draft;
        post.status.hidden |= is_private;
        post.status.future = is_future(post, now);
        if is_draft || is_private {
            let is_state = |tag: &str| ["draft", "private"].iter().any(|state| tag.eq_ignore_ascii_case(state));
            post.tags = post.tags.iter().filter(|tag| !is_state(tag)).cloned().collect();
        }
    }

    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let ending = match page.values.get("prettyurl").and_then(Value::as_bool) {
            Some(true) => Ending::Slash,
            Some(false) => Ending::Html,
            None => sources.ending,
        };
        sources.path(page.file, page.name(), ending, |_| true)
    }
}

#[cfg(test)]
mod tests {
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn a_head_may_stand_beside_its_post_and_tags_may_be_states() {
        let conf = "DEFAULT_LANG = 'en'\nTRANSLATIONS = {DEFAULT_LANG: '', 'es': './es'}\nBLOG_TITLE = 'B'\nTIMEZONE = 'Europe/Paris'\nPRETTY_URLS = False\nPOSTS = (('posts/*.html', 'posts', 't'), ('posts/*.rst', 'posts', 't'))";
        let head = ".. title: Two Files\n.. slug: two\n.. date: 2008-01-18 21:57:00\n.. tags: a,b\n.. author: One\n";
        let secret = ".. title: Secret\n.. date: 2009/02/03\n.. tags: private, x\n\nWords.\n";
        let later = ".. title: Later\n.. date: 2092-02-03 UTC+02:00\n.. tags: draft\n\nWords.\n";
        let system = MemorySystem::with_files([
            ("conf.py", conf),
            ("posts/2008/two-45.html", "<p>Words.</p>"),
            ("posts/2008/two-45.meta", head),
            ("posts/2008/.two-comment.html", "<p>Comment.</p>"),
            ("posts/built.html", "<!DOCTYPE html><title>Built</title>"),
            ("posts/secret.es.rst", secret),
            ("posts/plain.rst", ".. title: P\n.. date: 2009/02/03\n.. pretty_url: True\n\nWords.\n"),
            ("posts/secret.rst", secret),
            ("posts/later.rst", later),
        ]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let read = |path: &str| {
            let text = &system.files[std::path::Path::new(path)];
            site.is_post(path.as_ref()).then(|| site.read_post(path.as_ref(), text, 0, 0)).flatten()
        };
        let two = read("posts/2008/two-45.html").unwrap();
        assert_eq!(two.title.as_str(), "Two Files");
        // 21:57 in Paris.
        assert_eq!(two.date.unwrap().instant(), 1_200_689_820);
        assert_eq!(two.url.unwrap().as_str(), "/posts/2008/two.html");
        assert_eq!((two.tags.len(), two.authors.len()), (2, 1));
        assert!(read("posts/2008/.two-comment.html").is_none());
        assert!(read("posts/built.html").is_none());
        let secret = read("posts/secret.rst").unwrap();
        assert!(secret.status.hidden && secret.tags.iter().map(|tag| tag.as_str()).eq(["x"]));
        assert!(read("posts/secret.es.rst").is_none(), "a part of another post");
        assert_eq!(read("posts/plain.rst").unwrap().url.unwrap().as_str(), "/posts/plain/");
        let later = read("posts/later.rst").unwrap();
        assert!(later.status.draft && later.status.future && later.tags.is_empty());
    }
}
