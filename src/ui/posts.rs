//! The list of posts: months or years with counts, one row a post; only rows in sight are touched.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::{App, Area, Focus, Grain, ListRow, TitleMarks};
use crate::post::{Post, PostId, minutes};
use crate::text::width::width;
use crate::text::wrap::{Measure, fill};
use crate::text::{Clean, CleanStr};

use super::pen::{Pen, wash};
use super::titles::Titles;

/// Columns from which tags stand beside titles.
const TAGS_FROM: u16 = 52;
/// Columns from which the reading time stands beside every title; before that only beside those that leave room for it.
const TIME_FROM: u16 = 44;
/// Columns of the reading time, and the blanks around it.
const TIME: usize = 6;
/// Columns that nothing takes from a title.
const LEAST_TITLE: usize = 8;
/// Columns from which a blank stands between the mark and the date.
const ROOMY: u16 = 26;

/// Draws the list.
pub fn draw(app: &App, area: Area, buffer: &mut Buffer) {
    if app.browse.listing().ids().is_empty() {
        return empty(app, area, buffer);
    }
    let mut marks = app.browse.title_marks();
    let titles = Titles::in_sight(app);
    for (row, shown) in (0..area.height).zip(app.browse.rows.in_sight()) {
        match shown {
            ListRow::Blank => {}
            ListRow::Heading(label, count) => heading(app, (&label, count), area, row, buffer),
            ListRow::Post(place) => post_row(app, (place, &mut marks, &titles), area, row, buffer),
        }
    }
}

fn heading(app: &App, (label, count): (&Clean, usize), area: Area, row: u16, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, row);
    pen.skip(before_date(area)).put(label.borrowed(), app.theme.style("ui.group"));
    pen.line(&format!(" · {count}"), app.theme.style("ui.count"));
}

