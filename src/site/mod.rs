//! A path becomes a [`Site`]: which generator built it, where its posts live, what its URLs look like.
//!
//! One file a generator. Knows front-matter values and paths; does not read bodies or draw.

mod astro;
mod bridgetown;
mod chosen;
mod constants;
mod data;
mod detect;
mod docusaurus;
mod eleventy;
mod file_names;
mod generator;
mod guess;
mod hexo;
mod hugo;
mod imports;
mod jekyll;
mod known;
mod languages;
mod lender;
mod marks;
mod name_pattern;
mod object;
mod others;
mod pattern;
mod pelican;
pub mod permalink;
mod plain;
mod python;
mod rules;
mod script;
mod settings;
pub mod slug;
#[cfg(test)]
mod trial;
mod typography;
mod values;
mod zola;

pub use data::key as data_key;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use generator::Generator;

use detect::Start;
use file_names::FileNames;
use rules::{Later, Rules};

use crate::post::{self, Code, Diagnostic, Post};
use crate::system::{Glance, System, WalkKind};
use crate::template::{self, Dialect, Marks, Markup, TemplateValues, Typography, glob};
use crate::text::Clean;
use crate::text::decode::{Certainty, Extent, decode};

impl detect::Detected {
    /// The rules of the generator that was found.
    fn opened(&self, system: &dyn System) -> rules::Found {
        match self.generator {
            Generator::Jekyll => jekyll::open(system, &self.root, &self.settings),
            Generator::Hugo => hugo::open(system, &self.root, &self.settings),
            Generator::Zola => zola::open(system, &self.root, &self.settings),
            Generator::Hexo => hexo::open(&self.settings),
            Generator::Pelican => pelican::open(&self.settings),
            Generator::Eleventy => eleventy::open(system, self),
            Generator::Astro => astro::open(system, &self.root, &self.script),
            Generator::Docusaurus => docusaurus::open(system, &self.root, &self.script),
            Generator::Plain => plain::open(system, &self.root),
        }
    }
}

/// The root a user points at and what is known of it before a post is read.
#[derive(Clone, Debug)]
pub struct Site {
    /// Absolute, links resolved.
    pub root: PathBuf,
    /// What builds it.
    pub generator: Generator,
    /// Its name: from its configuration, else the folder's.
    pub title: Clean,
    /// Scheme, host and path, where its configuration says so.
    pub base_url: Option<Clean>,
    /// Where its configuration is, relative to the root: empty unless its posts are beside it.
    home: PathBuf,
    /// The folder that was asked for, relative to the root; empty for the whole site.
    scope: PathBuf,
    /// Whether its generator's configuration was found: without it, a folder may be a part of a site.
    pub is_configured: bool,
    /// How its posts are found and read.
    rules: Arc<dyn Rules>,
    /// What its configuration says, for templates.
    values: Arc<TemplateValues>,
    /// Which marks its Markdown reads beyond CommonMark's.
    marks: Marks,
    /// Which signs of running text its pages set.
    typography: Typography,
    /// Its files by their names, where notes ask for them so.
    names: Option<Arc<Later<FileNames>>>,
    /// What its templates know of its posts, once one asks.
    others: Arc<others::Others>,
    /// The same of its pages and collections.
    documents: Arc<others::Others>,
    /// When it was opened, seconds since 1970: what is dated later is not out yet.
    opened: i64,
}

impl Default for Site {
    /// A plain folder at no place.
    fn default() -> Self {
        let found = plain::unknown();
        Self {
            root: PathBuf::new(),
            generator: Generator::Plain,
            title: Clean::default(),
            base_url: None,
            home: PathBuf::new(),
            scope: PathBuf::new(),
            is_configured: false,
            rules: found.rules.into(),
            values: Arc::default(),
            marks: Marks::default(),
            typography: Typography::AS_TYPED,
            names: None,
            others: Arc::default(),
            documents: Arc::default(),
            opened: 0,
        }
    }
}

/// What the owner of a site says of it where folio would guess.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What builds it.
    pub generator: Option<Generator>,
    /// Where its posts are, relative to its root.
    pub posts: Option<PathBuf>,
    /// Whether quotation marks, dashes and dots are set as those of print; none: as its generator sets them.
    pub typography: Option<bool>,
}

/// Why a path cannot be opened as a site.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Nothing is there.
    #[error("{0}: no such file or directory")]
    Missing(Clean),
    /// It is there and cannot be read.
    #[error("{0}: {1}")]
    Unreadable(Clean, std::io::Error),
}

impl Site {
    /// Finds the site that `path` (a root, a posts directory or one post) belongs to. Reads configuration files only.
    ///
    /// # Errors
    /// If nothing is at `path`, or it cannot be read.
    pub fn open(system: &dyn System, path: &Path) -> Result<Self, SiteError> {
        Self::open_as(system, path, &Choice::default())
    }

