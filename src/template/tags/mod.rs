//! Tags of every language once they are read: their arguments, what they nest in, what they show, and what templates of the
//! site print for them.

pub(in crate::template) mod alert_names;
pub(in crate::template) mod arguments;
pub(in crate::template) mod asked;
pub(in crate::template) mod blended;
pub(in crate::template) mod caption;
mod code_info;
pub(in crate::template) mod embed;
pub(in crate::template) mod go_call;
pub(in crate::template) mod nest;
mod note;
pub(in crate::template) mod pages;
pub(in crate::template) mod picture;
pub(in crate::template) mod printed;
pub(in crate::template) mod program;
pub(in crate::template) mod run;
pub(in crate::template) mod shown;
pub(in crate::template) mod small_tags;
pub(in crate::template) mod theme_tags;
pub(in crate::template) mod title;
pub(in crate::template) mod tree;
pub(in crate::template) mod value;
pub(in crate::template) mod written;
