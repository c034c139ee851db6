//! The built program against what the machine can do, both measured in one run and told as ratios.
//!
//! `cargo bench --bench reader`; `FOLIO_BENCH_POSTS=1000,10000` for other sizes, `FOLIO_BLESS=1` writes
//! `docs/PERFORMANCE.md`.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

mod floor;
mod terminal;
mod words;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use terminal::Watched;

type Failure = Box<dyn std::error::Error>;

/// Set for the process that is the empty program.
const EMPTY: &str = "FOLIO_BENCH_EMPTY";
/// Set for the process that shows a post and nothing else: which one.
const SHOW: &str = "FOLIO_BENCH_SHOW";
const FOLIO: &str = env!("CARGO_BIN_EXE_folio");

fn main() -> Result<(), Failure> {
    if std::env::var_os(EMPTY).is_some() {
        return Ok(floor::empty_program()?);
    }
    if let Some(post) = std::env::var_os(SHOW) {
        return Ok(floor::show(Path::new(&post))?);
    }
    let sizes = std::env::var("FOLIO_BENCH_POSTS").unwrap_or_else(|_| "1000,10000,100000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').map(str::parse).collect::<Result<_, _>>()?;
    let empty = Empty::measure()?;
    let mut page = INTRODUCTION.to_owned();
    page += &empty.line();
    page += BLOGS;
    let mut finding = FINDING.to_owned();
    for posts in sizes {
        let directory = tempfile::tempdir()?;
        words::blog(directory.path(), posts)?;
        page += &blog(directory.path(), posts, &empty)?;
        finding += &find(directory.path(), posts)?;
    }
    page += "\nFirst frame and median key are in empty programs, loaded and `list` in R.\n";
    page += &finding;
    page += FILES;
    for (name, body) in words::files() {
        page += &file(name, &body, &empty)?;
    }
    println!("{page}");
    if std::env::var_os("FOLIO_BLESS").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/PERFORMANCE.md"), page)?;
    }
    Ok(())
}

const INTRODUCTION: &str = "# Performance

Made by `FOLIO_BLESS=1 cargo bench --bench reader`, which makes its own blogs and files, measures what the machine can do
and what folio does in one run, and tells ratios: they hold on other machines, milliseconds don't. R is the least that a
reader of a blog has to do: walk it and read 4 KiB of every file, on two threads, with a warm cache. The other floor is a
program that does nothing but draw a word with ratatui.

";

const BLOGS: &str = "
| posts | R, ms | first frame | loaded | key while loading, p95 ms | key after, median | p99 ms | memory, MB | peak, MB | wake-ups a second | `list --format json` |
|---|---|---|---|---|---|---|---|---|---|---|
";

const FINDING: &str = "
Search is `folio search` for a word that some posts have, in searches: the time of two threads that read every file whole
and look for the word. The others are the longest time from a key to its frame while a query is typed into the reader.

| posts | a search, ms | `folio search`, in searches | `tag:tag5`, ms | a word of titles, ms |
|---|---|---|---|---|
";

const FILES: &str = "
`show` is in floors: a program that reads the file, makes one pass of the Markdown parser over it, wraps the words and
prints them.

| file | KB | first words, ms | in first frames of the empty program | scrolling, p99 ms | resize, worst ms | memory, MB | floor, ms | `show` |
|---|---|---|---|---|---|---|---|---|
";

/// The empty program's times.
struct Empty {
    first: Duration,
    key: Duration,
    memory: u64,
}

impl Empty {
    fn measure() -> Result<Self, Failure> {
        let start = || {
            let mut command = CommandBuilder::new(std::env::current_exe()?);
            command.env(EMPTY, "1");
            Watched::start(command)
        };
        let first = median(5, || Ok(start()?.first_frame))?;
        let mut program = start()?;
        let mut keys = (0..50).map(|_| program.key("x")).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { first, key: share(&mut keys, 50), memory: program.memory("VmRSS") })
    }

    fn line(&self) -> String {
        let Self { first, key, memory } = self;
        format!(
            "The empty program: first frame {:.1} ms, key to frame {:.2} ms, {} MB.\n",
            ms(*first),
            ms(*key),
            memory / 1000
        )
    }
}

fn folio(path: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(FOLIO);
    command.args(["--no-state".as_ref(), path.as_os_str()]);
    command
}

