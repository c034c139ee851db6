//! What components show: notes and folds, pictures and players, code, and the words they are given. Runs nothing.

use super::tag::{Said, Tag};
use crate::template::tags::arguments::Arguments;
use crate::template::tags::shown::{self, Shown};
use crate::template::tags::small_tags;

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
        _ => {
            let heading = small_tags::heading(&name, &arguments).unwrap_or_default();
            // A card that leads somewhere is called by its title.
            return match leads_to(tag, said) {
                Some(address) => heading
                    .replacen("<p>", &format!("<p><a href=\"{}\">", shown::escape(&address)), 1)
                    .replacen("</p>", "</a></p>", 1),
                None => heading,
            };
        }
    };
    match pair {
        Shown::Around(_, end) if closes => end,
        Shown::Around(start, _) => start,
        _ => String::new(),
    }
}

/// Where a component leads that is called a link or a button and holds its words: `<Link to="/x">words</Link>`.
pub(super) fn leads_to(tag: &Tag<'_>, said: Said<'_>) -> Option<String> {
    let named = tag.named(said);
    let address = named.iter().find(|(name, _)| matches!(name.as_str(), "href" | "to" | "url"))?.1.trim();
    let is_address = address.contains(['/', '#', '.', ':']) && !address.contains(char::is_whitespace);
    is_address.then(|| address.to_owned())
}

/// Whether a component is a link by its name: Docusaurus' and Gatsby's `Link`, buttons.
pub(super) fn is_link(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["link", "button", "btn"].iter().any(|end| name.ends_with(end)) || name.starts_with("link") && name.len() < 12
}

/// Whether a component shows its content as code.
pub(super) fn is_code(name: &str) -> bool {
    matches!(name, "CodeBlock" | "Code" | "Highlight" | "SyntaxHighlighter" | "Snippet")
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
