//! The one integration crate.

mod layout;
