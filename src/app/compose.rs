//! A post and its body become a sheet: masthead above, links and neighbours below.

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::DateFormat;
use crate::document::{Document, Image, ImageId, LinkId};
use crate::layout::{EndEntry, EndSection, Masthead, Role};
use crate::library::Library;
use crate::library::links::{Target, resolve};
use crate::library::relations;
use crate::post::{Post, PostDate, PostId, minutes};
use crate::text::Clean;

use super::Sheet;
use super::backlinks::Backlinks;
use super::groups::month_name;

/// Posts named as related.
const RELATED: usize = 4;
/// What a sheet is composed from, besides the body.
#[derive(Clone, Copy, Debug)]
pub struct Composer<'a> {
    /// All posts.
    pub library: &'a Library,
    /// The posts of the list in order, for what is older and newer.
    pub listed: &'a [PostId],
    /// Who links to whom, as far as that is known.
    pub backlinks: &'a Backlinks,
    /// How dates are written at the head.
    pub dates: &'a DateFormat,
}

impl Composer<'_> {
    /// The sheet of a post and where all its links lead.
    pub fn sheet(&self, id: PostId, document: Arc<Document>, number: u64) -> (Sheet, Vec<Target>) {
        let mut targets: Vec<Target> =
            document.links.iter().map(|link| resolve(self.library, id, &link.href)).collect();
        let series = relations::series(self.library, id);
        let masthead = self.library.get(id).map(|post| self.masthead(post, document.words, series.as_ref()));
        let mut end = Vec::new();
        end.extend(self.links(&document, &targets));
        end.extend(self.section("Linked from", self.backlinks.of(id), &mut targets));
        end.extend(self.series(id, series, &mut targets));
        end.extend(self.section("Related", &self.related(id), &mut targets));
        end.extend(self.neighbours(id, &mut targets));
        let pictures = self.pictures(id, &document);
        let masthead = masthead.unwrap_or_default();
        (Sheet { number, masthead, document, end, pictures, images: Vec::new() }, targets)
    }

    /// The images that are files of the site.
    fn pictures(&self, id: PostId, document: &Document) -> Vec<(ImageId, PathBuf)> {
        let images = (0u32..).map(ImageId).zip(&document.images);
        let file = |(number, image): (ImageId, &Image)| match resolve(self.library, id, &image.href) {
            Target::Asset(path) => Some((number, path)),
            _ => None,
        };
        images.filter_map(file).collect()
    }

    fn links(&self, document: &Document, targets: &[Target]) -> Option<EndSection> {
        let entry = |(place, (link, target)): (usize, (&crate::document::Link, &Target))| {
            let text = label(document.text.slice(link.range).as_str());
            let detail = self.detail(target, &text);
            EndEntry { marker: Clean::line(&format!("[{}]", place + 1)), text, detail, link: link_id(place) }
        };
        let entries: Vec<EndEntry> = document.links.iter().zip(targets).enumerate().map(entry).collect();
        (!entries.is_empty()).then(|| EndSection { heading: Clean::line("Links"), entries })
    }

    /// What a reader should know of a target before following it, in a few words, besides those that lead there.
    fn detail(&self, target: &Target, words: &Clean) -> Clean {
        match target {
            Target::Web(address) => Clean::line(host(address)),
            Target::Mail(address) => address.clone(),
            Target::Post { id, .. } => self.library.get(*id).map(|post| titled(post, words)).unwrap_or_default(),
            Target::Heading(anchor) => Clean::line(&format!("#{anchor}")),
            Target::Asset(path) => Clean::line(&path.to_string_lossy()),
            Target::Broken(href) if target.is_made() => Clean::line(&format!("{href} (a page of the site)")),
            Target::Broken(href) => Clean::line(&format!("{href} (not found)")),
            Target::Blocked(href) => Clean::line(&format!("{href} (never opened)")),
        }
    }

    fn series(
        &self,
        id: PostId,
        series: Option<(Vec<PostId>, usize)>,
        targets: &mut Vec<Target>,
    ) -> Option<EndSection> {
        let (ids, _) = series.filter(|(parts, _)| parts.len() > 1)?;
        let name = self.library.get(id)?.series()?;
        let mut section = self.section(name, &ids, targets)?;
        for (place, (entry, part)) in section.entries.iter_mut().zip(&ids).enumerate() {
            entry.marker = Clean::line(&format!("{}.", place + 1));
            if *part == id {
                entry.detail = Clean::line("you are here");
                entry.link = None;
            }
        }
        section.heading = Clean::line(&format!("Series: {name}"));
        Some(section)
    }

    /// The posts that share most with this one, without those that stand in other sections anyway.
    fn related(&self, id: PostId) -> Vec<PostId> {
        let series = self.library.get(id).and_then(Post::series);
        let mut related = relations::related(self.library, id, 2 * RELATED);
        let same =
            |other: &PostId| self.library.get(*other).is_some_and(|post| series.is_some() && post.series() == series);
        related.retain(|other| !same(other));
        related.truncate(RELATED);
        related
    }

    fn neighbours(&self, id: PostId, targets: &mut Vec<Target>) -> Option<EndSection> {
        let place = self.listed.iter().position(|listed| *listed == id)?;
        let newer = place.checked_sub(1).and_then(|place| self.listed.get(place));
        let older = self.listed.get(place + 1);
        let mut entries = Vec::new();
        for (word, id) in [("older", older), ("newer", newer)] {
            if let Some(entry) = id.and_then(|id| self.entry(*id, targets)) {
                entries.push(EndEntry { marker: Clean::line(word), ..entry });
            }
        }
        (!entries.is_empty()).then(|| EndSection { heading: Clean::line("Before and after"), entries })
    }

    fn masthead(&self, post: &Post, words: Option<u32>, series: Option<&(Vec<PostId>, usize)>) -> Masthead {
        let mut byline: Vec<(Role, Clean)> = Vec::new();
        let written = |date: &PostDate| Clean::line(&date.told(|day| self.dates.written_out(day)));
        byline.extend(post.date.as_ref().map(|date| (Role::Byline, written(date))));
        byline.extend(post.authors.iter().map(|author| (Role::Byline, author.clone())));
        let minutes = minutes(words.unwrap_or(post.words.count));
        byline.extend(minutes.map(|minutes| (Role::Byline, Clean::line(&format!("{minutes} min")))));
        if let Some((parts, part)) = series.filter(|(parts, _)| parts.len() > 1) {
            byline.push((Role::Byline, Clean::line(&format!("part {part} of {}", parts.len()))));
        }
        byline.extend(post.status.words().map(|word| (Role::Status, Clean::line(word))));
        Masthead { title: post.title.clone(), byline, tags: post.tags.to_vec() }
    }

    fn section(&self, heading: &str, ids: &[PostId], targets: &mut Vec<Target>) -> Option<EndSection> {
        let entries: Vec<EndEntry> = ids.iter().filter_map(|id| self.entry(*id, targets)).collect();
        (!entries.is_empty()).then(|| EndSection { heading: Clean::line(heading), entries })
    }

    /// An entry for a post; its link becomes the page's own.
    fn entry(&self, id: PostId, targets: &mut Vec<Target>) -> Option<EndEntry> {
        let post = self.library.get(id)?;
        let link = link_id(targets.len());
        targets.push(Target::Post { id, anchor: None });
        let detail = post.date.as_ref().filter(|date| date.is_written()).map(long_date).unwrap_or_default();
        Some(EndEntry { marker: Clean::line("·"), text: post.title.clone(), detail, link })
    }
}

