//! Everything that is wrong with a blog, in its files' order. Reads every body, so it runs off the UI thread.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use super::Library;
use super::absent::{self, Absent};
use super::anchors::Anchors;
use super::bodies::Bodies;
use super::body::{Body, BodySource};
use super::links::{Files, Resolution, Seen, Target, resolve_in, written};
use super::query::Key;
use crate::document::{Document, Places};
use crate::post::{Code, Diagnostic, Post, PostId};
use crate::site::Generator;
use crate::text::Clean;

/// A problem and the file it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Relative to the root.
    pub path: PathBuf,
    /// What and where; lines are lines of the file.
    pub diagnostic: Diagnostic,
}

/// What one body tells.
struct Report {
    id: PostId,
    problems: Vec<Diagnostic>,
    anchors: Anchors,
    /// Links to headings of posts: which post, which anchor, where in the file.
    headings: Vec<(PostId, Clean, Spot)>,
    /// Files that are not there.
    absent: Vec<Absent>,
    /// Kinds of files that are.
    found: HashSet<String>,
}

/// Line and column of a file.
type Spot = (u32, u32);

/// What is wrong in heads and between posts, as far as no body tells it. Sorted by path and line. Costs time in proportion
/// to all posts.
pub fn of_heads(library: &Library) -> Vec<Problem> {
    sorted(library, heads(library))
}

fn heads(library: &Library) -> Vec<(PostId, Diagnostic)> {
    let all = library.iter().flat_map(|(id, post)| of_head(library, post).into_iter().map(move |one| (id, one)));
    all.chain(duplicates(library)).collect()
}

/// Problems in the order of their files and places, of the folder that was asked for.
fn sorted(library: &Library, mut problems: Vec<(PostId, Diagnostic)>) -> Vec<Problem> {
    problems.retain(|(id, _)| library.cards().get(*id).is_some());
    let path = |id: PostId| library.get(id).map(|post| post.path.clone()).unwrap_or_default();
    let named = problems.into_iter().map(|(id, diagnostic)| Problem { path: path(id), diagnostic });
    let mut problems: Vec<Problem> = named.collect();
    problems.sort_by(|a, b| {
        let place = |problem: &Problem| (problem.diagnostic.line, problem.diagnostic.column, problem.diagnostic.code);
        a.path.cmp(&b.path).then_with(|| place(a).cmp(&place(b)))
    });
    problems.dedup();
    problems
}

/// Every problem of a blog: those of its configuration, then what was found on reading, in bodies, and between posts,
/// sorted by path and line. The whole site is looked at; told is what stands in the folder that was asked for.
pub fn check(library: &Library, files: &(dyn Files + Sync), bodies: &Bodies<'_>) -> Vec<Problem> {
    let sources: Vec<BodySource<'_>> = library.iter().map(|(id, post)| BodySource::of(id, post)).collect();
    let seen = Seen::of(library);
    let mut reports: Vec<Report> = Vec::new();
    let work = |source: BodySource<'_>, body: &Body| {
        let document = source.document(body, bodies.site);
        Inspection { library, files, seen: &seen, source, body: &body.text, document: &document }.report()
    };
    bodies.each(&sources, &work, &mut |some| reports.extend(some));
    let mut problems = heads(library);
    problems.extend(broken_anchors(library, &reports));
    let found: HashSet<String> = reports.iter_mut().flat_map(|report| std::mem::take(&mut report.found)).collect();
    // In the order of their files, so that the same one is told whatever was read first.
    reports.sort_by_key(|report| library.get(report.id).map(|post| &post.path));
    let absent = reports.iter_mut().flat_map(|report| std::mem::take(&mut report.absent));
    let absent: Vec<Absent> = absent.filter(|one| library.cards().get(one.post).is_some()).collect();
    problems.extend(absent::told(&absent, &found));
    problems
        .extend(reports.into_iter().flat_map(|report| report.problems.into_iter().map(move |one| (report.id, one))));
    let of_site = bodies.site.problems(bodies.system).into_iter();
    let of_site = of_site.map(|(path, diagnostic)| Problem { path, diagnostic });
    of_site.chain(sorted(library, problems)).collect()
}

fn at(code: Code, spot: Spot, message: &str) -> Diagnostic {
    Diagnostic { code, line: spot.0, column: spot.1, message: Clean::line(message) }
}

/// The whole of a file.
const WHOLE: Spot = (0, 0);

