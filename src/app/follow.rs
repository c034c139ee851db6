//! Following: from the list to a post, from a link to where it leads, by letters on the links in sight.

use crate::document::LinkId;
use crate::input::Key;
use crate::library::links::{SafeUrl, Target};
use crate::post::PostId;
use crate::text::Clean;

use super::place::Goal;
use super::search::{self, Spot};
use super::select::{Note, Stop};
use super::{App, Effect, Focus, OpenPage};

/// Letters on the links in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The letters of each link, in order of reading.
    pub labels: Vec<(String, LinkId)>,
    /// What was typed of them.
    pub typed: String,
}

/// Letters that are easy to reach, without the ones that look like others.
const LETTERS: &[u8] = b"asdfghjklqweruiopzxcvbnm";

impl Hints {
    /// Letters for these links: one each, or two where one is not enough.
    pub fn new(links: &[LinkId]) -> Self {
        let letter = |place: usize| char::from(LETTERS.get(place).copied().unwrap_or(b'a'));
        let most = LETTERS.len();
        let label = |place: usize| match links.len() > most {
            true => [letter(place / most % most), letter(place % most)].iter().collect(),
            false => letter(place).to_string(),
        };
        let labels = links.iter().take(most * most).enumerate().map(|(place, link)| (label(place), *link)).collect();
        Self { labels, typed: String::new() }
    }

    /// What is left to type for a link; none if other letters were typed.
    pub fn left(&self, link: LinkId) -> Option<&str> {
        let label = self.labels.iter().find(|(_, of)| *of == link).map(|(label, _)| label.as_str())?;
        label.strip_prefix(self.typed.as_str())
    }
}

