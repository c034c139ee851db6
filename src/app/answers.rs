//! What comes back for the open page: its rows, the syntax of its code, the sizes of its pictures and the pictures.
//! An answer for another page, or for other bytes of it, is dropped.

use std::sync::Arc;

use crate::layout::ImageState;
use crate::picture::{CellSize, Prepared, Protocol};
use crate::post::{PostId, Revision};

use super::{App, Effect, LaidOut, PictureKey, Token};

/// Takes rows that were laid out in the background.
pub fn laid_out(app: &mut App, answer: LaidOut) -> Vec<Effect> {
    if let Some(page) = app.reader.page_mut() {
        page.laid_out(answer);
    }
    Vec::new()
}

/// Takes the syntax of code.
pub fn highlighted(app: &mut App, of: (PostId, Revision), tokens: Vec<Token>) -> Vec<Effect> {
    if let Some(page) = app.reader.page_mut().filter(|page| (page.id, page.revision) == of) {
        page.tokens = tokens;
    }
    Vec::new()
}

/// Takes note of how the terminal draws pictures.
pub fn graphics(app: &mut App, protocol: Protocol, cell: CellSize) -> Vec<Effect> {
    app.pictures.can(protocol, cell);
    Vec::new()
}

/// Takes the sizes of pictures.
pub fn measured(app: &mut App, of: (PostId, Revision), images: Vec<ImageState>) -> Vec<Effect> {
    if let Some(page) = app.reader.page_mut().filter(|page| (page.id, page.revision) == of) {
        page.measured(images);
    }
    Vec::new()
}

/// Takes a picture; none if it cannot be drawn.
pub fn image_ready(app: &mut App, key: PictureKey, prepared: Option<Arc<Prepared>>) -> Vec<Effect> {
    if prepared.is_none()
        && let Some(page) = app.reader.page_mut().filter(|page| (page.id, page.revision) == (key.id, key.revision))
    {
        page.not_drawn(key.image);
    }
    app.pictures.take(key, prepared);
    Vec::new()
}
