//! The pictures that the terminal itself holds: what was sent, what is placed, and the difference to what should be.
//!
//! Knows kitty's commands as text; writes nothing.

use crate::app::App;
use crate::picture::{Drawing, KittyImage, Placement};
use crate::ui;

/// What the terminal holds.
#[derive(Debug, Default)]
pub struct Held {
    sent: Vec<u32>,
    placed: Vec<Placement>,
}

impl Held {
    /// The commands that make the terminal's pictures those of the app; empty if they are.
    pub fn follow(&mut self, app: &App) -> String {
        let mut commands = String::new();
        let ready = app.pictures.ready();
        let wanted = ui::placements(app);
        self.sent.retain(|number| {
            let stays = ready.iter().any(|ready| ready.number == *number);
            if !stays {
                commands.push_str(&KittyImage::forget(*number));
            }
            stays
        });
        for gone in self.placed.iter().filter(|placed| !wanted.iter().any(|one| one.image == placed.image)) {
            commands.push_str(&gone.hide());
        }
        for placement in wanted.iter().filter(|placement| !self.placed.contains(placement)) {
            let image = ready.iter().find(|ready| ready.number == placement.image);
            let drawing = image.and_then(|ready| ready.prepared.as_ref()).map(|prepared| &prepared.drawing);
            if let Some(Drawing::Kitty(image)) = drawing
                && !self.sent.contains(&placement.image)
            {
                commands.push_str(&image.send(placement.image));
                self.sent.push(placement.image);
            }
            commands.push_str(&placement.show());
        }
        self.placed = wanted;
        commands
    }

    /// The commands that free every picture, before the terminal is given back.
    pub fn release(&mut self) -> String {
        self.placed.clear();
        self.sent.drain(..).map(KittyImage::forget).collect()
    }
}
