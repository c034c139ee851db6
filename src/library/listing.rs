//! Post ids in order, with the sort keys copied in so that merging a batch touches no post but on ties.

use std::cmp::Ordering;

use super::ask::{Ask, Open};
use super::card::moment;
use super::filter::{Candidate, Filter, Verdict};
use super::fold::in_order;
use super::order::{UNDATED, by_path, newest};
use super::query::SortKey;
use super::{Card, Library, Query};
use crate::post::{Post, PostId};

/// The answer to a query.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    ids: Vec<PostId>,
    keys: Vec<SortValue>,
    unjudged: Vec<PostId>,
    hidden: usize,
    /// Whether titles stand last first.
    titles_descending: bool,
    /// Whether the order is the library's own, newest first.
    is_usual: bool,
    /// Whether the value is the instant itself.
    by_date: bool,
    /// All ids below this one have been looked at.
    seen: u32,
    removed: u64,
}

/// What a post is sorted by, copied out of it. Smaller comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SortValue {
    first: First,
    /// The start of the file's name without the date.
    name: u64,
}

/// What a post is sorted by first: in one listing numbers or titles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum First {
    /// Instant, count or rank; negated where the largest comes first.
    Number(i64),
    /// As it stands in order.
    Title(Box<str>),
}

impl Listing {
    /// Asks the whole library for public posts. Costs time in proportion to all posts.
    pub fn new(library: &Library, query: &Query) -> Self {
        Self::ask(library, Ask::new(query))
    }

    /// Asks the whole library. Costs time in proportion to all posts.
    pub fn ask(library: &Library, ask: Ask<'_>) -> Self {
        let mut listing = Self { removed: library.removed(), ..Self::default() };
        listing.turn(ask);
        let filter = Filter::new(library, ask);
        let mut found: Vec<(SortValue, PostId)> = Vec::new();
        listing.seen = library.next_id();
        // Newest first, as posts of one value stand in any order: what is left is a sort that keeps them so.
        library.order().each(library, &mut |id| listing.judge(library, ask, &filter, id, &mut found));
        if !listing.is_usual {
            found.sort_by(|a, b| listing.by_value(&a.0, &b.0));
        }
        (listing.keys, listing.ids) = found.into_iter().unzip();
        listing
    }

    /// Takes in posts that are new or changed since the listing was made with the same `ask`. Costs time in proportion
    /// to the listing and the new posts, so batches should double.
    pub fn merge(&mut self, library: &Library, ask: Ask<'_>, new: &[PostId]) {
        let known = new.iter().any(|id| id.0 < self.seen) || self.removed != library.removed();
        if known {
            return *self = Self::ask(library, ask);
        }
        self.turn(ask);
        let filter = Filter::new(library, ask);
        let mut found: Vec<(SortValue, PostId)> = Vec::new();
        for &id in new {
            self.seen = self.seen.max(id.0.saturating_add(1));
            self.judge(library, ask, &filter, id, &mut found);
        }
        found.sort_unstable_by(|a, b| self.in_order(library, (&a.0, a.1), (&b.0, b.1)));
        self.merge_sorted(library, found);
    }

    /// Takes in the posts whose bodies have become known. Costs time in proportion to the listing and the posts that were
    /// unjudged, so answers should come in batches that double.
    pub fn take_judged(&mut self, library: &Library, ask: Ask<'_>) {
        let filter = Filter::new(library, ask);
        let mut found: Vec<(SortValue, PostId)> = Vec::new();
        for id in std::mem::take(&mut self.unjudged) {
            self.judge(library, ask, &filter, id, &mut found);
        }
        found.sort_unstable_by(|a, b| self.in_order(library, (&a.0, a.1), (&b.0, b.1)));
        self.merge_sorted(library, found);
    }

    /// Takes the direction of an order.
    fn turn(&mut self, ask: Ask<'_>) {
        self.by_date = ask.query.sort.map_or(ask.ranks.is_none(), |sort| sort.key == SortKey::Date);
        self.titles_descending = ask.query.sort.is_some_and(|sort| sort.descending);
        self.is_usual = self.by_date && ask.query.sort.is_none_or(|sort| sort.descending);
    }