/// What is known of a post without its body.
fn of_head(library: &Library, post: &Post) -> Vec<Diagnostic> {
    let mut found = post.diagnostics().to_vec();
    let said = |code: Code, found: &[Diagnostic]| found.iter().any(|one| one.code == code);
    // A draft has no date by nature.
    let undated = post.date.is_none() && !post.status.draft;
    if undated && !said(Code::DateMissing, &found) && !said(Code::DateUnreadable, &found) {
        found.push(at(Code::DateMissing, WHOLE, "No date in the front matter or the file's name."));
    }
    for tag in post.tags.iter() {
        let first = library.names().meant(Key::Tag, tag).first().and_then(|id| library.names().get(*id));
        if let Some(first) = first.filter(|first| first.spelling != *tag) {
            let message =
                format!("The tag \u{201c}{tag}\u{201d} is spelled \u{201c}{}\u{201d} elsewhere.", first.spelling);
            found.push(at(Code::TagCase, WHOLE, &message));
        }
    }
    found
}

/// One body and what its links are asked of.
struct Inspection<'a> {
    library: &'a Library,
    files: &'a (dyn Files + Sync),
    seen: &'a Seen,
    source: BodySource<'a>,
    body: &'a str,
    document: &'a Document,
}

impl Inspection<'_> {
    fn report(self) -> Report {
        let above = self.source.start.line;
        let mut report = Report {
            id: self.source.id,
            problems: Vec::new(),
            anchors: Anchors::of(self.document, self.body),
            headings: Vec::new(),
            absent: Vec::new(),
            found: HashSet::new(),
        };
        // A table may ask for one value in every row.
        let mut unknown: HashSet<&Clean> = HashSet::new();
        for diagnostic in &self.document.diagnostics {
            if diagnostic.code == Code::TemplateUnknown && !unknown.insert(&diagnostic.message) {
                continue;
            }
            report.problems.push(Diagnostic { line: diagnostic.line + above, ..diagnostic.clone() });
        }
        let places = Places::of(self.body);
        // Where nobody saw the target written, the line is what is known.
        let spot = |target_at: Option<usize>, line: u32| {
            let (line, column) = target_at.map_or((line, 0), |byte| places.of_byte(byte));
            (line + above, column)
        };
        // An image alone is a link to its own file, which is told as an image.
        let images: HashSet<_> = self.document.images.iter().map(|image| (image.range, &image.href)).collect();
        for link in self.document.links.iter().filter(|link| !images.contains(&(link.range, &link.href))) {
            self.link(&link.href, spot(link.target_at, link.line), &mut report);
        }
        for image in &self.document.images {
            let resolution = self.resolve(&image.href);
            let spot = spot(image.target_at, image.line);
            if matches!(resolution.target, Target::Broken(_)) && self.seen.judges(self.files, &image.href) {
                let message = format!("There is no image at {}.", written(&image.href));
                self.miss(&image.href, at(Code::ImageMissing, spot, &message), &mut report);
            } else if matches!(resolution.target, Target::Asset(_)) {
                report.found.insert(absent::kind(&image.href));
            }
            spelled(&resolution, &image.href, spot, &mut report);
        }
        report
    }

    /// Notes a target that isn't there.
    fn miss(&self, href: &Clean, alone: Diagnostic, report: &mut Report) {
        let kind = absent::kind(href);
        let post = self.library.get(self.source.id);
        let folder = post.and_then(|post| self.seen.absent_folder(self.files, post, href, &kind));
        report.absent.push(Absent { post: self.source.id, alone, folder, kind });
    }

    fn resolve(&self, href: &str) -> Resolution {
        resolve_in(self.library, self.files, self.source.id, href)
    }

    fn link(&self, href: &Clean, spot: Spot, report: &mut Report) {
        let resolution = self.resolve(href);
        spelled(&resolution, href, spot, report);
        match resolution.target {
            Target::Broken(_) if self.seen.judges(self.files, href) => {
                let problem = at(Code::LinkBroken, spot, &format!("Nothing is at {}.", written(href)));
                self.miss(href, problem, report);
            }
            Target::Asset(_) => {
                report.found.insert(absent::kind(href));
            }
            Target::Heading(anchor) => report.headings.push((self.source.id, anchor, spot)),
            Target::Post { id, anchor: Some(anchor) } if !self.stands_in(id, href) => {
                report.headings.push((id, anchor, spot));
            }
            _ => {}
        }
    }

    /// Whether a post is found in the place of the file that a link names, as a translation is for its original, which
    /// has headings of its own.
    fn stands_in(&self, id: PostId, href: &str) -> bool {
        let path = href.split(['#', '?']).next().unwrap_or_default();
        let name = std::path::Path::new(path.rsplit('/').next().unwrap_or_default());
        let is_source = name.extension().is_some_and(|extension| extension == "md" || extension == "mdx");
        let found = self.library.get(id).and_then(|post| post.path.file_name());
        is_source && found.is_some_and(|found| found != name)
    }
}

fn spelled(resolution: &Resolution, href: &Clean, spot: Spot, report: &mut Report) {
    if let Some(real) = &resolution.spelled {
        let message = format!("{} is named {real}.", written(href));
        report.problems.push(at(Code::CaseMismatch, spot, &message));
    }
}

