//! Names of files that a post asks for and that wait to be read: each once, and so many at most. Knows no syntax.

use std::collections::{HashSet, VecDeque};
use std::path::{Component, Path, PathBuf};

use crate::site::Site;
use crate::system::System;

/// Names that are handed out at most.
pub(super) const MOST: usize = 48;

/// Names, each with the file that asks, or with its own where it is found already.
#[derive(Default)]
pub(super) struct Waiting {
    names: VecDeque<(String, PathBuf)>,
    asked: HashSet<String>,
}

impl Waiting {
    /// The names that a file asks for.
    pub(super) fn of(names: impl IntoIterator<Item = impl Into<String>>, from: &Path) -> Self {
        let mut waiting = Self::default();
        waiting.add(names, from);
        waiting
    }

    /// Those that another one asks for, behind them.
    pub(super) fn add(&mut self, names: impl IntoIterator<Item = impl Into<String>>, from: &Path) {
        self.names.extend(names.into_iter().map(|name| (name.into(), from.to_path_buf())));
    }

    /// Names whose files are known already.
    pub(super) fn add_found(&mut self, found: impl IntoIterator<Item = (String, PathBuf)>) {
        self.names.extend(found);
    }

    /// Whether all were handed out that may be.
    pub(super) fn is_over(&self) -> bool {
        self.asked.len() >= MOST
    }
}

impl Iterator for Waiting {
    type Item = (String, PathBuf);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over() {
            let next = self.names.pop_front()?;
            if self.asked.insert(next.0.clone()) {
                return Some(next);
            }
        }
        None
    }
}

/// The file of a path beside the one that asks, or below the highest folder above it that has one.
pub(super) fn found(system: &dyn System, site: &Site, from: &Path, path: &str, is_above: bool) -> Option<PathBuf> {
    let beside = from.parent().unwrap_or(Path::new(""));
    let bases: Vec<&Path> = if is_above { beside.ancestors().collect() } else { vec![beside] };
    let places = bases.into_iter().rev().filter_map(|base| joined(base, path));
    places.into_iter().find(|place| system.is_file(&site.root, place))
}

/// A path from a folder; none where it leads out of the root.
pub(super) fn joined(base: &Path, path: &str) -> Option<PathBuf> {
    let mut joined = base.to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(part) => joined.push(part),
            Component::ParentDir if !joined.pop() => return None,
            _ => {}
        }
    }
    Some(joined)
}
