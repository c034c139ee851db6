//! A line that is typed into: what it is for, the line itself, and what it has come to. Knows no keys and changes nothing.

use ratatui::buffer::Buffer;

use crate::app::{App, Area, Prompt, Purpose};
use crate::text::width::{first_cluster, width};
use crate::text::{Clean, CleanStr};

use super::pen::Pen;

/// Draws the line being typed, with what it is for and what it has come to.
pub fn draw(app: &App, area: Area, buffer: &mut Buffer) {
    let Some(prompt) = &app.prompt else { return };
    let label = match prompt.purpose {
        Purpose::Filter => "Filter ",
        Purpose::Find => "Find ",
        Purpose::Search => "Search all posts ",
        Purpose::Command => ":",
        Purpose::Facet => "Find tag ",
        Purpose::CodeNumber => "Copy code block number ",
    };
    let note = note(app, usize::from(area.width / 2));
    // The cursor, the column that the line keeps behind it, and the gap.
    let typed = label.len() + width(&prompt.shown()) + 4;
    // A long note leaves the line half of the row at least.
    let room = usize::from(area.width).saturating_sub(typed.min(usize::from(area.width / 2)));
    let noted = note.as_ref().map_or(0, |(text, _)| width(text).min(room));
    let mut pen = Pen::new(buffer, area, 0);
    if let Some((text, scope)) = &note {
        pen.right(noted).fit(text.borrowed(), u16::try_from(noted).unwrap_or(u16::MAX), app.theme.style(scope));
    }
    let mut pen = Pen::new(buffer, area, 0);
    pen.keep(if noted > 0 { noted + 2 } else { 0 });
    pen.own(label, app.theme.style("ui.input.prompt"));
    line(app, prompt, &mut pen);
}

/// A line being typed with its cursor; a long one shows the part around the cursor.
pub fn line(app: &App, prompt: &Prompt, pen: &mut Pen<'_>) {
    let text = prompt.shown();
    let at = text.char_indices().nth(prompt.cursor()).map_or(text.len(), |(at, _)| at);
    let room = usize::from(pen.room().saturating_sub(2));
    let mut start = 0;
    while width(text.get(start..at).unwrap_or_default()) > room {
        start += first_cluster(text.get(start..).unwrap_or_default()).max(1);
    }
    let end = at + first_cluster(text.get(at..).unwrap_or_default());
    let wrong = wrong_part(app, prompt);
    let (style, cursor) = (app.theme.style("ui.input"), app.theme.overlay("ui.cursor"));
    let styled = |place: usize| {
        let style = if wrong.contains(&place) { style.patch(app.theme.overlay("ui.input.wrong")) } else { style };
        if place == at { style.patch(cursor) } else { style }
    };
    let mut cuts =
        [start, at, end, wrong.start.clamp(start, text.len()), wrong.end.clamp(start, text.len()), text.len()];
    cuts.sort_unstable();
    for (from, to) in cuts.into_iter().zip(cuts.into_iter().skip(1)).filter(|(from, to)| from < to) {
        pen.put(text.borrowed().slice(from..to), styled(from));
    }
    let (suggestion, hint) = (prompt.suggestion().borrowed(), app.theme.style("ui.input.hint"));
    let first = first_cluster(&suggestion);
    match at == text.len() {
        true if first > 0 => pen.put(suggestion.slice(0..first), hint.patch(cursor)),
        true => pen.own(" ", styled(at)),
        false => pen,
    };
    pen.put(suggestion.slice(first..suggestion.len()), hint);
}

/// The word of a filter that keeps it from being a query.
fn wrong_part(app: &App, prompt: &Prompt) -> std::ops::Range<usize> {
    let problem = app.browse.filter().problem();
    let problem = problem.filter(|problem| prompt.purpose == Purpose::Filter && !problem.is_unfinished);
    problem.map_or(0..0, |problem| {
        let word = prompt.text().get(problem.at..).unwrap_or_default();
        problem.at..problem.at + word.find(char::is_whitespace).unwrap_or(word.len()).max(1)
    })
}

/// What the line has come to so far, in so many columns.
fn note(app: &App, room: usize) -> Option<(Clean, &'static str)> {
    let prompt = app.prompt.as_ref()?;
    match prompt.purpose {
        Purpose::Filter => Some(match app.browse.filter().problem() {
            // What would complete it stands beside the cursor, if anything is known.
            Some(problem) if problem.is_unfinished && prompt.suggestion().is_empty() => {
                (problem.message.clone(), "ui.count")
            }
            Some(problem) if !problem.is_unfinished => {
                let column = prompt.text().get(..problem.at).map_or(0, |before| before.chars().count()) + 1;
                (Clean::line(&format!("column {column}: {}", problem.message)), "ui.error")
            }
            _ => {
                let choice = choices(prompt, room).map(|choices| choices + " · ").unwrap_or_default();
                let searching = if app.browse.is_searching() { "searching … " } else { "" };
                (Clean::line(&format!("{choice}{searching}{}", app.browse.listing().ids().len())), "ui.count")
            }
        }),
        Purpose::Command => choices(prompt, room).map(|choices| (Clean::line(&choices), "ui.count")),
        Purpose::Find => app
            .reader
            .page()
            .and_then(|page| page.find.as_ref())
            .map(|find| (Clean::line(&format!("{} of {}", find.number(), find.hits().len())), "ui.count")),
        Purpose::CodeNumber => {
            let blocks = app.reader.page().map_or(0, |page| page.document().code_blocks.len());
            Some((Clean::line(&format!("of {blocks}")), "ui.count"))
        }
        Purpose::Facet if app.facets.choice().is_none() => {
            Some((CleanStr::own("Nothing has these letters").to_clean(), "ui.count"))
        }
        Purpose::Facet => Some((CleanStr::own("Enter only this, Tab more").to_clean(), "ui.count")),
        Purpose::Search => None,
    }
}

/// Which of several choices is put in, before it those that come next, as many as fit.
fn choices(prompt: &Prompt, room: usize) -> Option<String> {
    /// Columns for what else a note says.
    const BESIDE: usize = 12;
    let (choice, of) = prompt.choice()?;
    let place = format!("{choice} of {of}");
    let mut left = room.saturating_sub(place.len() + BESIDE);
    let names = prompt.coming().map(last_word);
    let fitting = names.take_while(|name| {
        let fits = width(name) + 2 <= left;
        left = left.saturating_sub(width(name) + 2);
        fits
    });
    let fitting: Vec<&str> = fitting.collect();
    let more = if !fitting.is_empty() && fitting.len() + 1 < of { "…  " } else { "" };
    Some(fitting.iter().map(|name| format!("{name}  ")).collect::<String>() + more + &place)
}

/// The word that a choice ends with; what is in quotation marks is one.
fn last_word(choice: &str) -> &str {
    let choice = choice.trim_end();
    let start = match choice.strip_suffix('"').and_then(|rest| rest.rfind('"')) {
        Some(quoted) => choice.get(..quoted).and_then(|before| before.rfind(' ')),
        None => choice.rfind(' '),
    };
    choice.get(start.map_or(0, |start| start + 1)..).unwrap_or(choice)
}