    /// Finds the site, with what its owner knows better.
    ///
    /// # Errors
    /// If nothing is at `path`, or it cannot be read.
    pub fn open_as(system: &dyn System, path: &Path, choice: &Choice) -> Result<Self, SiteError> {
        let shown = || Clean::line(&path.to_string_lossy());
        let found = system.canonical(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => SiteError::Missing(shown()),
            _ => SiteError::Unreadable(shown(), error),
        })?;
        let system: &dyn System = &Glance::over(system);
        let above = found.parent().unwrap_or(&found);
        let is_file = found.file_name().is_some_and(|name| system.is_file(above, Path::new(name)));
        let start = if is_file { Start::PostIn(above) } else { Start::At(&found) };
        let detected = match choice.generator {
            Some(generator) => detect::detect_as(system, start, generator),
            None => detect::detect(system, start),
        };
        let opened = detected.opened(system);
        let rules: Arc<dyn Rules> = match &choice.posts {
            Some(posts) => Arc::new(chosen::Chosen::new(opened.rules, posts)),
            None => opened.rules.into(),
        };
        let folder = || detected.root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // The root needs no look: it would take time in proportion to its posts before the first frame.
        let scope = found.strip_prefix(&detected.root).ok().filter(|it| !is_file && !it.as_os_str().is_empty());
        let scope = scope.filter(|scope| !detected.home.starts_with(scope));
        let scope = scope.filter(|scope| holds_post(system, &detected.root, scope, &*rules));
        let mut values = TemplateValues::new();
        if detected.generator == Generator::Pelican {
            // The default of `liquid_tags`, which the configuration may change.
            values.set("site.code_dir", "code");
        }
        values::flatten(&detected.settings, "site", &mut values);
        if detected.generator == Generator::Eleventy {
            eleventy::values(system, &detected, &mut values);
        }
        if detected.generator == Generator::Jekyll {
            jekyll::own_tags(system, &detected, &mut values);
        }
        Ok(Self {
            values: Arc::new(values),
            title: Clean::line(opened.title.unwrap_or_else(folder).trim()),
            base_url: opened.base_url.map(|url| Clean::line(&url)),
            generator: detected.generator,
            scope: scope.map(Path::to_path_buf).unwrap_or_default(),
            is_configured: detected.is_configured,
            marks: marks::of(system, &detected),
            typography: match choice.typography {
                Some(true) => Typography::FULL,
                Some(false) => Typography::AS_TYPED,
                None => typography::of(system, &detected),
            },
            names: detect::is_vault(system, &detected).then(|| {
                let rules = Arc::clone(&rules);
                let look =
                    move |system: &dyn System, root: &Path| FileNames::below(system, root, &|it| rules.enters(it));
                Arc::new(rules::later(system, &detected.root, look))
            }),
            rules,
            others: Arc::default(),
            documents: Arc::default(),
            opened: system.now(),
            home: detected.home,
            root: detected.root,
        })
    }

    /// Whether a walk for posts enters this directory or takes this file (relative to the root).
    pub fn keeps(&self, kind: WalkKind, path: &Path) -> bool {
        keeps(&*self.rules, kind, path)
    }

    /// Whether the walk enters this directory (relative to the root).
    pub fn enters(&self, directory: &Path) -> bool {
        self.rules.enters(directory)
    }

    /// Whether this file (relative to the root) may be a post.
    pub fn is_post(&self, file: &Path) -> bool {
        self.rules.is_post(file)
    }

    /// The folder that was asked for, relative to the root; none for the whole site.
    pub fn scope(&self) -> Option<&Path> {
        (!self.scope.as_os_str().is_empty()).then_some(&self.scope)
    }

    /// Whether a file (relative to the root) is in the folder that was asked for. What is not is no part of any list, but
    /// links lead to it.
    pub fn is_in_scope(&self, file: &Path) -> bool {
        self.scope().is_none_or(|scope| file.starts_with(scope))
    }

    /// Whether its notes find files by their names.
    pub fn is_vault(&self) -> bool {
        self.names.is_some()
    }

    /// The file that a note means by a name, wherever it lies; relative to the root. The first one who asks waits for a walk.
    pub fn file_named(&self, name: &str, note: &Path) -> Option<&Path> {
        self.names.as_deref()?.find(name, note.parent().unwrap_or(Path::new("")))
    }

    /// Reads a post by this site's rules. `head` is the start of the file, `size` its whole length in
    /// bytes. None if the generator would not list it (a page, a section).
    pub fn read_post(&self, file: &Path, head: &[u8], size: u64, modified: i64) -> Option<Post> {
        let (post, is_listed) = self.read_file(file, head, size, modified);
        is_listed.then_some(post)
    }

    /// Reads any file as a post, and says whether the generator would list it: what a person asks for by its name is
    /// shown, whatever it is.
    pub fn read_file(&self, file: &Path, head: &[u8], size: u64, modified: i64) -> (Post, bool) {
        let unread = usize::try_from(size).unwrap_or(usize::MAX).saturating_sub(head.len());
        let decoded = decode(head, if unread == 0 { Extent::Whole } else { Extent::Head });
        self.read_text(&post::Source { path: file, text: &decoded.text, unread, modified }, decoded.certainty)
    }

    /// The same of a file that is decoded already.
    pub fn read_text(&self, source: &post::Source<'_>, certainty: Certainty) -> (Post, bool) {
        let (file, text) = (source.path, source.text);
        let rules = self.rules.conventions();
        // A notebook is JSON from its first byte, and no head of anything.
        let is_notebook = self.markup(file) == Markup::Notebook;
        let mut front = if is_notebook {
            post::front_matter::FrontMatter::default()
        } else {
            post::front_matter::read(text, rules.fences)
        };
        // Drawings are kept as Markdown by note takers (Obsidian's Excalidraw).
        let is_drawing = front.values.exact("excalidraw-plugin").is_some();
        let is_listed = self.rules.complete(file, &mut front) && !is_drawing;
        let mut post = post::parse(source, &front, rules);
        let problem = match certainty {
            Certainty::Sure => None,
            Certainty::Guessed(name) => Some((Code::NotUtf8, format!("The file is not UTF-8; it was read as {name}."))),
            Certainty::Binary => Some((Code::NotText, "The file is binary.".to_owned())),
        };
        if let Some((code, message)) = problem {
            post.tell(Diagnostic { code, line: 0, column: 0, message: Clean::line(&message) });
        }
        if self.is_vault() {
            let body = text.get(front.body.byte as usize..).unwrap_or_default();
            add_tags(&mut post, &template::hashtags(body));
        }
        self.rules.finish(file, &front, &mut post, self.opened);
        (post, is_listed)
    }

    /// The language of a post, from its file and its head, where the site has one.
    pub fn language(&self, file: &Path, head: &str) -> Option<String> {
        let (post, _) = self.read_file(file, head.as_bytes(), head.len() as u64, 0);
        post.lang.map(|language| language.as_str().to_owned())
    }

    /// The path of the address of a file that is no post, by the head that it has, if it is at hand; none if it isn't known.
    pub fn page_path(&self, file: &Path, head: &str) -> Option<String> {
        let mut front = post::front_matter::read(head, self.rules.conventions().fences);
        self.rules.page_path(file, &mut front)
    }

    /// What is wrong with its configuration, and in which file, relative to the root. Reads those files again: few ask.
    pub fn problems(&self, system: &dyn System) -> Vec<(PathBuf, Diagnostic)> {
        let found = detect::problems(system, &self.root.join(&self.home), self.generator);
        found.into_iter().map(|(file, problem)| (self.home.join(file), problem)).collect()
    }

    /// Where its templates and its configuration are, relative to the root.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Which marks its Markdown reads beyond CommonMark's.
    pub fn marks(&self) -> Marks {
        self.marks
    }

    /// Which signs of running text its pages set as those of print.
    pub fn typography(&self) -> Typography {
        self.typography
    }

    /// What the body of a post of this site is written in.
    pub fn markup(&self, file: &Path) -> Markup {
        self.rules.markup(file)
    }

    /// The template language of a post of this site.
    pub fn dialect(&self, file: &Path) -> Dialect {
        self.rules.dialect(file)
    }
}

