//! Room for pictures: as much as they need, in their own proportions, never more than the column or the screen.

use folio::document::{self, ImageId};
use folio::layout::{ImageMode, ImageSize, Layout, Metrics, Page};
use folio::template::Dialect;

fn boxes(body: &str, sizes: &[Option<ImageSize>], width: u16) -> Layout {
    let document = document::parse(body, Dialect::Plain);
    let page = Page { masthead: None, document: &document, end: &[], images: sizes };
    let images = ImageMode::Drawn { cell_width: 10, cell_height: 20, max_rows: 12 };
    Layout::new(&page, &Metrics { images, ..Metrics::at(width) })
}

#[test]
fn a_picture_alone_gets_its_room_and_keeps_its_words() {
    let layout = boxes("before\n\n![alt](a.png)\n", &[Some(ImageSize { width: 400, height: 200 })], 72);
    let [room] = layout.images.as_slice() else { panic!("{:?}", layout.images) };
    assert_eq!((room.image, room.row, room.width, room.height), (ImageId(0), 2, 40, 10));
    assert_eq!(room.column, 16);
    assert_eq!(layout.len(), 2 + 10 + 1);
}

#[test]
fn a_large_picture_is_bound_by_column_and_screen() {
    let large = Some(ImageSize { width: 8_000, height: 2_000 });
    let tall = Some(ImageSize { width: 100, height: 20_000 });
    let wide = boxes("![a](a.png)", &[large], 40).images;
    assert_eq!((wide[0].width, wide[0].height), (40, 5));
    let tall = boxes("![a](a.png)", &[tall], 40).images;
    assert_eq!((tall[0].width, tall[0].height), (1, 12));
}

#[test]
fn what_cannot_be_drawn_gets_no_room() {
    assert!(boxes("![a](a.png)", &[None], 40).images.is_empty());
    assert!(boxes("![a](a.png)", &[], 40).images.is_empty());
    assert!(boxes("![a](a.png)", &[Some(ImageSize { width: 0, height: 9 })], 40).images.is_empty());
    assert!(boxes("words ![a](a.png) words", &[Some(ImageSize { width: 9, height: 9 })], 40).images.is_empty());
}

#[test]
fn a_picture_in_a_quotation_stands_inside_it() {
    let layout = boxes("> ![a](a.png)\n", &[Some(ImageSize { width: 380, height: 20 })], 40);
    assert_eq!((layout.images[0].column, layout.images[0].width), (2, 38));
}
