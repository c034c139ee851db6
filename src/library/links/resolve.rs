//! The way from an `href` to its target: scheme, then syntax, then posts by file and address, then files.

use std::path::Path;

use super::files::{Files, Presence};
use super::index::By;
use super::place::{Parts, file, folder, join, page_key, url_key};
use super::rules::{asset_roots, page_roots};
use super::{Resolution, Target};
use crate::library::Library;
use crate::post::{Post, PostId};
use crate::site::Generator;
use crate::text::Clean;

/// What a target is resolved against.
pub(super) struct Resolver<'a> {
    pub library: &'a Library,
    pub files: &'a dyn Files,
    pub from: PostId,
}

impl<'a> Resolver<'a> {
    pub(super) fn resolve(&self, href: &str) -> Resolution {
        if let Some(anchor) = href.strip_prefix('#') {
            return Target::Heading(Clean::line(&super::place::decoded(anchor))).into();
        }
        if href.is_empty() {
            return Target::Heading(Clean::default()).into();
        }
        if let Some(found) = self.special(href) {
            return found;
        }
        match scheme(href) {
            Some(scheme) => self.outside(scheme, href),
            None if href.starts_with("//") => self.outside("https", &format!("https:{href}")),
            None => self.inside(href),
        }
    }

    pub(super) fn generator(&self) -> Generator {
        self.library.site().generator
    }

