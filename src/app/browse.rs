//! The list of posts: what is asked, what is listed, which post is selected, which rows are in sight.

use crate::config::{GroupBy, Settings, SortOrder};
use crate::library::query::{Sort, SortKey};
use crate::library::{Ask, Generation, Library, Listing, Marks, Query, Show};
use crate::post::PostId;
use crate::text::Clean;

use super::Effect;
use super::groups::{Groups, ListRow};
use super::judging::{Judged, Judging};
use super::ranking::{Ranking, TitleMarks};

/// What is listed and selected.
#[derive(Clone, Debug, Default)]
pub struct Browse {
    text: String,
    query: Query,
    /// The query with the usual order where it asks for none.
    in_force: Query,
    /// The order where none is asked for, if it is not newest first.
    usual: Option<Sort>,
    group_by: GroupBy,
    /// By the words of the query, if it has any; the list is the old one until it is done.
    ranking: Option<Ranking>,
    /// Whether the best match is to be selected once the ranking is done.
    to_best: bool,
    problem: Option<FilterProblem>,
    show: Show,
    listing: Listing,
    /// What the query asks of bodies.
    judging: Judging,
    /// The next listing, for as long as no body has answered; the old one is shown meanwhile.
    coming: Option<Listing>,
    groups: Groups,
    /// Posts of the listing that were not read.
    unread: usize,
    selected: usize,
    /// Whether the selected post stays selected where it is the first so far; else the first does.
    pinned: bool,
    top: usize,
    height: usize,
}

/// Why a filter line is not a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterProblem {
    /// Byte of the line.
    pub at: usize,
    /// One sentence.
    pub message: Clean,
}

const NEWEST: Sort = Sort { key: SortKey::Date, descending: true };

/// The order that is configured; none is newest first.
fn usual_sort(order: SortOrder) -> Option<Sort> {
    let sort = |key, descending| Some(Sort { key, descending });
    match order {
        SortOrder::Newest => None,
        SortOrder::Oldest => sort(SortKey::Date, false),
        SortOrder::Title => sort(SortKey::Title, false),
        SortOrder::Longest => sort(SortKey::Words, true),
        SortOrder::Shortest => sort(SortKey::Words, false),
        SortOrder::Updated => sort(SortKey::Updated, true),
    }
}

/// Rows that stay in sight above and below the selected post.
const AROUND: usize = 2;

impl Browse {
    /// A list as it is configured.
    pub fn new(settings: &Settings) -> Self {
        let mut browse = Self { show: if settings.all { Show::All } else { Show::Public }, ..Self::default() };
        browse.configure(settings);
        browse
    }

    /// Takes over how the list is parted and ordered; holds once it is asked again.
    pub fn configure(&mut self, settings: &Settings) {
        self.usual = usual_sort(settings.sort);
        self.group_by = settings.group_by;
        self.set_query(self.query.clone());
    }

    fn set_query(&mut self, query: Query) {
        let usual = self.usual.filter(|_| self.ranking.is_none());
        self.in_force = Query { filter: query.filter.clone(), sort: query.sort.or(usual) };
        self.judging.ask(&query);
        self.query = query;
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
        self.set_listing(library, listing);
        self.count_unread(marks);
    }

    fn asked<'a>(&'a self, marks: &'a Marks) -> Ask<'a> {
        let ranks = self.ranking.as_ref().map(Ranking::ranks);
        let facts = Some(self.judging.facts());
        Ask { show: self.show, marks: Some(marks), ranks, facts, ..Ask::new(&self.in_force) }
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
        let mut listing = std::mem::take(&mut self.listing);
        let kept = listing.ids().get(self.selected).copied();
        listing.merge(library, self.asked(marks), new);
        self.listing = Listing::default();
        self.place_listing(library, listing, kept);
        self.count_unread(marks);
    }

    /// Counts the listed posts that were not read. Costs time in proportion to the listing.
    pub fn count_unread(&mut self, marks: &Marks) {
        self.unread = match marks.read.is_empty() {
            true => self.listing.ids().len(),
            false => self.listing.ids().iter().filter(|id| !marks.read.contains(id)).count(),
        };
    }

    /// Posts of the listing that were not read.
    pub fn unread(&self) -> usize {
        self.unread
    }

