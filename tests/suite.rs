//! The one integration crate.

mod docs;
mod layout;
