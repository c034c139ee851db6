//! Files that are not there: each is told alone where others of its kind are, and once for all where none is, as in a
//! checkout without pictures.

use std::collections::{HashMap, HashSet};

use crate::post::{Diagnostic, PostId};
use crate::text::Clean;

/// A file that is missed.
#[derive(Clone, Debug)]
pub(super) struct Absent {
    /// The post that asks for it.
    pub(super) post: PostId,
    /// What is told if it is told alone.
    pub(super) alone: Diagnostic,
    /// The folder it would be in, where no file of its kind is.
    pub(super) folder: Option<String>,
    /// What kind of file it is: its extension.
    pub(super) kind: String,
}

/// The kind of a file that a target names: its extension in lower case, or nothing.
pub(super) fn kind(href: &str) -> String {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether files of a kind are pages, which are missed one by one.
fn is_page(kind: &str) -> bool {
    matches!(kind, "" | "md" | "markdown" | "mdx" | "html" | "htm" | "rst")
}

/// What is told of missing files. `found`: the kinds of those that are there.
pub(super) fn told(all: &[Absent], found: &HashSet<String>) -> Vec<(PostId, Diagnostic)> {
    /// Files of a kind that nobody forgets one by one.
    const MANY: usize = 4;
    let mut of_kind: HashMap<&str, usize> = HashMap::new();
    let mut in_folder: HashMap<(&str, &str), usize> = HashMap::new();
    for one in all.iter().filter(|one| !is_page(&one.kind)) {
        *of_kind.entry(&one.kind).or_default() += usize::from(!found.contains(&one.kind));
        if let Some(folder) = &one.folder {
            *in_folder.entry((folder, &one.kind)).or_default() += 1;
        }
    }
    let mut said: HashSet<(&str, &str)> = HashSet::new();
    let mut problems = Vec::new();
    for one in all {
        let kind = one.kind.as_str();
        let away = of_kind.get(kind).copied().filter(|files| *files >= MANY);
        let folder = one.folder.as_deref().and_then(|folder| Some((folder, *in_folder.get(&(folder, kind))?)));
        let (key, message) = match (away, folder) {
            (Some(files), _) => {
                (("", kind), format!("No .{kind} file is in the site; {files} links and images ask for one."))
            }
            (None, Some((folder, files))) if files > 1 => {
                ((folder, kind), format!("No .{kind} file is in {folder}; {files} links and images ask for one there."))
            }
            _ => {
                problems.push((one.post, one.alone.clone()));
                continue;
            }
        };
        if said.insert(key) {
            problems.push((one.post, Diagnostic { message: Clean::line(&message), ..one.alone.clone() }));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Code;

    #[test]
    fn what_is_away_as_a_whole_is_told_once() {
        let one = |number: u32, folder: Option<&str>, kind: &str| Absent {
            post: PostId(number),
            alone: Diagnostic { code: Code::ImageMissing, line: number, column: 1, message: Clean::line("alone") },
            folder: folder.map(str::to_owned),
            kind: kind.to_owned(),
        };
        let all = vec![
            one(1, Some("/img"), "png"),
            one(2, Some("/img"), "png"),
            one(3, None, "png"),
            one(4, Some("/files"), "pdf"),
            one(5, Some("/img"), "png"),
            one(6, None, "html"),
        ];
        let lines = |found: Vec<(PostId, Diagnostic)>| found.iter().map(|(_, one)| one.line).collect::<Vec<_>>();
        let found = HashSet::from(["png".to_owned()]);
        assert_eq!(lines(told(&all, &found)), [1, 3, 4, 6], "a folder once, others alone");
        assert_eq!(lines(told(&all, &HashSet::new())), [1, 4, 6], "a kind of files once");
    }
}