    fn set_listing(&mut self, library: &Library, listing: Listing) {
        let kept = self.selected();
        self.place_listing(library, listing, kept);
    }

    fn place_listing(&mut self, library: &Library, listing: Listing, kept: Option<PostId>) {
        let above = self.groups.row_of(self.selected).saturating_sub(self.top);
        let at_start = self.selected == 0 && !self.pinned;
        self.listing = listing;
        self.groups = match self.group_by {
            GroupBy::Month if self.is_by_date() => Groups::by_date(library, self.listing.ids()),
            GroupBy::Year if self.is_by_date() => Groups::by_year(library, self.listing.ids()),
            _ => Groups::whole(self.listing.ids().len()),
        };
        let kept = kept.filter(|_| !at_start);
        let place = kept.and_then(|kept| self.listing.ids().iter().position(|id| *id == kept));
        self.selected = place.unwrap_or_else(|| self.selected.min(self.listing.ids().len().saturating_sub(1)));
        self.top = self.groups.row_of(self.selected).saturating_sub(above);
        self.keep_in_sight();
    }

    /// Asks another query. A text that is none says why, and the list stays as it was.
    /// Whether the list is another one now.
    pub fn ask(&mut self, library: &Library, marks: &Marks, text: &str) -> bool {
        self.text = text.to_owned();
        match Query::parse(text) {
            Ok(query) => {
                self.problem = None;
                let other = query != self.query;
                if other {
                    self.rank_by(library, query);
                    return self.go_on(library, marks);
                }
                false
            }
            Err(error) => {
                self.problem = Some(FilterProblem { at: error.at, message: error.message });
                false
            }
        }
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
            self.select(0);
        }
        true
    }

    /// Lets the bodies that decide be looked at, unless some are.
    pub fn judge(&mut self, library: &Library) -> Option<Effect> {
        let listing = self.coming.as_ref().unwrap_or(&self.listing);
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
        let (is_new, kept) = (self.coming.is_some(), self.selected());
        let mut listing = self.coming.take().unwrap_or_else(|| std::mem::take(&mut self.listing));
        listing.take_judged(library, self.asked(marks));
        if is_new && listing.ids().is_empty() && !listing.unjudged().is_empty() {
            self.coming = Some(listing);
            return false;
        }
        self.place_listing(library, listing, kept);
        self.count_unread(marks);
        true
    }

    /// Whether bodies are being looked at that decide what is listed.
    pub fn is_searching(&self) -> bool {
        self.judging.is_going_on()
    }

    /// Asks a query that was edited, and shows it as text.
    pub fn edit(&mut self, library: &Library, marks: &Marks, edit: impl FnOnce(&mut Query)) {
        let mut query = self.query.clone();
        edit(&mut query);
        // Whoever is at the top of one order wants the top of another.
        self.pinned &= self.selected > 0 || query.sort == self.query.sort;
        let text = query.to_string();
        self.ask(library, marks, &text);
    }

    /// Whether the order is one of publication dates, so that months and years stand together.
    fn is_by_date(&self) -> bool {
        self.in_force.sort.map_or(self.ranking.is_none(), |sort| sort.key == SortKey::Date)
    }

    /// Shows drafts, future and hidden posts, or not. Whether they are shown now.
    pub fn toggle_all(&mut self, library: &Library, marks: &Marks) -> bool {
        self.show = if self.show == Show::All { Show::Public } else { Show::All };
        self.relist(library, marks);
        self.show == Show::All
    }

    /// Shows drafts, future and hidden posts, or not, once the list is asked again.
    pub fn set_all(&mut self, all: bool) {
        self.show = if all { Show::All } else { Show::Public };
    }

    /// Whether drafts, future and hidden posts are shown.
    pub fn shows_all(&self) -> bool {
        self.show == Show::All
    }

    /// The next order: date, title, length, change, and date again. Its name.
    pub fn turn_sort(&mut self, library: &Library, marks: &Marks) -> &'static str {
        let key = self.in_force.sort.map_or(SortKey::Date, |sort| sort.key);
        let (sort, name) = match key {
            SortKey::Date => (Some(Sort { key: SortKey::Title, descending: false }), "by title"),
            SortKey::Title => (Some(Sort { key: SortKey::Words, descending: true }), "longest first"),
            SortKey::Words => (Some(Sort { key: SortKey::Updated, descending: true }), "last changed first"),
            SortKey::Updated => (self.usual.map(|_| NEWEST), "newest first"),
        };
        self.edit(library, marks, |query| query.sort = sort);
        name
    }

    /// Turns the order round.
    pub fn reverse_sort(&mut self, library: &Library, marks: &Marks) {
        let now = self.in_force.sort.unwrap_or(NEWEST);
        let turned = Sort { descending: !now.descending, ..now };
        let usual = turned == self.usual.unwrap_or(NEWEST);
        self.edit(library, marks, |query| query.sort = (!usual).then_some(turned));
    }

    /// What is asked, a chip a condition.
    pub fn chips(&self) -> Vec<Clean> {
        let mut chips: Vec<Clean> = self.query.outermost().iter().map(|part| Clean::line(&part.to_string())).collect();
        if let Some(sort) = &self.query.sort {
            chips.push(Clean::line(&Query { sort: Some(*sort), ..Query::default() }.to_string()));
        }
        if self.shows_all() {
            chips.push(Clean::line("with drafts and hidden"));
        }
        chips
    }

    /// Marks what the words of the query match in titles.
    pub fn title_marks(&self) -> TitleMarks {
        TitleMarks::new(self.ranking.as_ref(), &self.query)
    }

    /// The query as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The query in force.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// What keeps the typed text from being a query.
    pub fn problem(&self) -> Option<&FilterProblem> {
        self.problem.as_ref()
    }

    /// The selected post.
    pub fn selected(&self) -> Option<PostId> {
        self.listing.ids().get(self.selected).copied()
    }

    /// The place of the selected post in the listing.
    pub fn place(&self) -> usize {
        self.selected
    }

    /// What is listed.
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// The listing in months or years.
    pub fn groups(&self) -> &Groups {
        &self.groups
    }

    /// The display rows in sight, from the top.
    pub fn rows(&self) -> impl Iterator<Item = ListRow> {
        (self.top..self.top + self.height).map_while(|row| self.groups.row(row))
    }

    /// The first display row in sight.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Posts that a page of the list shows.
    pub fn page(&self) -> isize {
        self.height.saturating_sub(AROUND).max(1).cast_signed()
    }

    /// Moves the selection by some posts. Whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        self.select(self.selected.saturating_add_signed(by))
    }

    /// Selects the post at a place of the listing, or the last. Whether that is another one.
    pub fn select(&mut self, place: usize) -> bool {
        let before = self.selected;
        self.pinned = false;
        self.selected = place.min(self.listing.ids().len().saturating_sub(1));
        self.keep_in_sight();
        self.selected != before
    }

    /// Keeps the selected post selected from now on, also where it is the first and others come before it.
    pub fn stay(&mut self) {
        self.pinned = true;
    }

    /// Selects a post if it is listed. Costs time in proportion to the listing.
    pub fn select_post(&mut self, id: PostId) -> bool {
        let place = self.listing.ids().iter().position(|listed| *listed == id);
        place.is_some_and(|place| {
            self.select(place);
            self.pinned = true;
            true
        })
    }

    /// Selects the post shown in a row of the pane, if one is.
    pub fn select_row(&mut self, row: usize) -> bool {
        match self.groups.row(self.top + row) {
            Some(ListRow::Post(place)) => {
                self.select(place);
                true
            }
            _ => false,
        }
    }

    /// Selects the first post of the next (1) or previous (-1) month or year.
    pub fn step_group(&mut self, by: isize) -> bool {
        self.groups.neighbour(self.selected, by).is_some_and(|place| self.select(place))
    }

    /// Tells how many rows the pane has, and keeps the selected post among them.
    pub fn set_height(&mut self, height: usize) {
        if height != self.height {
            self.height = height;
            self.keep_in_sight();
        }
    }

    fn keep_in_sight(&mut self) {
        let around = AROUND.min(self.height.saturating_sub(1) / 2);
        let row = self.groups.row_of(self.selected);
        let first = (row + around + 1).saturating_sub(self.height);
        let last = row.saturating_sub(around);
        self.top = if first <= last { self.top.clamp(first, last) } else { last };
        self.top = self.top.min(self.groups.rows().saturating_sub(self.height));
        if self.selected == 0 {
            self.top = 0;
        }
    }
}
