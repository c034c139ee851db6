//! How the page looks: widths, wrapping, pictures, mouse, theme.

use crate::input::Action;

use super::super::typed::Asked;
use super::super::{App, Effect};

/// Changes how the page looks.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    let by = i16::try_from(asked.times().min(100)).unwrap_or(1);
    match asked.action {
        Action::Narrower => measure(app, -4 * by),
        Action::Wider => measure(app, 4 * by),
        Action::PaneNarrower => app.screen.change_posts_width(-4 * by),
        Action::PaneWider => app.screen.change_posts_width(4 * by),
        Action::ToggleWrap => toggle_wrap(app),
        Action::ToggleImages => toggle_images(app),
        Action::ToggleMouse => return toggle_mouse(app),
        Action::NextTheme => next_theme(app),
        Action::Redraw => return vec![Effect::Redraw],
        _ => {}
    }
    Vec::new()
}

/// Takes changed settings over: what the reader has turned by keys meanwhile gives way to them.
pub fn configure(app: &mut App) -> Vec<Effect> {
    let before = app.screen.mouse;
    app.screen.configure(&app.settings, &app.terminal);
    app.pictures.configure(app.settings.images);
    app.choice.name.clone_from(&app.settings.theme);
    app.choice.dark.clone_from(&app.settings.theme_dark);
    app.choice.light.clone_from(&app.settings.theme_light);
    app.theme = app.themes.resolve(&app.choice, &app.terminal);
    app.browse.configure(&app.settings);
    app.browse.set_all(app.settings.all);
    app.browse.relist(&app.library, app.marks.as_asked());
    super::finding::relisted(app);
    (app.screen.mouse != before).then_some(Effect::CaptureMouse(app.screen.mouse)).into_iter().collect()
}

fn measure(app: &mut App, by: i16) {
    app.screen.change_measure(by);
    app.status.notice(format!("Text {} columns wide, where there is room.", app.screen.measure));
}

fn toggle_wrap(app: &mut App) {
    app.screen.metrics.wrap_code = !app.screen.metrics.wrap_code;
    if let Some(page) = app.reader.page_mut() {
        page.shift = 0;
    }
    let wraps = app.screen.metrics.wrap_code;
    app.status.notice(if wraps {
        "Long lines of code wrap."
    } else {
        "Long lines of code run out of sight; Shift-arrows move them."
    });
}

fn toggle_images(app: &mut App) {
    app.status.notice(match app.pictures.toggle() {
        Some(true) => "Images are drawn.",
        Some(false) => "Images are named.",
        None => "This terminal cannot draw images; they are named.",
    });
}

fn toggle_mouse(app: &mut App) -> Vec<Effect> {
    app.screen.mouse = !app.screen.mouse;
    app.status.notice(if app.screen.mouse {
        "The mouse is folio's; Shift selects text."
    } else {
        "The mouse is the terminal's."
    });
    vec![Effect::CaptureMouse(app.screen.mouse)]
}

fn next_theme(app: &mut App) {
    let name = app.themes.after(app.theme.name()).to_owned();
    app.choice.name = name;
    app.theme = app.themes.resolve(&app.choice, &app.terminal);
    app.status.notice(format!("Theme: {}", app.theme.name()));
}