    /// Puts a post where the query wants it: among those found, those hidden or those whose bodies decide.
    fn judge(
        &mut self,
        library: &Library,
        ask: Ask<'_>,
        filter: &Filter<'_>,
        id: PostId,
        found: &mut Vec<(SortValue, PostId)>,
    ) {
        let Some(card) = library.cards().get(id) else { return };
        let verdict = match filter.verdict(Candidate { library, id, card }) {
            Verdict::Open if ask.open == Open::Listed => Verdict::Kept,
            verdict => verdict,
        };
        match (verdict, filter.shows(card.status)) {
            (Verdict::Kept, true) => found.push((SortValue::new(library, ask, id, card), id)),
            (Verdict::Kept, false) => self.hidden += 1,
            (Verdict::Open, true) => self.unjudged.push(id),
            (Verdict::Open, false) | (Verdict::Dropped, _) => {}
        }
    }

    fn merge_sorted(&mut self, library: &Library, found: Vec<(SortValue, PostId)>) {
        let total = self.ids.len() + found.len();
        let old = std::mem::take(&mut self.keys).into_iter().zip(std::mem::take(&mut self.ids));
        self.keys.reserve(total);
        self.ids.reserve(total);
        let (mut old, mut found) = (old.peekable(), found.into_iter().peekable());
        loop {
            let next = match (old.peek(), found.peek()) {
                (Some(a), Some(b)) if self.in_order(library, (&a.0, a.1), (&b.0, b.1)).is_gt() => found.next(),
                (None, _) => found.next(),
                (Some(_), _) => old.next(),
            };
            let Some((key, id)) = next else { return };
            self.keys.push(key);
            self.ids.push(id);
        }
    }

    /// In order.
    pub fn ids(&self) -> &[PostId] {
        &self.ids
    }

    /// Posts that the query keeps and that are drafts, future or hidden, so not shown.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// Posts of which only the body can tell whether the query keeps them; not in the listing.
    pub fn unjudged(&self) -> &[PostId] {
        &self.unjudged
    }

    /// Where a post stands in it. Costs time in proportion to the listing.
    pub fn position(&self, id: PostId) -> Option<usize> {
        self.ids.iter().position(|listed| *listed == id)
    }

    /// The post before (newer, by default) and the post after (older) one. Costs time in proportion to the listing.
    pub fn neighbors(&self, id: PostId) -> (Option<PostId>, Option<PostId>) {
        let Some(place) = self.position(id) else { return (None, None) };
        let at = |place: Option<usize>| place.and_then(|place| self.ids.get(place)).copied();
        (at(place.checked_sub(1)), at(place.checked_add(1)))
    }

    fn by_value(&self, a: &SortValue, b: &SortValue) -> Ordering {
        let order = a.first.cmp(&b.first);
        let is_reversed = self.titles_descending && matches!(a.first, First::Title(_));
        if is_reversed { order.reverse() } else { order }
    }

    /// By value, then newest first, then by file name; the whole path is only looked up where all that is the same.
    fn in_order(&self, library: &Library, a: (&SortValue, PostId), b: (&SortValue, PostId)) -> Ordering {
        let by_day = self.by_value(a.0, b.0).then_with(|| match self.by_date {
            true => Ordering::Equal,
            false => library.cards().get(a.1).map(newest).cmp(&library.cards().get(b.1).map(newest)),
        });
        by_day.then(a.0.name.cmp(&b.0.name)).then_with(|| by_path(library, a.1, b.1))
    }
}

impl SortValue {
    fn new(library: &Library, ask: Ask<'_>, id: PostId, card: &Card) -> Self {
        Self { first: First::of(library, ask, id, card), name: card.name }
    }
}

