//! How an address or a file is opened outside: by the user's own opener, by `$BROWSER`, by the desktop; or, where there
//! is no desktop to be seen, not at all: then it is shown and copied.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::system::programs::Words;

use super::{Outside, stem, words_of};

/// Browsers that need the terminal.
const TEXT_BROWSERS: &[&str] = &["w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha", "chawan"];

/// Endings of files that a desktop may run rather than show.
const RUNNABLE: &[&str] = &[
    "app", "appimage", "bash", "bat", "cmd", "com", "command", "desktop", "exe", "jar", "js", "lnk", "msi", "pl",
    "ps1", "py", "rb", "reg", "scpt", "sh", "url", "vbs", "webloc", "workflow", "zsh",
];

/// Whether opening a file could run it. A clone must not bring a program that a key press on a link starts.
pub fn is_runnable(file: &Path) -> bool {
    let ending = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    RUNNABLE.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// How something is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// By the first of these that works, beside folio.
    Beside(Vec<Words>),
    /// In folio's place.
    InTerminal(Words),
    /// There is no program to open it with; why, in a person's words.
    Show(&'static str),
}

/// How to open a target: an address that has been found safe, or the absolute path of a file. `configured` are the words
/// of the user's own opener, if there are any.
pub fn plan(outside: &Outside<'_>, configured: &[String], target: &OsStr) -> Plan {
    if !configured.is_empty() {
        let words = with_target(configured, "{url}", target);
        let missing = Plan::Show("the opener of the configuration was not found");
        return outside.programs.resolve(&words).map_or(missing, placed);
    }
    if let Some(words) = browser(outside, target) {
        return placed(words);
    }
    if !has_desktop(outside) {
        return Plan::Show("there is no desktop here to open it");
    }
    let launchers = open::commands(target);
    let words = launchers.iter().map(|launcher| {
        let program = std::iter::once(launcher.get_program());
        program.chain(launcher.get_args()).map(OsStr::to_os_string).collect::<Words>()
    });
    let found: Vec<Words> = words.filter_map(|words| outside.programs.resolve(&words)).collect();
    if found.is_empty() { Plan::Show("no program was found to open it") } else { Plan::Beside(found) }
}

/// `$BROWSER`: names parted by colons, `%s` standing for the address.
fn browser(outside: &Outside<'_>, target: &OsStr) -> Option<Words> {
    let names = outside.system.env("BROWSER")?;
    let mut candidates = names.split(':').map(words_of).filter(|words| !words.is_empty());
    candidates.find_map(|words| outside.programs.resolve(&with_target(&words, "%s", target)))
}

/// The words with the target in its place, or at their end. A target is put in by itself or after other text of one word.
fn with_target(words: &[String], place: &str, target: &OsStr) -> Words {
    let mut placed = false;
    let mut all: Words = Vec::with_capacity(words.len() + 1);
    for word in words {
        match word.split_once(place) {
            Some((before, after)) => {
                placed = true;
                let mut whole = OsString::from(before);
                whole.push(target);
                whole.push(after);
                all.push(whole);
            }
            None => all.push(word.into()),
        }
    }
    if !placed {
        all.push(target.to_os_string());
    }
    all
}

fn placed(words: Words) -> Plan {
    let text = words.first().is_some_and(|program| TEXT_BROWSERS.contains(&stem(program)));
    if text { Plan::InTerminal(words) } else { Plan::Beside(vec![words]) }
}

/// Whether a window could appear where the reader sits.
fn has_desktop(outside: &Outside<'_>) -> bool {
    let window = outside.has("DISPLAY") || outside.has("WAYLAND_DISPLAY") || outside.has("WSL_DISTRO_NAME");
    let remote = outside.has("SSH_CONNECTION") || outside.has("SSH_TTY");
    window || cfg!(target_os = "macos") && !remote
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    const ADDRESS: &str = "https://example.com/a?b=c";

    fn plan_with(variables: &[(&str, &str)], configured: &[&str]) -> Plan {
        let directory = tempfile::tempdir().unwrap();
        for name in ["w3m", "firefox", "xdg-open"] {
            use std::os::unix::fs::OpenOptionsExt as _;
            std::fs::OpenOptions::new()
                .create(true)
                .truncate(true)
                .write(true)
                .mode(0o755)
                .open(directory.path().join(name))
                .unwrap();
        }
        let mut system = MemorySystem::default();
        system.env.insert("PATH".into(), directory.path().display().to_string());
        system.env.extend(variables.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        let configured: Vec<String> = configured.iter().map(|word| (*word).into()).collect();
        let mut plan = plan(&Outside::new(&system), &configured, OsStr::new(ADDRESS));
        let short = |words: &mut Words| words[0] = stem(&words[0].clone()).into();
        match &mut plan {
            Plan::Beside(all) => all.iter_mut().for_each(short),
            Plan::InTerminal(words) => short(words),
            Plan::Show(_) => {}
        }
        plan
    }

    fn words(words: &[&str]) -> Words {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn the_users_own_words_come_first() {
        let display = ("DISPLAY", ":0");
        assert_eq!(
            plan_with(&[display, ("BROWSER", "w3m")], &["firefox", "--new-tab", "{url}"]),
            Plan::Beside(vec![words(&["firefox", "--new-tab", ADDRESS])])
        );
        assert_eq!(plan_with(&[], &["w3m"]), Plan::InTerminal(words(&["w3m", ADDRESS])));
        assert!(matches!(plan_with(&[display], &["missing"]), Plan::Show(_)));
    }

    #[test]
    fn then_the_environments_browser_then_the_desktop() {
        assert_eq!(
            plan_with(&[("BROWSER", "missing:w3m -T text")], &[]),
            Plan::InTerminal(words(&["w3m", "-T", "text", ADDRESS]))
        );
        assert_eq!(plan_with(&[("BROWSER", "firefox %s")], &[]), Plan::Beside(vec![words(&["firefox", ADDRESS])]));
        assert_eq!(
            plan_with(&[("WAYLAND_DISPLAY", "wayland-0")], &[]),
            Plan::Beside(vec![words(&["xdg-open", ADDRESS])])
        );
        assert!(matches!(plan_with(&[("SSH_TTY", "/dev/pts/1")], &[]), Plan::Show(_)));
    }
}
