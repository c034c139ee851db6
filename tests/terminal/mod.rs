//! The built program in a real pseudo-terminal, its output read by a terminal emulator.

mod endings;
mod hostile;
mod hyperlinks;
mod lent;
mod pictures;
mod pty;
mod screen;
mod state;
mod world;
