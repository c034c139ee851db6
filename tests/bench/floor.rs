//! What the machine can do, measured in the same run: the least that any reader of a blog has to do.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use walkdir::WalkDir;

/// "R": walks a blog and reads 4 KiB of every file, on two threads.
pub fn read_heads(blog: &Path) -> Duration {
    let start = Instant::now();
    let (to, from) = sync_channel::<Vec<PathBuf>>(64);
    let from = Mutex::new(from);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = from.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(paths) = next else { return };
                    paths.iter().for_each(|path| drop(read_head(path)));
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
