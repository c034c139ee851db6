//! Links in a generator's own words: `folio-ref:` targets made from templates, `@/`, `{filename}`, `|filename|`, `link://`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::index::By;
use super::place::{Parts, file, folder, join, page_key, slashed, undated};
use super::resolve::{Resolver, broken};
use super::{Resolution, Target};
use crate::document::Document;
use crate::library::fold::same;
use crate::post::PostId;
use crate::site::Generator;
use crate::text::Clean;

/// What stands before a rewritten template: `folio-ref:KIND:ARGUMENT`.
pub(super) const PREFIX: &str = "folio-ref:";

/// Where note takers put the files of their notes.
const ATTACHMENTS: [&str; 12] = [
    "",
    "attachments",
    "attachment",
    "assets",
    "images",
    "image",
    "img",
    "files",
    "media",
    "resources",
    "_resources",
    "\u{9644}\u{4ef6}",
];
/// Folders above a post in which attachments are looked for.
const DEEPEST: usize = 16;

/// A target as its author wrote it: what a template was rewritten to is taken back.
pub fn written(href: &str) -> Cow<'_, str> {
    let Some((kind, argument)) = href.strip_prefix(PREFIX).and_then(|rest| rest.split_once(':')) else {
        return Cow::Borrowed(href);
    };
    let argument = super::place::decoded(argument);
    Cow::Owned(match kind {
        // Its address, where that is known.
        "link" if argument.contains('?') => argument.split_once('?').unwrap_or_default().1.to_owned(),
        "wiki" => format!("[[{argument}]]"),
        "file" => format!("[[{}]]", argument.rsplit('/').next().unwrap_or_default()),
        "ref" | "relref" => format!("{{{{< {kind} \"{argument}\" >}}}}"),
        "filename" => format!("{{filename}}{argument}"),
        _ => format!("{{% {kind} {argument} %}}"),
    })
}

/// The targets of pictures and links, and whether they are those of pictures: one without a link around it is a link itself.
fn targets(document: &mut Document) -> impl Iterator<Item = (&mut Clean, bool)> {
    let pictures: HashSet<Clean> = document.images.iter().map(|image| image.href.clone()).collect();
    let images = document.images.iter_mut().map(|image| (&mut image.href, true));
    let links = document.links.iter_mut().map(move |link| (pictures.contains(&link.href), &mut link.href));
    images.chain(links.map(|(is_picture, href)| (href, is_picture)))
}

/// Puts a folder before the addresses of pictures that are no whole ones (Chirpy's `media-url.html`).
pub(in crate::library) fn lay_below(document: &mut Document, folder: &str) {
    for (href, _) in targets(document).filter(|(href, is_image)| *is_image && !href.contains(':')) {
        let path = format!("{}/{}", folder.trim_end_matches('/'), href.trim_start_matches('/'));
        *href = Clean::line(&path);
    }
}

/// Gives pictures and files that a note names alone the paths at which they lie, so that nobody has to look for them again.
pub(in crate::library) fn name_files<'f>(document: &mut Document, find: &dyn Fn(&str) -> Option<&'f Path>) {
    for (href, is_image) in targets(document) {
        let wiki = href.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix("wiki:"));
        // Markdown's own pictures are found so, too.
        let plain =
            || Some(href.as_str()).filter(|href| is_image && !href.starts_with(['/', '#']) && !href.contains(':'));
        let Some(name) = wiki.or_else(plain).map(super::place::decoded) else { continue };
        let name = name.split('#').next().unwrap_or_default();
        let is_file = Path::new(name).extension().is_some_and(|ending| ending != "md");
        if let Some(path) = Some(name).filter(|_| is_file).and_then(find) {
            let path = utf8_percent_encode(&slashed(path), NON_ALPHANUMERIC).to_string();
            *href = Clean::line(&format!("{PREFIX}file:{path}"));
        }
    }
}

