//! Where the configuration stands, and reading it: from `--config` or the user's own directory, never
//! from a blog.

use std::io;
use std::path::{Path, PathBuf};

use super::file::{ConfigFile, Places};
use super::{Config, Problem, Themes};
use crate::system::System;

/// Bytes of a configuration or theme file that are read at most.
const SIZE_LIMIT: usize = 1 << 20;

/// A configuration with where it came from and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What holds.
    pub config: Config,
    /// What is wrong, a file at a time.
    pub problems: Vec<Problem>,
    /// The configuration file, whether it is there or not; none where no directory is known.
    pub path: Option<PathBuf>,
    text: String,
    places: Places,
}

impl Loaded {
    /// A problem with a value, by the name of its setting or `blogs.NAME` and the like.
    pub fn problem(&self, of: &str, message: &str) -> Problem {
        let shown = self.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        match self.places.iter().find(|(name, _)| name == of) {
            Some((_, span)) => Problem::at(&shown, &self.text, span, message),
            None => Problem::whole(&shown, message),
        }
    }
}

/// The file that is read where none is named: `folio/config.toml` in the XDG configuration directory.
pub fn default_path(system: &dyn System) -> Option<PathBuf> {
    let from = |name: &str| system.env(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let directory = from("XDG_CONFIG_HOME").or_else(|| from("HOME").map(|home| home.join(".config")));
    directory.or_else(elsewhere).map(|directory| directory.join("folio").join("config.toml"))
}

/// The directory on systems whose environment has neither variable.
fn elsewhere() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy().ok().map(|directories| directories.config_dir())
}

/// Reads the configuration named by `--config`, else the user's own, and the user's themes beside it. Never fails: what
/// cannot be read is a problem, and the defaults hold.
pub fn load(system: &dyn System, named: Option<&Path>) -> Loaded {
    let path = named.map(Path::to_path_buf).or_else(|| default_path(system));
    let Some(path) = path else { return Loaded::default() };
    let mut problems = Vec::new();
    let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let themes = read_themes(system, directory, &mut problems);
    let shown = path.display().to_string();
    let text = match read(system, &path) {
        Ok(text) => text,
        Err(Absent::Missing) if named.is_none() => String::new(),
        Err(absent) => {
            problems.push(Problem::whole(&shown, absent.message()));
            String::new()
        }
    };
    let (file, found) = ConfigFile::parse(&shown, &text);
    problems.extend(found);
    let places = file.places.clone();
    let (config, found) = Config::resolve(file, themes, system.env("HOME").as_deref());
    let mut loaded = Loaded { config, problems, path: Some(path), text, places };
    let found: Vec<Problem> = found.iter().map(|(of, message)| loaded.problem(of, message)).collect();
    loaded.problems.extend(found);
    loaded
}

fn read_themes(system: &dyn System, directory: &Path, problems: &mut Vec<Problem>) -> Themes {
    let mut themes = Themes::default();
    let Ok(root) = system.canonical(directory) else { return themes };
    for name in system.names(&root, Path::new("themes")) {
        let Some(stem) = name.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if name.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let path = directory.join("themes").join(name.file_name().unwrap_or_default());
        let shown = path.display().to_string();
        match read(system, &path) {
            Ok(text) => problems.extend(themes.add(stem, &shown, &text)),
            Err(absent) => problems.push(Problem::whole(&shown, absent.message())),
        }
    }
    themes
}

/// Why a file of the user's is not there.
enum Absent {
    Missing,
    Unreadable,
    TooLarge,
    NotUtf8,
}

impl From<&io::Error> for Absent {
    fn from(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::Missing } else { Self::Unreadable }
    }
}

impl Absent {
    fn message(&self) -> &'static str {
        match self {
            Self::Missing => "there is no such file",
            Self::Unreadable => "this file cannot be read",
            Self::TooLarge => "this file is larger than 1 MiB and was not read",
            Self::NotUtf8 => "this file is not UTF-8 and was not read",
        }
    }
}

