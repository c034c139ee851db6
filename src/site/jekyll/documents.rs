//! What templates may know of a Jekyll site's pages and of the documents of its collections: what their heads say, and their
//! addresses (`site.pages`, `site.<collection>`). Bodies are not read.

use std::path::Path;

use super::places::is_posts;
use crate::post::Post;
use crate::post::front_matter::{self, Map};
use crate::site::lender::Lender;
use crate::site::rules::parts;
use crate::site::{Site, values};
use crate::system::{System, WalkKind};
use crate::template::TemplateValues;
use crate::text::decode::{Extent, decode};

/// Files that are read at most.
const MOST: usize = 1_024;
/// Names that are looked at.
const MOST_NAMES: usize = 16_384;
/// Files without a head that templates may go through.
const MOST_FILES: usize = 4_096;
/// Bytes of a file that its head is looked for in.
const HEAD: usize = 8 << 10;
/// How files end that may be pages or documents.
const TEXTS: [&str; 6] = [".md", ".markdown", ".html", ".htm", ".textile", ".txt"];
/// What files are called that are copied as they stand.
const FILES: &str = "static_files";
/// What pages are called where collections have their labels.
const PAGES: &str = "pages";

/// Whether a text of templates asks for pages or a collection.
pub(in crate::site) fn asks(site: &Site, text: &str) -> bool {
    let labels = labels(site);
    let mut rests = memchr::memmem::find_iter(text.as_bytes(), "site.").filter_map(|at| text.get(at + 5..));
    rests.any(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        rest.get(..end).is_some_and(|name| name == PAGES || name == FILES || labels.iter().any(|label| label == name))
    })
}

/// The collections beside `posts`, which may stand in a list or a map.
fn labels(site: &Site) -> Vec<String> {
    const NAME: &str = "site.collections";
    let of_list = (0..site.values.items(NAME).unwrap_or_default())
        .filter_map(|at| site.values.get(&format!("{NAME}.{at}")).map(str::to_owned));
    let of_map = site.values.keys(NAME).into_iter().flat_map(|keys| keys.iter().cloned());
    of_map.chain(of_list).filter(|label| label != "posts").collect()
}

/// One page or document.
struct One {
    /// Where it is listed.
    label: String,
    /// In the order of the list.
    order: (Option<String>, String),
    url: Option<String>,
    /// Its title and name as a document has them.
    post: Post,
    values: Map<'static>,
}

/// Reads the heads of all pages and documents.
pub(in crate::site) fn read(system: &dyn System, site: &Site) -> TemplateValues {
    let mut known = TemplateValues::new();
    let labels = labels(site);
    let (mut paths, mut files) = (Vec::new(), Vec::new());
    let source = site.values.get("site.source").unwrap_or_default().trim_start_matches("./").trim_matches('/');
    let collected = site.values.get("site.collections_dir").unwrap_or_default().trim_matches('/');
    let home = Path::new(source).join(collected);
    let label_of = |path: &Path| {
        let first = path.strip_prefix(&home).ok().and_then(|below| below.iter().next())?.to_str()?;
        labels.iter().find(|label| first.strip_prefix('_') == Some(label))
    };
    let keep = |kind: WalkKind, path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        match kind {
            WalkKind::Directory => !is_posts(name) && (label_of(path).is_some() || site.rules.enters(path)),
            WalkKind::File => !name.starts_with(['.', '_', '#', '~']),
        }
    };
    let mut names = 0;
    system.walk(&site.root, &keep, &mut |entry| {
        names += 1;
        let is_text = |name: &str| TEXTS.iter().any(|ending| name.ends_with(ending));
        let is_page = entry.path.to_str().is_some_and(is_text) && !parts(&entry.path).any(is_posts);
        if is_page {
            paths.push(entry.path)
        } else {
            files.push(entry.path)
        }
        names < MOST_NAMES
    });
    let mut all: Vec<One> = paths
        .iter()
        .filter_map(|path| one(system, site, path, label_of(path).map_or(PAGES, String::as_str)))
        .take(MOST)
        .collect();
    all.sort_by(|one, other| one.order.cmp(&other.order));
    let mut lender = Lender::default();
    for label in labels.iter().map(String::as_str).chain([PAGES]) {
        let of_label = all.iter_mut().filter(|one| one.label == label);
        let mut count = 0;
        for one in of_label {
            let name = format!("site.{label}.{count}");
            values::flatten(&lender.lend(std::mem::take(&mut one.values)), &name, &mut known);
            set(one, &name, &mut known);
            count += 1;
        }
        known.set_list(&format!("site.{label}"), count);
    }
    set_files(files.iter().filter_map(|file| file.strip_prefix(source).ok()?.to_str()), &mut known);
    known
}

