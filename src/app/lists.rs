//! The lists that open above the screen: what their rows are and what choosing one does.

use std::path::{Path, PathBuf};

use crate::config::{SETTINGS, Setting};
use crate::input::{Action, ActionGroup, Mode, format_keys};
use crate::library::links::Target;

use super::details::details;
use super::follow::explain;
use super::{App, OpenPage, Pick, Picker, PickerKind, PickerRow, Tone};

/// Which table of keys is in force in a list.
pub fn mode(kind: PickerKind) -> Mode {
    match kind {
        PickerKind::Links => Mode::Links,
        PickerKind::Hits => Mode::Hits,
        PickerKind::Help => Mode::Help,
        _ => Mode::Popup,
    }
}

/// The headings of the open post, the present one selected.
pub fn outline(app: &App) -> Option<Picker> {
    let page = app.reader.page()?;
    let document = page.document();
    let least = document.headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let rows = document.headings.iter().map(|heading| PickerRow {
        indent: 2 * u16::from(heading.level - least),
        ..PickerRow::new("", &document.text.slice(heading.range), "", Pick::Words(heading.range))
    });
    let mut picker = Picker::new(PickerKind::Outline, "Outline", rows.collect());
    picker.select(page.heading().unwrap_or(0));
    Some(picker)
}

/// The links of the open post with where they lead.
pub fn links(app: &App) -> Option<Picker> {
    let page = app.reader.page()?;
    let document = page.document();
    let digits = document.links.len().to_string().len();
    let rows = document.links.iter().zip(&page.targets).zip(0u32..).map(|((link, target), place)| {
        let text = document.text.slice(link.range);
        let pick = Pick::Link(crate::document::LinkId(place));
        let leads = explain(app, target);
        let detail = match target {
            Target::Post { .. } => format!("{leads} · {POST}"),
            _ => leads.strip_prefix(USUAL).unwrap_or(&leads).to_owned(),
        };
        PickerRow::new(&format!("{:>digits$}", place + 1), &text, &detail, pick)
    });
    let mut rows: Vec<PickerRow> = rows.collect();
    rows.extend(own_links(app, page));
    let mut picker = Picker::new(PickerKind::Links, "Links", rows);
    if let Some(link) = page.link {
        picker.select_pick(&Pick::Link(link));
    }
    Some(picker)
}

/// The links that stand below a post, to others of the blog: they have no numbers.
fn own_links(app: &App, page: &OpenPage) -> Vec<PickerRow> {
    let own = page.targets.iter().zip(0u32..).skip(page.document().links.len());
    let rows = own.map(|(target, place)| {
        PickerRow::new("", &explain(app, target), POST, Pick::Link(crate::document::LinkId(place)))
    });
    let rows: Vec<PickerRow> = rows.collect();
    if rows.is_empty() { rows } else { [PickerRow::heading("At the end")].into_iter().chain(rows).collect() }
}

/// How most addresses begin: those that begin otherwise are told whole.
const USUAL: &str = "https://";
/// What leads to a post is told so beside its title.
const POST: &str = "post";

/// A list whose words are told whole, in several rows where one is too narrow.
pub fn told(app: &App, kind: PickerKind, title: &str, rows: Vec<PickerRow>) -> Picker {
    let mut picker = Picker::new(kind, title, Vec::new());
    picker.tell(app.areas().screen, rows);
    picker
}

/// Fills the rows of such a list anew, after the screen got another size.
pub fn refill(app: &mut App) {
    let screen = app.areas().screen;
    let details = app.popup.as_ref().filter(|popup| popup.kind == PickerKind::Details).and_then(|_| details(app));
    match (&mut app.popup, details) {
        (Some(popup), Some(details)) => popup.replace(details.rows().to_vec()),
        (Some(popup), None) => popup.refill(screen),
        _ => {}
    }
}

/// Every action by name.
pub fn palette(app: &App) -> Picker {
    let mode = app.mode();
    let row = |action: &Action| {
        PickerRow::new(&app.keymap.label(mode, *action), action.help(), action.name(), Pick::Act(*action))
    };
    told(app, PickerKind::Palette, "Actions", Action::ALL.iter().map(row).collect())
}

/// The keys in force in the pane in front.
pub fn help(app: &App) -> Picker {
    let mode = app.mode();
    let mut rows = Vec::new();
    for group in ActionGroup::ALL {
        let actions = Action::ALL.iter().filter(|action| action.group() == *group);
        let bound: Vec<PickerRow> = actions
            .filter_map(|action| {
                let keys: Vec<String> =
                    app.keymap.keys_of(mode, *action).iter().map(|keys| format_keys(keys)).collect();
                (!keys.is_empty())
                    .then(|| PickerRow::new(&keys.join(" "), action.help(), action.name(), Pick::Act(*action)))
            })
            .collect();
        if !bound.is_empty() {
            rows.push(PickerRow::heading(group.title()));
            rows.extend(bound);
        }
    }
    told(app, PickerKind::Help, "Keys", rows)
}

/// All settings with what they are now.
pub fn settings(app: &App) -> Picker {
    let row = |setting: &Setting| {
        let value = app.settings.written(setting.name).unwrap_or_default();
        PickerRow::new(setting.name, &value, setting.help, Pick::Set(setting.name))
    };
    told(app, PickerKind::Settings, "Settings", SETTINGS.iter().map(row).collect())
}

/// The blogs that are configured, then others that were read; the present one selected.
pub fn blogs(app: &App) -> Picker {
    let here = app.site().root.as_path();
    let shown = |path: &Path| path.to_string_lossy().into_owned();
    let row = |name: &str, path: &PathBuf| PickerRow::new("", name, &shown(path), Pick::Blog(path.clone()));
    let configured = |path: &Path| app.blogs.iter().any(|(_, known)| known == path);
    let mut rows: Vec<PickerRow> = app.blogs.iter().map(|(name, path)| row(name, path)).collect();
    let read = app.recalled.blogs.iter().filter(|path| !configured(path) && path.as_path() != here);
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    rows.extend(read.map(|path| row(&name(path), path)));
    let mut picker = Picker::new(PickerKind::Blogs, "Blogs", rows);
    picker.select_pick(&Pick::Blog(here.to_path_buf()));
    picker
}

/// What was said, the latest first.
pub fn log(app: &App) -> Picker {
    let row = |message: &super::Message| {
        let marker = if message.tone == Tone::Problem { "!" } else { "·" };
        PickerRow::new(marker, &message.text, "", Pick::Nothing)
    };
    told(app, PickerKind::Log, "Messages", app.status.log().rev().map(row).collect())
}