/// Takes a letter of a hint: the last one follows what stays in folio, and selects what leads outside.
pub fn press_hint(app: &mut App, key: Key) -> Vec<Effect> {
    let (Some(hints), Some(letter)) = (&mut app.hints, key.typed()) else {
        app.hints = None;
        return Vec::new();
    };
    hints.typed.push(letter.to_ascii_lowercase());
    let left: Vec<LinkId> = hints
        .labels
        .iter()
        .filter(|(label, _)| label.starts_with(hints.typed.as_str()))
        .map(|(_, link)| *link)
        .collect();
    match left.as_slice() {
        [link] => {
            app.hints = None;
            if let Some(page) = app.reader.page_mut() {
                page.link = Some(*link);
            }
            let inside = app.reader.page().and_then(|page| page.selected_target());
            match inside {
                Some(Target::Post { .. } | Target::Heading(_)) => follow_selected(app),
                _ => Vec::new(),
            }
        }
        [] => {
            app.hints = None;
            app.status.notice("No link has these letters.");
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Brings the selected post of the list to the front, where its reader left it.
pub fn read_selected(app: &mut App) -> Vec<Effect> {
    let Some(id) = app.browse.selected() else { return Vec::new() };
    app.reader.start_walk();
    let goal = app.reader.kept(id);
    search::mark(app, id, if goal == Goal::Top { Spot::At(0) } else { Spot::Here });
    if app.reader.current() == Some(id) {
        app.screen.focus = Focus::Post;
        return Vec::new();
    }
    open_post(app, id, goal)
}

/// Brings a post to the front.
pub fn open_post(app: &mut App, id: PostId, goal: Goal) -> Vec<Effect> {
    app.screen.focus = Focus::Post;
    app.reader.show(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks), id, goal)
}

/// Follows the selected link of the post.
pub fn follow_selected(app: &mut App) -> Vec<Effect> {
    match app.reader.page().and_then(|page| page.link) {
        Some(link) => follow_link(app, link),
        None => {
            if !follow_note(app) {
                app.status.notice("No link is selected.");
            }
            Vec::new()
        }
    }
}

/// From a footnote's number to what it says, from its end back to where it is referred to. False where none is selected.
fn follow_note(app: &mut App) -> bool {
    let Some(note) = app.reader.page().and_then(|page| page.note) else { return false };
    let came_from = match note.reference {
        None => app.reader.last_note().filter(|came_from| came_from.index == note.index),
        Some(_) => None,
    };
    app.reader.leave_mark();
    let Some(page) = app.reader.page_mut() else { return false };
    let goal = match note.reference {
        Some(_) => Note { reference: None, ..note },
        None => came_from.unwrap_or(Note { reference: Some(0), ..note }),
    };
    page.select(Stop::Note(goal));
    let range = match goal.reference {
        Some(_) => page.note_range(goal),
        None => page.document().footnotes.get(goal.index).map(|footnote| footnote.range).unwrap_or_default(),
    };
    page.show(range);
    true
}

/// Follows a link of the post.
pub fn follow_link(app: &mut App, link: LinkId) -> Vec<Effect> {
    let Some(page) = app.reader.page_mut() else { return Vec::new() };
    page.link = Some(link);
    match page.targets.get(link.0 as usize).cloned() {
        Some(target) => follow(app, target),
        None => Vec::new(),
    }
}

/// Goes where a target leads.
pub fn follow(app: &mut App, target: Target) -> Vec<Effect> {
    match target {
        Target::Post { id, anchor } => {
            app.reader.leave_mark();
            open_post(app, id, anchor.map_or(Goal::Top, Goal::Heading))
        }
        Target::Heading(anchor) => {
            app.reader.leave_mark();
            if let Some(page) = app.reader.page_mut() {
                page.go(Goal::Heading(anchor));
            }
            Vec::new()
        }
        Target::Web(_) | Target::Mail(_) | Target::Asset(_) => open_outside(app, &target),
        Target::Broken(_) | Target::Blocked(_) => {
            app.status.problem(&*explain(app, &target));
            Vec::new()
        }
    }
}

/// Opens a target outside, a post's public page for a post.
pub fn open_outside(app: &mut App, target: &Target) -> Vec<Effect> {
    match target {
        Target::Asset(path) => {
            app.status.notice(format!("Opening {}", path.to_string_lossy()));
            vec![Effect::OpenAsset(path.clone())]
        }
        Target::Post { id, .. } => open_public(app, *id),
        _ => match SafeUrl::of(target) {
            Some(url) => {
                app.status.notice(format!("Opening {}", url.address()));
                vec![Effect::OpenUrl(url)]
            }
            None => {
                app.status.problem(&*explain(app, target));
                Vec::new()
            }
        },
    }
}

/// Opens a post's own page in the browser.
pub fn open_public(app: &mut App, id: PostId) -> Vec<Effect> {
    let url = app.library.get(id).and_then(|post| post.url.clone());
    match url.as_ref().map(|url| (url, SafeUrl::new(url))) {
        Some((_, Some(safe))) => {
            app.status.notice(format!("Opening {}", safe.address()));
            vec![Effect::OpenUrl(safe)]
        }
        Some((path, None)) => {
            app.status.problem(format!("The site's address is not known, only the path {path}; y copies it."));
            Vec::new()
        }
        None => {
            app.status.problem("This post has no address of its own.");
            Vec::new()
        }
    }
}

/// What the selected place of a footnote is: its words, or where it leads back to.
pub fn explain_note(page: &OpenPage) -> Option<Clean> {
    const MOST: usize = 400;
    let note = page.note.filter(|_| page.link.is_none())?;
    let footnote = page.document().footnotes.get(note.index)?;
    let number = note.index + 1;
    Some(match note.reference {
        Some(_) => {
            let words: String = page.text().slice(footnote.range).as_str().chars().take(MOST).collect();
            Clean::line(&format!("{number}. {words}"))
        }
        None => Clean::line(&format!("Back to where footnote {number} is referred to")),
    })
}

/// A target in full, as a reader must see it before following it.
pub fn explain(app: &App, target: &Target) -> Clean {
    match target {
        Target::Web(address) | Target::Mail(address) => address.clone(),
        Target::Post { id, anchor } => {
            let title = app.library.get(*id).map_or("a post that is gone", |post| post.title.as_str());
            let at = anchor.as_ref().map(|anchor| format!(" #{anchor}")).unwrap_or_default();
            Clean::line(&format!("{title}{at}"))
        }
        Target::Heading(anchor) => Clean::line(&format!("#{anchor} in this post")),
        Target::Asset(path) => Clean::line(&format!("{} in this site", path.to_string_lossy())),
        Target::Broken(href) if target.is_made() => {
            Clean::line(&format!("{href} is a page that the site's generator makes; its address is not known"))
        }
        Target::Broken(href) => Clean::line(&format!("{href} leads nowhere: no such post or file")),
        Target::Blocked(href) => Clean::line(&format!("{href} is never opened; y copies it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hint_is_another_and_none_starts_another() {
        for count in [0, 1, 24, 25, 300] {
            let links: Vec<LinkId> = (0..count).map(LinkId).collect();
            let hints = Hints::new(&links);
            assert_eq!(hints.labels.len(), links.len());
            for (place, (label, _)) in hints.labels.iter().enumerate() {
                let others = hints.labels.iter().skip(place + 1);
                assert!(others.into_iter().all(|(other, _)| !other.starts_with(label) && !label.starts_with(other)));
            }
        }
    }
}