fn link_id(place: usize) -> Option<LinkId> {
    u32::try_from(place).ok().map(LinkId)
}

/// A link's text in one line, cut where it runs on.
fn label(text: &str) -> Clean {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Clean::line(&format!("{}…", text.get(..end).unwrap_or_default().trim_end())),
        None => Clean::line(text.trim()),
    }
}

/// A post's title and day; the day alone beside words that are its title.
fn titled(post: &Post, words: &Clean) -> Clean {
    match post.date.as_ref().filter(|date| date.is_written()) {
        Some(date) if post.title == *words => long_date(date),
        // A day is not parted at the end of a row.
        Some(date) => Clean::line(&format!("{} · {}", post.title, long_date(date).replace(' ', "\u{a0}"))),
        None => post.title.clone(),
    }
}

/// The host of a web address, without `www.`.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

/// A day as it is written in a sentence: `8 June 2010`.
pub fn long_date(date: &PostDate) -> Clean {
    let day = date.civil.date();
    Clean::line(&format!("{} {} {}", day.day(), month_name(day.month()), day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_what_a_reader_recognises() {
        for (address, shown) in [
            ("https://www.example.com/a?b#c", "example.com"),
            ("http://user:pw@example.com", "example.com"),
            ("https://example.com?x", "example.com"),
            ("example.com/x", "example.com"),
        ] {
            assert_eq!(host(address), shown);
        }
    }

    #[test]
    fn reading_takes_a_minute_at_least() {
        assert_eq!([0, 1, 200, 201, 1000].map(minutes), [None, Some(1), Some(1), Some(2), Some(5)]);
    }
}
