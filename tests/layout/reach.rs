//! What may be wider than the measure: code and tables that need it, as far as the pane reaches.

use folio::document;
use folio::layout::{Layout, Metrics, Page};
use folio::template::Dialect;

/// The widths of the rows of a page, blanks at the end of rows left out.
fn widths(body: &str, width: u16, reach: u16) -> Vec<usize> {
    let document = document::parse(body, Dialect::Plain);
    let page = Page { masthead: None, document: &document, end: &[], images: &[] };
    let layout = Layout::new(&page, &Metrics { reach, ..Metrics::at(width) });
    let row = |index| layout.row(index, &document.text).segments.iter().map(|segment| usize::from(segment.width)).sum();
    (0..layout.len()).map(row).collect()
}

#[test]
fn code_and_tables_take_what_they_need_beyond_the_measure() {
    let long = "x".repeat(40);
    let widest = |body: &str, reach| widths(body, 30, reach).into_iter().max().unwrap_or(0);
    for (body, reach, expected) in [
        // Words keep to the measure.
        ("word ".repeat(40), 60, 29),
        // Code takes its own width, its bar and a blank, and no more.
        (format!("```\n{long}\nx\n```"), 60, 43),
        (format!("```\n\t{long}\n```"), 60, 47),
        // Where there is less, it goes on below.
        (format!("```\n{long}\n```"), 35, 35),
        (format!("```\n{long}\n```"), 0, 30),
        // In a list and in a quotation, too.
        (format!("- a\n\n  ```\n  {long}\n  ```"), 60, 45),
        (format!("> ```\n> {long}\n> ```"), 60, 45),
        // A table that fits then stays in one piece.
        (format!("| a | b |\n|---|---|\n| {} | {} |", "y".repeat(20), "z".repeat(20)), 60, 43),
    ] {
        assert_eq!(widest(&body, reach), expected, "{reach}: {body}");
    }
    let rows = widths(&format!("word\n\n```\n{long}\n```\n\nword"), 30, 60);
    assert_eq!(rows, [4, 0, 43, 0, 4], "what follows keeps to the measure again");
}