/// The text of a file of the user's. It may be a link: people keep such files elsewhere.
fn read(system: &dyn System, path: &Path) -> Result<String, Absent> {
    let path = system.canonical(path).map_err(|error| Absent::from(&error))?;
    let (Some(root), Some(name)) = (path.parent(), path.file_name()) else { return Err(Absent::Unreadable) };
    let file = system.read(root, Path::new(name), SIZE_LIMIT).map_err(|error| Absent::from(&error))?;
    if file.size > SIZE_LIMIT as u64 {
        return Err(Absent::TooLarge);
    }
    String::from_utf8(file.bytes).map_err(|_| Absent::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Depth, Measure, Terminal};
    use crate::system::memory::MemorySystem;
    use crate::system::os::OsSystem;

    fn world(text: &str) -> MemorySystem {
        let mut system = MemorySystem::with_files([("config.toml", text)]);
        system.env.insert("HOME".to_owned(), "/home/ann".to_owned());
        system
    }

    fn shown(loaded: &Loaded) -> Vec<String> {
        loaded.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_users_own_directory_is_where_xdg_says() {
        let mut system = world("measure = 60");
        assert_eq!(default_path(&system), Some(PathBuf::from("/home/ann/.config/folio/config.toml")));
        system.env.insert("XDG_CONFIG_HOME".to_owned(), "relative".to_owned());
        assert_eq!(default_path(&system), Some(PathBuf::from("/home/ann/.config/folio/config.toml")));
        system.env.insert("XDG_CONFIG_HOME".to_owned(), "/xdg".to_owned());
        assert_eq!(default_path(&system), Some(PathBuf::from("/xdg/folio/config.toml")));
        assert_eq!(load(&system, None).config.settings.measure, Measure::new(60));
    }

    #[test]
    fn a_missing_file_is_a_problem_only_where_it_was_named() {
        let system = MemorySystem::default();
        assert_eq!(load(&system, Some(Path::new("/cfg/nothing.toml"))).problems.len(), 1);
        let mut system = world("");
        system.files.clear();
        assert_eq!(load(&system, None).problems, []);
        assert_eq!(load(&system, None).config, Config::default());
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_defaults_hold() {
        let mut system = world("");
        for (bytes, message) in [
            (vec![b'#'; SIZE_LIMIT + 1], "this file is larger than 1 MiB and was not read"),
            (vec![0xff, 0xfe], "this file is not UTF-8 and was not read"),
        ] {
            system.files.insert(PathBuf::from("config.toml"), bytes);
            let loaded = load(&system, Some(Path::new("/cfg/config.toml")));
            assert_eq!(shown(&loaded), [format!("/cfg/config.toml: {message}")]);
            assert_eq!(loaded.config, Config::default());
        }
        system.files.insert(PathBuf::from("config.toml"), format!("a = {}", "[".repeat(100_000)).into_bytes());
        let loaded = load(&system, Some(Path::new("/cfg/config.toml")));
        assert!(!loaded.problems.is_empty());
        assert_eq!(loaded.config, Config::default());
    }

    #[cfg(unix)]
    #[test]
    fn themes_and_linked_files_beside_the_configuration_are_read() {
        let place = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(place.path().join(name), text).unwrap();
        std::fs::create_dir_all(place.path().join("folio/themes")).unwrap();
        write("elsewhere.toml", "theme = 'mine'\n");
        write("folio/themes/mine.toml", "inherits = 'nord'\n[palette]\nink = 'nonsense'\n");
        write("folio/themes/notes.txt", "not a theme");
        let config = place.path().join("folio/config.toml");
        std::os::unix::fs::symlink(place.path().join("elsewhere.toml"), &config).unwrap();
        let loaded = load(&OsSystem, Some(&config));
        assert_eq!(loaded.problems.len(), 1, "{:?}", shown(&loaded));
        assert!(shown(&loaded)[0].contains("mine.toml:3:7: `nonsense` is not a color"));
        let terminal = Terminal { depth: Depth::True, ..Terminal::default() };
        assert_eq!(loaded.config.themes.resolve(&loaded.config.theme, &terminal).name(), "mine");
    }
}
