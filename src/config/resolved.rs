//! What holds: the user's file over the defaults, names checked, paths whole.

use std::path::{Path, PathBuf};

use super::defaults::default_toml;
use super::file::ConfigFile;
use super::reading::did_you_mean;
use super::settings::Settings;
use super::{ColorChoice, ThemeChoice, Themes};
use crate::input::Keymap;

/// What a user configured, with a value for everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The settings.
    pub settings: Settings,
    /// Which theme is wanted.
    pub theme: ThemeChoice,
    /// All themes, the user's own among them.
    pub themes: Themes,
    /// Whether there may be colors.
    pub color: ColorChoice,
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// Blogs by name, in the order of the file.
    pub blogs: Vec<(String, PathBuf)>,
    /// Queries by name, in the order of the file.
    pub queries: Vec<(String, String)>,
}

impl Default for Config {
    /// The defaults, which go through the parser as a user's file does.
    fn default() -> Self {
        Self::resolve(ConfigFile::default(), Themes::default(), None).0
    }
}

/// What is said where a theme is asked for that is not there: the one that was probably meant, else all there are.
fn no_theme(themes: &Themes, name: &str) -> String {
    let names = || themes.names().chain(["auto"]);
    match did_you_mean(name, names()) {
        meant if meant.is_empty() => {
            format!("there is no theme `{name}`; there are {}", names().collect::<Vec<_>>().join(", "))
        }
        meant => format!("there is no theme `{name}`{meant}"),
    }
}

impl Config {
    /// A file over the defaults, with what is wrong: the name of the value and a sentence. `home` is what `~` stands for.
    pub fn resolve(file: ConfigFile, themes: Themes, home: Option<&str>) -> (Self, Vec<(String, String)>) {
        let mut problems = Vec::new();
        let (defaults, _) = ConfigFile::parse("defaults", &default_toml());
        let mut settings = file.settings.over(defaults.settings).resolve();
        let names = [
            ("theme", &mut settings.theme),
            ("theme-dark", &mut settings.theme_dark),
            ("theme-light", &mut settings.theme_light),
        ];
        for ((setting, name), default) in names.into_iter().zip(["auto", "dark", "light"]) {
            if !themes.has(name) || (*name == "auto" && default != "auto") {
                problems.push((setting.to_owned(), format!("`{setting}`: {}", no_theme(&themes, name))));
                *name = default.to_owned();
            }
        }
        let theme = ThemeChoice {
            name: settings.theme.clone(),
            dark: settings.theme_dark.clone(),
            light: settings.theme_light.clone(),
        };
        if let Some(path) =
            Some(&settings.blog).filter(|blog| blog.starts_with('~')).and_then(|blog| whole_path(blog, home))
        {
            settings.blog = path.to_string_lossy().into_owned();
        }
        let mut blogs = Vec::new();
        for (name, path) in file.blogs {
            match whole_path(&path, home) {
                Some(path) => blogs.push((name, path)),
                None => {
                    let message = format!("blog `{name}`: `{path}` has to start with / or ~/");
                    problems.push((format!("blogs.{name}"), message));
                }
            }
        }
        let keymap = Keymap::new(&file.bindings);
        let color = ColorChoice::default();
        (Self { settings, theme, themes, color, keymap, blogs, queries: file.queries }, problems)
    }

    /// Takes another theme than the configured one, as `--theme` does.
    ///
    /// # Errors
    /// With what was probably meant, if there is none of that name; the configured one then stays.
    pub fn choose_theme(&mut self, name: &str) -> Result<(), String> {
        if !self.themes.has(name) {
            return Err(no_theme(&self.themes, name));
        }
        name.clone_into(&mut self.theme.name);
        name.clone_into(&mut self.settings.theme);
        Ok(())
    }

    /// Where the blog is that was named on the command line: a configured blog's path, else the path given. Without a
    /// name the configured blog, else the current directory. `./notes` is always a path.
    pub fn blog_path(&self, named: Option<&Path>) -> PathBuf {
        let named = named.or_else(|| Some(Path::new(&self.settings.blog)).filter(|blog| !blog.as_os_str().is_empty()));
        let named = named.unwrap_or(Path::new("."));
        named.to_str().and_then(|name| self.blog(name)).unwrap_or(named).to_path_buf()
    }

    /// The blog of this name.
    pub fn blog(&self, name: &str) -> Option<&Path> {
        self.blogs.iter().find(|(known, _)| known == name).map(|(_, path)| path.as_path())
    }
}

fn whole_path(text: &str, home: Option<&str>) -> Option<PathBuf> {
    let path = match (text.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            Path::new(home).join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(text),
    };
    path.is_absolute().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DateFormat, GroupBy, Measure};

    fn resolve(text: &str) -> (Config, Vec<String>) {
        let (file, problems) = ConfigFile::parse("config.toml", text);
        assert_eq!(problems, []);
        let (config, problems) = Config::resolve(file, Themes::default(), Some("/home/ann"));
        (config, problems.into_iter().map(|(_, message)| message).collect())
    }

    #[test]
    fn a_file_goes_over_the_defaults() {
        let (config, problems) = resolve("measure = 60\ngroup-by = 'year'\n");
        assert_eq!(problems, [] as [&str; 0]);
        assert_eq!(config.settings.measure, Measure::new(60));
        assert_eq!(config.settings.group_by, GroupBy::Year);
        assert_eq!(config.settings.date_format, DateFormat::default());
        assert!(config.settings.state);
    }

    #[test]
    fn paths_of_blogs_are_whole() {
        let (config, problems) = resolve("[blogs]\nmine = '~/blog'\nhome = '~'\nwork = '/srv/work'\nodd = 'blog'\n");
        assert_eq!(config.blog("mine"), Some(Path::new("/home/ann/blog")));
        assert_eq!(config.blog("home"), Some(Path::new("/home/ann/")));
        assert_eq!(config.blog("work"), Some(Path::new("/srv/work")));
        assert_eq!(problems, ["blog `odd`: `blog` has to start with / or ~/"]);
    }

    #[test]
    fn a_blog_is_found_by_its_name_or_its_path_or_as_configured() {
        let (config, _) = resolve("blog = 'mine'\n[blogs]\nmine = '~/blog'\n");
        for (named, path) in [
            (None, "/home/ann/blog"),
            (Some("mine"), "/home/ann/blog"),
            (Some("./mine"), "./mine"),
            (Some("other"), "other"),
        ] {
            assert_eq!(config.blog_path(named.map(Path::new)), Path::new(path), "{named:?}");
        }
        assert_eq!(Config::default().blog_path(None), Path::new("."));
        assert_eq!(resolve("blog = '~/notes'").0.blog_path(None), Path::new("/home/ann/notes"));
    }

    #[test]
    fn a_theme_that_is_not_there_is_said_and_the_default_holds() {
        let (config, problems) = resolve("theme = 'nrod'\ntheme-dark = 'auto'\n");
        assert_eq!(problems[0], "`theme`: there is no theme `nrod`; did you mean `nord`?");
        assert_eq!((&*config.theme.name, &*config.theme.dark), ("auto", "dark"));
        assert_eq!(problems.len(), 2);
        let (_, problems) = resolve("theme = 'nothing-like-it'\n");
        let told = "`theme`: there is no theme `nothing-like-it`; there are ";
        assert!(problems[0].starts_with(told) && problems[0].ends_with(", auto"), "{problems:?}");
    }
}