/// Sets the files that are copied as they stand, by their paths (`Jekyll::Drops::StaticFileDrop`).
fn set_files<'p>(paths: impl Iterator<Item = &'p str>, known: &mut TemplateValues) {
    let mut count = 0;
    let mut paths: Vec<&str> = paths.filter(|path| !path.split('/').any(is_posts)).take(MOST_FILES).collect();
    paths.sort_unstable();
    for path in paths {
        let file = path.rsplit('/').next().unwrap_or_default();
        let (stem, ending) = file.rsplit_once('.').map_or((file, String::new()), |(stem, it)| (stem, format!(".{it}")));
        let own = [
            ("path", format!("/{path}")),
            ("name", file.to_owned()),
            ("basename", stem.to_owned()),
            ("extname", ending),
        ];
        own.into_iter().for_each(|(key, value)| known.set(&format!("site.{FILES}.{count}.{key}"), value));
        count += 1;
    }
    known.set_list(&format!("site.{FILES}"), count);
}

/// A file that has a head; others are copied as they stand.
fn one(system: &dyn System, site: &Site, path: &Path, label: &str) -> Option<One> {
    let file = system.read(&site.root, path, HEAD).ok()?;
    if !file.bytes.starts_with(b"---") {
        return None;
    }
    let text = decode(&file.bytes, Extent::Head).text.into_owned();
    let mut front = front_matter::read(&text, site.rules.conventions().fences);
    let url = site.rules.page_path(path, &mut front);
    let base = site.values.get("site.baseurl").unwrap_or_default().trim_end_matches('/');
    // A collection whose pages are not written has no addresses.
    let url =
        url.map(|url| url.strip_prefix(base).map_or(url.clone(), str::to_owned)).filter(|url| !url.starts_with("/_"));
    let (post, _) = site.read_file(path, &file.bytes, file.size, file.modified);
    let written = path.to_string_lossy().into_owned();
    let name = path.file_name()?.to_string_lossy().into_owned();
    // Documents by their days, pages by their names (`Document#<=>`, `Reader#sort_files!`).
    let order = match label {
        PAGES => (None, name),
        _ => (Some(front.values.text("date").unwrap_or("9999").to_owned()), written),
    };
    Some(One { label: label.to_owned(), order, url, post, values: front.values.into_owned() })
}

/// Sets what Jekyll makes of a page or a document (`Jekyll::Drops::DocumentDrop`, `Page::ATTRIBUTES_FOR_LIQUID`).
fn set(one: &One, name: &str, known: &mut TemplateValues) {
    let path = one.post.path.to_string_lossy();
    // A document may have a name of its own.
    let is_named = known.get(&format!("{name}.name")).is_some();
    let mut value = |key: &str, text: &str| known.set(&format!("{name}.{key}"), text);
    value("path", &path);
    if !is_named {
        value("name", path.rsplit('/').next().unwrap_or_default());
    }
    one.url.iter().for_each(|url| value("url", url));
    if one.label != PAGES {
        value("relative_path", &path);
        value("collection", &one.label);
        value("slug", one.post.slug.as_str());
        value("title", one.post.title.as_str());
    }
}
