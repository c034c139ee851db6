//! Moving: a line, half a page, a page, to the ends, to sections, to panes; one meaning a key in every pane.

use crate::input::Action;

use super::super::rows::Sight;
use super::super::typed::Asked;
use super::super::{App, Areas, Effect, Focus, Shape};

/// Moves.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    let times = asked.times();
    match asked.action {
        Action::LineDown => by_lines(app, times),
        Action::LineUp => by_lines(app, -times),
        Action::HalfPageDown => by_pages(app, times, 2),
        Action::HalfPageUp => by_pages(app, -times, 2),
        Action::PageDown => by_pages(app, times, 1),
        Action::PageUp => by_pages(app, -times, 1),
        Action::Top => to_line(app, asked.count.unwrap_or(1)),
        Action::Bottom => to_line(app, asked.count.unwrap_or(u32::MAX)),
        Action::Percent => to_percent(app, asked.count.unwrap_or(0)),
        Action::LineToTop => to_sight(app, asked.count, Sight::Top),
        Action::LineToMiddle => to_sight(app, asked.count, Sight::Middle),
        Action::LineToBottom => to_sight(app, asked.count, Sight::Bottom),
        Action::NextSection => by_sections(app, times),
        Action::PreviousSection => by_sections(app, -times),
        Action::ScrollLeft => shift(app, -8 * times),
        Action::ScrollRight => shift(app, 8 * times),
        Action::NextPane => to_pane(app, 1),
        Action::PreviousPane => to_pane(app, -1),
        Action::PaneLeft => beside(app, -1),
        Action::PaneRight => beside(app, 1),
        _ => {}
    }
    Vec::new()
}

fn by_lines(app: &mut App, by: isize) {
    match app.screen.focus {
        Focus::Posts => drop(app.browse.rows.step(by)),
        Focus::Facets => app.facets.step(by),
        Focus::Post => {
            if let Some(page) = app.reader.page_mut() {
                page.scroll(by);
            }
        }
    }
}

/// A page keeps two lines in sight, so that the eye finds its place.
fn by_pages(app: &mut App, by: isize, part: isize) {
    match app.screen.focus {
        Focus::Posts => drop(app.browse.rows.step(by.saturating_mul((app.browse.rows.page() / part).max(1)))),
        Focus::Facets => app.facets.step(by.saturating_mul(10)),
        Focus::Post => {
            if let Some(page) = app.reader.page_mut() {
                let rows = page.height().cast_signed();
                let rows = if part == 1 { rows - 2 } else { rows / part };
                if by > 0 && page.is_at_end() {
                    return say_what_is_next(app);
                }
                page.scroll(by.saturating_mul(rows.max(1)));
            }
        }
    }
}

/// Who has read to the end and pages on wants to know what to read now.
fn say_what_is_next(app: &mut App) {
    let next = app.browse.listing().ids().get(app.browse.rows.position() + 1);
    let title = next.and_then(|id| app.library.get(*id)).map(|post| &post.title);
    app.status.notice(match title {
        Some(title) => format!("The end. {} reads “{title}”.", app.keymap.label(app.mode(), Action::NextPost)),
        None => "The end, of the list too.".to_owned(),
    });
}

fn to_line(app: &mut App, line: u32) {
    let place = line.saturating_sub(1) as usize;
    match app.screen.focus {
        Focus::Posts => drop(app.browse.rows.select(place)),
        Focus::Facets => app.facets.select(place),
        Focus::Post => {
            if let Some(page) = app.reader.page_mut() {
                page.scroll_to(place);
            }
        }
    }
}

/// Scrolls so that what is selected, or the line typed before, stands at a place of the pane.
fn to_sight(app: &mut App, line: Option<u32>, sight: Sight) {
    if let Some(line) = line.filter(|_| app.screen.focus != Focus::Post) {
        to_line(app, line);
    }
    match app.screen.focus {
        Focus::Posts => app.browse.rows.scroll_selected(sight),
        Focus::Facets => app.facets.scroll_selected(sight),
        Focus::Post => {
            let Some(page) = app.reader.page_mut() else { return };
            let row = line.map(|line| line.saturating_sub(1) as usize).or_else(|| page.row_of_selected());
            match row {
                Some(row) => page.scroll_to(sight.top_for(row, page.height(), 0)),
                None => {
                    let tab = app.keymap.label(app.mode(), Action::NextLink);
                    app.status.notice(format!("Nothing is selected here; {tab} selects a link."));
                }
            }
        }
    }
}

fn to_percent(app: &mut App, percent: u32) {
    let of = |whole: usize| whole * percent.min(100) as usize / 100;
    match app.screen.focus {
        Focus::Posts => drop(app.browse.rows.select(of(app.browse.listing().ids().len()))),
        Focus::Facets => {}
        Focus::Post => {
            if let Some(page) = app.reader.page_mut() {
                page.scroll_to(of(page.last_top()));
            }
        }
    }
}

fn by_sections(app: &mut App, by: isize) {
    for _ in 0..by.unsigned_abs().min(1000) {
        let moved = match app.screen.focus {
            Focus::Posts => app.browse.rows.step_group(by.signum()),
            Focus::Facets => app.facets.step_section(by.signum()),
            Focus::Post => app.reader.page_mut().is_some_and(|page| page.step_heading(by.signum())),
        };
        if !moved {
            let what = if app.screen.focus == Focus::Post { "heading" } else { "group" };
            app.status.notice(format!("There is no {what} {}.", if by > 0 { "below" } else { "above" }));
            return;
        }
    }
}

fn shift(app: &mut App, by: isize) {
    if app.screen.metrics.wrap_code {
        let key = app.keymap.label(app.mode(), Action::ToggleWrap);
        app.status.notice(format!("Long lines of code wrap; {key} lets them run on."));
        return;
    }
    if let Some(page) = app.reader.page_mut() {
        let by = i16::try_from(by).unwrap_or(if by < 0 { i16::MIN } else { i16::MAX });
        page.shift = page.shift.saturating_add_signed(by).min(2000);
    }
}

/// Panes in the order they stand in; round and round.
fn to_pane(app: &mut App, by: isize) {
    let panes = reachable(&app.areas());
    let here = panes.iter().position(|pane| *pane == app.screen.focus).unwrap_or(0).cast_signed();
    let next = (here + by).rem_euclid(panes.len().max(1).cast_signed());
    if let Some(pane) = panes.get(next.cast_unsigned()) {
        app.screen.focus = *pane;
    }
}

fn beside(app: &mut App, by: isize) {
    let panes = [Focus::Facets, Focus::Posts, Focus::Post];
    let here = panes.iter().position(|pane| *pane == app.screen.focus).unwrap_or(1);
    if let Some(pane) = here.checked_add_signed(by).and_then(|place| panes.get(place)) {
        app.screen.focus = *pane;
    }
}

/// The panes that can come to the front: those on the screen, and in a narrow one all.
fn reachable(areas: &Areas) -> Vec<Focus> {
    let panes = [Focus::Facets, Focus::Posts, Focus::Post].into_iter();
    panes.filter(|pane| areas.shape == Shape::Narrow || areas.pane(*pane).is_some()).collect()
}
