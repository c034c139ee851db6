//! The kinds of alerts, by every name that GitHub, Docusaurus, Obsidian, Hexo and themes give them.

use super::AlertKind;

/// The kind of that name; None for what is no alert.
pub(crate) fn kind(name: &str) -> Option<AlertKind> {
    match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "information" | "seealso" | "abstract" | "summary" | "tldr" | "todo" | "question"
        | "help" | "faq" | "example" | "quote" | "cite" | "notice" | "default" | "primary" | "secondary" => {
            Some(AlertKind::Note)
        }
        "tip" | "hint" | "success" | "check" | "done" | "idea" | "lead" => Some(AlertKind::Tip),
        "important" => Some(AlertKind::Important),
        "warning" | "warn" | "attention" => Some(AlertKind::Warning),
        "caution" | "danger" | "error" | "failure" | "fail" | "missing" | "bug" | "alert" => Some(AlertKind::Caution),
        _ => None,
    }
}
