//! A posts directory that the owner of a site has named: every Markdown file in it is a post.

use std::path::{Component, Path, PathBuf};

use super::rules::{Rules, is_built, is_markdown};
use crate::post::front_matter::FrontMatter;
use crate::post::{Conventions, Post};
use crate::template::{Dialect, Markup};

/// A generator's rules, but for where its posts are.
#[derive(Debug)]
pub(super) struct Chosen {
    rules: Box<dyn Rules>,
    posts: PathBuf,
}

impl Chosen {
    /// Over a generator's rules.
    pub(super) fn new(rules: Box<dyn Rules>, posts: &Path) -> Self {
        let names = posts.components().filter(|part| matches!(part, Component::Normal(_)));
        Self { rules, posts: names.collect() }
    }
}

impl Rules for Chosen {
    fn enters(&self, directory: &Path) -> bool {
        directory.starts_with(&self.posts) && !is_built(directory) || self.posts.starts_with(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        file.starts_with(&self.posts) && (is_markdown(file) || self.rules.is_post(file))
    }

    fn conventions(&self) -> &Conventions {
        self.rules.conventions()
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        self.rules.complete(file, front);
        true
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        self.rules.finish(file, front, post, now);
    }

    fn page_path(&self, file: &Path, front: &mut FrontMatter<'_>) -> Option<String> {
        self.rules.page_path(file, front)
    }

    fn markup(&self, file: &Path) -> Markup {
        self.rules.markup(file)
    }

    fn dialect(&self, file: &Path) -> Dialect {
        self.rules.dialect(file)
    }
}
