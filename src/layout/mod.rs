//! A document at a width: rows of segments. Knows roles; knows no colour and no ratatui.
//!
//! `build` goes through a page, `flow` keeps the margins, `stream` and `paragraph` set words, a file a block
//! sets the rest, `rows` writes it down, and `sheet` is what comes out.

mod blocks;
mod build;
mod clip;
mod code;
mod columns;
mod end;
mod figure;
mod flow;
mod list;
mod masthead;
mod metrics;
mod page;
mod paragraph;
mod quote;
mod role;
mod row;
mod rows;
mod segment;
mod sheet;
mod stream;
mod table;
mod visual;

pub use build::{LayoutBuilder, Part};
pub use metrics::{ImageMode, ImageSize, ImageState, Metrics};
pub use page::{EndEntry, EndSection, Masthead, Page};
pub use role::Role;
pub use row::{ImageBox, Row, Segment};
pub use sheet::Layout;
pub use visual::Order;