impl First {
    fn of(library: &Library, ask: Ask<'_>, id: PostId, card: &Card) -> Self {
        let Some(sort) = ask.query.sort else {
            let rank = ask.ranks.map(|ranks| ranks.get(id).map_or(0, |rank| -i64::from(rank)));
            return Self::Number(rank.unwrap_or_else(|| newest(card)));
        };
        let directed = |value: i64| if sort.descending { -value } else { value };
        let dated = |instant: Option<i64>| instant.map_or(UNDATED, directed);
        match sort.key {
            SortKey::Date => Self::Number(dated(card.instant)),
            SortKey::Updated => {
                let updated = library.get(id).and_then(Post::updated).map(moment);
                Self::Number(dated(updated.or(card.instant)))
            }
            SortKey::Words => Self::Number(directed(i64::from(card.words))),
            SortKey::Title => Self::Title(library.get(id).map(|post| in_order(&post.title).into()).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::facts::Facts;
    use crate::library::{Batch, Marks, Show};
    use crate::post::{DateSource, Post, PostDate, Status};
    use crate::text::Clean;
    use proptest::prelude::*;

    fn post(path: &str, date: Option<(i16, i8, i8)>, title: &str, tags: &[&str]) -> Post {
        let date = date.map(|(year, month, day)| PostDate {
            civil: jiff::civil::date(year, month, day).at(0, 0, 0, 0),
            has_time: false,
            offset: 0,
            source: DateSource::FrontMatter,
        });
        let tags = tags.iter().map(|tag| Clean::line(tag)).collect();
        Post { path: path.into(), title: Clean::line(title), date, tags, ..Post::default() }
    }

    fn library(posts: Vec<Post>) -> Library {
        let mut library = Library::default();
        library.apply(Batch::of(posts));
        library
    }

    fn blog() -> Library {
        let status = |draft, future, hidden| Status { draft, future, hidden };
        library(vec![
            post("a.md", Some((2010, 6, 8)), "Economy of Motion", &["DevOps", "Cloud"]),
            post("b.md", Some((2011, 1, 2)), "über alles", &["devops"]),
            post("c.md", None, "Undated", &[]),
            post("d.md", Some((2010, 6, 8)), "Same day", &["Web Design"]),
            Post { status: status(true, false, false), ..post("e.md", Some((2012, 1, 1)), "A draft", &["cloud"]) },
            Post { status: status(false, true, false), ..post("f.md", Some((2999, 1, 1)), "To come", &[]) },
        ])
    }

    fn paths(library: &Library, listing: &Listing) -> String {
        listing.ids().iter().filter_map(|id| library.get(*id)?.path.file_stem()?.to_str()).collect()
    }

    #[test]
    fn queries_keep_what_they_say() {
        let library = blog();
        for (query, want, hidden) in [
            ("", "badc", 2),
            ("tag:DEVOPS", "ba", 0),
            ("#cloud", "a", 1),
            ("#\"web design\" OR tag:cloud", "ad", 1),
            ("tag:\"web design\",cloud -tag:devops", "d", 1),
            ("-tag:devops", "dc", 2),
            ("tag:nothing", "", 0),
            ("year:2010", "ad", 0),
            ("date:2010-06", "ad", 0),
            ("after:2010-06-09", "b", 2),
            ("before:2011", "ad", 0),
            ("-before:2011", "bc", 2),
            ("is:draft", "e", 0),
            ("is:future,draft", "fe", 0),
            ("-is:draft", "badc", 1),
            ("is:untagged", "c", 1),
            ("is:starred", "", 0),
            ("is:unread", "badc", 2),
            ("ÜBER", "b", 0),
            ("title:motion", "a", 0),
            ("path:D.MD", "d", 0),
            ("design", "d", 0),
            ("sort:date", "adbc", 2),
            ("sort:title", "adcb", 2),
            ("sort:-title", "bcda", 2),
        ] {
            let parsed = Query::parse(query).unwrap();
            let listing = Listing::new(&library, &parsed);
            assert_eq!((paths(&library, &listing).as_str(), listing.hidden()), (want, hidden), "{query}");
        }
        let query = Query::default();
        let all = Listing::ask(&library, Ask { show: Show::All, ..Ask::new(&query) });
        assert_eq!(paths(&library, &all), "febadc");
    }

    #[test]
    fn marks_and_bodies_decide_when_they_are_known() {
        let library = blog();
        let id = |path: &str| library.at_path(path.as_ref()).unwrap();
        let marks = Marks { read: [id("a.md"), id("b.md")].into(), starred: [id("b.md")].into() };
        let ask = |query| Ask { marks: Some(&marks), ..Ask::new(query) };
        let (unread, starred) = (Query::parse("is:unread").unwrap(), Query::parse("is:starred").unwrap());
        assert_eq!(paths(&library, &Listing::ask(&library, ask(&unread))), "dc");
        assert_eq!(paths(&library, &Listing::ask(&library, ask(&starred))), "b");

        let text = Query::parse("text:x tag:devops OR title:undated").unwrap();
        let open = Listing::new(&library, &text);
        assert_eq!((paths(&library, &open).as_str(), open.unjudged()), ("c", &[id("b.md"), id("a.md")][..]));
        let mut facts = Facts::of(&text);
        facts.take((id("a.md"), vec![0]));
        let ask = Ask { facts: Some(&facts), ..Ask::new(&text) };
        let some = Listing::ask(&library, ask);
        assert_eq!((paths(&library, &some).as_str(), some.unjudged()), ("ac", &[id("b.md")][..]));
        let mut taken = open;
        taken.take_judged(&library, ask);
        assert_eq!((taken.ids(), taken.unjudged()), (some.ids(), some.unjudged()));
        let listed = Listing::ask(&library, Ask { open: Open::Listed, ..Ask::new(&text) });
        assert_eq!((paths(&library, &listed).as_str(), listed.unjudged().len()), ("bac", 0));
    }

    #[test]
    fn removed_and_changed_posts_leave_their_place() {
        let mut library = blog();
        let query = Query::default();
        let mut listing = Listing::new(&library, &query);
        let changed = post("c.md", Some((2013, 1, 1)), "Dated", &["devops"]);
        let new = library.apply(Batch { removals: vec!["b.md".into()], ..Batch::of([changed]) });
        listing.merge(&library, Ask::new(&query), &new);
        assert_eq!(paths(&library, &listing), "cad");
        assert_eq!(library.names().iter().map(|(_, name)| name.total).sum::<u32>(), 5);
    }

    proptest! {
        #[test]
        fn any_split_of_batches_gives_the_same_listing(
            days in prop::collection::vec((0i8..4, 0u8..3), 1..40), cuts in prop::collection::vec(0usize..40, 0..4),
            sort in prop::sample::select(vec!["", "sort:date", "sort:title", "sort:words", "tag:t1", "sort:-updated"]),
        ) {
            let posts: Vec<Post> = days.iter().enumerate().map(|(index, (day, tag))| {
                let date = (*day > 0).then_some((2010, 1, *day));
                post(&format!("{:03}.md", index * 37 % 101), date, &format!("T{tag}"), &[&format!("t{tag}")])
            }).collect();
            let query = Query::parse(sort).unwrap();
            let whole = library(posts.clone());
            let want: Vec<_> = Listing::new(&whole, &query).ids().to_vec();
            let mut split = Library::default();
            let mut listing = Listing::default();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(posts.len())).chain([0, posts.len()]).collect();
            cuts.sort_unstable();
            for pair in cuts.windows(2) {
                let new = split.apply(Batch::of(posts[pair[0]..pair[1]].to_vec()));
                listing.merge(&split, Ask::new(&query), &new);
            }
            prop_assert_eq!(listing.ids(), want);

            // Changes and removals lead to the same listing as loading what they leave.
            let changed: Vec<Post> = posts.iter().step_by(3).map(|post| Post { date: None, ..post.clone() }).collect();
            let gone: Vec<_> = posts.iter().skip(1).step_by(3).map(|post| post.path.clone()).collect();
            let batch = Batch { removals: gone.clone(), ..Batch::of(changed.clone()) };
            let new = split.apply(batch);
            listing.merge(&split, Ask::new(&query), &new);
            let left = posts.iter().filter(|post| !gone.contains(&post.path));
            let left = left.map(|post| changed.iter().find(|one| one.path == post.path).unwrap_or(post).clone());
            let fresh = library(left.collect());
            let paths = |library: &Library, listing: &Listing| -> Vec<_> {
                listing.ids().iter().filter_map(|id| Some(library.get(*id)?.path.clone())).collect()
            };
            prop_assert_eq!(paths(&split, &listing), paths(&fresh, &Listing::new(&fresh, &query)));
        }
    }
}
