//! The tree is what `docs/ARCHITECTURE.md` says it is: its two tables are read, and the source is held to them.
//!
//! A textual test, so it needs no compiler and names the file. Unit tests inside files are not looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Table = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a directory, sorted.
fn files(below: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(below)];
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(&directory).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => open.push(entry.path()),
                false if entry.path().extension().is_some_and(|extension| extension == "rs") => {
                    found.push(entry.path())
                }
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// A file below `src` as the tables name it: `document/html/start`.
fn name(file: &Path) -> String {
    let name = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    name.to_string_lossy().replace('\\', "/").trim_end_matches("/mod").to_owned()
}

/// The code of a file: no comments, and nothing from its unit tests on.
fn code(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

fn code_of_tree() -> Vec<(String, String)> {
    let files = files("src").into_iter().filter(|file| !file.ends_with("tests.rs"));
    files.map(|file| (name(&file), code(&file))).collect()
}

/// The table that follows a heading: first column to the names in the second.
fn table(heading: &str) -> Table {
    let page = std::fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let (_, after) = page.split_once(&format!("## {heading}")).expect("the heading is there");
    let section = after.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    let names = |cell: &str| cell.split(", ").filter(|name| *name != "—").map(str::to_owned).collect();
    rows.skip(1).map(|(first, second)| (first.to_owned(), names(second))).collect()
}

/// The modules of the crate that a piece of code names after `crate::`.
fn uses(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let group = after.strip_prefix('{').map(|group| &group[..group.find(';').unwrap_or(group.len())]);
        let mut depth = 0;
        let mut starts = true;
        for word in group.unwrap_or(after).split_inclusive(|c: char| !c.is_alphanumeric() && c != '_') {
            let end = word.chars().next_back().unwrap_or(' ');
            let word = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
            if starts && depth == 0 && !word.is_empty() {
                found.insert(word.to_owned());
                starts = false;
            }
            match end {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => starts = true,
                _ => {}
            }
            if group.is_none() {
                break;
            }
        }
    }
    found
}

/// Whether code names something at the start of a path, as in `image::open`.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        let after = &code[at + name.len()..];
        !before.is_alphanumeric() && !"_:.\"".contains(before) && (after.starts_with("::") || after.starts_with(';'))
    })
}

#[test]
fn modules_use_what_the_map_allows() {
    let allowed = table("Who may use whom");
    let mut wrong = Vec::new();
    for (file, code) in code_of_tree() {
        let module = file.split('/').next().unwrap().to_owned();
        if module == "lib" || module == "main" {
            continue;
        }
        let may = allowed.get(&module).unwrap_or_else(|| panic!("{module} has no row in docs/ARCHITECTURE.md"));
        let used = uses(&code).into_iter().filter(|name| allowed.contains_key(name) && *name != module);
        wrong.extend(
            used.filter(|name| !may.contains(name)).map(|name| format!("src/{file}: {module} may not use {name}")),
        );
    }
    assert!(wrong.is_empty(), "docs/ARCHITECTURE.md, who may use whom:\n{}", wrong.join("\n"));
}

#[test]
fn the_map_is_the_tree() {
    let modules: BTreeSet<_> =
        code_of_tree().iter().map(|(file, _)| file.split('/').next().unwrap().to_owned()).collect();
    let mut rows: BTreeSet<_> = table("Who may use whom").into_keys().collect();
    rows.extend(["lib".to_owned(), "main".to_owned()]);
    assert_eq!(modules, rows, "docs/ARCHITECTURE.md has a row a module, and a module a row");
}

#[test]
fn crates_come_in_at_their_doors() {
    let mut wrong = Vec::new();
    for (crates, doors) in table("One door a crate") {
        for (file, code) in code_of_tree() {
            let at_door = doors.iter().any(|door| file == *door || file.starts_with(&format!("{door}/")));
            let named = crates.split(", ").filter(|name| !at_door && names_crate(&code, name));
            wrong.extend(named.map(|name| format!("src/{file} names {name}")));
        }
    }
    assert!(wrong.is_empty(), "docs/ARCHITECTURE.md, one door a crate:\n{}", wrong.join("\n"));
}

#[test]
fn every_crate_has_its_line_and_no_line_is_left_over() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let keys = |table: Option<&toml::Value>| -> Vec<String> {
        table.and_then(toml::Value::as_table).into_iter().flat_map(|table| table.keys().cloned()).collect()
    };
    let unix = &manifest["target"]["cfg(unix)"];
    let named: BTreeSet<_> =
        [keys(manifest.get("dependencies")), keys(unix.get("dependencies"))].concat().into_iter().collect();
    let page = std::fs::read_to_string(root().join("docs/DEPENDENCIES.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | ")).skip(1);
    let told: BTreeSet<_> = rows.flat_map(|(crates, _)| crates.split(", ").map(str::to_owned)).collect();
    assert_eq!(named, told, "Cargo.toml and docs/DEPENDENCIES.md");
    for name in keys(manifest.get("dev-dependencies")) {
        assert!(page.contains(&name), "docs/DEPENDENCIES.md names no {name}");
    }
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<_> = [files("src"), files("tests")]
        .concat()
        .into_iter()
        .filter(|file| !std::fs::read_to_string(file).unwrap().starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "a file opens with `//!`: {silent:#?}");
}

#[test]
fn nothing_is_allowed_without_a_reason_and_nothing_is_left_to_do() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    let mut wrong = Vec::new();
    for file in [files("src"), files("tests")].concat() {
        let text = std::fs::read_to_string(&file).unwrap();
        let lines: Vec<_> = text.lines().map(str::trim_start).collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with('#') && line.contains("[allow("))
        {
            let attribute = lines[at..].iter().take_while(|line| !line.is_empty()).take(5);
            if !attribute.copied().collect::<String>().split(']').next().unwrap().contains("reason") {
                wrong.push(format!("{}: {line} without a reason", file.display()));
            }
        }
        let left = marks.iter().filter(|mark| text.contains(**mark));
        wrong.extend(left.map(|mark| format!("{}: {mark}", file.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn uses_reads_groups_and_single_paths() {
    let names = |code| uses(code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(names("use crate::text::Clean; fn f(x: crate::post::Post) {}"), "post text");
    assert_eq!(names("use crate::{app::{App, Event}, ui, text::Clean};"), "app text ui");
}
