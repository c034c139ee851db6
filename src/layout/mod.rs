//! A document at a width: rows of segments. Knows roles; knows no colour and no ratatui.

mod metrics;
mod page;
mod role;
mod row;

pub use metrics::{ImageMode, Metrics};
pub use page::{EndEntry, EndSection, Masthead, Page};
pub use role::Role;
pub use row::{ImageBox, Layout, Row, Segment};
