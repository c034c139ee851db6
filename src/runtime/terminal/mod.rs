//! The terminal while folio has it: ratatui on top, the guard and the descriptors below.

pub mod guard;
mod output;
mod tty;

use std::io::{self, Write as _};
use std::sync::Arc;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

pub use output::Drained;
use output::{FrameBytes, Output};
pub use tty::Tty;

/// A frame is shown whole or not at all where the terminal knows synchronized output; others ignore the mode.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";

/// The terminal while folio has it.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<FrameBytes>>,
    frame: FrameBytes,
    output: Output,
    tty: Arc<Tty>,
}

impl Screen {
    /// Takes the terminal and says `greeting` to it: queries whose answers come among the keys.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn take(tty: Arc<Tty>, greeting: &[u8]) -> io::Result<Self> {
        guard::take(&tty, greeting)?;
        let frame = FrameBytes::default();
        let viewport = Viewport::Fixed(area(&tty));
        let terminal = Terminal::with_options(CrosstermBackend::new(frame.clone()), TerminalOptions { viewport })?;
        let output = Output::new(frame.clone(), Arc::clone(&tty));
        Ok(Self { terminal, frame, output, tty })
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.tty.size()
    }

    /// Whether the last frame is still on its way to a slow terminal.
    pub fn is_busy(&self) -> bool {
        self.output.is_busy()
    }

    /// Draws a frame of the terminal's present size.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>), drained: impl FnOnce() -> Drained) -> io::Result<()> {
        let area = area(&self.tty);
        self.frame.write_all(BEGIN_FRAME)?;
        if self.terminal.get_frame().area() != area {
            self.terminal.resize(area)?;
        }
        self.terminal.draw(paint)?;
        self.frame.write_all(END_FRAME)?;
        self.output.send(drained)
    }

    /// Sends bytes of folio's own: a mode, a clipboard request.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn send(&mut self, bytes: &[u8], drained: impl FnOnce() -> Drained) -> io::Result<()> {
        self.frame.write_all(bytes)?;
        self.output.send(drained)
    }

    /// The next frame is drawn as if nothing were on the screen.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn forget(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Gives the terminal back for a while.
    pub fn release(&mut self) {
        guard::restore();
    }

    /// Takes it again, with whatever modes `more` turns on.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn retake(&mut self, more: &[u8]) -> io::Result<()> {
        guard::take(&self.tty, more)?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        guard::restore();
    }
}

/// ratatui's buffers hold at most 65,535 cells; a terminal larger than that is drawn in part.
fn area(tty: &Tty) -> Rect {
    let (width, height) = tty.size();
    let height = height.min(u16::MAX / width.max(1));
    Rect::new(0, 0, width, height)
}