    pub(super) fn post(&self) -> Option<&'a Post> {
        self.library.get(self.from)
    }

    fn outside(&self, scheme: &str, href: &str) -> Resolution {
        let address = || Clean::line(href);
        match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => self.own_address(href).unwrap_or_else(|| Target::Web(address()).into()),
            "mailto" => Target::Mail(address()).into(),
            _ => Target::Blocked(address()).into(),
        }
    }

    /// An address of the site itself that leads to a post of it.
    fn own_address(&self, href: &str) -> Option<Resolution> {
        let base = self.library.site().base_url.as_ref()?;
        // Most links lead elsewhere, which takes no parsing to tell.
        if let (Some(own), Some(other)) = (plain_host(base), plain_host(href))
            && !own.eq_ignore_ascii_case(other)
        {
            return None;
        }
        if host(base)? != host(href)? {
            return None;
        }
        let anchor = Parts::of(href).anchor;
        self.by_url(&url_key(href)).map(|id| self.found(id, anchor).into())
    }

    /// A path, from the post or from the root.
    fn inside(&self, href: &str) -> Resolution {
        let parts = Parts::of(href);
        let found = self.post_at(&parts.path).map(|id| self.found(id, parts.anchor.clone()));
        if let Some(target) = found {
            return Resolution { spelled: self.spelling(&target, &parts.path), target };
        }
        self.asset(&parts.path).or_else(|| self.page(&parts.path)).unwrap_or_else(|| broken(href))
    }

    /// The post that a path names: by its address if it is written like one, else by its file first.
    fn post_at(&self, path: &str) -> Option<PostId> {
        if is_no_text(path) {
            return None;
        }
        let by_url = || self.url_places(path).iter().find_map(|key| self.by_url(key));
        let by_file = || {
            let places = self.places(path, page_roots(self.generator()));
            places.iter().find_map(|place| self.first(By::Page, &page_key(Path::new(place))))
        };
        let is_address = path.starts_with('/') || path.ends_with('/') || path.ends_with(".html");
        let found = if is_address { by_url().or_else(by_file) } else { by_file().or_else(by_url) };
        found.or_else(|| self.by_day(path))
    }

    /// The post that an address with its day in it means (`/2010/06/08/name/`, `/2010/06/name.html`): a folder without a
    /// generator has no rule for addresses, but its posts were often written for one that has.
    fn by_day(&self, path: &str) -> Option<PostId> {
        if self.generator() != Generator::Plain || !path.starts_with('/') {
            return None;
        }
        let key = url_key(path);
        let (before, name) = key.rsplit_once('/')?;
        let numbers: Vec<i16> = before.rsplit('/').map_while(|part| part.parse().ok()).take(3).collect();
        if numbers.len() < 2 {
            return None;
        }
        let is_of_day = |id: &PostId| {
            let day = self.library.get(*id).and_then(|post| post.date.as_ref()).map(|date| date.civil.date());
            day.is_some_and(|day| [day.day().into(), day.month().into(), day.year()].ends_with(&numbers))
        };
        let mut called = [By::Slug, By::Undated].into_iter().flat_map(|by| self.all(by, name));
        called.find(is_of_day)
    }

    /// Where a path may lie in the tree.
    fn places(&self, path: &str, roots: &[&str]) -> Vec<String> {
        let beside = self.post().map(|post| folder(&post.path)).filter(|_| !path.starts_with('/'));
        beside.iter().map(String::as_str).chain(roots.iter().copied()).filter_map(|base| join(base, path)).collect()
    }

    /// The addresses that a path may mean: from the root, below the base URL's own path, from this post's address.
    fn url_places(&self, path: &str) -> Vec<String> {
        let base = self.library.site().base_url.as_deref().map(url_key).unwrap_or_default();
        let from_root = [Some(String::new()), Some(base)];
        let bases =
            if path.starts_with('/') { from_root.to_vec() } else { vec![self.directory(), Some(String::new())] };
        // Aliases are told without the base.
        let joined = bases.into_iter().flatten().filter_map(|base| join(&base, path)).chain(self.below_base(path));
        joined.map(|place| url_key(&place)).filter(|key| !key.is_empty()).collect()
    }

    /// The folder that the address of the post stands in, from the root.
    fn directory(&self) -> Option<String> {
        let url = self.post()?.url.as_deref()?;
        let key = url_key(url);
        Some(match url.ends_with('/') {
            true => key,
            false => key.rsplit_once('/').map_or_else(String::new, |(up, _)| up.to_owned()),
        })
    }

    fn by_url(&self, key: &str) -> Option<PostId> {
        self.first(By::Url, key).or_else(|| self.first(By::Alias, key))
    }

    /// The posts of that name.
    pub(super) fn all(&self, by: By, name: &str) -> Vec<PostId> {
        self.library.index().find(self.library, self.from, by, name)
    }

    /// The first post of that name; an exact spelling goes before one that differs by case.
    pub(super) fn first(&self, by: By, name: &str) -> Option<PostId> {
        self.all(by, name).first().copied()
    }

    pub(super) fn found(&self, id: PostId, anchor: Option<String>) -> Target {
        let anchor = anchor.map(|anchor| Clean::line(&anchor));
        match anchor {
            Some(anchor) if id == self.from => Target::Heading(anchor),
            anchor => Target::Post { id, anchor },
        }
    }

    /// The real spelling of a file that was linked with other capitals.
    fn spelling(&self, target: &Target, path: &str) -> Option<Clean> {
        let Target::Post { id, .. } = target else { return None };
        let real = super::place::slashed(&self.library.get(*id)?.path);
        let written = join("", path.trim_start_matches("../"))?;
        let tail = real.get(real.len().checked_sub(written.len())?..)?;
        (tail != written && crate::library::fold::same(tail, &written)).then(|| Clean::line(&real))
    }

    /// A file of the site, by the generator's rule.
    pub(super) fn asset(&self, path: &str) -> Option<Resolution> {
        let mut places = self.bundle(path).into_iter().collect::<Vec<_>>();
        places.extend(self.places(path, asset_roots(self.generator())));
        places.extend(self.below_base(path).iter().flat_map(|path| self.places(path, asset_roots(self.generator()))));
        places.extend(self.url_places(path).iter().flat_map(|key| {
            asset_roots(self.generator()).iter().filter_map(|root| join(root, key)).collect::<Vec<_>>()
        }));
        self.first_file(&places, path)
    }

    /// A root-relative path less the base URL's own path (`/blog/img/a.png` of a site at `/blog`).
    fn below_base(&self, path: &str) -> Option<String> {
        let base = url_key(self.library.site().base_url.as_deref()?);
        let below = path.strip_prefix('/')?.strip_prefix(base.as_str())?;
        (!base.is_empty() && below.starts_with('/')).then(|| below.to_owned())
    }

    /// The first place where a file is, else the first where one of another spelling is; unseen, the first if the path
    /// looks like a file.
    pub(super) fn first_file(&self, places: &[String], path: &str) -> Option<Resolution> {
        let mut spelled = None;
        for place in places.iter().filter(|place| !place.is_empty()) {
            match self.files.look(&file(place)) {
                Presence::Here => return Some(Target::Asset(file(place)).into()),
                Presence::Spelled(real) => spelled = spelled.or(Some(real)),
                Presence::Unknown if looks_like_file(path) => return Some(Target::Asset(file(place)).into()),
                Presence::Unknown | Presence::Missing => {}
            }
        }
        spelled.map(|real| Resolution {
            spelled: Some(Clean::line(&super::place::slashed(&real))),
            target: Target::Asset(real),
        })
    }

    /// Hexo keeps the files of a post in a folder named like it.
    pub(super) fn bundle(&self, path: &str) -> Option<String> {
        let post = self.post().filter(|_| self.generator() == Generator::Hexo && !path.starts_with('/'))?;
        join(&super::place::slashed(&post.path.with_extension("")), path)
    }

    /// A page of the site that is no post: seen on the web where the path is its address, else as its file. Where nobody
    /// looks at the disk, any address of the site may be a page.
    fn page(&self, path: &str) -> Option<Resolution> {
        let from_root = self.folder_from_root(path);
        let path = from_root.as_deref().unwrap_or(path);
        let own = self.library.site().base_url.as_deref().filter(|base| path.starts_with('/') && base.contains("://"));
        let web = || {
            let address = url::Url::parse(own?).ok()?.join(path).ok()?;
            Some(Target::Web(Clean::line(address.as_str())))
        };
        let unseen = || self.files.look(Path::new("")) == Presence::Unknown;
        let is_made = || is_made_by_generator(self.below_base(path).as_deref().unwrap_or(path));
        // Whether anybody looks at the disk is told at once.
        if unseen() || from_root.is_some() || is_made() || self.is_section(path) {
            return web().map(Into::into);
        }
        let Some(found) = self.page_file(path) else { return self.folder_of_notes(path).map(Into::into) };
        Some(web().unwrap_or(found).into())
    }

    /// A folder of a site without a generator, which people read on a host of repositories: its own page, if it has one.
    fn folder_of_notes(&self, path: &str) -> Option<Target> {
        if self.generator() != Generator::Plain || path.is_empty() {
            return None;
        }
        let places = self.places(path, page_roots(self.generator()));
        let folder = places.into_iter().find(|place| !place.is_empty() && self.files.has_folder(Path::new(place)))?;
        // The page of `index` has the folder's own name.
        let page = [format!("{folder}/README"), folder.clone()].iter().find_map(|name| self.first(By::Page, name));
        Some(page.map_or_else(|| Target::Asset(file(&folder)), |id| self.found(id, None)))
    }

    /// Where a path of steps alone leads (`../`), from the root.
    fn folder_from_root(&self, path: &str) -> Option<String> {
        let directory = if is_steps(path) { self.directory() } else { None };
        let folder = join(&directory?, path)?;
        Some(if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") })
    }

    /// Whether a path is that of a section, of which Hugo makes a list without any file ("Sections": those below the root).
    pub(super) fn is_section(&self, path: &str) -> bool {
        let name = path.trim_matches('/');
        let is_folder =
            || page_roots(self.generator()).iter().any(|root| self.files.has_folder(&Path::new(root).join(name)));
        self.generator() == Generator::Hugo && !name.is_empty() && !name.contains(['/', '.']) && is_folder()
    }

    /// The source of a page, by where generators keep the source of an address.
    pub(super) fn page_file(&self, path: &str) -> Option<Target> {
        let mut places = self.places(path, page_roots(self.generator()));
        places.extend(self.below_base(path).iter().flat_map(|path| self.places(path, page_roots(self.generator()))));
        // Jekyll keeps collections and pages in folders with a line before their names, Pelican keeps pages apart.
        let collected = path.trim_start_matches('/');
        places.extend(["_", "_pages/", "pages/", "content/pages/"].map(|folder| format!("{folder}{collected}")));
        // A link that leads nowhere is asked for under a hundred names, and of most no part is there.
        let begun = places.iter().filter(|place| self.files.may_begin(Path::new(page_of(place))));
        let names = begun.flat_map(|place| page_names(place));
        names.map(|name| file(&name)).find(|name| self.files.look(name) == Presence::Here).map(Target::Asset)
    }
}

