//! Tags, categories, authors, series, languages, years and months, with how many posts of a listing have them.

use std::collections::BTreeMap;

use super::card::{month_of, year_and_month};
use super::fold::in_order;
use super::names::NameId;
use super::query::{Key, Term};
use super::{Library, Listing};
use crate::text::Clean;

/// The counts of a listing.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    by_name: Vec<u32>,
    /// Whether a name stands in a post that is not left out unless it is asked for: others are no choices.
    offered: Vec<bool>,
    months: BTreeMap<(i16, i8), u32>,
    undated: u32,
}

/// One choice of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As shown.
    pub name: Clean,
    /// Posts of the listing that have it; zero where the filter leaves none.
    pub count: u32,
    /// The term that asks for it.
    pub term: Term,
}

/// A year of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year itself.
    pub choice: Choice,
    /// Its months, newest first.
    pub months: Vec<Choice>,
}

/// The order of a facet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FacetOrder {
    /// Most posts first.
    #[default]
    Count,
    /// By name, letters folded, numbers by how much they are.
    Name,
}

impl Facets {
    /// Counts a listing. One pass over all posts.
    pub fn new(library: &Library, listing: &Listing) -> Self {
        let names = library.names().len();
        let mut facets = Self { by_name: vec![0; names], offered: vec![false; names], ..Self::default() };
        let mut listed = vec![false; listing.ids().iter().map(|id| id.0 as usize + 1).max().unwrap_or(0)];
        for id in listing.ids() {
            if let Some(place) = listed.get_mut(id.0 as usize) {
                *place = true;
            }
        }
        let mut months = Months::of(library);
        for (id, card) in library.cards().iter() {
            let is_listed = listed.get(id.0 as usize).copied().unwrap_or(false);
            if !is_listed && !card.status.is_public() {
                continue;
            }
            match card.day {
                Some(day) => months.count(day, is_listed),
                None => facets.undated += u32::from(is_listed),
            }
            for name in library.cards().names(card) {
                if let (Some(count), Some(offered)) =
                    (facets.by_name.get_mut(name.index()), facets.offered.get_mut(name.index()))
                {
                    *count += u32::from(is_listed);
                    *offered = true;
                }
            }
        }
        facets.months = months.counted().collect();
        facets
    }

    /// How many posts of the listing have a name.
    pub fn count(&self, name: NameId) -> u32 {
        self.by_name.get(name.index()).copied().unwrap_or(0)
    }

    /// Posts of the listing without a date.
    pub fn undated(&self) -> u32 {
        self.undated
    }

    /// The choices of a facet of names (`Tag`, `Category`, `Author`, `Series`, `Lang`); names that no post has,
    /// or only those that are hidden, are left out.
    pub fn names(&self, library: &Library, key: Key, order: FacetOrder) -> Vec<Choice> {
        let is_offered = |id: NameId| self.offered.get(id.index()).copied().unwrap_or(false);
        let names = library.names().iter().filter(|(id, name)| name.key == key && is_offered(*id));
        let mut keyed: Vec<(String, Choice)> = names
            .map(|(id, name)| {
                let term = Term::name(key, &name.spelling);
                (in_order(&name.spelling), Choice { name: name.spelling.clone(), count: self.count(id), term })
            })
            .collect();
        keyed.sort_by(|(a_key, a), (b_key, b)| {
            let counts = if order == FacetOrder::Count { b.count.cmp(&a.count) } else { std::cmp::Ordering::Equal };
            counts.then_with(|| a_key.cmp(b_key))
        });
        keyed.into_iter().map(|(_, choice)| choice).collect()
    }

    /// Years and their months, newest first.
    pub fn archive(&self) -> Vec<Year> {
        let mut years: Vec<Year> = Vec::new();
        for (&(year, month), &count) in self.months.iter().rev() {
            let of_month = Choice { name: month_name(month), count, term: Term::month(year, month) };
            let term = Term::year(year);
            match years.last_mut() {
                Some(last) if last.choice.term == term => {
                    last.choice.count += count;
                    last.months.push(of_month);
                }
                _ => {
                    let choice = Choice { name: Clean::line(&year.to_string()), count, term };
                    years.push(Year { choice, months: vec![of_month] });
                }
            }
        }
        years
    }
}

/// Posts by month, a place for each month between the first and the last: to hash the months of a hundred thousand posts would
/// take most of the time of counting them.
struct Months {
    first: i32,
    /// None where no post is of that month.
    counts: Vec<Option<u32>>,
}

impl Months {
    fn of(library: &Library) -> Self {
        let months = || library.cards().iter().filter_map(|(_, card)| card.day.map(month_of));
        let (first, last) = (months().min().unwrap_or(0), months().max().unwrap_or(-1));
        let places = usize::try_from(last - first + 1).unwrap_or(0);
        Self { first, counts: vec![None; places] }
    }

    fn count(&mut self, day: i32, is_listed: bool) {
        let place = usize::try_from(month_of(day) - self.first).ok();
        if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
            *count = Some(count.unwrap_or(0) + u32::from(is_listed));
        }
    }

    fn counted(self) -> impl Iterator<Item = ((i16, i8), u32)> {
        let months = (self.first..).zip(self.counts);
        months.filter_map(|(month, count)| count.map(|count| (year_and_month(month), count)))
    }
}

fn month_name(month: i8) -> Clean {
    let date = jiff::civil::Date::new(2000, month, 1);
    Clean::line(&date.map(|date| date.strftime("%B").to_string()).unwrap_or_default())
}
