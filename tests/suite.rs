//! The one integration crate.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cli;
mod commonmark;
mod docs;
mod growth;
mod harness;
mod layout;
mod terminal;
mod themes;
mod tidy;