/// What the name of every file begins with that may hold the page of an address.
fn page_of(place: &str) -> &str {
    place.trim_end_matches('/').trim_end_matches(".html")
}

/// The files that may hold the page of an address.
fn page_names(place: &str) -> Vec<String> {
    let page = page_of(place);
    let mut names = vec![page.to_owned()];
    for extension in ["md", "markdown", "html", "mdx"] {
        let nested = ["index", "_index"].map(|name| join(page, &format!("{name}.{extension}")));
        names.extend(nested.into_iter().flatten());
        names.push(format!("{page}.{extension}"));
    }
    names.retain(|name| !name.is_empty());
    names
}

pub(super) fn broken(href: &str) -> Resolution {
    Target::Broken(Clean::line(href)).into()
}

/// What stands before the colon, if it can be a scheme (RFC 3986).
pub(super) fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    let letter = scheme.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let rest = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'));
    (letter && rest).then_some(scheme)
}

/// The host, without `www.`.
fn host(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

/// The host as it is written, without `www.`, where nothing of it is written in another way than it is read: letters, figures,
/// hyphens and dots, and a name at the end (no number, which may stand for an address).
fn plain_host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    let is_named = host.rsplit('.').next()?.starts_with(|first: char| first.is_ascii_alphabetic());
    let bare = host.get(..4).filter(|www| www.eq_ignore_ascii_case("www.")).and_then(|_| host.get(4..));
    (is_plain && is_named).then(|| bare.unwrap_or(host))
}

