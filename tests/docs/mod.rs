//! The pages of `docs/` that are made from tables: they say what the tables say, or the test fails.
//! `FOLIO_BLESS=1 cargo test` writes them anew.

use std::fmt::Write as _;
use std::path::Path;

use clap::CommandFactory as _;
use folio::cli::Cli;
use folio::config::{SETTINGS, TABLES, Themes, default_toml};
use folio::input::command::COMMANDS;
use folio::input::{Action, ActionGroup, Keymap, Mode, format_keys};
use folio::post::{Code, Severity};

/// Compares a page with its file, or writes the file.
fn hold(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("FOLIO_BLESS").is_some() {
        // A page that cannot be written is old, which is said below.
        let _ = std::fs::write(&path, page);
    }
    let file = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(file == page, "docs/{name} is old: FOLIO_BLESS=1 cargo test writes it anew");
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn code(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// The keys of an action that are not those of the mode above.
fn own_keys(keymap: &Keymap, mode: Mode, action: Action) -> String {
    let inherited: Vec<&[_]> = mode.parent().map(|parent| keymap.keys_of(parent, action)).unwrap_or_default();
    let keys = keymap.keys_of(mode, action).into_iter().filter(|keys| !inherited.contains(keys));
    keys.map(|keys| code(&format_keys(keys))).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys() {
    let keymap = Keymap::default();
    let mut page = String::from(include_str!("keys.md"));
    for mode in Mode::ALL {
        let rows = |action: &Action| (*action, own_keys(&keymap, *mode, *action));
        let bound: Vec<_> = Action::ALL.iter().map(rows).filter(|(_, keys)| !keys.is_empty()).collect();
        if bound.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {}\n", mode.title());
        if let Some(parent) = mode.parent() {
            let _ = write!(page, "\nBesides those of “{}”:\n", parent.title());
        }
        for group in ActionGroup::ALL {
            let rows: Vec<_> = bound.iter().filter(|(action, _)| action.group() == *group).collect();
            if rows.is_empty() {
                continue;
            }
            let _ = write!(page, "\n**{}**\n\n| Keys | Action | What it does |\n|---|---|---|\n", group.title());
            for (action, keys) in rows {
                let _ = writeln!(page, "| {keys} | `{action}` | {} |", cell(action.help()));
            }
        }
    }
    page.push_str("\n## After `:`\n\nEvery action by its name, a line (`:12`), a place (`:50%`), short names of vim (`:q`, `:n`, `:e NAME`, `:/WORDS`, `:noh`), and:\n\n");
    page.push_str("| Command | What it does |\n|---|---|\n");
    for spec in COMMANDS {
        let _ = writeln!(page, "| `:{} {}` | {} |", spec.name, spec.argument, cell(spec.help));
    }
    page.push_str("\nThese actions have no key of their own: ");
    let free = Action::ALL.iter().filter(|action| action.default_keys().is_empty());
    let _ = writeln!(page, "{}.", free.map(|action| format!("`{action}`")).collect::<Vec<_>>().join(", "));
    hold("KEYS.md", &page);
}

#[test]
fn configuration() {
    let mut page = String::from(include_str!("configuration.md"));
    page.push_str("\n## Settings\n\n| Setting | Value | Default | What it does |\n|---|---|---|---|\n");
    for setting in SETTINGS {
        let (kind, help) = (cell(&(setting.kind)()), cell(setting.help));
        let _ = writeln!(page, "| `{}` | {kind} | `{}` | {help} |", setting.name, setting.default);
    }
    page.push_str("\n## Tables\n\n");
    for (name, help) in TABLES {
        let _ = writeln!(page, "- `[{name}]`: {help}");
    }
    let themes = Themes::default();
    let names: Vec<String> = themes.names().map(|name| format!("`{name}`")).collect();
    let _ = write!(page, "\n## Themes\n\nThese come with folio: {}.\n\n", names.join(", "));
    page.push_str(
        "These are the scopes that a theme of your own can set, with what they are where it does not:\n\n```toml\n",
    );
    page.push_str(Themes::base_text());
    page.push_str("```\n\n## The default file\n\n```toml\n");
    page.push_str(&default_toml());
    page.push_str("```\n");
    hold("CONFIGURATION.md", &page);
}

#[test]
fn diagnostics() {
    let mut page = String::from(include_str!("diagnostics.md"));
    page.push_str("\n| Code | Severity | What it means | What to do |\n|---|---|---|---|\n");
    for found in Code::ALL {
        let severity = match found.severity() {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let _ = writeln!(page, "| `{}` | {severity} | {} | {} |", found.name(), cell(found.what()), cell(found.help()));
    }
    hold("DIAGNOSTICS.md", &page);
}

#[test]
fn commands() {
    let mut page = String::from(include_str!("commands.md"));
    let mut command = Cli::command().term_width(0);
    command.build();
    section(&mut page, &command, "##");
    for subcommand in command.get_subcommands() {
        section(&mut page, subcommand, "##");
        for inner in subcommand.get_subcommands() {
            section(&mut page, inner, "###");
        }
    }
    hold("COMMANDS.md", &page);
}

fn section(page: &mut String, command: &clap::Command, level: &str) {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").lines().map(str::trim).filter(|line| !line.is_empty());
    let _ = write!(page, "\n{level} `{name}`\n\n");
    if let Some(about) = command.get_about() {
        let _ = write!(page, "{about}\n\n");
    }
    let _ = write!(page, "```\n{}\n```\n", usage.collect::<Vec<_>>().join("\n"));
    let told_above = |arg: &clap::Arg| command.get_name() != "folio" && arg.is_global_set();
    let own = |arg: &&clap::Arg| !arg.is_hide_set() && !told_above(arg);
    let args: Vec<_> = command.get_arguments().filter(own).filter(|arg| arg.get_id() != "help").collect();
    if !args.is_empty() {
        page.push_str("\n| Argument | What it does |\n|---|---|\n");
    }
    for arg in args {
        let _ = writeln!(page, "| `{}` | {} |", cell(&spelling(arg)), cell(&meaning(arg)));
    }
}

fn spelling(arg: &clap::Arg) -> String {
    let value = arg.get_action().takes_values().then(|| {
        let names = arg.get_value_names().unwrap_or_default();
        names.iter().map(|name| format!(" {name}")).collect::<String>()
    });
    let value = value.unwrap_or_default();
    match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long}{value}"),
        (None, Some(long)) => format!("--{long}{value}"),
        (Some(short), None) => format!("-{short}{value}"),
        (None, None) => value.trim().to_owned(),
    }
}

fn meaning(arg: &clap::Arg) -> String {
    let mut text = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if arg.get_action().takes_values() && !values.is_empty() {
        let _ = write!(text, " (`{}`)", values.join("`, `"));
    }
    if let [default] = arg.get_default_values()
        && arg.get_action().takes_values()
    {
        let _ = write!(text, ", by default `{}`", default.to_string_lossy());
    }
    text
}
