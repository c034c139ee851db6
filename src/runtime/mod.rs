//! Turns the crank: events in, update, effects out, draw.
//!
//! `run` is the loop, `wake` what it wakes for, `perform` what effects do, `lane` the threads behind them, `keep` what a
//! reader leaves behind and `lasting` what lasts as long as folio runs, `switch` the way to another blog, `fault` what
//! tests may break. `terminal` and `input` are the only users of the terminal, `load` and `tasks` of the site's files,
//! `outside` of other programs.

mod fault;
pub mod input;
mod keep;
mod lane;
mod lasting;
mod lend;
pub mod load;
pub mod outside;
mod perform;
mod pictures;
mod run;
mod switch;
pub mod tasks;
pub mod terminal;
mod wake;
#[cfg(feature = "watch")]
mod watch;

pub use run::{Start, run};
pub use switch::post_at;
pub use terminal::guard::restore_on_panic;
pub use wake::Ending;
