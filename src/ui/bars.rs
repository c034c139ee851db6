//! The first and the last row and the rules between panes: where am I, what can I do, what just happened.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

use crate::app::{App, Area, Areas, Focus, OpenPage, Tone, explain, explain_note};
use crate::input::Action;
use crate::text::width::width;
use crate::text::{Clean, CleanStr};

use super::pen::{Pen, cut, wash};
use super::prompt;

/// Columns that a heading takes beside the place at most, and below which it says nothing.
const HEADING: (usize, usize) = (30, 12);
/// Columns that the first keys and the numbers of the place take before a heading may.
const BEFORE_HEADING: u16 = 50;
/// Below this width the title bar counts what is listed and no more, and the keys come before the heading.
const ROOMY: u16 = 56;

/// The ground that title bar and bottom line stand on.
pub fn ground(app: &App, areas: &Areas, buffer: &mut Buffer) {
    for row in [areas.title, areas.bottom] {
        wash(buffer, row, app.theme.style("ui.bar"));
    }
}

/// Whether the bars' ground sets them off; where a terminal has no such colors, rules do.
fn has_ground(app: &App) -> bool {
    app.theme.style("ui.bar").bg.is_some_and(|color| color != Color::Reset)
}

/// The title bar: blog, filter, count.
pub fn title(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let style = |scope| app.theme.style(scope);
    let counts = counts(app, areas.title.width >= ROOMY);
    let area = areas.title.inset(1);
    let mut pen = Pen::new(buffer, area, 0);
    let counted = width(&counts);
    if usize::from(area.width) > counted + 8 {
        pen.right(counted).put(counts.borrowed(), style("ui.count"));
    }
    let mut pen = Pen::new(buffer, area, 0).ordered(app.screen.order);
    pen.keep(counted + 3);
    let room = pen.room();
    pen.fit(app.site().title.borrowed(), room, style("ui.bar.title"));
    if let Some(folder) = app.site().scope() {
        let folder = Clean::line(&folder.to_string_lossy());
        let room = pen.skip(2).room();
        pen.fit(folder.borrowed(), room, style("ui.count"));
    }
    for chip in app.browse.filter().chips() {
        let room = pen.skip(2).room();
        if room > 3 {
            pen.fit(chip.borrowed(), room, style("ui.chip.active"));
        }
    }
}

fn counts(app: &App, roomy: bool) -> Clean {
    let (listed, all) = (app.browse.listing().ids().len(), app.library.len());
    let loading = if app.is_loading() { "loading " } else { "" };
    let posts = if listed == 1 { "post" } else { "posts" };
    let hidden = app.browse.listing().hidden();
    let searching = if app.browse.is_searching() { "searching … " } else { "" };
    let loading = if loading.is_empty() { searching } else { loading };
    let more = if roomy && hidden > 0 && !app.is_loading() { format!(" · {hidden} hidden") } else { String::new() };
    // Where nothing was read yet, nothing is told by it.
    let unread = app.browse.unread();
    let some_read = roomy && (1..listed).contains(&unread) && !app.is_loading();
    let more = if some_read { format!(" · {unread} unread{more}") } else { more };
    Clean::line(&if listed + hidden >= all {
        format!("{loading}{listed} {posts}{more}")
    } else {
        format!("{loading}{listed} of {all}{more}")
    })
}

/// The rules between panes. On bars without a ground of their own also those under the title and above the bottom
/// line, with joints where they meet.
pub fn rules(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let style = app.theme.style("ui.rule");
    let columns: Vec<u16> = areas.separators().collect();
    let has_ground = has_ground(app);
    for (rule, joint) in [(areas.upper_rule, "┬"), (areas.lower_rule, "┴")] {
        let Some(rule) = rule else { continue };
        if has_ground {
            for x in &columns {
                set(buffer, *x, rule.y, "│", style);
            }
            continue;
        }
        for x in rule.x..rule.x + rule.width {
            set(buffer, x, rule.y, if columns.contains(&x) { joint } else { "─" }, style);
        }
    }
    let panes = [areas.facets, areas.posts, areas.post].into_iter().flatten().next().unwrap_or_default();
    for x in columns {
        for y in panes.y..panes.y + panes.height {
            set(buffer, x, y, "│", style);
        }
    }
}

fn set(buffer: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = buffer.cell_mut((x, y)) {
        cell.set_symbol(symbol).set_style(style);
    }
}

