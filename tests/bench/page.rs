//! Parse and layout of single files, as ratios to a floor measured in the same run: reading and wrapping the raw
//! text. `cargo bench --bench page`; the absolute times are of this machine and this moment.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use folio::document::{self, Document};
use folio::layout::{Layout, LayoutBuilder, Metrics, Page};
use folio::template::Dialect;
use folio::text::wrap::{Measure, fill};

mod words;

use words::files;

fn main() {
    println!(
        "{:<10}{:>9}{:>11}{:>11}{:>11}{:>11}{:>9}",
        "file", "KB", "floor ms", "parse ms", "layout ms", "first ms", "ratio"
    );
    for (name, body) in files() {
        report(name, &body);
    }
}

fn report(name: &str, body: &str) {
    let floor = best(|| wrap_raw(body));
    let parsed = best(|| drop(black_box(document::parse(body, Dialect::Plain))));
    let document = document::parse(body, Dialect::Plain);
    let page = Page { masthead: None, document: &document, end: &[], images: &[] };
    let laid = best(|| drop(black_box(Layout::new(&page, &Metrics::at(72)))));
    let first = best(|| drop(first_screen(&document)));
    let ratio = (parsed + laid).as_secs_f64() / floor.as_secs_f64();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{name:<10}{:>9}{:>11.2}{:>11.2}{:>11.2}{:>11.2}{ratio:>9.2}",
        body.len() / 1000,
        ms(floor),
        ms(parsed),
        ms(laid),
        ms(first)
    );
}

fn first_screen(document: &Document) -> Layout {
    let page = Page { masthead: None, document, end: &[], images: &[] };
    let mut builder = LayoutBuilder::new(&page, &Metrics::at(72));
    builder.step(60);
    builder.so_far()
}

/// What any reader of the text has to do: break it into lines.
fn wrap_raw(body: &str) {
    let mut lines = Vec::new();
    for paragraph in body.split("\n\n") {
        fill(paragraph, &[], Measure::of(72), &mut lines);
        black_box(&lines);
    }
}

/// The shortest of a few runs: the others were disturbed.
fn best(mut work: impl FnMut()) -> Duration {
    let once = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..5).map(|_| once(&mut work)).min().unwrap_or_default()
}
