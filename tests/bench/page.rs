//! Parse and layout of single files, as ratios to a floor measured in the same run: reading and wrapping the raw
//! text. `cargo bench --bench page`; the absolute times are of this machine and this moment.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use folio::document::{self, Document};
use folio::layout::{Layout, LayoutBuilder, Metrics, Page};
use folio::template::Dialect;
use folio::text::wrap::{Measure, fill};

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

fn files() -> Vec<(&'static str, String)> {
    let mut words = Words(1);
    vec![
        ("one", words.prose(5_000)),
        ("long", words.prose(10_000_000)),
        ("code", words.code(2_000_000)),
        ("links", words.links(5_000)),
        ("table", words.table(2_000, 12)),
        ("nested", words.nested(100)),
        ("cjk", words.cjk(2_000_000)),
        ("oneline", words.prose(1_000_000).replace('\n', " ")),
    ]
}

/// Words from a generator of numbers: the same in every run.
struct Words(u64);

impl Words {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn word(&mut self) -> &'static str {
        const WORDS: [&str; 16] = [
            "the",
            "a",
            "of",
            "terminal",
            "reader",
            "blog",
            "post",
            "and",
            "well-set",
            "page",
            "is",
            "in",
            "typographic",
            "measure",
            "that",
            "row",
        ];
        WORDS[self.next(WORDS.len())]
    }

    fn prose(&mut self, bytes: usize) -> String {
        let mut out = String::with_capacity(bytes + 100);
        while out.len() < bytes {
            for _ in 0..40 + self.next(80) {
                out.push_str(self.word());
                out.push_str(match self.next(20) {
                    0 => ", ",
                    1 => ". ",
                    2 => "\n",
                    _ => " ",
                });
            }
            match self.next(8) {
                0 => out.push_str("*emphasis* `code` [link](https://example.com/x).\n\n"),
                1 => out.push_str("\n\n## A heading\n\n"),
                _ => out.push_str("end.\n\n"),
            }
        }
        out
    }

    fn code(&mut self, bytes: usize) -> String {
        let mut out = String::new();
        while out.len() < bytes {
            out.push_str("```rust\n");
            for _ in 0..12 {
                out.push_str(&format!("    let {} = {}({});\n", self.word(), self.word(), self.next(1_000)));
            }
            out.push_str("```\n\nSome words between.\n\n");
        }
        out
    }

    fn links(&mut self, number: usize) -> String {
        (0..number)
            .map(|index| format!("{} [{}](https://example.com/{index}) {}\n", self.word(), self.word(), self.word()))
            .collect()
    }

    fn table(&mut self, rows: usize, columns: usize) -> String {
        let row = |cell: &mut dyn FnMut() -> String| {
            (0..columns).map(|_| format!("| {} ", cell())).collect::<String>() + "|\n"
        };
        let mut out = row(&mut || "head".to_owned()) + &row(&mut || "---".to_owned());
        for _ in 0..rows {
            out += &row(&mut || format!("{} {}", self.word(), self.next(100)));
        }
        out
    }

    fn nested(&mut self, depth: usize) -> String {
        (0..depth).map(|level| format!("{}- {}\n", "  ".repeat(level), self.word())).collect()
    }

    fn cjk(&mut self, bytes: usize) -> String {
        let mut out = String::new();
        while out.len() < bytes {
            for _ in 0..200 {
                out.push(char::from_u32(0x4e00 + self.next(4_000) as u32).unwrap_or('字'));
                out.push_str(match self.next(15) {
                    0 => "、",
                    1 => "。",
                    _ => "",
                });
            }
            out.push_str("\n\n");
        }
        out
    }
}
