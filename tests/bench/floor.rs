//! What the machine can do, measured in the same run: the least that any reader of a blog has to do.

use std::hint::black_box;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use walkdir::WalkDir;

/// "R": walks a blog and reads 4 KiB of every file, on two threads.
pub fn read_heads(blog: &Path) -> Duration {
    each_file(blog, &|path| drop(read_head(path)))
}

/// Looks for a text in every file of a blog, on two threads.
pub fn search(blog: &Path, needle: &str) -> Duration {
    let finder = memchr::memmem::Finder::new(needle);
    each_file(blog, &|path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        black_box(finder.find_iter(&bytes).count());
    })
}

/// Parses a post, wraps its words and prints them: the least that showing it takes.
pub fn show(post: &Path) -> io::Result<()> {
    let text = std::fs::read_to_string(post)?;
    let (mut shown, mut column) = (String::new(), 0);
    for event in pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::all()) {
        let pulldown_cmark::Event::Text(text) = event else { continue };
        for word in text.split_whitespace() {
            let width = unicode_width::UnicodeWidthStr::width(word);
            if column + width > 72 {
                shown.push('\n');
                column = 0;
            }
            shown.push_str(word);
            shown.push(' ');
            column += width + 1;
        }
    }
    io::stdout().lock().write_all(shown.as_bytes())
}

fn each_file(blog: &Path, work: &(dyn Fn(&Path) + Sync)) -> Duration {
    let start = Instant::now();
    let (to, from) = sync_channel::<Vec<PathBuf>>(64);
    let from = Mutex::new(from);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = from.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(paths) = next else { return };
                    paths.iter().for_each(|path| work(path));
                }
            });
        }
        let files = WalkDir::new(blog).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let mut chunk = Vec::new();
        for entry in files {
            chunk.push(entry.into_path());
            if chunk.len() == 32 {
                let _ = to.send(std::mem::take(&mut chunk));
            }
        }
        let _ = to.send(chunk);
        drop(to);
    });
    start.elapsed()
}

fn read_head(path: &Path) -> io::Result<usize> {
    let mut bytes = [0; 4096];
    std::fs::File::open(path)?.read(&mut bytes)
}

/// The emptiest program that ratatui makes: it draws a word, and once more at each key; `q` ends it.
pub fn empty_program() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let mut count = 0;
    loop {
        crossterm::execute!(io::stdout(), crossterm::terminal::BeginSynchronizedUpdate)?;
        terminal.draw(|frame| frame.render_widget(format!("empty {count}"), frame.area()))?;
        crossterm::execute!(io::stdout(), crossterm::terminal::EndSynchronizedUpdate)?;
        match crossterm::event::read()? {
            crossterm::event::Event::Key(key) if key.code == crossterm::event::KeyCode::Char('q') => break,
            _ => count += 1,
        }
    }
    crossterm::terminal::disable_raw_mode()
}