fn post_row(
    app: &App,
    (place, marks, titles): (usize, &mut TitleMarks, &Titles<'_>),
    area: Area,
    row: u16,
    buffer: &mut Buffer,
) {
    let Some(&id) = app.browse.listing().ids().get(place) else { return };
    let Some(post) = app.library.get(id) else { return };
    let (selected, front) = (app.browse.rows.position() == place, app.screen.focus == Focus::Posts);
    let over = match (selected, front) {
        (true, true) => app.theme.overlay("ui.selected"),
        (true, false) => app.theme.overlay("ui.selected.inactive"),
        _ => Style::default(),
    };
    if selected {
        wash(buffer, Area { y: area.y + row, height: 1, ..area }, over);
    }
    let style = |scope| app.theme.style(scope).patch(over);
    let mut pen = Pen::new(buffer, area, row).ordered(app.screen.order);
    if selected {
        pen.own("▌", style(if front { "ui.marker" } else { "ui.marker.inactive" }));
    } else {
        pen.skip(1);
    }
    mark(app, id, &mut pen, over);
    pen.skip(before_date(area) - 2);
    date(app, post, &mut pen, style("ui.date"));
    right_side(app, (id, post), area.width, &mut pen, over);
    let title = style(if app.marks.is_read(id) { "ui.post.read" } else { "ui.post" });
    let words = marks.of(&post.title);
    let room = pen.room();
    let columns = u16::try_from(width(&post.title)).unwrap_or(u16::MAX);
    if area.width >= TAGS_FROM {
        let beside = tags(post, usize::from(room.saturating_sub(columns.saturating_add(3))));
        let columns = width(&beside);
        pen.split_right(columns).fit(beside.borrowed(), u16::MAX, style("ui.chip"));
    }
    let styles = (title, title.patch(app.theme.overlay("ui.match")));
    let shown = titles.shown(post.title.borrowed(), usize::from(pen.room().min(room)));
    pen.pieces(post.title.borrowed(), shown, &words, styles);
}

/// Columns that marks take before the date.
fn before_date(area: Area) -> u16 {
    if area.width < ROOMY { 2 } else { 3 }
}

fn mark(app: &App, id: PostId, pen: &mut Pen<'_>, over: Style) {
    let style = |scope| app.theme.style(scope).patch(over);
    if app.marks.is_starred(id) {
        pen.own("★", style("ui.star"));
    } else if !app.marks.is_read(id) {
        pen.own("•", style("ui.unread"));
    } else {
        pen.skip(1);
    }
}

/// What of the date the headings of the list don't say, and the blanks after it.
fn date(app: &App, post: &Post, pen: &mut Pen<'_>, style: Style) {
    let grain = app.browse.rows.groups().grain();
    let Some(date) = &post.date else {
        let dash = match grain {
            Grain::Month => " —",
            Grain::Year => "     —",
            Grain::Whole | Grain::Undated => "         —",
        };
        pen.own(dash, style).skip(2);
        return;
    };
    let day = date.civil.date();
    let text = match grain {
        Grain::Undated => return,
        Grain::Month => format!("{:>2}", day.day()),
        Grain::Year => {
            format!("{:>2} {}", day.day(), &crate::app::month_name(day.month()).get(..3).unwrap_or_default())
        }
        Grain::Whole => day.to_string(),
    };
    pen.line(&text, style).skip(2);
}

/// A mark where something is wrong, the words of its state, and the reading time where there is room for it: from the right.
fn right_side(app: &App, (id, post): (PostId, &Post), list: u16, pen: &mut Pen<'_>, over: Style) {
    let mut parts: Vec<(Clean, &str)> = Vec::with_capacity(3);
    if post.diagnostics().iter().any(|diagnostic| diagnostic.code.severity() > crate::post::Severity::Info) {
        parts.push((CleanStr::own("!").to_clean(), "ui.problem"));
    }
    let words: Vec<&str> = post.status.words().collect();
    if !words.is_empty() {
        parts.push((Clean::line(&words.join(" ")), "ui.word"));
    }
    let taken: usize = parts.iter().map(|(text, _)| width(text) + 1).sum();
    if list >= TIME_FROM || width(&post.title) + taken + TIME <= usize::from(pen.room()) {
        let time =
            minutes(app.reader.words_of(id, post)).map_or_else(|| " ".repeat(4), |minutes| format!("{minutes:>3}′"));
        parts.push((Clean::line(&time), "ui.quiet"));
    }
    // Each part has a blank behind it; the last one's is the margin.
    let columns: usize = parts.iter().map(|(text, _)| width(text) + 1).sum();
    if parts.is_empty() || usize::from(pen.room()) < columns + LEAST_TITLE {
        pen.keep(1);
        return;
    }
    let mut right = pen.split_right(columns);
    for (text, scope) in parts {
        right.put(text.borrowed(), app.theme.style(scope).patch(over)).skip(1);
    }
    pen.keep(columns + 1);
}

/// As many tags as have room as a whole, with dots between them.
fn tags(post: &Post, room: usize) -> Clean {
    const DOT: &str = " · ";
    let mut taken = 0;
    let fitting = post.tags.iter().enumerate().take_while(|(place, tag)| {
        taken += width(tag) + if *place == 0 { 0 } else { width(DOT) };
        taken <= room
    });
    let parts = fitting.flat_map(|(place, tag)| [CleanStr::own(if place == 0 { "" } else { DOT }), tag.borrowed()]);
    Clean::concat(parts)
}

fn empty(app: &App, area: Area, buffer: &mut Buffer) {
    let style = app.theme.style("ui.empty");
    let lines: &[&str] = match (app.is_loading(), app.library.is_empty(), app.browse.filter().text().is_empty()) {
        (true, _, _) => &["Reading the posts …"],
        _ if app.browse.is_searching() => &["Looking through the texts …"],
        (false, true, _) if app.knows_other_blogs() => {
            &["There are no posts here.", "", "A opens a blog that is known, :blog PATH another one."]
        }
        (false, true, _) => {
            &["There are no posts here.", "", "folio reads folders of Markdown or HTML: :blog PATH opens another one."]
        }
        (false, false, true) => &["Nothing but drafts, future or hidden posts.", "", "D shows them."],
        (false, false, false) => {
            &["No post fits the filter.", "", "Esc clears it, / changes it, S looks through the texts."]
        }
    };
    let inner = area.inset(2);
    let mut filled = Vec::new();
    let mut row = area.height / 3;
    for line in lines {
        fill(line, &[], Measure::of(usize::from(inner.width)), &mut filled);
        for part in &filled {
            let part = Clean::line(line.get(part.start..part.end).unwrap_or_default());
            Pen::new(buffer, inner, row).put(part.borrowed(), style);
            row += 1;
        }
        row += u16::from(filled.is_empty());
    }
}
