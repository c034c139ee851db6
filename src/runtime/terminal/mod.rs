//! The terminal while folio has it: ratatui on top, the guard and the descriptors below.

mod backend;
pub mod guard;
mod output;
mod tty;

use std::cell::Cell;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

use crate::picture::CellSize;

use backend::{SharedSize, TtyBackend};
pub use output::Drained;
use output::{FrameBytes, Output};
pub use tty::{Tty, columns, message_columns};

/// A frame is shown whole or not at all where the terminal knows synchronized output; others ignore the mode.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";

/// The terminal while folio has it.
pub struct Screen {
    terminal: Terminal<TtyBackend>,
    frame: FrameBytes,
    output: Output,
    tty: Arc<Tty>,
    size: SharedSize,
}

impl Screen {
    /// Takes the terminal and says `greeting` to it: queries whose answers come among the keys.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn take(tty: Arc<Tty>, greeting: &[u8]) -> io::Result<Self> {
        guard::take(&tty, greeting)?;
        let frame = FrameBytes::default();
        let size = SharedSize::new(Cell::new(measured(&tty)));
        let terminal = Terminal::new(TtyBackend::new(frame.clone(), SharedSize::clone(&size)))?;
        let output = Output::new(frame.clone(), Arc::clone(&tty));
        Ok(Self { terminal, frame, output, tty, size })
    }

    /// Columns and rows of the frames from here on: what the terminal has now. The app must be told before the next frame.
    pub fn measure(&mut self) -> (u16, u16) {
        let size = measured(&self.tty);
        self.size.set(size);
        (size.width, size.height)
    }

    /// A cell's size, by the size of the window; none where the terminal doesn't say how large that is.
    pub fn cell(&self) -> Option<CellSize> {
        CellSize::of_window(self.tty.pixels(), self.tty.size())
    }

    /// From here on clusters of characters go to the terminal whole: it shows them as folio measures them.
    pub fn trust_clusters(&mut self) {
        self.terminal.backend_mut().keep_clusters();
    }

    /// Whether the last frame is still on its way to a slow terminal.
    pub fn is_busy(&self) -> bool {
        self.output.is_busy()
    }

    /// Whether the terminal's window was closed.
    pub fn is_gone(&self) -> bool {
        self.tty.wait_writable(Duration::ZERO).is_err()
    }

    /// Draws a frame of the size last measured.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>), drained: impl FnOnce() -> Drained) -> io::Result<()> {
        self.frame.write_all(BEGIN_FRAME)?;
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

/// Ratatui's buffers hold at most 65,535 cells; a terminal larger than that is drawn in part.
fn measured(tty: &Tty) -> Size {
    let (width, height) = tty.size();
    Size { width, height: height.min(u16::MAX / width.max(1)) }
}