impl Resolver<'_> {
    /// A target in a generator's own syntax; none if it is in plain words.
    pub(super) fn special(&self, href: &str) -> Option<Resolution> {
        if let Some(rest) = href.strip_prefix(PREFIX) {
            let (kind, argument) = rest.split_once(':').unwrap_or((rest, ""));
            return Some(self.reference(kind, &super::place::decoded(argument), href));
        }
        if let Some(path) = href.strip_prefix("@/") {
            return Some(self.below_roots(path, href));
        }
        // A file that is taken as it is (Docusaurus: "Assets").
        if let Some(path) = href.strip_prefix("pathname://").filter(|path| path.starts_with('/')) {
            return Some(self.resolve(path));
        }
        if let Some(path) = href.strip_prefix("@site/").or_else(|| href.strip_prefix("~/")) {
            return Some(self.below_roots(path, href));
        }
        if let Some(found) = href.strip_prefix("link://").and_then(|path| self.nikola(path)) {
            return Some(found);
        }
        let (word, path) = braced(&super::place::decoded(href))?;
        Some(self.pelican(&word, &path, href))
    }

    fn reference(&self, kind: &str, argument: &str, href: &str) -> Resolution {
        let parts = Parts { path: argument.to_owned(), anchor: None };
        let parts = match argument.split_once('#') {
            Some((path, anchor)) => Parts { path: path.to_owned(), anchor: Some(anchor.to_owned()) },
            None => parts,
        };
        let parts =
            if kind == "wiki" { Parts { anchor: parts.anchor.map(|it| start_of_range(&it)), ..parts } } else { parts };
        let path = parts.path.trim();
        let path = if kind == "link" { path.split('?').next().unwrap_or_default() } else { path };
        let id = match kind {
            "post_url" => self.by_file_name(path),
            "link" => self.at_file(path),
            "ref" | "relref" => self.by_ref(path),
            "post_link" | "post_path" => self.by_file_name(path).or_else(|| self.first(By::Title, path)),
            "wiki" => self.by_wiki(
                path.strip_prefix("dendron://").and_then(|rest| rest.split_once('/')).map_or(path, |(_, note)| note),
            ),
            "file" => return self.first_file(&[path.to_owned()], path).unwrap_or_else(|| broken(argument)),
            "filename" => return self.pelican("filename", argument, href),
            _ => None,
        };
        match id {
            Some(id) => self.found(id, parts.anchor).into(),
            None if path.is_empty() && parts.anchor.is_some() => {
                Target::Heading(Clean::line(&parts.anchor.unwrap_or_default())).into()
            }
            None if kind == "post_url" => broken(argument),
            None => {
                let found = self.asset(path).or_else(|| self.page_file(path).map(Into::into));
                let attached = || if kind == "wiki" { self.attachment(path) } else { None };
                found.or_else(attached).unwrap_or_else(|| broken(argument))
            }
        }
    }

    /// A file that is named alone and lies in a folder of attachments, beside the post or above it: note takers find files
    /// by their names anywhere.
    fn attachment(&self, name: &str) -> Option<Resolution> {
        let folder = folder(&self.post()?.path);
        let above = std::iter::successors(Some(folder.as_str()), |folder| {
            (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
        });
        let places = above.take(DEEPEST).flat_map(|folder| {
            ATTACHMENTS.iter().filter_map(move |attachments| join(folder, &format!("{attachments}/{name}")))
        });
        self.first_file(&places.collect::<Vec<_>>(), name)
    }

    /// A file by its path from the root.
    fn at_file(&self, path: &str) -> Option<PostId> {
        let path = join("", path)?;
        self.library.at_path(&file(&path)).or_else(|| self.first(By::Page, &page_key(Path::new(&path))))
    }

    /// A file by its name, maybe with the folders above it and with its date.
    fn by_file_name(&self, name: &str) -> Option<PostId> {
        let name = name.trim_matches('/');
        let page = page_key(Path::new(&with_page_extension(name)));
        let last = page.rsplit('/').next().unwrap_or_default();
        let named = self.all(By::Name, last);
        let found = if named.is_empty() { self.all(By::Undated, undated(last)) } else { named };
        let above = page.rsplit_once('/').map(|(above, _)| above);
        let below = |id: &PostId| {
            let Some(above) = above else { return true };
            let Some(post) = self.library.get(*id) else { return false };
            let folder = folder(&post.path);
            above.split('/').all(|part| folder.split('/').any(|own| same(own, part)))
        };
        found.into_iter().find(below)
    }

    /// Hugo's rule: from the page first, then from the content folder, then by name alone.
    fn by_ref(&self, path: &str) -> Option<PostId> {
        let roots = super::rules::page_roots(self.generator()).iter().map(|root| (*root).to_owned());
        let beside = self.post().map(|post| folder(&post.path)).filter(|_| !path.starts_with('/'));
        let places = beside.into_iter().chain(roots).filter_map(|base| join(&base, path));
        let pages = places.map(|place| page_key(Path::new(&with_page_extension(&place))));
        let by_path = pages.into_iter().find_map(|page| self.first(By::Page, &page));
        by_path.or_else(|| self.by_file_name(path)).or_else(|| self.first(By::Url, &super::place::url_key(path)))
    }

    /// A note by file name, slug, title or path.
    fn by_wiki(&self, name: &str) -> Option<PostId> {
        let name = name.trim_end_matches(".md");
        self.by_file_name(name)
            .or_else(|| self.first(By::Slug, name))
            .or_else(|| self.first(By::Title, name))
            .or_else(|| self.first(By::Slug, &name.replace(' ', "-")))
            .or_else(|| self.first(By::Alias, &super::place::url_key(name)))
            .or_else(|| self.by_ref(name))
    }

    /// A path from the folder that stands for the root.
    fn below_roots(&self, path: &str, href: &str) -> Resolution {
        let parts = Parts::of(path);
        let roots = super::rules::page_roots(self.generator());
        let pages = roots.iter().filter_map(|root| join(root, &parts.path));
        let id = pages.map(|place| page_key(Path::new(&place))).find_map(|page| self.first(By::Page, &page));
        match id {
            Some(id) => self.found(id, parts.anchor).into(),
            None => self.asset(&format!("/{}", parts.path)).unwrap_or_else(|| broken(href)),
        }
    }

    /// Nikola's `link://slug/name` and `link://filename/path`; its other kinds are pages of lists.
    fn nikola(&self, path: &str) -> Option<Resolution> {
        let (kind, name) = path.split_once('/')?;
        let parts = Parts::of(name);
        let id = match kind {
            "slug" => self.first(By::Slug, &parts.path).or_else(|| self.by_file_name(&parts.path)),
            "filename" => self.at_file(&parts.path),
            _ => None,
        };
        Some(self.found(id?, parts.anchor).into())
    }

    /// Pelican's words: `filename` leads to a page, `static` and `attach` to a file, from the content folder or the post.
    fn pelican(&self, word: &str, path: &str, href: &str) -> Resolution {
        let parts = Parts::of(path);
        let base = match (parts.path.starts_with('/'), self.post()) {
            (false, Some(post)) => folder(&post.path),
            _ if self.generator() == Generator::Pelican => "content".to_owned(),
            _ => String::new(),
        };
        let Some(place) = join(&base, &parts.path) else { return broken(href) };
        let page = self.first(By::Page, &page_key(Path::new(&place))).filter(|_| word == "filename");
        match page {
            Some(id) => self.found(id, parts.anchor).into(),
            None if matches!(word, "filename" | "static" | "attach") => {
                self.first_file(&[place], &parts.path).unwrap_or_else(|| broken(href))
            }
            None => broken(href),
        }
    }
}

/// Where a range of a note starts (Dendron): `heading,1:#*` is the line after a heading, `heading:#*` all below it.
fn start_of_range(anchor: &str) -> String {
    let start = anchor.split(":#").next().unwrap_or_default();
    let offset = start.rsplit_once(',').filter(|(_, lines)| lines.bytes().all(|byte| byte.is_ascii_digit()));
    offset.map_or(start, |(heading, _)| heading).to_owned()
}

/// `{word}path` or `|word|path`.
fn braced(href: &str) -> Option<(String, String)> {
    let (word, path) = match href.strip_prefix('{') {
        Some(rest) => rest.split_once('}')?,
        None => href.strip_prefix('|')?.split_once('|')?,
    };
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word.then(|| (word.to_owned(), path.to_owned()))
}

/// Keeps a dot in a name from being taken for the start of an extension.
fn with_page_extension(name: &str) -> String {
    let has = [".md", ".markdown", ".mdx", ".html", ".mkd", ".mdown"].iter().any(|extension| name.ends_with(extension));
    if has { name.to_owned() } else { format!("{}.md", slashed(Path::new(name))) }
}
