//! What components show: notes and folds, pictures and players, code, and the words they are given. Runs nothing.

use super::tag::{Said, Tag};
use crate::template::arguments::Arguments;
use crate::template::shown::{self, Shown};
use crate::template::small_tags;

/// What a component shows: notes and folds as such, pictures and players by what they are given, else nothing.
/// `tabs` are the names of tabs by their values.
pub(super) fn component(tag: &Tag<'_>, said: Said<'_>, tabs: &[(String, String)]) -> String {
    let name = match tag.name.to_lowercase().as_str() {
        "pitfall" | "gotcha" => "warning".to_owned(),
        "deepdive" | "accordionitem" | "collapsible" => "details".to_owned(),
        "aside" | "callout" | "admonition" | "alert" => "callout".to_owned(),
        "youtubeiframe" | "youtubevideo" | "liteyoutube" | "youtubeembed" => "youtube".to_owned(),
        "picture" | "zoomimage" | "nextimage" | "img" => "image".to_owned(),
        name => name.to_owned(),
    };
    let mut arguments = Arguments { positional: Vec::new(), named: tag.named(said) };
    if name == "tabitem" && arguments.get(&["label", "title", "name"]).is_none() {
        let value = arguments.get(&["value"]).unwrap_or_default();
        let label = tabs.iter().rev().find(|(of, _)| of == value).map_or(value, |(_, label)| label).to_owned();
        arguments.named.push(("label".to_owned(), label));
    }
    let closes = tag.closes;
    if tag.single {
        return match shown::single(&name, &arguments) {
            Shown::Inline(made) | Shown::Block(made) => made,
            _ => words_of(&name, &arguments),
        };
    }
    let pair = match name.as_str() {
        "note" | "tip" | "warning" | "danger" | "info" | "caution" | "important" | "callout" | "details" => {
            shown::paired(&name, &arguments)
        }
        _ if closes || is_silent(&name) => Shown::Inside,
        _ => return small_tags::heading(&name, &arguments).unwrap_or_default(),
    };
    match pair {
        Shown::Around(_, end) if closes => end,
        Shown::Around(start, _) => start,
        _ => String::new(),
    }
}

/// Whether the words that a component is given are for machines, or for those who point at it.
fn is_silent(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "seo",
        "head",
        "meta",
        "helmet",
        "script",
        "toc",
        "tableofcontents",
        "anchor",
        "tabs",
        "layout",
        "comments",
        "iframe",
    ];
    NAMES.contains(&name) || ["tooltip", "popover", "icon", "hover", "link"].iter().any(|part| name.contains(part))
}

/// The words that a component without content is given, each on a line of its own; code as code.
fn words_of(name: &str, arguments: &Arguments) -> String {
    const KEYS: [&str; 16] = [
        "title",
        "header",
        "heading",
        "label",
        "question",
        "answer",
        "quote",
        "text",
        "content",
        "children",
        "message",
        "description",
        "subtitle",
        "summary",
        "caption",
        "author",
    ];
    if is_silent(name) {
        return String::new();
    }
    if let Some(code) = arguments.get(&["code"]).filter(|code| code.contains(['\n', ' '])) {
        let language = arguments.get(&["language", "lang"]).unwrap_or_default();
        return format!("\n\n{}\n\n", shown::fenced(language, code));
    }
    let said = arguments.named.iter().filter(|(key, value)| KEYS.contains(&key.as_str()) && !value.is_empty());
    let lines: Vec<String> = said.map(|(_, value)| format!("<p>{}</p>", shown::escape(value))).collect();
    lines.join("\n")
}
