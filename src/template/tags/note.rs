//! Notes and boxes: which tags with content are ones, of which kind, and what they are called.

use super::arguments::Arguments;
use super::shown::Shown;
use super::{alert_names, small_tags, title};
use crate::text::capitalized;

/// A note if its name or first argument says so; else what is inside.
pub(super) fn of(name: &str, arguments: &Arguments) -> Shown {
    let by_type = arguments.get(&["type", "kind", "level", "class", "style", "status"]).or_else(|| arguments.at(0));
    let own = alert_names::is_alert(name);
    let typed = matches!(name, "callout" | "admonition" | "notice" | "message" | "panel" | "notification");
    let boxed = own || typed || matches!(name, "box" | "block");
    let is_kind = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase()) && !is_switch(word);
    let class = by_type.filter(|class| alert_names::is_alert(class) || typed && is_kind(class));
    if !boxed && class.is_none() {
        // With a picture or link it is read as all else is.
        let below = arguments.get(&["footer"]).map(|footer| match footer.contains("](") {
            true => footer.to_owned(),
            false => format!("<p>{}</p>", title::html(footer)),
        });
        let heading = small_tags::heading(name, arguments);
        return match (heading, below) {
            (None, None) => Shown::Inside,
            (heading, below) => Shown::Around(heading.unwrap_or_default(), below.unwrap_or_default()),
        };
    }
    let kind = class.unwrap_or(if own && name != "notice" { name } else { "note" }).to_lowercase();
    // These call a note by its kind where it has no title.
    let is_named = matches!(name, "admonition" | "notice") || !alert_names::is_alert(&kind);
    let title = arguments.get(&["title", "heading", "header", "label"]).map(str::to_owned).or_else(|| {
        let from = usize::from(class.is_some() && class == arguments.at(0));
        let words = arguments.positional.get(from..).unwrap_or_default().iter();
        let words: Vec<&str> = words.map(String::as_str).filter(|word| !is_switch(word)).collect();
        let words = words.join(" ");
        // One that stands alone in small letters is the name of an icon.
        let is_icon = name == "alert" && is_kind(&words.as_str());
        (!words.is_empty() && words.len() > 1 && from > 0 || own && !words.is_empty() && class.is_none() && !is_icon)
            .then_some(words)
    });
    let title = title.or_else(|| is_named.then(|| capitalized(&kind)));
    let title = title.map_or(String::new(), |title| format!("<folio-title>{}</folio-title>", title::html(&title)));
    Shown::Around(
        format!("<blockquote markdown=\"1\" class=\"folio-alert {kind}\">{title}"),
        "</blockquote>".to_owned(),
    )
}

/// Whether a word of a fold or note only says how it opens.
pub(super) fn is_switch(word: &str) -> bool {
    matches!(word, "true" | "false" | "open" | "closed" | "no-icon" | "md" | "html" | "..." | "\u{2026}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_themes_are_called_by_their_kinds() {
        for (name, raw, kind, title) in [
            ("admonition", "", "note", "Note"),
            ("admonition", "abstract", "abstract", "Abstract"),
            ("admonition", "quote \"Some body\"", "quote", "Some body"),
            ("admonition", "type=tip title=\"So it is\" open=false", "tip", "So it is"),
            ("notice", "warning", "warning", "Warning"),
            ("callout", "type=\"failure\"", "failure", "Failure"),
            ("callout", "type=\"warning\"", "warning", ""),
            ("alert", "\"twitter\"", "alert", ""),
            ("note", "\"Mind it\"", "note", "Mind it"),
        ] {
            let title = if title.is_empty() { String::new() } else { format!("<folio-title>{title}</folio-title>") };
            let before = format!("<blockquote markdown=\"1\" class=\"folio-alert {kind}\">{title}");
            let want = Shown::Around(before, "</blockquote>".to_owned());
            assert_eq!(of(name, &Arguments::parse(raw)), want, "{name} {raw}");
        }
    }
}
