//! Pictures as terminals are sent them.

use super::pty::{Pty, blog, folio};

/// A blog of one post that has a red picture of 60 by 60 pixels.
fn red() -> tempfile::TempDir {
    let blog = blog(&[("_posts/2020-01-02-a.md", "---\ntitle: A picture\n---\n![red](/red.png)\n")]);
    let red = image::RgbImage::from_pixel(60, 60, image::Rgb([255, 0, 0]));
    red.save(blog.path().join("red.png")).unwrap();
    blog
}

#[test]
fn strips_are_as_high_as_the_cells_of_the_window() {
    let blog = red();
    let mut pty = Pty::start_with_cells(folio(blog.path(), &[]), (24, 100), (9, 19));
    pty.until_text("A picture");
    // Sixel, and no word of the size of a cell.
    pty.send("\x1b[?62;4c");
    pty.until_written(";19#", 1);
    pty.zoom((24, 100), (18, 38));
    pty.until_written(";38#", 1);
    pty.send("q");
    assert!(pty.end().status.success());
}

#[test]
fn pictures_of_a_terminal_that_was_cleared_are_sent_anew() {
    let blog = red();
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 100);
    pty.until_text("A picture");
    pty.send("\x1b[6;20;10t\x1b_Gi=31;OK\x1b\\\x1b[?62c");
    pty.until_written("\x1b_Ga=t,", 1);
    pty.until_asleep();
    let sent = pty.written("\x1b_Ga=t,");
    // The picture keeps its size, and the terminal has lost it with the screen (kitty frees what it clears).
    pty.resize(28, 100);
    pty.until_written("\x1b_Ga=t,", sent + 1);
    pty.send("q");
    assert!(pty.end().status.success());
}
