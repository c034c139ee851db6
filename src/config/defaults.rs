//! The default configuration as a commented file, made from the table of settings.

use std::fmt::Write as _;

use super::file::TABLES;
use super::settings::SETTINGS;

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
