//! Where a link leads: an `href` of a post becomes a [`Target`].
//!
//! Every syntax of every generator ends here: plain paths, addresses of the site itself, `@/`, `{filename}`, wiki names
//! and the `folio-ref:` targets that templates are rewritten to. Nothing leads out of the site's root.

mod files;
mod hyperlink;
mod index;
mod place;
mod policy;
mod reference;
mod resolve;
mod rules;
mod seen;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use crate::post::PostId;
use crate::text::Clean;

use super::Library;

pub use files::{Files, OnDisk, Presence, Unseen};
pub use hyperlink::Hyperlink;
pub(super) use index::{Index, names_of};
pub use index::{Learned, Lesson};
pub use policy::SafeUrl;
pub use reference::written;
pub(super) use reference::{lay_below, name_files};
pub use seen::Seen;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An `http` or `https` address, absolute.
    Web(Clean),
    /// A `mailto:` address.
    Mail(Clean),
    /// A post, maybe at a heading.
    Post {
        /// Which.
        id: PostId,
        /// The heading's anchor, without `#`.
        anchor: Option<Clean>,
    },
    /// A heading of the same post, without `#`; empty is the top.
    Heading(Clean),
    /// A file of the site, relative to its root.
    Asset(PathBuf),
    /// Nothing is there.
    Broken(Clean),
    /// A scheme that is never opened.
    Blocked(Clean),
}

impl Target {
    /// Whether nothing is where it leads because the generator makes that page of others, as it does the front page. Its address is not
    /// known then.
    pub fn is_made(&self) -> bool {
        let path = |href: &str| href.split(['?', '#']).next().unwrap_or_default().to_owned();
        matches!(self, Self::Broken(href) if href.starts_with(['/', '.']) && resolve::is_made_by_generator(&path(href)))
    }
}

/// A target and what is odd about the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Where it leads.
    pub target: Target,
    /// The path as the file is really named, where the link differs by case only.
    pub spelled: Option<Clean>,
}

impl From<Target> for Resolution {
    fn from(target: Target) -> Self {
        Self { target, spelled: None }
    }
}

/// Resolves a target written in the post `from` without looking at the disk: a path that looks like a file is an asset.
pub fn resolve(library: &Library, from: PostId, href: &str) -> Target {
    resolve_in(library, &Unseen, from, href).target
}

/// Resolves a target written in the post `from`, asking `files` which files there are.
pub fn resolve_in(library: &Library, files: &dyn Files, from: PostId, href: &str) -> Resolution {
    resolve::Resolver { library, files, from }.resolve(href.trim())
}
