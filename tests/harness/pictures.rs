//! Pictures on a page: those that turn out not to be any, and those beside a list that stands above the page.

use std::io::Cursor;

use folio::app::Event;
use folio::picture::{CellSize, Protocol};
use folio::system::memory::MemorySystem;
use folio::ui;

use super::world::World;

/// A post in a terminal that draws pictures in some way.
fn reading(protocol: Protocol, body: &str, picture: Vec<u8>) -> World {
    let mut system = MemorySystem::default();
    system.files.insert("a.md".into(), format!("# A\n\n{body}").into_bytes());
    system.files.insert("a.png".into(), picture);
    let mut world = World::new(system, (80, 40)).started();
    world.send(Event::Graphics { protocol, cell: CellSize::USUAL });
    world.press("Enter");
    world
}

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::new(40, 20).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn a_picture_that_turns_out_broken_gives_its_room_to_its_words() {
    for protocol in [Protocol::Blocks, Protocol::Kitty, Protocol::Sixel] {
        let whole = reading(protocol, "![words](a.png)", png());
        assert!(!whole.text().contains('▣'), "{}", whole.text());
        let head = png()[..45].to_vec();
        let broken = reading(protocol, "![words](a.png)", head);
        assert!(broken.text().contains('▣') && broken.text().contains("words"), "{}", broken.text());
    }
}

#[test]
fn a_list_hides_the_pictures_below_it_and_no_others() {
    let body = "![one](a.png)\n\nWords.\n\n## Words\n\n![two](a.png)\n";
    let mut world = reading(Protocol::Kitty, body, png());
    let rows = |world: &World| ui::placements(&world.app).iter().map(|placed| placed.y).collect::<Vec<_>>();
    let before = rows(&world);
    assert_eq!(before.len(), 2);
    world.press("\\");
    assert!(world.app.popup.is_some());
    assert_eq!(rows(&world), before[..1]);
    world.press("Esc");
    assert_eq!(rows(&world), before);
}
