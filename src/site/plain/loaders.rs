//! The folders that scripts of a Next.js or SvelteKit site read posts from, where they lie in none of the usual ones:
//! `path.join(process.cwd(), "texts")`, `contentDirPath: "texts"`. Read for plain words, never run.

use super::framework::Folder;

/// Where such scripts lie.
const PLACES: [&str; 18] = [
    "",
    "lib",
    "src/lib",
    "utils",
    "src/utils",
    "app",
    "app/blog",
    "app/blog/[slug]",
    "app/posts/[slug]",
    "src/app",
    "src/app/blog",
    "src/app/blog/[slug]",
    "pages",
    "pages/blog",
    "pages/posts",
    "src/pages",
    "src/pages/blog",
    "src/pages/posts",
];
/// What stands before the name of such a folder.
const MARKS: [&str; 4] = ["process.cwd(),", "contentDirPath:", "readdirSync(", "readdir("];
/// Scripts of one folder that are looked at.
const MOST: usize = 24;

/// All that are there, each once.
pub(super) fn folders(folder: &Folder<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for place in PLACES {
        let names = folder.system.first_names(folder.root, place.as_ref(), MOST * 4);
        let names = names.iter().filter_map(|name| name.to_str());
        let is_script =
            |name: &&str| [".js", ".mjs", ".ts", ".tsx", ".jsx"].iter().any(|ending| name.ends_with(ending));
        for name in names.filter(is_script).take(MOST) {
            let path = if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") };
            let text = folder.text(&[&path]).unwrap_or_default();
            let named =
                MARKS.iter().flat_map(|mark| text.match_indices(mark).take(MOST).map(|(at, mark)| at + mark.len()));
            let named = named.filter_map(|at| named_at(text.get(at..)?)).filter(|name| folder.has(name));
            for name in named {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
        }
    }
    found
}

/// The folder that a call names by texts in quotation marks.
fn named_at(rest: &str) -> Option<String> {
    let call = rest.split([')', '\n', ';']).next()?;
    let parts = call.split(['"', '\'', '`']).skip(1).step_by(2);
    let parts = parts.map(|part| part.trim_start_matches("./").trim_matches('/')).filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("/");
    (!name.is_empty() && !name.contains(['$', '*']) && !name.contains("..")).then_some(name)
}