/// One row: folio on a blog of so many posts.
fn blog(path: &Path, posts: usize, empty: &Empty) -> Result<String, Failure> {
    floor::read_heads(path);
    let unit = median(3, || Ok(floor::read_heads(path)))?;
    let first = median(5, || Ok(Watched::start(folio(path))?.first_frame))?;
    let is_loaded = |screen: &str| is_loaded(screen, posts);
    let loaded = median(3, || Watched::start(folio(path))?.until(is_loaded))?;
    let mut reader = Watched::start(folio(path))?;
    let mut while_loading = Vec::new();
    let start = Instant::now();
    while start.elapsed() < loaded {
        while_loading.push(reader.key(if while_loading.len() % 2 == 0 { "j" } else { "k" })?);
    }
    reader.until(is_loaded)?;
    let mut after = (0..100).map(|_| reader.key("j")).collect::<Result<Vec<_>, _>>()?;
    let (memory, peak) = (reader.memory("VmRSS"), reader.memory("VmHWM"));
    let wakes = reader.wakes_in_a_second();
    let list = median(3, || run(&["list", "--format", "json"], path))?;
    let mut row = String::new();
    write!(row, "| {posts} | {:.0} | {:.1} | {:.1} | ", ms(unit), ratio(first, empty.first), ratio(loaded, unit))?;
    write!(row, "{:.1} | {:.1} | ", ms(share(&mut while_loading, 95)), ratio(share(&mut after, 50), empty.key))?;
    write!(row, "{:.1} | {} | {} | {wakes} | ", ms(share(&mut after, 99)), memory / 1000, peak / 1000)?;
    writeln!(row, "{:.1} |", ratio(list, unit))?;
    Ok(row)
}

fn is_loaded(screen: &str, posts: usize) -> bool {
    let head = screen.lines().next().unwrap_or_default();
    head.contains(&format!(" {posts} posts")) && !head.contains("loading")
}

/// The time that a command takes, its output thrown away.
fn run(command: &[&str], path: &Path) -> Result<Duration, Failure> {
    let start = Instant::now();
    Command::new(FOLIO).args(command).arg(path).stdout(Stdio::null()).status()?;
    Ok(start.elapsed())
}

/// One row: what finding costs in a blog of so many posts.
fn find(path: &Path, posts: usize) -> Result<String, Failure> {
    floor::search(path, words::RARE);
    let unit = median(3, || Ok(floor::search(path, words::RARE)))?;
    let search = median(3, || run(&["search", words::RARE], path))?;
    let typed = |query: &str| {
        let mut reader = Watched::start(folio(path))?;
        reader.until(|screen| is_loaded(screen, posts))?;
        let mut keys = std::iter::once("/").chain(query.split("").filter(|key| !key.is_empty()));
        let worst = keys.try_fold(Duration::ZERO, |worst, key| Ok::<_, Failure>(reader.key(key)?.max(worst)))?;
        Ok::<_, Failure>(ms(worst))
    };
    let (tag, title) = (typed("tag:tag5")?, typed("terminal")?);
    Ok(format!("| {posts} | {:.0} | {:.1} | {tag:.1} | {title:.1} |\n", ms(unit), ratio(search, unit)))
}

/// One row: folio on a single file.
fn file(name: &str, body: &str, empty: &Empty) -> Result<String, Failure> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join(format!("{name}.md"));
    std::fs::write(&path, format!("---\ntitle: Bench\n---\n\nFirstwords begin.\n\n{body}"))?;
    let floor = median(5, || {
        let start = Instant::now();
        Command::new(std::env::current_exe()?).env(SHOW, &path).stdout(Stdio::null()).status()?;
        Ok(start.elapsed())
    })?;
    let show = ratio(median(5, || run(&["show", "--format", "plain"], &path))?, floor);
    let shown = |screen: &str| screen.contains("Firstwords");
    let first = median(3, || Watched::start(folio(&path))?.until(shown))?;
    let mut reader = Watched::start(folio(&path))?;
    reader.until(shown)?;
    let mut keys = (0..100).map(|_| reader.key(" ")).take_while(Result::is_ok).collect::<Result<Vec<_>, _>>()?;
    let resizes = [100, 160, 80, 160, 60, 160].into_iter().map(|columns| reader.resize(columns));
    let resize = ms(resizes.collect::<Result<Vec<_>, _>>()?.into_iter().max().unwrap_or_default());
    reader.press("q")?;
    let (times, worst, memory) = (ratio(first, empty.first), ms(share(&mut keys, 99)), reader.memory("VmRSS"));
    let kilobytes = body.len() / 1000;
    let (first, memory, floor) = (ms(first), memory / 1000, ms(floor));
    Ok(format!(
        "| {name} | {kilobytes} | {first:.0} | {times:.1} | {worst:.1} | {resize:.1} | {memory} | {floor:.1} | {show:.1} |\n"
    ))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn ratio(time: Duration, floor: Duration) -> f64 {
    time.as_secs_f64() / floor.as_secs_f64().max(1e-9)
}

fn median(runs: usize, mut run: impl FnMut() -> Result<Duration, Failure>) -> Result<Duration, Failure> {
    let mut times = (0..runs).map(|_| run()).collect::<Result<Vec<_>, _>>()?;
    Ok(share(&mut times, 50))
}

/// The time that so many in a hundred do not exceed.
fn share(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}
