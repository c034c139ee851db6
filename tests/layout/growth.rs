//! One page takes about the work of eight pages of an eighth of its size, whatever is on it. Work that grows with the
//! square would take eight times as much: the bound lies between, far from both. Work is the processor's time of the
//! thread that does it, which other programs on the machine do not add to.

use std::time::Duration;

use folio::document;
use folio::layout::{Layout, Metrics};
use folio::template::Dialect;
use rustix::time::{ClockId, clock_gettime};

/// How much larger the larger text is.
pub const MORE: usize = 8;
const BOUND: f64 = 3.5;

fn shapes(size: usize) -> Vec<(&'static str, String)> {
    vec![
        ("one word", "x".repeat(size)),
        ("one word of wide characters", "漢".repeat(size / 3)),
        ("hyphens", "-".repeat(size / 2) + &" -".repeat(size / 4)),
        ("one paragraph", "some words ".repeat(size / 11)),
        ("many styles", "*a*b".repeat(size / 4)),
        ("many links", "[a](b)c ".repeat(size / 8)),
        ("links without blanks", "[a](b)".repeat(size / 6)),
        ("hard breaks", "a\\\n".repeat(size / 3)),
        ("one line of code", format!("```\n{}\n```\n", "y".repeat(size))),
        ("tabs in code", format!("```\n{}\n```\n", "\ty".repeat(size / 2))),
        ("lines of code", format!("```\n{}```\n", "z\n".repeat(size / 2))),
        ("combining marks", "e\u{301}\u{302}".repeat(size / 5)),
        ("a table of many rows", format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(size / 6))),
        ("a cell of many words", format!("|a|b|\n|-|-|\n|{}|d|\n", "word ".repeat(size / 5))),
        ("items", "- a\n".repeat(size / 4)),
        ("quotations", "> a\n\n".repeat(size / 5)),
        ("text from right to left", "سلام دنیا ".repeat(size / 18)),
    ]
}

/// What the processor has given to this thread so far.
fn worked() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap()
}

/// The shortest of a few runs: the others found cold caches.
fn best(work: &dyn Fn()) -> Duration {
    let once = || {
        let before = worked();
        work();
        worked() - before
    };
    (0..3).map(|_| once()).min().unwrap()
}

/// Holds that `whole` takes about as much work as [`MORE`] runs of `part`, its eighth.
pub fn assert_grows(name: &str, part: &dyn Fn(), whole: &dyn Fn()) {
    let parts = || (0..MORE).for_each(|_| part());
    // Work that grows with the square is over the bound every time, a disturbed measurement is not.
    let ratio = || best(whole).as_secs_f64() / best(&parts).as_secs_f64();
    let least = (0..4).map(|_| ratio()).try_fold(f64::MAX, |least, ratio| match least.min(ratio) {
        least if least < BOUND => Err(least),
        least => Ok(least),
    });
    assert!(least.is_err(), "{name}: one long text took {least:.1?} times the work of its parts");
}

#[test]
fn work_grows_with_the_input() {
    const SIZE: usize = 6_000;
    for ((name, small), (_, large)) in shapes(SIZE).into_iter().zip(shapes(SIZE * MORE)) {
        let small = document::parse(&small, Dialect::Plain);
        let large = document::parse(&large, Dialect::Plain);
        for wrap_code in [true, false] {
            if !wrap_code && !name.contains("code") {
                continue;
            }
            let metrics = Metrics { wrap_code, ..Metrics::at(40) };
            let lay_out = |document| drop(std::hint::black_box(Layout::new(&super::laws::page(document), &metrics)));
            assert_grows(name, &|| lay_out(&small), &|| lay_out(&large));
        }
    }
}