/// Whether a path has an extension of pictures, sound, film, papers or archives: the picture `saw.png` of the post `saw.md`
/// is not the post.
fn is_no_text(path: &str) -> bool {
    const KINDS: [&str; 31] = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico", "tif", "tiff", "mp3", "m4a", "ogg", "oga",
        "wav", "flac", "mp4", "m4v", "webm", "ogv", "mov", "avi", "pdf", "ps", "zip", "gz", "tgz", "bz2", "xz", "7z",
    ];
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    KINDS.iter().any(|kind| extension.eq_ignore_ascii_case(kind))
}

/// Whether the last part of a path has an extension that no page has.
fn looks_like_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let page = ["html", "htm", "md", "markdown", "mdx", "php", "aspx"];
    let short = (1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    short && !page.iter().any(|page| extension.eq_ignore_ascii_case(page))
}

/// Whether a path only leads to a folder, by steps up and none down.
fn is_steps(path: &str) -> bool {
    path.starts_with('.') && path.trim_matches(['.', '/']).is_empty()
}

/// Pages that have no source: the front page, lists of tags and the like, feeds.
pub(super) fn is_made_by_generator(path: &str) -> bool {
    if is_steps(path) {
        return true;
    }
    // Octopress has them below the blog (`category_dir: blog/categories`).
    let path = path.trim_matches('/');
    let path = path.strip_prefix("blog/").unwrap_or(path);
    let first = path.split('/').next().unwrap_or_default().to_ascii_lowercase();
    let feeds = ["feed.xml", "rss.xml", "atom.xml", "index.xml", "sitemap.xml", "feed", "rss"];
    let lists =
        ["", "tag", "tags", "category", "categories", "archive", "archives", "author", "authors", "page", "index.html"];
    // Months and years, and the further pages of a list.
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_archive = first.len() == 4 && path.split('/').all(|part| is_number(part) && part.len() <= 4);
    let is_paged = |part: &str| part.strip_prefix("page").is_some_and(is_number);
    let is_paged = path.rsplit('/').next().is_some_and(is_paged);
    feeds.contains(&first.as_str()) || lists.contains(&first.as_str()) || is_archive || is_paged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_is_plainly_written_is_the_one_that_is_parsed() {
        for (url, plain) in [
            ("https://example.com/blog", Some("example.com")),
            ("http://www.example.com", Some("example.com")),
            ("https://Example.COM?x#y", Some("Example.COM")),
            ("https://xn--bcher-kva.example/", Some("xn--bcher-kva.example")),
            ("https://b\u{fc}cher.example/", None),
            ("https://user@example.com/", None),
            ("https://example.com:443/", None),
            ("https://example.com\\x", None),
            ("https://0x7f.1/", None),
            ("https://[::1]/", None),
            ("https:///example.com", None),
            ("/a", None),
        ] {
            assert_eq!(plain_host(url), plain, "{url}");
            if let Some(plain) = plain {
                assert_eq!(host(url), Some(plain.to_ascii_lowercase()), "{url}");
            }
        }
    }
}
