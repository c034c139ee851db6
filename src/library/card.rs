//! What every query and facet looks at, copied out of posts into a few words of memory each, side by side.

use super::fold::composed;
use super::names::{NameId, Names};
use super::query::ymd;
use crate::post::{Post, PostDate, PostId, Status};

/// A post as queries see it.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    /// Its instant, seconds since 1970; none if it has no date.
    pub instant: Option<i64>,
    /// Its calendar day as written, as a number that orders like days: `20100608`.
    pub day: Option<i32>,
    /// Words of its body.
    pub words: u32,
    /// Why it may be left out.
    pub status: Status,
    /// Whether it has a tag.
    pub tagged: bool,
    /// The start of its file's name without the date: orders most posts of one day.
    pub name: u64,
    /// Where its names stand in [`Cards`], and how many there are.
    names: (u32, u32),
}

/// All cards, by number of post.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    cards: Vec<Option<Card>>,
    /// How many of them are there.
    count: usize,
    names: Vec<NameId>,
}

impl Cards {
    /// A post's card; none once it is removed.
    pub fn get(&self, id: PostId) -> Option<&Card> {
        self.cards.get(id.0 as usize).and_then(Option::as_ref)
    }

    /// Number of cards.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The names of a card, each once.
    pub fn names(&self, card: &Card) -> &[NameId] {
        let (start, count) = card.names;
        self.names.get(start as usize..start.saturating_add(count) as usize).unwrap_or_default()
    }

    /// All cards in order of loading.
    pub fn iter(&self) -> impl Iterator<Item = (PostId, &Card)> {
        (0u32..).map(PostId).zip(&self.cards).filter_map(|(id, card)| card.as_ref().map(|card| (id, card)))
    }

    /// Puts in the card of a new or changed post. The names of changed posts leave a gap, which is small.
    pub(super) fn put(&mut self, id: PostId, post: &Post, names: &mut Names) {
        let own = names.enter(post);
        let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let place = (size(self.names.len()), size(own.len()));
        self.names.extend(own);
        let index = id.0 as usize;
        if self.cards.len() <= index {
            self.cards.resize(index + 1, None);
        }
        if let Some(card) = self.cards.get_mut(index) {
            self.count += usize::from(card.is_none());
            *card = Some(Card::new(post, place));
        }
    }

    pub(super) fn take(&mut self, id: PostId, names: &mut Names) {
        if let Some(card) = self.cards.get_mut(id.0 as usize).and_then(Option::take) {
            self.count -= 1;
            names.leave(self.names(&card));
        }
    }
}

impl Card {
    fn new(post: &Post, names: (u32, u32)) -> Self {
        Self {
            instant: post.date.as_ref().map(moment),
            day: post.date.map(|date| date.civil.date()).map(|day| ymd(day.year(), day.month(), day.day())),
            words: post.words.count,
            status: post.status,
            tagged: !post.tags.is_empty(),
            name: name_start(post),
            names,
        }
    }

    /// The year and month of its day.
    pub fn month(&self) -> Option<(i16, i8)> {
        self.day.map(|day| year_and_month(month_of(day)))
    }
}

/// The months since the year 0 of a day that is written as a number: `20100608`.
pub(super) fn month_of(day: i32) -> i32 {
    let month = day.div_euclid(100);
    month.div_euclid(100) * 12 + month.rem_euclid(100) - 1
}

/// Months since the year 0 as a year and its month.
pub(super) fn year_and_month(months: i32) -> (i16, i8) {
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    (i16::try_from(year).unwrap_or_default(), i8::try_from(month).unwrap_or_default())
}

/// The moment that a date orders by. Files that were written together, as in a fresh copy, are of one moment, and their
/// names order them.
pub(super) fn moment(date: &PostDate) -> i64 {
    /// Seconds.
    const TOGETHER: i64 = 60;
    let moment = date.instant();
    if date.is_written() { moment } else { moment - moment.rem_euclid(TOGETHER) }
}

/// The first eight bytes of a file's name behind the date, as a number that orders like them.
fn name_start(post: &Post) -> u64 {
    let name = post.path.file_name().unwrap_or_default().to_string_lossy();
    let behind = composed(&name);
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_'));
    let mut start = [0; 8];
    start.iter_mut().zip(behind.bytes()).for_each(|(place, byte)| *place = byte);
    u64::from_be_bytes(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::DateSource;

    #[test]
    fn a_day_is_of_its_month() {
        for (year, month) in [(2010, 1), (1999, 12), (1, 1), (0, 12), (-1, 1), (-44, 3), (9999, 12), (-9999, 1)] {
            assert_eq!(year_and_month(month_of(ymd(year, month, 15))), (year, month));
        }
        assert_eq!(month_of(20100101), month_of(20091231) + 1);
    }

    #[test]
    fn files_written_together_are_of_one_moment() {
        let at = |second, source| {
            let civil = jiff::civil::date(2024, 5, 6).at(7, 8, second, 0);
            moment(&PostDate { civil, has_time: true, offset: 0, source })
        };
        assert_eq!(at(9, DateSource::Mtime), at(11, DateSource::Mtime));
        assert_ne!(at(9, DateSource::FrontMatter), at(11, DateSource::FrontMatter));
    }
}
