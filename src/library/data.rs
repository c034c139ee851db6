//! Files of data that a Jekyll post asks for (`site.data.name`), read ahead of its parsing, which knows no files. What is in
//! them the site reads.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use super::includes::read_at_most;
use crate::site::data_key;
use crate::system::System;

/// Jekyll's folder for them (`data_dir`).
pub(super) const FOLDER: &str = "_data";
/// What stands before the name of a file of data, where the names of included files are listed.
pub(super) const DATA: &str = "data ";
/// Files that are read for one post at most.
const MOST: usize = 64;
/// Names of files and folders that are looked at for one post at most.
const MOST_NAMES: usize = 4_096;
/// Bytes of all of them; what is beyond is not read.
const LARGEST: usize = 1 << 20;
/// Folders within folders at most.
const DEEPEST: usize = 4;

/// Which data a text asks for: those by these names, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    names: BTreeSet<String>,
    all: bool,
}

impl Asked {
    /// What both ask for.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.names.extend(other.names);
        Self { all: self.all || other.all, ..self }
    }

    fn asks_for(&self, name: &str) -> bool {
        self.all || self.names.contains(name)
    }
}

/// The data that a text asks for: `site.data.name`, `site.data["name"]`, and all where the name is a value.
pub(super) fn asked(text: &str) -> Asked {
    const WORD: &str = "site.data";
    let mut asked = Asked::default();
    for at in memchr::memmem::find_iter(text.as_bytes(), WORD) {
        let rest = text.get(at + WORD.len()..).unwrap_or_default();
        let rest = rest
            .strip_prefix('.')
            .or_else(|| rest.strip_prefix(['[']).and_then(|rest| rest.trim_start().strip_prefix(['"', '\''])));
        let name = rest.map_or("", |rest| rest.split(|c: char| !is_of_name(c)).next().unwrap_or_default());
        match name {
            "" => asked.all = true,
            name => asked.names.extend([name.to_owned()]),
        }
    }
    asked
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// The files of data that are asked for: their names below the folder, after [`DATA`], and their texts.
pub(super) fn gather(system: &dyn System, root: &Path, folder: &Path, asked: &Asked) -> Vec<(String, String)> {
    if *asked == Asked::default() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut left, mut looked) = (LARGEST, 0);
    let mut waiting: VecDeque<(String, usize)> = [(String::new(), 0)].into();
    while let Some((below, depth)) = waiting.pop_front() {
        for name in system.first_names(root, &folder.join(&below), MOST_NAMES) {
            looked += 1;
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            if looked > MOST_NAMES || found.len() >= MOST {
                return found;
            }
            let path = if below.is_empty() { name.to_owned() } else { format!("{below}/{name}") };
            if matches!(ending, "yml" | "yaml" | "json" | "csv" | "tsv") {
                if depth == 0 && !asked.asks_for(&data_key(stem)) {
                    continue;
                }
                let Some(text) = read_at_most(system, root, &folder.join(&path), left) else { continue };
                left -= text.len().min(left);
                found.push((format!("{DATA}{path}"), text));
            } else if depth < DEEPEST
                && (depth > 0 || asked.asks_for(&data_key(name)))
                && system.is_dir(root, &folder.join(&path))
            {
                waiting.push_back((path, depth + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, words};
    use super::*;

    fn text(config: &str, post: &str) -> String {
        let files = [
            ("_config.yml", config),
            ("_posts/2020-01-01-a.md", post),
            ("_data/people.yml", "- {name: Ann, year: 2012, skills: [c]}\n- {name: Bo, year: 9, when: 2020-02-03}\n"),
            ("_data/by-id.yml", "ann: {name: Ann A.}\nbo: {name: Bo B.}\n"),
            ("_data/some table.csv", "name,says\nAnn,\"\"\"Hi\"\", she says\"\nBo,\n"),
            ("_data/v1/deep.json", "{\"a\": {\"b\": [1, 2.5, \"x\"]}}"),
            ("_includes/card.md", "{{ include.who.name }} ({{ include.who.year }}) {{ include.imageURL }}"),
            ("_includes/all.md", "{% for one in site.data.people %}{{ one.name }};{% endfor %}"),
            ("_includes/1.2/note.md", "Note of *{{ page.title }}*. {% include {{ include.next }}.md %}"),
            ("secret.yml", "a: secret"),
        ];
        words(&document(files, "_posts/2020-01-01-a.md"))
    }

    #[test]
    fn data_of_the_site_are_words_of_the_post() {
        for (post, want) in [
            ("{% for one in site.data.people %}\n* {{ one.name }} {{ one.year }}\n{% endfor %}", "Ann 2012 Bo 9"),
            (
                "{% for pair in site.data.by-id %}{{ pair[0] }}: {{ pair[1].name }}; {% endfor %}",
                "ann: Ann A.; bo: Bo B.;",
            ),
            ("{% assign id = 'bo' %}{{ site.data.by-id[id].name }} {{ site.data['by-id'].ann.name }}", "Bo B. Ann A."),
            (
                "{% for row in site.data.some_table %}{{ row.name }}: {{ row.says }} {% endfor %}",
                "Ann: “Hi”, she says Bo:",
            ),
            ("{{ site.data.v1.deep.a.b | join: '/' }} {{ site.data.people[1].when | date: '%Y' }}", "1/2.5/x 2020"),
            ("{% include all.md %}", "Ann;Bo;"),
            (
                "{% for one in site.data.people %}{% include card.md who=one imageURL=\"/a.png\" %} {% endfor %}",
                "Ann (2012) /a.png Bo (9) /a.png",
            ),
            ("{% if site.data.none %}no{% else %}None{% endif %}{{ site.data.by-id.none }}.", "None."),
            ("{% assign d = site.data %}{{ d.people.size }} {{ d.people | map: 'name' | join: '+' }}", "2 Ann+Bo"),
            ("{% include {{ page.v }}/note.md next=\"all\" %}", "Note of T. Ann;Bo;"),
        ] {
            assert_eq!(text("title: t", &format!("---\ntitle: T\nv: 1.2\n---\n\n{post}\n")), want, "{post}");
        }
    }

    #[test]
    fn data_outside_the_site_are_not_read() {
        for folder in ["..", "../..", "/"] {
            let shown = text(&format!("title: t\ndata_dir: {folder}"), "---\n---\n\nx{{ site.data.secret.a }}\n");
            assert!(shown == "x" || folder == "/" && shown == "xsecret", "{folder}: {shown}");
        }
    }

    #[test]
    fn what_a_text_asks_for_is_read_and_no_more() {
        let named = |names: &[&str]| Asked { names: names.iter().map(|name| (*name).to_owned()).collect(), all: false };
        for (text, want) in [
            ("{{ site.data.a.b }} {% for x in site.data['c-d'] %}", named(&["a", "c-d"])),
            ("{{ site.title }}", named(&[])),
            ("{{ site.data[page.x] }}", Asked { all: true, ..Asked::default() }),
            ("{% assign d = site.data %}", Asked { all: true, ..Asked::default() }),
        ] {
            assert_eq!(asked(text), want, "{text}");
        }
    }
}
