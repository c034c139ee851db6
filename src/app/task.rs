//! Effects that work in the background. Each carries all it needs, and the number by which a stale answer is told.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::{Document, ImageId};
use crate::layout::{EndSection, ImageState, Masthead, Metrics, Page};
use crate::library::facts::Question;
use crate::library::{Generation, Lesson};
use crate::post::{BodyStart, PostId, Revision};
use crate::text::Clean;

use super::PictureKey;

/// An effect that works in the background.
#[derive(Clone, Debug)]
pub enum Task {
    /// Read the whole site. Answers: `Loaded` batches, then `LoadDone`.
    Load(Generation),
    /// Read these files again, relative to the root. Answers: `Loaded`, then `LoadDone`.
    Reload {
        /// Which load this belongs to.
        generation: Generation,
        /// Relative to the root.
        paths: Vec<PathBuf>,
    },
    /// Read and parse a body. Answer: `Opened`; for a long one first its beginning.
    Open(Source),
    /// Lay a big page out. Answers: `LaidOut`, first what is to be shown, then the whole. A newer one ends an older.
    LayOut(Box<LayOut>),
    /// Find the syntax of a document's code. Answer: `Highlighted`.
    Highlight {
        /// Of which post.
        id: PostId,
        /// Of which bytes.
        revision: Revision,
        /// Its code is in here.
        document: Arc<Document>,
    },
    /// Look for words in bodies. Answers: `Found`. A newer search ends an older one.
    Search {
        /// Which search.
        generation: Generation,
        /// What is looked for: words and phrases, as in the query language.
        needle: Clean,
        /// Where, in the order of the answers.
        posts: Arc<Vec<Source>>,
    },
    /// Ask bodies what only they can answer. Answers: `Judged`, in batches that double. A newer one ends an older.
    Judge {
        /// Which questions.
        generation: Generation,
        /// What is asked.
        questions: Vec<Question>,
        /// Of which posts.
        posts: Arc<Vec<Source>>,
    },
    /// Find the posts that may link to a post. Answers: `Backlinks`. A newer one ends an older.
    Backlinks {
        /// To which post.
        id: PostId,
        /// The texts one of which stands in every link there.
        called: Vec<String>,
        /// Every other post.
        posts: Arc<Vec<Source>>,
    },
    /// Look for what is wrong in the whole blog. Answer: `Checked`. A newer one ends an older.
    Check(Generation),
    /// Learn what posts are called by links. Answer: `Learned`.
    Learn(Lesson),
    /// Look for the files of images and read their sizes from their headers. Answer: `Measured`.
    Measure {
        /// In which post.
        id: PostId,
        /// Of which bytes.
        revision: Revision,
        /// The files, relative to the root.
        pictures: Vec<(ImageId, PathBuf)>,
    },
    /// Decode, scale and encode a picture. Answer: `ImageReady`.
    DecodeImage {
        /// Which, and what for.
        key: PictureKey,
        /// The file, relative to the root.
        path: PathBuf,
    },
}

/// Where a body is.
#[derive(Clone, Debug)]
pub struct Source {
    /// Which post.
    pub id: PostId,
    /// Which bytes the library knows.
    pub revision: Revision,
    /// Relative to the root.
    pub path: PathBuf,
    /// Where the body starts in the file.
    pub body: BodyStart,
}

/// A page to lay out and the metrics to do it with.
#[derive(Clone, Debug)]
pub struct LayOut {
    /// Which post.
    pub id: PostId,
    /// Which bytes.
    pub revision: Revision,
    /// What is set.
    pub sheet: Arc<Sheet>,
    /// How.
    pub metrics: Metrics,
    /// The byte of the text that is shown first.
    pub at: u32,
    /// Rows that are shown.
    pub rows: usize,
}

/// An owned page: what layout borrows as a [`Page`].
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Which version of this page: end matter arrives after the body.
    pub number: u64,
    /// What stands above the body.
    pub masthead: Masthead,
    /// The body.
    pub document: Arc<Document>,
    /// What stands below the body.
    pub end: Vec<EndSection>,
    /// The pictures that are files of the site, relative to its root.
    pub pictures: Vec<(ImageId, PathBuf)>,
    /// What is known of images by [`ImageId`], once their files were looked for.
    pub images: Vec<ImageState>,
}

impl Sheet {
    /// As layout wants it.
    pub fn page(&self) -> Page<'_> {
        Page { masthead: Some(&self.masthead), document: &self.document, end: &self.end, images: &self.images }
    }

    /// Whether it takes so long to set that a key would wait for it.
    pub fn is_big(&self) -> bool {
        /// Bytes of text that are set while nobody waits.
        const MOST: usize = 128 * 1024;
        /// Bytes of text that take as long to set as the number of a link, and as an entry at the end.
        const LINK: usize = 64;
        let entries: usize = self.end.iter().map(|section| section.entries.len()).sum();
        self.document.text.len() + LINK * (self.document.links.len() + entries) > MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use crate::template::Dialect;

    #[test]
    fn a_short_text_of_many_links_is_big() {
        let sheet = |text: &str| Sheet { document: Arc::new(parse(text, Dialect::Plain)), ..Sheet::default() };
        assert!(!sheet(&"A word. ".repeat(10_000)).is_big());
        assert!(sheet(&"A word. ".repeat(20_000)).is_big());
        assert!(!sheet(&"[a](https://example.com) ".repeat(1_000)).is_big());
        assert!(sheet(&"[a](https://example.com) ".repeat(5_000)).is_big());
    }
}
