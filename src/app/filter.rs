//! What is asked of the list: the line as typed, the query it is, the order, and whether more than what is published shows.

use crate::config::{Settings, SortOrder};
use crate::library::query::{Sort, SortKey};
use crate::library::{Query, Show};
use crate::text::Clean;

/// What is asked of the list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    text: String,
    query: Query,
    /// The query with the usual order where it asks for none.
    in_force: Query,
    /// The order where none is asked for, if it is not newest first.
    usual: Option<Sort>,
    problem: Option<FilterProblem>,
    show: Show,
}

/// Why a filter line is not a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterProblem {
    /// Byte of the line.
    pub at: usize,
    /// One sentence.
    pub message: Clean,
    /// Whether what is being typed may yet become a query.
    pub is_unfinished: bool,
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

/// The order of a name, as the settings or the query language have it: `longest`, `-words`.
pub fn sort_named(name: &str) -> Option<Sort> {
    match SortOrder::ALL.iter().find(|(_, word)| *word == name) {
        Some((order, _)) => Some(usual_sort(*order).unwrap_or(NEWEST)),
        None if name.contains(char::is_whitespace) => None,
        None => Query::parse(&format!("sort:{name}")).ok()?.sort,
    }
}

/// What stands before the last word of a line, if that is the word with this byte; words in a quotation mark that isn't closed
/// are one.
fn before_last(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    if !rest.starts_with('"') && rest.contains(char::is_whitespace) {
        return None;
    }
    let before = text.get(..at)?;
    before.get(..before.rfind(char::is_whitespace).map_or(0, |blank| blank + 1))
}

impl Filter {
    /// Nothing asked, in the order that is configured.
    pub fn new(settings: &Settings) -> Self {
        let mut filter = Self::default();
        filter.show_all(settings.all);
        filter.configure(settings);
        filter
    }

    /// Takes over the configured order; holds once the query is taken on again.
    pub fn configure(&mut self, settings: &Settings) {
        self.usual = usual_sort(settings.sort);
    }

    /// Takes a line. The query it is, if it is another one than before; one that is none says why and changes nothing.
    pub fn read(&mut self, text: &str) -> Option<Query> {
        text.clone_into(&mut self.text);
        match Query::parse(text) {
            Ok(query) => {
                self.problem = None;
                (query != self.query).then_some(query)
            }
            Err(error) => {
                self.problem = Some(FilterProblem { at: error.at, message: error.message, is_unfinished: false });
                None
            }
        }
    }

    /// Takes a line that is being typed: what stands at its end and is no query yet, such as `tag:`, asks nothing yet.
    pub fn read_typed(&mut self, text: &str) -> Option<Query> {
        let query = self.read(text.trim_end());
        let Some(problem) = &mut self.problem else { return query };
        let before = before_last(text, problem.at)?;
        problem.is_unfinished = true;
        Query::parse(before).ok().filter(|query| *query != self.query)
    }

    /// The line is to be a query now: what is wrong with it is told.
    pub fn insist(&mut self) {
        if let Some(problem) = &mut self.problem {
            problem.is_unfinished = false;
        }
    }

    /// Takes a query on. Where posts are ranked by its words the usual order does not hold.
    pub fn take(&mut self, query: Query, is_ranked: bool) {
        let usual = self.usual.filter(|_| !is_ranked);
        self.in_force = Query { filter: query.filter.clone(), sort: query.sort.or(usual) };
        self.query = query;
    }

    /// Shows drafts, future and hidden posts, or not.
    pub fn show_all(&mut self, all: bool) {
        self.show = if all { Show::All } else { Show::Public };
    }

    /// Whether drafts, future and hidden posts are shown.
    pub fn shows_all(&self) -> bool {
        self.show == Show::All
    }

    /// Which posts are shown at all.
    pub fn show(&self) -> Show {
        self.show
    }

    /// The line as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The query that is asked.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The query with the order that holds.
    pub fn in_force(&self) -> &Query {
        &self.in_force
    }

    /// What keeps the typed text from being a query.
    pub fn problem(&self) -> Option<&FilterProblem> {
        self.problem.as_ref()
    }

    /// The next order: date, title, length, change, and date again; with its name.
    pub fn next_sort(&self) -> (Option<Sort>, &'static str) {
        let key = self.in_force.sort.map_or(SortKey::Date, |sort| sort.key);
        match key {
            SortKey::Date => (Some(Sort { key: SortKey::Title, descending: false }), "by title"),
            SortKey::Title => (Some(Sort { key: SortKey::Words, descending: true }), "longest first"),
            SortKey::Words => (Some(Sort { key: SortKey::Updated, descending: true }), "last changed first"),
            SortKey::Updated => (self.usual.map(|_| NEWEST), "newest first"),
        }
    }

    /// The present order turned round.
    pub fn turned_sort(&self) -> Sort {
        let now = self.in_force.sort.unwrap_or(NEWEST);
        Sort { descending: !now.descending, ..now }
    }

    /// What a query has to say for an order; nothing for the usual one.
    pub fn asking_for(&self, sort: Sort) -> Option<Sort> {
        (sort != self.usual.unwrap_or(NEWEST)).then_some(sort)
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_at_the_end_of_a_line_may_yet_become_a_condition() {
        for (text, unfinished, asked) in [
            ("tag:", true, ""),
            ("wood tag:", true, "wood"),
            ("wood is:dr", true, "wood"),
            ("tag:\"web des", true, ""),
            ("wood -", true, "wood"),
            ("wood OR", true, "wood"),
            ("wood after:20x", true, "wood"),
            ("tag: wood", false, ""),
            ("is:dr wood", false, ""),
            ("is:dr ", false, ""),
        ] {
            let mut filter = Filter::default();
            let query = filter.read_typed(text);
            assert_eq!(filter.problem().map(|problem| problem.is_unfinished), Some(unfinished), "{text}");
            assert_eq!(query.unwrap_or_default().to_string(), asked, "{text}");
            filter.insist();
            assert_eq!(filter.problem().map(|problem| problem.is_unfinished), Some(false), "{text}");
        }
        let mut filter = Filter::default();
        assert!(filter.read_typed("tag:wood").is_some() && filter.problem().is_none());
    }
}
