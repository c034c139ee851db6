//! The slow halves of the app's tasks: each a function from data to an event, run on a lane.
//!
//! Knows the system and the core; knows no thread and no terminal.

use std::sync::Arc;

use crate::app::{Event, LaidOut, LayOut, Opened, Source};
use crate::document::{self, Document};
use crate::layout::Layout;
use crate::site::Site;
use crate::system::System;
use crate::text::Clean;
use crate::text::decode::{Certainty, Extent, decode};

use super::load::{MAX_POST, reason};

/// Reads and parses a body.
pub fn open(system: &dyn System, site: &Site, source: &Source) -> Event {
    let body = document(system, site, source).map(Arc::new);
    Event::Opened(Box::new(Opened { id: source.id, revision: source.revision, body }))
}

/// A post's body as a document, or why there is none.
pub fn document(system: &dyn System, site: &Site, source: &Source) -> Result<Document, Clean> {
    let limit = usize::try_from(MAX_POST).unwrap_or(usize::MAX);
    let file = system
        .read(&site.root, &source.path, limit)
        .map_err(|error| Clean::line(&format!("{} could not be read: {}.", source.path.display(), reason(&error))))?;
    if file.size > MAX_POST {
        return Err(Clean::line(&format!("{} is larger than 16 MiB.", source.path.display())));
    }
    let decoded = decode(&file.bytes, Extent::Whole);
    if decoded.certainty == Certainty::Binary {
        return Err(Clean::line(&format!("{} is binary.", source.path.display())));
    }
    let start = usize::try_from(source.body.byte).unwrap_or(usize::MAX);
    let body = decoded.text.get(start..).unwrap_or_default();
    Ok(document::parse(body, site.dialect(&source.path)))
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
