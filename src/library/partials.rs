//! Files of Markdown that a post imports to show them as a part of it (MDX; Docusaurus: "Importing Markdown"), read ahead of
//! its parsing, which knows no files.

use std::collections::{HashSet, VecDeque};
use std::path::{Component, Path, PathBuf};

use super::includes::read;
use crate::post::front_matter::{self, Fences};
use crate::site::Site;
use crate::system::System;
use crate::template::{Dialect, imported};

/// Files that are read for one post at most.
const MOST: usize = 48;

/// The texts that a post imports, and those that they import, by the names that their tags are looked up by. Imports of what
/// is imported are told by their paths from the root, so that none is taken for another.
pub(super) fn gather(
    system: &dyn System,
    site: &Site,
    dialect: Dialect,
    post: &Path,
    text: &str,
) -> Vec<(String, String)> {
    let places = |from: &Path, name: &str| {
        let found = candidates(from, name).into_iter().find(|path| system.is_file(&site.root, path));
        found.map(|path| (name.to_owned(), path))
    };
    let mut waiting: VecDeque<_> = imported(text, dialect).into_iter().filter_map(|name| places(post, name)).collect();
    let (mut asked, mut found) = (HashSet::new(), Vec::new());
    while let Some((name, path)) = waiting.pop_front().filter(|_| asked.len() < MOST) {
        if !asked.insert(name.clone()) {
            continue;
        }
        let Some(text) = read(system, &site.root, &path) else { continue };
        let start = front_matter::read(&text, Fences::Yaml).body.byte as usize;
        let mut text = text.get(start..).unwrap_or_default().to_owned();
        let inner: Vec<String> = imported(&text, dialect).into_iter().map(str::to_owned).collect();
        for name in inner {
            let Some((_, path)) = places(&path, &name) else { continue };
            let own = format!("/{}", path.to_string_lossy());
            for quote in ['\'', '"'] {
                text = text.replace(&format!("{quote}{name}{quote}"), &format!("{quote}{own}{quote}"));
            }
            waiting.push_back((own, path));
        }
        found.push((name, text));
    }
    found
}

/// Where a file may be that is imported: beside the file that does, or from the root, by the names that tools have for it.
fn candidates(from: &Path, name: &str) -> Vec<PathBuf> {
    let beside = from.parent().unwrap_or(Path::new(""));
    let (bases, rest): (Vec<&Path>, &str) = match name.split_once('/') {
        Some(("." | "..", _)) => (vec![beside], name),
        Some(("" | "@site", rest)) => (vec![Path::new("")], rest),
        Some(("@" | "~" | "$lib", rest)) => (vec![Path::new("src"), Path::new("")], rest),
        _ => return Vec::new(),
    };
    bases.into_iter().filter_map(|base| joined(base, rest)).collect()
}

/// A path from a folder; none where it leads out of the root.
fn joined(base: &Path, path: &str) -> Option<PathBuf> {
    let mut joined = base.to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(part) => joined.push(part),
            Component::ParentDir if !joined.pop() => return None,
            _ => {}
        }
    }
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::super::body::BodySource;
    use super::*;
    use crate::post::{BodyStart, PostId};
    use crate::system::memory::MemorySystem;

    #[test]
    fn files_that_a_post_imports_are_a_part_of_it_and_nothing_outside_the_site_is() {
        let files = [
            ("docusaurus.config.js", ""),
            ("blog/shared/_b.md", "---\ntitle: No\n---\nimport PartC from '../_c.mdx';\n\nB and <PartC/>\n"),
            ("blog/_c.mdx", "import PartB from './shared/_b.md'\n\nC of {props.who}.\n"),
            ("secret.md", "secret"),
        ];
        for (post, want) in [
            ("import PartB from './shared/_b.md'\n\nA\n\n<PartB/>\n", "A B and C of ."),
            ("import PartC from '@site/blog/_c.mdx';\n\n<PartC who=\"us\"/>\n", "C of us."),
            ("import PartC from '../../../_c.mdx'\n\nx <PartC/>\n", "x"),
            ("import PartC from '/etc/passwd.md'\n\nx <PartC/>\n", "x"),
            ("```\nimport PartC from './_c.mdx'\n```\n\n<PartC/>\n", "import PartC from './_c.mdx'"),
        ] {
            let system = MemorySystem::with_files(files.into_iter().chain([("blog/2020-01-02-a.mdx", post)]));
            let site = Site::open(&system, Path::new("")).unwrap();
            let path = Path::new("blog/2020-01-02-a.mdx");
            let source = BodySource { id: PostId(0), path, start: BodyStart::default() };
            let document = source.document(&source.read(&system, &site).unwrap(), &site);
            assert_eq!(document.text.split_whitespace().collect::<Vec<_>>().join(" "), want, "{post}");
        }
    }
}
