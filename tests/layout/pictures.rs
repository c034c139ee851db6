//! Room for pictures: as much as they need, in their own proportions, never more than the column or the screen.

use folio::document::{self, ImageId};
use folio::layout::{ImageMode, ImageSize, ImageState, Layout, Metrics, Page};
use folio::template::Dialect;

fn boxes(body: &str, images: &[ImageState], width: u16) -> Layout {
    let document = document::parse(body, Dialect::Plain);
    let page = Page { masthead: None, document: &document, end: &[], images };
    let drawn = ImageMode::Drawn { cell_width: 10, cell_height: 20, max_rows: 12 };
    Layout::new(&page, &Metrics { images: drawn, ..Metrics::at(width) })
}

#[test]
fn a_picture_alone_gets_its_room_and_keeps_its_words() {
    let layout = boxes("before\n\n![alt](a.png)\n", &[ImageState::Sized(ImageSize { width: 400, height: 200 })], 72);
    let [room] = layout.images.as_slice() else { panic!("{:?}", layout.images) };
    assert_eq!((room.image, room.row, room.width, room.height), (ImageId(0), 2, 40, 10));
    assert_eq!(room.column, 16);
    assert_eq!(layout.len(), 2 + 10 + 1);
}

#[test]
fn the_words_of_a_drawn_picture_stand_in_the_middle_below_it() {
    let document = document::parse("![A type case](a.png)", Dialect::Plain);
    let images = [ImageState::Sized(ImageSize { width: 100, height: 40 })];
    let page = Page { masthead: None, document: &document, end: &[], images: &images };
    let drawn = ImageMode::Drawn { cell_width: 10, cell_height: 20, max_rows: 12 };
    let layout = Layout::new(&page, &Metrics { images: drawn, ..Metrics::at(37) });
    let row = layout.row(2, &document.text);
    let text: String = row.segments.iter().map(|segment| segment.text.as_str()).collect();
    assert_eq!(text.replace('\u{a0}', " "), format!("{}A type case [1]", " ".repeat(11)));
    assert!(row.segments.iter().any(|segment| segment.link.is_some()));
}

#[test]
fn pictures_of_one_paragraph_stand_apart() {
    let size = ImageState::Sized(ImageSize { width: 100, height: 40 });
    let layout = boxes("![a](a.png) ![b](b.png)", &[size, size], 40);
    // Two rows of a picture, its words, and one that is empty.
    assert_eq!(layout.images.iter().map(|room| room.row).collect::<Vec<_>>(), [0, 4]);
}

#[test]
fn a_large_picture_is_bound_by_column_and_screen() {
    let large = ImageState::Sized(ImageSize { width: 8_000, height: 2_000 });
    let tall = ImageState::Sized(ImageSize { width: 100, height: 20_000 });
    let wide = boxes("![a](a.png)", &[large], 40).images;
    assert_eq!((wide[0].width, wide[0].height), (40, 5));
    let tall = boxes("![a](a.png)", &[tall], 40).images;
    assert_eq!((tall[0].width, tall[0].height), (1, 12));
}

#[test]
fn what_cannot_be_drawn_gets_no_room() {
    assert!(boxes("![a](a.png)", &[ImageState::Unknown], 40).images.is_empty());
    assert!(boxes("![a](a.png)", &[], 40).images.is_empty());
    assert!(boxes("![a](a.png)", &[ImageState::Sized(ImageSize { width: 0, height: 9 })], 40).images.is_empty());
    assert!(
        boxes("words ![a](a.png) words", &[ImageState::Sized(ImageSize { width: 9, height: 9 })], 40).images.is_empty()
    );
}

#[test]
fn a_picture_in_a_quotation_stands_inside_it() {
    let layout = boxes("> ![a](a.png)\n", &[ImageState::Sized(ImageSize { width: 380, height: 20 })], 40);
    assert_eq!((layout.images[0].column, layout.images[0].width), (2, 38));
}

#[test]
fn an_image_that_is_not_in_the_site_says_so() {
    let document = document::parse("[![Ticket](a.gif)](https://example.com) and ![b](b.png)", Dialect::Plain);
    let images = [ImageState::Missing, ImageState::Unknown];
    let page = Page { masthead: None, document: &document, end: &[], images: &images };
    let layout = Layout::new(&page, &Metrics::at(72));
    let row: String = layout.row(0, &document.text).segments.iter().map(|segment| segment.text.as_str()).collect();
    assert_eq!(row.replace('\u{a0}', " "), "▣ image 1 (missing): Ticket [1] and ▣ image 2: b [2]");
}

#[test]
fn a_picture_is_no_wider_than_its_author_asks() {
    let size = ImageState::Sized(ImageSize { width: 400, height: 200 });
    for (asked, expected) in [
        ("width=100", (10, 3)),
        ("width='100px'", (10, 3)),
        ("style='height: auto; width: 100px'", (10, 3)),
        ("width='50%'", (40, 10)),
        ("width=0", (40, 10)),
        ("width=9000", (40, 10)),
    ] {
        let layout = boxes(&format!("<img src=a.png {asked}>"), &[size], 72);
        assert_eq!(
            layout.images.iter().map(|room| (room.width, room.height)).collect::<Vec<_>>(),
            [expected],
            "{asked}"
        );
    }
}