/// Links to headings that are not there.
fn broken_anchors(library: &Library, reports: &[Report]) -> Vec<(PostId, Diagnostic)> {
    let anchors: HashMap<PostId, &Anchors> = reports.iter().map(|report| (report.id, &report.anchors)).collect();
    let mut broken = Vec::new();
    for (from, (to, anchor, spot)) in
        reports.iter().flat_map(|report| report.headings.iter().map(|one| (report.id, one)))
    {
        if anchors.get(to).is_none_or(|anchors| anchors.has(anchor)) {
            continue;
        }
        let title = library.get(*to).map(|post| post.title.as_str()).unwrap_or_default();
        let message = format!("No heading of \u{201c}{title}\u{201d} has the anchor {anchor}.");
        broken.push((from, at(Code::AnchorBroken, *spot, &message)));
    }
    broken
}

/// Public posts of the same URL or slug, told at all but the first.
fn duplicates(library: &Library) -> Vec<(PostId, Diagnostic)> {
    let mut urls: HashMap<&str, &Post> = HashMap::new();
    let mut slugs: HashMap<_, &Post> = HashMap::new();
    let mut found = Vec::new();
    for (id, post) in library.iter().filter(|(_, post)| post.status.is_public()) {
        let lang = post.lang.as_deref().unwrap_or_default();
        // The address of a post that no generator is known for is a guess.
        let url = post.url.as_deref().filter(|_| library.site().generator != Generator::Plain);
        let same_url = url.and_then(|url| urls.insert(url, post));
        // Each section, and each language's folder, has slugs of its own; so has each day: a blog may greet every new year
        // by the same words.
        let day = post.date.map(|date| date.civil.date());
        let key = (lang, post.path.parent(), day, post.slug.as_str());
        let same_slug = if post.slug.is_empty() { None } else { slugs.insert(key, post) };
        if let Some(other) = same_url {
            let message = format!("{} has the same URL.", other.path.display());
            found.push((id, at(Code::DuplicateUrl, WHOLE, &message)));
        } else if let Some(other) = same_slug {
            let message = format!("{} has the same slug, \u{201c}{}\u{201d}.", other.path.display(), post.slug);
            found.push((id, at(Code::DuplicateSlug, WHOLE, &message)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Batch;
    use crate::library::links::OnDisk;
    use crate::post::{DateSource, PostDate};
    use crate::system::memory::MemorySystem;

    #[test]
    fn a_slug_of_another_day_is_no_duplicate() {
        let post = |path: &str, year: i16| Post {
            path: path.into(),
            slug: Clean::line("happy-new-year"),
            date: Some(PostDate {
                civil: jiff::civil::date(year, 1, 1).at(0, 0, 0, 0),
                has_time: false,
                offset: 0,
                source: DateSource::FileName,
            }),
            ..Post::default()
        };
        let mut library = Library::default();
        let upserts = vec![post("a.md", 2010), post("b.md", 2011)];
        library.apply(Batch::of(upserts));
        assert!(duplicates(&library).is_empty());
        library.apply(Batch::of([post("c.md", 2011)]));
        assert_eq!(duplicates(&library).len(), 1);
    }

    #[test]
    fn problems_have_a_place_and_a_code() {
        let body = "# Top\n\n[a](gone.md) [b](b.md#none) [c](b.md#two) ![i](no.png) ![j](PIC.png)\n\n[d](#top) [e](#nowhere)\n";
        let files = [("a.md", body), ("b.md", "## Two\n"), ("pic.png", "")];
        let mut library = Library::default();
        let post = |path: &str, tag: &str| Post {
            path: path.into(),
            title: Clean::line(path),
            slug: Clean::line("same"),
            tags: [Clean::line(tag)].into(),
            ..Post::default()
        };
        library.apply(Batch::of([post("a.md", "Rust"), post("b.md", "rust")]));
        let system = MemorySystem::with_files(files);
        let bodies = Bodies { system: &system, site: library.site(), cancelled: &|| false };
        let found = check(&library, &OnDisk::new(&system, "".as_ref()), &bodies);
        let told: Vec<String> = found
            .iter()
            .map(|Problem { path, diagnostic: one }| {
                format!("{}:{}:{} {}", path.display(), one.line, one.column, one.code.name())
            })
            .collect();
        assert_eq!(
            told,
            [
                "a.md:0:0 date-missing",
                "a.md:3:5 link-broken",
                "a.md:3:18 anchor-broken",
                "a.md:3:48 image-missing",
                "a.md:3:61 case-mismatch",
                "a.md:5:15 anchor-broken",
                "b.md:0:0 date-missing",
                "b.md:0:0 duplicate-slug",
                "b.md:0:0 tag-case",
            ]
        );
    }
}
