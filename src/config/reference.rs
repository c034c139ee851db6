//! The configuration described: the commented default file and the document, both from the table.

use std::fmt::Write as _;

use super::file::TABLES;
use super::settings::SETTINGS;
use super::theme::Themes;

/// The defaults as a file to start from. What it says goes through the same parser as a user's file.
pub fn default_toml() -> String {
    let mut text = String::from(
        "# Folio's configuration, as it is where nothing is configured. Every line may be left out.\n\
         # `folio config --check` says what is wrong in this file.\n",
    );
    for setting in SETTINGS {
        let kind = (setting.kind)().replace('`', "");
        let _ = write!(text, "\n# {}\n# Here goes {kind}.\n{} = {}\n", setting.help, setting.name, setting.default);
    }
    for (name, help) in TABLES {
        let _ = write!(text, "\n# {}\n[{name}]\n", help.replace('`', ""));
        let _ = match *name {
            "keys" => writeln!(text, "# \"Ctrl-n\" = \"next-post\"\n# \"g e\" = \"bottom\"\n# \"z\" = \"none\""),
            "blogs" => writeln!(text, "# notes = \"~/src/notes\""),
            _ => writeln!(text, "# long = \"is:unread sort:-words\""),
        };
    }
    text
}

/// `docs/CONFIGURATION.md`.
pub fn configuration_page() -> String {
    let mut page = String::from(include_str!("configuration.md"));
    page.push_str("\n## Settings\n\n| Setting | Value | Default | What it does |\n|---|---|---|---|\n");
    for setting in SETTINGS {
        let kind = (setting.kind)().replace('|', "\\|");
        let help = setting.help.replace('|', "\\|");
        let _ = writeln!(page, "| `{}` | {kind} | `{}` | {help} |", setting.name, setting.default);
    }
    page.push_str("\n## Tables\n\n");
    for (name, help) in TABLES {
        let _ = writeln!(page, "- `[{name}]`: {help}");
    }
    page.push_str("\n## Themes\n\nThese come with folio: ");
    let themes = Themes::default();
    let names: Vec<String> = themes.names().map(|name| format!("`{name}`")).collect();
    let _ = writeln!(
        page,
        "{}.\n\nThese are the scopes that a theme of your own can set, with what they are if it does not:\n",
        names.join(", ")
    );
    page.push_str("```toml\n");
    page.push_str(Themes::base_text());
    page.push_str("```\n\n## The default file\n\n```toml\n");
    page.push_str(&default_toml());
    page.push_str("```\n");
    page
}