fn keeps(rules: &dyn Rules, kind: WalkKind, path: &Path) -> bool {
    match kind {
        WalkKind::Directory => rules.enters(path),
        WalkKind::File => rules.is_post(path),
    }
}

/// Adds tags that a note has in its words, as far as they were read.
fn add_tags(post: &mut Post, tags: &[&str]) {
    let same = |known: &Clean, tag: &str| known.trim_start_matches('#').to_lowercase() == tag.to_lowercase();
    let new: Vec<Clean> =
        tags.iter().filter(|tag| !post.tags.iter().any(|known| same(known, tag))).map(|tag| Clean::line(tag)).collect();
    if !new.is_empty() {
        post.tags = post.tags.iter().cloned().chain(new).collect();
    }
}

/// Whether a folder below the root has a post, as far as a short look tells: a reader who stands in a folder of pictures
/// means the blog around it.
fn holds_post(system: &dyn System, root: &Path, scope: &Path, rules: &dyn Rules) -> bool {
    /// Files and folders that are looked at.
    const LOOK: usize = 4096;
    let looked = Cell::new(0);
    let found = Cell::new(false);
    let keep = |kind: WalkKind, path: &Path| {
        looked.set(looked.get() + 1);
        !found.get() && looked.get() <= LOOK && keeps(rules, kind, &scope.join(path))
    };
    system.look(&root.join(scope), &keep, &mut |_| {
        found.set(true);
        false
    });
    found.get()
}
