//! Taking it elsewhere: to the clipboard, into the editor, to a command.

use crate::input::Action;
use crate::text::Clean;

use super::super::prompt::Purpose;
use super::super::typed::Asked;
use super::super::{App, Effect, Focus};

/// Takes.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    match asked.action {
        Action::CopyCode => copy_code(app, asked.count),
        Action::CopyPost => text(app).map_or_else(Vec::new, |text| copy(app, text)),
        Action::CopyPath => copy_path(app),
        Action::Edit => edit(app),
        Action::Pipe => text(app).map(Effect::Pipe).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Copies a text and says so, with its start.
pub fn copy(app: &mut App, text: Clean) -> Vec<Effect> {
    const SAID: usize = 60;
    let line = Clean::line(&text);
    let start: String = line.chars().take(SAID).collect();
    let more = if line.chars().nth(SAID).is_some() { "…" } else { "" };
    app.status.notice(format!("Copied {start}{more}"));
    vec![Effect::Copy(text)]
}

fn text(app: &App) -> Option<Clean> {
    app.reader.page().map(|page| page.text().clone())
}

fn copy_path(app: &mut App) -> Vec<Effect> {
    let post = app.target_post().and_then(|id| app.library.get(id));
    let path = post.map(|post| Clean::line(&app.site().root.join(&post.path).to_string_lossy()));
    path.map_or_else(Vec::new, |path| copy(app, path))
}

/// Copies the block of a number; without one, the only block there is, or asks for the number.
fn copy_code(app: &mut App, number: Option<u32>) -> Vec<Effect> {
    let count = app.reader.page().map_or(0, |page| page.document().code_blocks.len());
    match (number, count) {
        (_, 0) => {
            app.status.notice("This post has no code.");
            Vec::new()
        }
        (Some(number), _) => copy_block(app, number),
        (None, 1) => copy_block(app, 1),
        (None, _) => super::finding::prompt(app, Purpose::CodeNumber, ""),
    }
}

/// Copies the block of code of a number, from 1, as the author wrote it.
pub fn copy_block(app: &mut App, number: u32) -> Vec<Effect> {
    let block = app.reader.page().and_then(|page| {
        let place = number.checked_sub(1)? as usize;
        page.document().code_blocks.get(place).map(|block| page.text().slice(block.range).to_clean())
    });
    match block {
        Some(code) => copy(app, code),
        None => {
            app.status.problem(format!("There is no code block {number}."));
            Vec::new()
        }
    }
}

fn edit(app: &mut App) -> Vec<Effect> {
    let Some(post) = app.target_post().and_then(|id| app.library.get(id)) else { return Vec::new() };
    let (line, words) = match app.reader.page().filter(|_| app.screen.focus == Focus::Post) {
        Some(page) if page.top() > 0 => (post.body.line + page.line(), Clean::line(page.words_at_top())),
        _ => (1, Clean::default()),
    };
    vec![Effect::Edit { path: post.path.clone(), line, words }]
}