/// The bottom line: a line being typed, else what just happened, else where a link leads, else useful keys.
pub fn bottom(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let area = areas.bottom.inset(1);
    if app.prompt.is_some() {
        return prompt::draw(app, area, buffer);
    }
    let told = told(app);
    let place = place_beside(app, area, told.as_ref().map(|(words, _)| words));
    let taken = place.iter().map(|piece| width(piece)).sum();
    let mut pen = Pen::new(buffer, area, 0).ordered(app.screen.order);
    pen.right(taken);
    for piece in &place {
        pen.fit(piece.borrowed(), u16::MAX, app.theme.style("ui.bar.place"));
    }
    let mut pen = Pen::new(buffer, area, 0).ordered(app.screen.order);
    pen.keep(if taken == 0 { 0 } else { taken + 2 });
    let room = pen.room();
    match told {
        Some((words, scope)) => {
            pen.fit(words.borrowed(), room, app.theme.style(scope));
        }
        None => keys(app, &mut pen),
    }
}

/// What just happened, else where the selected link leads.
fn told(app: &App) -> Option<(Clean, &'static str)> {
    match app.status.shown() {
        Some(message) if message.tone == Tone::Problem => Some((message.text.clone(), "ui.error")),
        Some(message) => Some((message.text.clone(), "ui.status")),
        None => selected(app).map(|target| (target, "ui.status")),
    }
}

/// The place in the post in front, as much of it as leaves room for what is told: words that can't be seen whole are
/// no answer, and the place stands there again in a moment.
fn place_beside(app: &App, area: Area, told: Option<&Clean>) -> [Clean; 2] {
    if app.screen.focus != Focus::Post || app.popup.is_some() {
        return Default::default();
    }
    let [heading, numbers] = place(app, area.width);
    let Some(told) = told else { return [heading, numbers] };
    let room = usize::from(area.width).saturating_sub(width(told) + 2);
    if width(&heading) + width(&numbers) <= room {
        return [heading, numbers];
    }
    let numbers = Clean::line(numbers.trim_start());
    [Clean::default(), if width(&numbers) <= room { numbers } else { Clean::default() }]
}

/// Where the selected link leads, in full.
fn selected(app: &App) -> Option<Clean> {
    let page = app.reader.page().filter(|_| app.screen.focus == Focus::Post && app.popup.is_none())?;
    if let Some(note) = explain_note(page) {
        return Some(note);
    }
    let (link, target) = (page.link?, page.selected_target()?);
    let target = explain(app, target);
    // What stands below the post has no number.
    let is_numbered = (link.0 as usize) < page.document().links.len();
    Some(if is_numbered { Clean::line(&format!("[{}] {target}", link.0 + 1)) } else { target })
}

/// How far, how long still, and where there is room under which heading; in a search, which hit. In two pieces, so that words
/// from right to left don't take the numbers beside them along.
fn place(app: &App, columns: u16) -> [Clean; 2] {
    let Some(page) = app.reader.page() else { return Default::default() };
    if let Some(find) = &page.find {
        let number = format!("{} of {}  ", find.number(), find.hits().len());
        return [Clean::line(&number), Clean::line(find.needle())];
    }
    let (percent, left) = (page.percent(), left(app, page, columns >= ROOMY));
    let room = usize::from(columns.saturating_sub(BEFORE_HEADING)).min(HEADING.0);
    let told = heading(app, page).filter(|heading| room >= HEADING.1 || width(heading) <= room);
    let (heading, more) = cut(told.unwrap_or_default(), room);
    let gap = if heading.is_empty() { "" } else { "  " };
    [Clean::line(&format!("{heading}{more}")), Clean::line(&format!("{gap}{left}{percent}%"))]
}

/// How long the rest of a page takes to read; nothing at its end.
fn left(app: &App, page: &OpenPage, roomy: bool) -> String {
    let percent = page.percent();
    let estimated = || app.library.get(page.id).map_or(0, |post| post.words.count);
    let words = page.document().words.unwrap_or_else(estimated);
    let left = u64::from(words) * (100 - percent.min(100)) as u64 / 100;
    let left = crate::post::minutes(u32::try_from(left).unwrap_or(u32::MAX)).filter(|_| percent < 100);
    let unit = if roomy { " min" } else { "′" };
    left.map_or_else(String::new, |left| format!("{left}{unit} left  "))
}

/// The heading that the top of a page stands under. One that only says the title again tells no place.
fn heading<'a>(app: &App, page: &'a OpenPage) -> Option<CleanStr<'a>> {
    let heading = page.document().headings.get(page.heading()?)?;
    let title = app.library.get(page.id).map(|post| post.title.as_str());
    Some(page.text().slice(heading.range)).filter(|heading| Some(heading.as_str()) != title)
}

