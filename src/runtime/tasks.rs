//! The slow halves of the app's tasks: each a function from data to an event, run on a lane.
//!
//! Knows the system and the core; knows no thread and no terminal.

use std::sync::Arc;

use crate::app::{Event, Hit, LaidOut, LayOut, Opened, Source, Token};
use crate::document::{Document, highlight_document};
use crate::layout::Layout;
use crate::library::Generation;
use crate::library::bodies::Bodies;
use crate::library::body::BodySource;
use crate::post::{PostId, Revision};
use crate::search::{self, Needle};
use crate::site::Site;
use crate::system::System;
use crate::text::Clean;

use super::load::reason;

/// Reads and parses a body.
pub fn open(system: &dyn System, site: &Site, source: &Source) -> Event {
    let place = body_of(source);
    let body = place.read(system, site).map(|body| Arc::new(place.document(&body, site)));
    let body =
        body.map_err(|error| Clean::line(&format!("{} is not shown: {}.", source.path.display(), reason(&error))));
    Event::Opened(Box::new(Opened { id: source.id, revision: source.revision, body }))
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
    let texts = texts(needle);
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

fn hit(hit: search::Hit) -> Hit {
    let search::Hit { post, range, excerpt, marks, .. } = hit;
    Hit { post, range, excerpt, marks }
}

/// Words and phrases: blanks part, quotes keep together.
fn texts(needle: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for (number, part) in needle.split('"').enumerate() {
        if number % 2 == 1 {
            texts.push(part.to_owned());
        } else {
            texts.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// Lays a page out.
pub fn lay_out(task: &LayOut) -> Event {
    let layout = Arc::new(Layout::new(&task.sheet.page(), &task.metrics));
    Event::LaidOut(Box::new(LaidOut {
        id: task.id,
        revision: task.revision,
        metrics: task.metrics,
        sheet: task.sheet.number,
        layout,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_needle_is_words_and_phrases() {
        assert_eq!(texts("one \"two three\" four"), ["one", "two three", "four"]);
        assert_eq!(texts("\"open phrase"), ["open phrase"]);
        assert!(texts(" \" \" ").is_empty());
    }
}
