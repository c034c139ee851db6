//! The names that templates give to notes and warnings.

/// Whether a tag or argument of that name means a note.
pub(in crate::template) fn is_alert(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "note",
        "info",
        "tip",
        "hint",
        "important",
        "warning",
        "warn",
        "caution",
        "danger",
        "success",
        "error",
        "attention",
        "notice",
        "primary",
        "alert",
        "question",
        "example",
        "abstract",
        "todo",
        "bug",
    ];
    NAMES.contains(&name.to_lowercase().as_str())
}
