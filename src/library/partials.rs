//! Files of Markdown that are a part of a post: those that it imports (MDX; Docusaurus: "Importing Markdown") and the notes
//! that it shows (Obsidian), and what it takes code from (VitePress), read ahead of its parsing, which knows no files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::anchors::skeleton;
use super::includes::{LARGEST, read, without_head};
use super::waiting::{self, MOST, Waiting, joined};
use crate::site::Site;
use crate::system::System;
use crate::template::{Dialect, EMBED, FILE, block_mark, embedded, imported, taken};

/// What a text calls a file, and where that is.
type Named = (String, PathBuf);

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
    let mut waiting = Waiting::default();
    waiting.add_found(imported(text, dialect).into_iter().filter_map(|name| places(post, name)));
    let mut found = Vec::new();
    while let Some((name, path)) = waiting.next() {
        let Some(text) = read(system, &site.root, &path) else { continue };
        // Files of code have no head, and import nothing here.
        if is_raw(&name) {
            found.push((name, text));
            continue;
        }
        let Some((text, inner)) = with_own_names(without_head(&text), dialect, &path, &places) else { continue };
        waiting.add_found(inner);
        found.push((name, text));
    }
    found
}

/// A text that names what it imports by paths from the root, and those files; none if that makes it too large for a part of
/// a post.
fn with_own_names(
    text: &str,
    dialect: Dialect,
    from: &Path,
    places: &dyn Fn(&Path, &str) -> Option<Named>,
) -> Option<(String, Vec<Named>)> {
    let mut asked = HashSet::new();
    let names = imported(text, dialect).into_iter().filter(|name| asked.insert(*name)).take(MOST);
    let (mut inner, mut whole) = (Vec::new(), text.to_owned());
    for name in names {
        let Some((_, path)) = places(from, name) else { continue };
        let own = format!("/{}", path.to_string_lossy());
        for quote in ['\'', '"'] {
            let (written, own) = (format!("{quote}{name}{quote}"), format!("{quote}{own}{quote}"));
            let more = whole.matches(&written).count().saturating_mul(own.len().saturating_sub(written.len()));
            if whole.len().saturating_add(more) > LARGEST {
                return None;
            }
            whole = whole.replace(&written, &own);
        }
        inner.push((own, path));
    }
    Some((whole, inner))
}

/// The parts of notes that a note shows, and those that they show, by what their embeds name.
pub(super) fn notes(system: &dyn System, site: &Site, note: &Path, text: &str) -> Vec<(String, String)> {
    let mut waiting = Waiting::of(embedded(text), note);
    let mut found = Vec::new();
    while let Some((target, from)) = waiting.next() {
        let (name, part) = target.split_once('#').map_or((target.as_str(), None), |(name, part)| (name, Some(part)));
        let name = name.trim().trim_end_matches(".md");
        let path = match name {
            "" => Some(from),
            name => site.file_named(&format!("{name}.md"), &from).map(Path::to_path_buf),
        };
        let Some(path) = path else { continue };
        let Some(text) = read(system, &site.root, &path) else { continue };
        let body = without_head(&text);
        let Some(shown) = part.map_or_else(|| Some(body.to_owned()), |part| section(body, part)) else { continue };
        waiting.add(embedded(&shown), &path);
        found.push((format!("{EMBED}{target}"), shown));
    }
    found
}

/// The files that a text takes code or Markdown from, and those that that takes from, by their paths as they are written.
pub(super) fn sources(system: &dyn System, site: &Site, post: &Path, text: &str) -> Vec<(String, String)> {
    let mut waiting = Waiting::of(taken(text), post);
    let mut texts = Vec::new();
    while let Some((name, from)) = waiting.next() {
        // `@` is the folder of the sources, which lies above the post.
        let written = name.strip_prefix('@').unwrap_or(&name).trim_start_matches('/');
        let Some(path) = waiting::found(system, site, &from, written, name.starts_with('@')) else { continue };
        let Some(text) = read(system, &site.root, &path) else { continue };
        if path.extension().is_some_and(|extension| extension == "md") {
            waiting.add(taken(&text), &path);
        }
        texts.push((format!("{FILE}{name}"), text));
    }
    texts
}

