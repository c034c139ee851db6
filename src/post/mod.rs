//! One file becomes one [`Post`]. Reading a post never fails: what is wrong becomes a [`Diagnostic`].
//!
//! Knows front matter, dates, tags; knows nothing of sites, bodies, screens or the disk.

pub mod conventions;
pub mod date;
pub mod diagnostic;
pub mod front_matter;
mod names;
mod parse;
pub mod scalar;
mod title;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use crate::text::Clean;

pub use conventions::Conventions;
pub use date::{DateSource, PostDate};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use names::{Shared, distinct};
pub use parse::{Source, parse};
pub use words::count_words;

/// The number of a post in this run. Never reused, so a stale answer can be told by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PostId(pub u32);

/// Which bytes of a file: changes whenever the file does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Revision(pub u64);

/// What is known of one file. All text in it is clean and can be shown.
#[derive(Clone, Debug, Default)]
pub struct Post {
    /// Relative to the site root, the exact bytes of the name.
    pub path: PathBuf,
    /// Which bytes were read.
    pub revision: Revision,
    /// Never empty: front matter, else first heading, else file name.
    pub title: Clean,
    /// When it was published, as written.
    pub date: Option<PostDate>,
    /// First spelling kept, no duplicates by case.
    pub tags: Arc<[Clean]>,
    /// Hierarchies are flattened, outermost first.
    pub categories: Arc<[Clean]>,
    /// Names, in order.
    pub authors: Arc<[Clean]>,
    /// Summary, where the author wrote one.
    pub description: Option<Clean>,
    /// Language code as written (`fr`, `zh-TW`).
    pub lang: Option<Clean>,
    /// What the URL calls it.
    pub slug: Clean,
    /// Absolute where the site's configuration gives a base URL, else a path.
    pub url: Option<Clean>,
    /// Shown by default or not, and why.
    pub status: Status,
    /// Words of the body.
    pub words: Words,
    /// Where the body starts.
    pub body: BodyStart,
    /// What few posts have; none where this one has nothing of it.
    pub rare: Option<Box<Rare>>,
}

/// What few posts have, apart so that it takes no room in all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rare {
    /// When it was changed, as written.
    pub updated: Option<PostDate>,
    /// Name of the series it is part of.
    pub series: Option<Clean>,
    /// Old URLs that lead here.
    pub aliases: Box<[Clean]>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Rare {
    /// As a post keeps it.
    pub fn kept(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

impl Post {
    /// When it was changed, as written.
    pub fn updated(&self) -> Option<&PostDate> {
        self.rare.as_ref()?.updated.as_ref()
    }

    /// Name of the series it is part of.
    pub fn series(&self) -> Option<&Clean> {
        self.rare.as_ref()?.series.as_ref()
    }

    /// Old URLs that lead here.
    pub fn aliases(&self) -> &[Clean] {
        self.rare.as_ref().map(|rare| &*rare.aliases).unwrap_or_default()
    }

    /// What is wrong with it.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.rare.as_ref().map(|rare| rare.diagnostics.as_slice()).unwrap_or_default()
    }

    /// Adds what is wrong with it.
    pub fn tell(&mut self, problem: Diagnostic) {
        self.rare.get_or_insert_default().diagnostics.push(problem);
    }
}

/// Why a generator would leave a post out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Not finished, by its author's word or its folder.
    pub draft: bool,
    /// Dated after now, where the generator hides such posts or not.
    pub future: bool,
    /// Unlisted, expired, unpublished or not rendered.
    pub hidden: bool,
}

impl Status {
    /// The words that a post carries when it is not plainly public, most telling first.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let words = [(self.draft, "draft"), (self.future, "future"), (self.hidden, "hidden")];
        words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word)
    }

    /// Whether a listing shows the post without being asked for all.
    pub fn is_public(self) -> bool {
        !self.draft && !self.future && !self.hidden
    }
}

/// A count of words, exact when the whole body was read, else estimated from its size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Words; a CJK character counts as half a word.
    pub count: u32,
    /// Whether the whole body was counted.
    pub exact: bool,
}

/// How many minutes a number of words takes to read; none where there are none.
pub fn minutes(words: u32) -> Option<u32> {
    /// Words that are read in a minute.
    const WORDS_A_MINUTE: u32 = 200;
    (words > 0).then(|| words.div_ceil(WORDS_A_MINUTE))
}

/// Where a body starts in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BodyStart {
    /// Bytes from the start of the decoded text, which has no byte order mark.
    pub byte: u32,
    /// Lines before it, so that body line 1 is file line `line + 1`.
    pub line: u32,
}
