//! The list of posts: the filter, how it is answered — at once, by rank, by bodies — and the rows that show the answer.

use crate::config::{GroupBy, Settings};
use crate::library::query::{Sort, SortKey};
use crate::library::{Ask, Generation, Library, Listing, Marks, Query};
use crate::post::PostId;

use super::Effect;
use super::filter::Filter;
use super::groups::{self, Groups};
use super::judging::{Judged, Judging};
use super::ranking::{Ranking, TitleMarks};
use super::rows::Rows;

/// What is listed and selected.
#[derive(Clone, Debug, Default)]
pub struct Browse {
    /// What is asked.
    filter: Filter,
    /// What is shown of the answer.
    pub rows: Rows,
    group_by: GroupBy,
    /// By the words of the query, if it has any; the list is the old one until it is done.
    ranking: Option<Ranking>,
    /// Whether the best match is to be selected once the ranking is done.
    to_best: bool,
    /// What the query asks of bodies.
    judging: Judging,
    /// The next listing, for as long as no body has answered; the old one is shown meanwhile.
    coming: Option<Listing>,
    /// Posts of the listing that were not read.
    unread: usize,
}

impl Browse {
    /// A list as it is configured.
    pub fn new(settings: &Settings) -> Self {
        let mut browse = Self { filter: Filter::new(settings), ..Self::default() };
        browse.configure(settings);
        browse
    }

    /// Takes over how the list is parted and ordered; holds once it is asked again.
    pub fn configure(&mut self, settings: &Settings) {
        self.filter.configure(settings);
        self.group_by = settings.group_by;
        self.set_query(self.filter.query().clone());
    }

    fn set_query(&mut self, query: Query) {
        self.judging.ask(&query);
        self.filter.take(query, self.ranking.is_some());
    }

    /// What is asked.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What is listed.
    pub fn listing(&self) -> &Listing {
        self.rows.listing()
    }

    /// The selected post.
    pub fn selected(&self) -> Option<PostId> {
        self.rows.selected()
    }

    /// Asks the library again and keeps the selected post selected. Costs time in proportion to all posts.
    pub fn relist(&mut self, library: &Library, marks: &Marks) {
        if let Some(ranking) = &mut self.ranking {
            while !ranking.go_on(library) {}
        }
        let listing = Listing::ask(library, self.asked(marks));
        if listing.ids().is_empty() && !listing.unjudged().is_empty() {
            self.coming = Some(listing);
            return;
        }
        self.coming = None;
        let kept = self.selected();
        self.place(library, marks, listing, kept);
    }

    fn asked<'a>(&'a self, marks: &'a Marks) -> Ask<'a> {
        let ranks = self.ranking.as_ref().map(Ranking::ranks);
        let facts = Some(self.judging.facts());
        Ask { show: self.filter.show(), marks: Some(marks), ranks, facts, ..Ask::new(self.filter.in_force()) }
    }

    /// Takes in posts that are new or changed. Costs time in proportion to the listing.
    pub fn merge(&mut self, library: &Library, marks: &Marks, new: &[PostId]) {
        self.judging.forget(new);
        if let Some(ranking) = &mut self.ranking {
            ranking.rank(library, new);
            if !ranking.is_done() {
                return;
            }
        }
        if self.coming.is_some() {
            return self.relist(library, marks);
        }
        let (mut listing, kept) = self.rows.take();
        listing.merge(library, self.asked(marks), new);
        self.place(library, marks, listing, kept);
    }

    fn place(&mut self, library: &Library, marks: &Marks, listing: Listing, kept: Option<PostId>) {
        let groups = match self.group_by {
            _ if groups::is_one_copy(library, listing.ids()) => Groups::undated(listing.ids().len()),
            GroupBy::Month if self.is_by_date() => Groups::by_date(library, listing.ids()),
            GroupBy::Year if self.is_by_date() => Groups::by_year(library, listing.ids()),
            _ => Groups::whole(listing.ids().len()),
        };
        self.rows.place(listing, groups, kept);
        self.count_unread(marks);
    }

    /// Whether the order is one of publication dates, so that months and years stand together.
    fn is_by_date(&self) -> bool {
        self.filter.in_force().sort.map_or(self.ranking.is_none(), |sort| sort.key == SortKey::Date)
    }

    /// Counts the listed posts that were not read. Costs time in proportion to the listing.
    pub fn count_unread(&mut self, marks: &Marks) {
        let ids = self.listing().ids();
        self.unread = match marks.read.is_empty() {
            true => ids.len(),
            false => ids.iter().filter(|id| !marks.read.contains(id)).count(),
        };
    }