/// The part of a note below a heading, that included, or the block of a mark.
fn section(body: &str, part: &str) -> Option<String> {
    let part = part.rsplit('#').next().unwrap_or(part).trim();
    let lines: Vec<&str> = body.lines().collect();
    if let Some(id) = part.strip_prefix('^') {
        return block(&lines, id);
    }
    let wanted = skeleton(part);
    let mut in_fence = false;
    let mut depth = None;
    let mut shown = Vec::new();
    for line in lines {
        in_fence ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = !in_fence && (1..=6).contains(&level) && line.as_bytes().get(level) == Some(&b' ');
        match depth {
            Some(depth) if is_heading && level <= depth => break,
            None if is_heading && skeleton(line) == wanted => depth = Some(level),
            _ => {}
        }
        if depth.is_some() {
            shown.push(line);
        }
    }
    depth.map(|_| shown.join("\n"))
}

/// The block that ends with a mark, or that stands before one alone on its line: an item with what is below it, else as far as
/// no line is blank.
fn block(lines: &[&str], id: &str) -> Option<String> {
    let marked = |line: &str| {
        line.trim_end().strip_suffix(id).is_some_and(|before| before.ends_with('^'))
            && block_mark(line.trim_end()).is_some()
    };
    let at = lines.iter().position(|line| marked(line))?;
    let is_alone = lines.get(at)?.trim_start().starts_with('^');
    let last = if is_alone { lines.get(..at)?.iter().rposition(|line| !line.trim().is_empty())? } else { at };
    let is_item = |line: &str| {
        line.trim_start().starts_with(['-', '*', '+'])
            || line
                .trim_start()
                .split_once(['.', ')'])
                .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let before = lines.get(..last)?;
    let first = match is_item(lines.get(last)?) && !is_alone {
        true => last,
        false => before.iter().rposition(|line| line.trim().is_empty()).map_or(0, |blank| blank + 1),
    };
    Some(lines.get(first..=last)?.join("\n"))
}

/// Whether an import asks for the text of a file as it stands.
fn is_raw(name: &str) -> bool {
    name.ends_with("?raw") || name.contains("raw-loader!")
}

/// Where a file may be that is imported: beside the file that does, or from the root, by the names that tools have for it.
fn candidates(from: &Path, name: &str) -> Vec<PathBuf> {
    let beside = from.parent().unwrap_or(Path::new(""));
    let name = name.rsplit('!').next().unwrap_or(name);
    let name = name.strip_suffix("?raw").unwrap_or(name);
    let (bases, rest): (Vec<&Path>, &str) = match name.split_once('/') {
        Some(("." | "..", _)) => (vec![beside], name),
        Some(("" | "@site", rest)) => (vec![Path::new("")], rest),
        Some(("@" | "~" | "$lib", rest)) => (vec![Path::new("src"), Path::new("")], rest),
        _ => return Vec::new(),
    };
    bases.into_iter().filter_map(|base| joined(base, rest)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, shown, words};
    use super::*;
    use crate::post::PostId;
    use crate::system::memory::MemorySystem;

    #[test]
    fn notes_show_parts_of_others_and_files_are_found_by_their_names() {
        let files = [
            (".obsidian/app.json", "{}"),
            (
                "deep/down/Other.md",
                "---\ntags: [x]\n---\nTop.\n\n## Some part\n\nPart. ![[Third]]\n\n### Below\n\nb\n\n## Next\n\n- one ^i1\n- two\n\nA block\nof lines. ^b1\n",
            ),
            ("Third.md", "Third.\n"),
            ("files/img/Pic 1.png", "x"),
        ];
        for (post, want) in [
            ("![[Other#Some part]]", "Some part Part. Third. Below b"),
            ("x ![[Other#^i1]] y", "x one y"),
            ("![[other#^b1]]", "A block of lines."),
            ("![[down/Third]] ![[Other#Gone]]", "down/Third Other \u{203a} Gone"),
            ("Own. ^me\n\n![[#^me]]", "Own. Own."),
        ] {
            let files = files.into_iter().chain([("notes/a.md", post)]);
            assert_eq!(words(&document(files, "notes/a.md")), want, "{post}");
        }
    }

    #[test]
    fn names_that_are_longer_in_full_never_make_a_part_larger_than_a_part_may_be() {
        let named = |text: &str, own: &str| {
            let places = |_: &Path, name: &str| Some((name.to_owned(), PathBuf::from(own)));
            with_own_names(text, Dialect::Docusaurus, Path::new("blog/_a.md"), &places)
        };
        let import = "import PartB from './_b.md'\n";
        let whole = Some((
            "import PartB from '/blog/_b.md'\n".repeat(3),
            vec![("/blog/_b.md".to_owned(), "blog/_b.md".into())],
        ));
        assert_eq!(named(&import.repeat(3), "blog/_b.md"), whole);
        assert!(named(&import.repeat(20), &"long/".repeat(600)).is_some());
        assert!(named(&import.repeat(30), &"long/".repeat(600)).is_none());
    }

    #[test]
    fn code_is_taken_from_files_of_the_site_alone() {
        let post = "<<< @/code/a.js\n\n<<< ../../../secret.js\n\n<!-- @include: ./b.md -->\n";
        let files = [
            ("docs/.vitepress/config.ts", ""),
            ("docs/code/a.js", "let a;\n"),
            ("docs/posts/b.md", "B.\n\n<<< ../code/a.js\n"),
            ("docs/posts/a.md", post),
        ];
        assert_eq!(words(&document(files, "docs/posts/a.md")), "let a; <<< ../../../secret.js B. let a;");
    }

    #[test]
    fn pictures_of_a_vault_are_drawn_wherever_they_lie() {
        use crate::library::links::{Target, resolve};
        use crate::library::{Batch, Library};
        let text = "![[Pic 1.png|200]]\n![a](pic%201.png)\n![b](gone.png)\n";
        let system = MemorySystem::with_files([
            (".obsidian/app.json", "{}"),
            ("files/img/Pic 1.png", "x"),
            ("notes/deep/a.md", text),
        ]);
        let site = std::sync::Arc::new(Site::open(&system, Path::new("")).unwrap());
        let path = Path::new("notes/deep/a.md");
        let document = shown(&system, "notes/deep/a.md");
        let mut library = Library::new(std::sync::Arc::clone(&site));
        library.apply(Batch::of(site.read_post(path, text.as_bytes(), 0, 0)));
        let files: Vec<Target> =
            document.images.iter().map(|image| resolve(&library, PostId(0), &image.href)).collect();
        let links: Vec<Target> = document.links.iter().map(|link| resolve(&library, PostId(0), &link.href)).collect();
        assert_eq!(links, files, "a picture is a link to itself");
        let there = Target::Asset("files/img/Pic 1.png".into());
        assert_eq!(files, [there.clone(), there, Target::Asset("notes/deep/gone.png".into())]);
    }

    #[test]
    fn files_that_a_post_imports_are_a_part_of_it_and_nothing_outside_the_site_is() {
        let files = [
            ("docusaurus.config.js", ""),
            ("blog/shared/_b.md", "---\ntitle: No\n---\nimport PartC from '../_c.mdx';\n\nB and <PartC/>\n"),
            ("blog/_c.mdx", "import PartB from './shared/_b.md'\n\nC of {props.who}.\n"),
            ("secret.md", "secret"),
            ("blog/code.js", "let a = <b>;\n"),
        ];
        for (post, want) in [
            ("import PartB from './shared/_b.md'\n\nA\n\n<PartB/>\n", "A B and C of ."),
            ("import PartC from '@site/blog/_c.mdx';\n\n<PartC who=\"us\"/>\n", "C of us."),
            ("import PartC from '../../../_c.mdx'\n\nx <PartC/>\n", "x"),
            ("import PartC from '/etc/passwd.md'\n\nx <PartC/>\n", "x"),
            ("```\nimport PartC from './_c.mdx'\n```\n\n<PartC/>\n", "import PartC from './_c.mdx'"),
            ("import code from '!!raw-loader!./code.js';\n\n<CodeBlock>{code}</CodeBlock>\n", "let a = <b>;"),
            ("import code from '@site/blog/code.js?raw'\n\n<Code code={code} />\n", "let a = <b>;"),
            ("import code from '../../code.js?raw'\n\nx <Code code={code} />\n", "x"),
        ] {
            let files = files.into_iter().chain([("blog/2020-01-02-a.mdx", post)]);
            assert_eq!(words(&document(files, "blog/2020-01-02-a.mdx")), want, "{post}");
        }
    }
}
