//! All that is known of a post, a row a name, in a list above the screen.

use crate::post::{Post, PostDate};
use crate::text::Clean;

use super::compose::long_date;
use super::popup::{self, PopupColumns};
use super::{App, Areas, Pick, Picker, PickerKind, PickerRow};

/// All that is known of the post in front.
pub fn details(app: &App) -> Option<Picker> {
    let id = app.target_post()?;
    let post = app.library.get(id)?;
    let known = known(post, app.reader.words_of(id, post));
    let lines: Vec<String> = post.diagnostics().iter().map(|of| format!("line {}", of.line)).collect();
    let names = known.iter().map(|(name, _)| name.len()).chain(lines.iter().map(String::len));
    let beside = names.max().unwrap_or(0) + usize::from(PopupColumns::GAP);
    let room = usize::from(popup::room(Areas::new(&app.screen).screen)).saturating_sub(beside);
    let mut rows: Vec<PickerRow> =
        known.iter().flat_map(|(name, value)| told(name, value, ("", Pick::Nothing), room)).collect();
    rows.extend(post.diagnostics().iter().zip(&lines).flat_map(|(diagnostic, line)| {
        let pick = Pick::Edit(post.path.clone(), diagnostic.line.max(1));
        told(line, &diagnostic.message, (diagnostic.code.name(), pick), room)
    }));
    Some(Picker::new(PickerKind::Details, "About this post", rows))
}

/// What the head says, and what is made of it; nothing of what it doesn't say.
fn known(post: &Post, words: u32) -> Vec<(&'static str, String)> {
    let list = |names: &[Clean]| names.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
    let dated = |date: Option<&PostDate>| date.map(|date| long_date(date).to_string());
    let written = |text: Option<&Clean>| text.map(Clean::to_string);
    let known = [
        ("title", Some(post.title.to_string())),
        ("date", dated(post.date.as_ref())),
        ("updated", dated(post.updated())),
        ("authors", Some(list(&post.authors))),
        ("tags", Some(list(&post.tags))),
        ("categories", Some(list(&post.categories))),
        ("series", written(post.series())),
        ("language", written(post.lang.as_ref())),
        ("description", written(post.description.as_ref())),
        ("file", Some(post.path.to_string_lossy().into_owned())),
        ("slug", Some(post.slug.to_string())),
        ("address", written(post.url.as_ref())),
        ("words", Some(words.to_string())),
    ];
    let filled = known.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
    filled.collect()
}

/// A name and all that is told of it: what doesn't fit beside the name goes on in rows below.
fn told(name: &str, value: &str, (detail, pick): (&str, Pick), room: usize) -> Vec<PickerRow> {
    // A long one is read row by row.
    let rows = PickerRow::new(name, value, detail, pick).filled(room, 0).into_iter();
    rows.map(|row| PickerRow { goes_on: false, ..row }).collect()
}