    /// Posts of the listing that were not read.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// Asks another query. A text that is none says why, and the list stays as it was.
    /// Whether the list is another one now.
    pub fn ask(&mut self, library: &Library, marks: &Marks, text: &str) -> bool {
        let query = self.filter.read(text);
        self.take_on(library, marks, query)
    }

    /// Asks what is being typed, as far as it is a query. Whether the list is another one now.
    pub fn ask_typed(&mut self, library: &Library, marks: &Marks, text: &str) -> bool {
        let query = self.filter.read_typed(text);
        self.take_on(library, marks, query)
    }

    fn take_on(&mut self, library: &Library, marks: &Marks, query: Option<Query>) -> bool {
        let Some(query) = query else { return false };
        self.rank_by(library, query);
        self.go_on(library, marks)
    }

    /// The line that was typed is to be a query now.
    pub fn insist(&mut self) {
        self.filter.insist();
    }

    /// Takes a query on; where its words are new, the posts are ranked by them first.
    fn rank_by(&mut self, library: &Library, query: Query) {
        if self.ranking.as_ref().is_none_or(|ranking| !ranking.is_by_words_of(&query)) {
            self.ranking = Ranking::new(library, &query, self.ranking.as_ref());
            self.to_best = self.ranking.is_some();
        }
        self.set_query(query);
    }

    /// Whether posts are still being ranked.
    pub fn is_ranking(&self) -> bool {
        self.ranking.as_ref().is_some_and(|ranking| !ranking.is_done())
    }

    /// Ranks some more posts. Whether that was the last of them and the list is another one now.
    pub fn go_on(&mut self, library: &Library, marks: &Marks) -> bool {
        if self.ranking.as_mut().is_some_and(|ranking| !ranking.go_on(library)) {
            return false;
        }
        self.relist(library, marks);
        if std::mem::take(&mut self.to_best) {
            self.rows.select(0);
        }
        true
    }

    /// Lets the bodies that decide be looked at, unless some are.
    pub fn judge(&mut self, library: &Library) -> Option<Effect> {
        let listing = self.coming.as_ref().unwrap_or(self.rows.listing());
        self.judging.start(library, listing.unjudged())
    }

    /// Takes what bodies have answered to questions of a generation. Whether the list is another one now.
    pub fn judged(
        &mut self,
        library: &Library,
        marks: &Marks,
        (generation, answers, done): (Generation, Vec<Judged>, bool),
    ) -> bool {
        if !self.judging.take(library, generation, answers, done) || self.is_ranking() {
            return false;
        }
        let kept = self.selected();
        let coming = self.coming.take();
        let is_new = coming.is_some();
        let mut listing = coming.unwrap_or_else(|| self.rows.take().0);
        listing.take_judged(library, self.asked(marks));
        if is_new && listing.ids().is_empty() && !listing.unjudged().is_empty() {
            self.coming = Some(listing);
            return false;
        }
        self.place(library, marks, listing, kept);
        true
    }

    /// Whether bodies are being looked at that decide what is listed.
    pub fn is_searching(&self) -> bool {
        self.judging.is_going_on()
    }

    /// Asks a query that was edited, and shows it as text.
    pub fn edit(&mut self, library: &Library, marks: &Marks, edit: impl FnOnce(&mut Query)) {
        let mut query = self.filter.query().clone();
        edit(&mut query);
        self.ask(library, marks, &query.to_string());
    }

    fn sort(&mut self, library: &Library, marks: &Marks, sort: Option<Sort>) {
        self.rows.turn();
        self.edit(library, marks, |query| query.sort = sort);
    }

    /// The next order: date, title, length, change, and date again. Its name.
    pub fn turn_sort(&mut self, library: &Library, marks: &Marks) -> &'static str {
        let (sort, name) = self.filter.next_sort();
        self.sort(library, marks, sort);
        name
    }

    /// Turns the order round.
    pub fn reverse_sort(&mut self, library: &Library, marks: &Marks) {
        self.sort_by(library, marks, self.filter.turned_sort());
    }

    /// Lists the posts in this order.
    pub fn sort_by(&mut self, library: &Library, marks: &Marks, sort: Sort) {
        self.sort(library, marks, self.filter.asking_for(sort));
    }

    /// Shows drafts, future and hidden posts, or not. Whether they are shown now.
    pub fn toggle_all(&mut self, library: &Library, marks: &Marks) -> bool {
        self.filter.show_all(!self.filter.shows_all());
        self.relist(library, marks);
        self.filter.shows_all()
    }

    /// Shows drafts, future and hidden posts, or not, once the list is asked again.
    pub fn set_all(&mut self, all: bool) {
        self.filter.show_all(all);
    }

    /// Marks what the words of the query match in titles.
    pub fn title_marks(&self) -> TitleMarks {
        TitleMarks::new(self.ranking.as_ref(), self.filter.query())
    }
}
