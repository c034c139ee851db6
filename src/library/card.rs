//! What every query and facet looks at, copied out of a post into a few words of memory.

use super::names::{NameId, Names};
use super::query::ymd;
use crate::post::{Post, PostDate, Status};

/// A post as queries see it.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its names, each once.
    pub names: Box<[NameId]>,
    /// Its instant, seconds since 1970; none if it has no date.
    pub instant: Option<i64>,
    /// When it was last changed, else published.
    pub updated: Option<i64>,
    /// Its calendar day as written, as a number that orders like days: `20100608`.
    pub day: Option<i32>,
    /// Words of its body.
    pub words: u32,
    /// Why it may be left out.
    pub status: Status,
    /// Whether it has a tag.
    pub tagged: bool,
}

impl Card {
    pub(super) fn new(post: &Post, names: &mut Names) -> Self {
        let instant = post.date.as_ref().map(PostDate::instant);
        Self {
            names: names.enter(post),
            instant,
            updated: post.updated.as_ref().map(PostDate::instant).or(instant),
            day: post.date.map(|date| date.civil.date()).map(|day| ymd(day.year(), day.month(), day.day())),
            words: post.words.count,
            status: post.status,
            tagged: !post.tags.is_empty(),
        }
    }
}
