//! Paths inside a site: put together, cut and folded without ever leading out of it.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

/// A target parted into path, and what stands after `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// Percent-decoded, without query.
    pub path: String,
    /// Percent-decoded, without `#`.
    pub anchor: Option<String>,
}

impl Parts {
    /// Parts a target as written.
    pub(super) fn of(href: &str) -> Self {
        let (path, anchor) = href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor)));
        let path = path.split('?').next().unwrap_or_default();
        Self { path: decoded(path), anchor: anchor.filter(|anchor| !anchor.is_empty()).map(decoded) }
    }
}

/// Percent-decoded; what does not decode to UTF-8 stays as it is written.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// `path` taken from `base`, its dots resolved; none if it leads out of the root or holds a NUL.
pub(super) fn join(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part if part.contains('\0') => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a file, with slashes.
pub(super) fn folder(path: &Path) -> String {
    path.parent().map(slashed).unwrap_or_default()
}

/// A path with slashes between its parts, whatever the machine.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The path of an absolute or root-relative URL as it is looked up: decoded, without slashes around it, `index.html`
/// and `.html` at its end.
pub(super) fn url_key(url: &str) -> String {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default(),
        None => url,
    };
    let path = decoded(path.split(['?', '#']).next().unwrap_or_default());
    let path = path.trim_matches('/');
    let path = path.strip_suffix("index.html").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    path.trim_end_matches('/').to_owned()
}

/// A file's path without its extension; `index` stands for its folder.
pub(super) fn page_key(path: &Path) -> String {
    let whole = slashed(&path.with_extension(""));
    match whole.strip_suffix("/index") {
        Some(folder) => folder.to_owned(),
        None => whole,
    }
}

/// The last part of a page's key: what wiki links and tags call a post.
pub(super) fn page_name(path: &Path) -> String {
    page_key(path).rsplit('/').next().unwrap_or_default().to_owned()
}

/// A page's key without the language at its end (`a/index.ar.md` is the page `a`); none if it has no such end.
pub(super) fn any_language(path: &Path, lang: Option<&str>) -> Option<String> {
    let whole = slashed(&path.with_extension(""));
    let (page, end) = whole.rsplit_once('.')?;
    let is_code = |end: &str| {
        let (code, region) = end.split_once(['-', '_']).map_or((end, None), |(code, region)| (code, Some(region)));
        let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
        (2..=3).contains(&code.len())
            && letters(code)
            && region.is_none_or(|region| (2..=4).contains(&region.len()) && letters(region))
    };
    let is_lang = lang.map_or_else(|| is_code(end), |lang| lang.eq_ignore_ascii_case(end));
    is_lang.then(|| page.strip_suffix("/index").unwrap_or(page).to_owned())
}

/// A file name without the date that stands before it.
pub(super) fn undated(name: &str) -> &str {
    let mut rest = name;
    for digits in [2..=4, 1..=2, 1..=2] {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = rest.get(length..).and_then(|after| after.strip_prefix(['-', '_']));
        match after.filter(|after| digits.contains(&length) && !after.is_empty()) {
            Some(after) => rest = after,
            None => return name,
        }
    }
    rest
}

/// As a path of the file system.
pub(super) fn file(path: &str) -> PathBuf {
    path.split('/').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_root() {
        for (base, path, want) in [
            ("a/b", "c", Some("a/b/c")),
            ("a/b", "../c", Some("a/c")),
            ("a", "./x//y/", Some("a/x/y")),
            ("a", "../../c", None),
            ("", "..", None),
            ("", "a/../..", None),
            ("", "a\0b", None),
            ("", "/", Some("")),
        ] {
            assert_eq!(join(base, path).as_deref(), want, "{base} + {path}");
        }
    }

    #[test]
    fn languages_of_a_page_are_one_page() {
        for (path, lang, want) in [
            ("a/index.ar.md", None, Some("a")),
            ("b.zh-TW.md", None, Some("b")),
            ("b.fr.md", Some("fr"), Some("b")),
            ("release-0.2.1.md", None, None),
            ("node.js.md", Some("en"), None),
            ("b.md", None, None),
        ] {
            assert_eq!(any_language(path.as_ref(), lang).as_deref(), want, "{path}");
        }
    }

    #[test]
    fn urls_and_pages_have_one_key() {
        for (url, want) in [
            ("https://e.com/2010/06/x/", "2010/06/x"),
            ("/2010/06/x.html", "2010/06/x"),
            ("/x/index.html?q#a", "x"),
            ("/%E6%97%A5/", "日"),
            ("https://e.com", ""),
        ] {
            assert_eq!(url_key(url), want, "{url}");
        }
        for (path, key, name) in [
            ("content/posts/a/index.md", "content/posts/a", "a"),
            ("_posts/2010-06-08-x.md", "_posts/2010-06-08-x", "2010-06-08-x"),
        ] {
            assert_eq!((page_key(path.as_ref()).as_str(), page_name(path.as_ref()).as_str()), (key, name));
        }
        for (name, want) in [
            ("2010-06-08-x-y", "x-y"),
            ("10-1-2-x", "x"),
            ("2010-x", "2010-x"),
            ("x", "x"),
            ("2010-06-08", "2010-06-08"),
        ] {
            assert_eq!(undated(name), want, "{name}");
        }
    }
}
