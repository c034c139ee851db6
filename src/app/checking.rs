//! The list of what is wrong with the blog: what heads tell at once, then what `folio check` tells of the whole.

use std::path::Path;

use crate::library::Generation;
use crate::library::check::{self, Problem};
use crate::text::Clean;

use super::{App, Effect, Pick, PickerKind, PickerRow, Task, lists};

/// Opens the list and lets the whole blog be looked through. Costs time in proportion to all posts.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.checks = Generation(app.checks.0 + 1);
    let known = rows(&check::of_heads(&app.library));
    let mut picker = lists::told(app, PickerKind::Problems, "Problems, as far as known", known);
    picker.empty = "Posts are being looked through …";
    app.popup = Some(picker);
    vec![Effect::Start(Task::Check(app.checks))]
}

/// Takes all there is. A list that was closed meanwhile stays closed; a row that was selected stays so.
pub fn checked(app: &mut App, generation: Generation, problems: &[Problem]) -> Vec<Effect> {
    let screen = app.areas().screen;
    let popup = app.popup.as_mut().filter(|popup| popup.kind == PickerKind::Problems && generation == app.checks);
    match popup {
        None => {}
        Some(_) if problems.is_empty() => {
            app.popup = None;
            app.status.notice("Nothing is wrong with this blog.");
        }
        Some(popup) => {
            popup.title = Clean::line("Problems");
            popup.tell(screen, rows(problems));
        }
    }
    Vec::new()
}

/// A row a problem, under the name of its file.
fn rows(problems: &[Problem]) -> Vec<PickerRow> {
    let mut rows = Vec::new();
    let mut above: Option<&Path> = None;
    for Problem { path, diagnostic } in problems {
        if above.replace(path) != Some(path) {
            rows.push(PickerRow::heading(&path.to_string_lossy()));
        }
        let place = match (diagnostic.line, diagnostic.column) {
            (0, _) => String::new(),
            (line, 0) => line.to_string(),
            (line, column) => format!("{line}:{column}"),
        };
        let pick = Pick::Edit(path.clone(), diagnostic.line.max(1));
        rows.push(PickerRow::new(&place, &diagnostic.message, diagnostic.code.name(), pick));
    }
    rows
}