/// The most useful actions of what is in front, and a word for each.
fn useful(app: &App) -> Vec<(Action, &'static str)> {
    use Action as A;
    if let Some(popup) = &app.popup {
        let choose = popup.kind.choosing().map(|word| (A::Open, word));
        return choose.into_iter().chain([(A::Find, "narrow"), (A::Cancel, "close")]).collect();
    }
    if app.library.is_empty() && !app.is_loading() {
        let blogs = app.knows_other_blogs().then_some((A::Blogs, "blogs"));
        return blogs.into_iter().chain([(A::CommandLine, "command"), (A::Help, "keys"), (A::Close, "quit")]).collect();
    }
    if app.hints.is_some() {
        return vec![(A::Cancel, "leaves them")];
    }
    match app.screen.focus {
        Focus::Posts
            if app.browse.listing().ids().is_empty() && app.browse.filter().text().is_empty() && !app.is_loading() =>
        {
            vec![(A::ToggleAll, "show them"), (A::Help, "keys"), (A::Close, "quit")]
        }
        Focus::Posts if app.browse.listing().ids().is_empty() && !app.browse.filter().text().is_empty() => vec![
            (A::Cancel, "clear"),
            (A::Find, "change"),
            (A::SearchText, "search text"),
            (A::Help, "keys"),
            (A::Close, "quit"),
        ],
        Focus::Posts => vec![
            (A::Open, "read"),
            (A::Find, "find"),
            (A::Tags, "tags"),
            (A::Sort, "sort"),
            (A::SearchText, "search text"),
            (A::OpenOutside, "open outside"),
            (A::Help, "keys"),
            (A::Close, "quit"),
        ],
        Focus::Facets => vec![
            (A::Open, "only"),
            (A::FacetAnd, "also"),
            (A::FacetNot, "not"),
            (A::FacetOr, "either"),
            (A::ToggleFolds, "months"),
            (A::ClearFilter, "clear"),
            (A::Find, "find"),
            (A::Help, "keys"),
        ],
        Focus::Post => vec![
            (A::Back, "back"),
            (A::NextLink, "link"),
            (A::Hints, "hints"),
            (A::Find, "find"),
            (A::Outline, "outline"),
            (A::NextPost, "next post"),
            (A::OpenOutside, "open outside"),
            (A::ToggleZen, "zen"),
            (A::Help, "keys"),
        ],
    }
}

/// The most useful keys, as many as there is room for. Only the first one goes before the one that shows all of them.
fn keys(app: &App, pen: &mut Pen<'_>) {
    let mode = app.mode();
    // Keys that act by themselves in a moment would only flash what may follow them.
    if !app.typed.keys().is_empty() && !app.typed.may_settle() {
        return pending(app, pen);
    }
    if app.hints.is_some() {
        pen.own("The letters of a link follow it", app.theme.style("ui.key.label")).skip(2);
    }
    let keyed = |(action, label): (Action, &'static str)| {
        let key = Clean::line(&app.keymap.label(mode, action));
        (!key.is_empty()).then_some((action, key, label))
    };
    let useful: Vec<(Action, Clean, &str)> = useful(app).into_iter().filter_map(keyed).collect();
    let columns = |(_, key, label): &(Action, Clean, &str)| width(key) + 1 + label.len();
    let help = useful.iter().position(|(action, _, _)| *action == Action::Help).unwrap_or(useful.len());
    let kept = useful.get(help).map_or(0, |help| columns(help) + 2);
    let mut room = usize::from(pen.room());
    let fitting = useful.iter().enumerate().take_while(|(place, key)| {
        let beside = if *place == 0 || *place >= help { 0 } else { kept };
        let fits = columns(key) + beside <= room;
        room = room.saturating_sub(columns(key) + 2);
        fits
    });
    let fitting = fitting.count();
    let shown = useful.iter().take(fitting).chain(useful.get(help).filter(|_| fitting <= help));
    for key in shown {
        let columns = columns(key);
        let (_, key, label) = key;
        if columns <= usize::from(pen.room()) {
            pen.put(key.borrowed(), app.theme.style("ui.key"))
                .skip(1)
                .own(label, app.theme.style("ui.key.label"))
                .skip(2);
        }
    }
}

/// What may follow the keys typed so far.
fn pending(app: &App, pen: &mut Pen<'_>) {
    let typed = crate::input::format_keys(app.typed.keys());
    pen.line(&typed, app.theme.style("ui.key")).skip(2);
    for (key, action) in app.typed.next() {
        let label = action.map_or("…", Action::name);
        pen.line(&key.to_string(), app.theme.style("ui.key"))
            .skip(1)
            .line(label, app.theme.style("ui.key.label"))
            .skip(2);
    }
}
