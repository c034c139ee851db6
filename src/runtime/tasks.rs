//! The slow halves of the app's tasks: each a function from data to an event, run on a lane.
//!
//! Knows the system and the core; knows no thread and no terminal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{Event, Extent, Hit, LaidOut, LayOut, Opened, PictureKey, Source, Token};
use crate::document::{Document, ImageId, highlight_document, opening};
use crate::layout::{ImageSize, ImageState, LayoutBuilder};
use crate::library::Generation;
use crate::library::bodies::Bodies;
use crate::library::body::BodySource;
use crate::library::facts::{Examiner, Question};
use crate::library::file::reason;
use crate::library::links::OnDisk;
use crate::library::relations::Callings;
use crate::library::{check, whole};
use crate::picture;
use crate::post::{PostId, Revision};
use crate::search::{self, Needle};
use crate::site::Site;
use crate::system::System;
use crate::text::Clean;

/// Bytes of an image file in which its size stands, whatever comes before it.
const PICTURE_HEAD: usize = 256 * 1024;

/// Reads and parses a body; `opened` takes the beginning of a long one first.
pub fn open(system: &dyn System, site: &Site, source: &Source, opened: &mut dyn FnMut(Event)) {
    let place = body_of(source);
    let (id, revision) = (source.id, source.revision);
    let mut opened = |body, extent| opened(Event::Opened(Box::new(Opened { id, revision, body, extent })));
    match place.read(system, site) {
        Ok(body) => {
            if let Some(beginning) = opening(&body.text) {
                opened(Ok(Arc::new(place.beginning(beginning, &body, site))), Extent::Part);
            }
            opened(Ok(Arc::new(place.document(&body, site))), Extent::Whole);
        }
        Err(error) => {
            let why = Clean::line(&format!("{} is not shown: {}.", source.path.display(), reason(&error)));
            opened(Err(why), Extent::Whole);
        }
    }
}

fn body_of(source: &Source) -> BodySource<'_> {
    BodySource { id: source.id, path: &source.path, start: source.body }
}

/// Finds the syntax of a document's code.
pub fn highlight(id: PostId, revision: Revision, document: &Document) -> Event {
    let tokens = highlight_document(document).into_iter();
    let tokens = tokens.map(|(range, scope)| Token { range, scope: scope.scope() }).collect();
    Event::Highlighted { id, revision, tokens }
}

/// Looks for words in bodies; `found` takes each answer, the last one marked.
pub fn search(
    bodies: &Bodies<'_>,
    generation: Generation,
    needle: &Clean,
    posts: &[Source],
    found: &mut dyn FnMut(Event),
) {
    let texts = search::words_and_phrases(needle);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    if let Some(needle) = Needle::new(&texts) {
        let sources: Vec<BodySource<'_>> = posts.iter().map(body_of).collect();
        bodies.search(&sources, &needle, &|_, _| true, &mut |hits| {
            let hits: Vec<Hit> = hits.into_iter().map(hit).collect();
            if !hits.is_empty() {
                found(Event::Found { generation, hits, done: false });
            }
        });
    }
    found(Event::Found { generation, hits: Vec::new(), done: true });
}

/// Asks bodies what only they can answer; `told` takes each answer, the last one marked.
pub fn judge(
    bodies: &Bodies<'_>,
    generation: Generation,
    questions: &[Question],
    posts: &[Source],
    told: &mut dyn FnMut(Event),
) {
    /// Posts of the first answer; each next one has twice as many, so that taking them all in stays linear.
    const FIRST: usize = 16;
    let sources: Vec<BodySource<'_>> = posts.iter().map(body_of).collect();
    let mut revisions = posts.iter().map(|post| post.revision);
    let (mut answers, mut size) = (Vec::new(), FIRST);
    bodies.answer(&sources, &Examiner::new(questions), &mut |some| {
        answers.extend(revisions.by_ref().zip(some));
        if answers.len() >= size {
            size = answers.len() * 2;
            told(Event::Judged { generation, answers: std::mem::take(&mut answers), done: false });
        }
    });
    told(Event::Judged { generation, answers, done: true });
}

/// Finds the posts that may link to a post called so; `told` takes each answer, the last one marked.
pub fn backlinks(bodies: &Bodies<'_>, id: PostId, called: &[String], posts: &[Source], told: &mut dyn FnMut(Event)) {
    if let Some(callings) = Callings::new(called) {
        let sources: Vec<BodySource<'_>> = posts.iter().map(body_of).collect();
        callings.candidates(&sources, bodies, &mut |from| told(Event::Backlinks { id, from, done: false }));
    }
    told(Event::Backlinks { id, from: Vec::new(), done: true });
}

/// Reads the whole blog and tells what is wrong, as `folio check` does.
pub fn check(bodies: &Bodies<'_>, site: &Arc<Site>, generation: Generation) -> Event {
    let library = whole::library_of(bodies.system, site, whole::Read::Whole);
    let problems = check::check(&library, &OnDisk::new(bodies.system, &site.root), bodies);
    Event::Checked { generation, problems }
}

fn hit(hit: search::Hit) -> Hit {
    let search::Hit { post, range, excerpt, marks, .. } = hit;
    Hit { post, range, excerpt, marks }
}

/// Looks for the files of images, and reads the sizes of those that can be drawn from their heads.
pub fn measure(
    system: &dyn System,
    site: &Site,
    (id, revision): (PostId, Revision),
    pictures: &[(ImageId, PathBuf)],
) -> Event {
    let count = pictures.iter().map(|(image, _)| image.0 as usize + 1).max().unwrap_or(0);
    let mut images = vec![ImageState::Unknown; count];
    for (image, path) in pictures {
        let state = match system.read(&site.root, path, PICTURE_HEAD) {
            Ok(file) => picture::dimensions(&file.bytes).map_or(ImageState::Unknown, |size| {
                ImageState::Sized(ImageSize { width: size.width, height: size.height })
            }),
            Err(_) => ImageState::Missing,
        };
        if let Some(place) = images.get_mut(image.0 as usize) {
            *place = state;
        }
    }
    Event::Measured { id, revision, images }
}

/// Decodes, scales and encodes a picture.
pub fn prepare(system: &dyn System, site: &Site, key: PictureKey, path: &Path) -> Event {
    let file = system.read(&site.root, path, picture::MAX_FILE + 1).ok();
    let prepared = file.and_then(|file| picture::prepare(&file.bytes, key.request).ok());
    Event::ImageReady { key, prepared: prepared.map(Arc::new) }
}

/// Lays a page out: first what is to be shown, then the whole, unless it is not wanted any more.
pub fn lay_out(task: &LayOut, cancelled: &dyn Fn() -> bool, laid_out: &mut dyn FnMut(Event)) {
    /// Rows between two looks at whether it is wanted.
    const STEP: usize = 4096;
    let LayOut { id, revision, metrics, ref sheet, at, rows } = *task;
    let mut answer = |layout, extent| {
        let layout = Arc::new(layout);
        let answer = LaidOut { id, revision, metrics, sheet: sheet.number, layout, extent };
        laid_out(Event::LaidOut(Box::new(answer)));
    };
    if cancelled() {
        return;
    }
    let page = sheet.page();
    answer(LayoutBuilder::around(&page, &metrics, at, rows), Extent::Part);
    let mut builder = LayoutBuilder::new(&page, &metrics);
    while builder.step(STEP) {
        if cancelled() {
            return;
        }
    }
    answer(builder.finish(), Extent::Whole);
}
