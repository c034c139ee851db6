//! Ratatui's way to the terminal: crossterm's sequences into memory, and questions answered without asking.
//!
//! Crossterm would run a program to learn the size of a terminal that has none, and would wait for an answer among the
//! keys to learn where the cursor is.

use std::cell::Cell;
use std::io;
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell as ScreenCell;
use ratatui::layout::{Position, Size};

use super::output::FrameBytes;

/// The way of a frame into memory.
#[derive(Debug)]
pub struct TtyBackend {
    inner: CrosstermBackend<FrameBytes>,
    size: SharedSize,
}

/// The size that frames are drawn at: what the app was told, whatever the terminal has become since.
pub type SharedSize = Rc<Cell<Size>>;

impl TtyBackend {
    /// From ratatui into `frame`.
    pub fn new(frame: FrameBytes, size: SharedSize) -> Self {
        Self { inner: CrosstermBackend::new(frame), size }
    }
}

impl Backend for TtyBackend {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a ScreenCell)>,
    {
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size.get())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
