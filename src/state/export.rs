//! Everything that is remembered, as JSON.

use rusqlite::Row;
use serde::Serialize;

use super::{Memory, Place, State, StateError};

/// What is remembered of a blog, as it is exported.
#[derive(Debug, Serialize)]
pub struct BlogExport {
    /// Its base URL or root.
    pub blog: String,
    /// The filter it was left with.
    pub filter: Option<String>,
    /// Its queries, last first.
    pub queries: Vec<String>,
    /// Its posts by path.
    pub posts: Vec<PostExport>,
}

/// What is remembered of a post, as it is exported.
#[derive(Debug, Serialize)]
pub struct PostExport {
    /// Its path.
    pub path: String,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// How much of it lies above the place where its reader stopped, from 0 to 1.
    pub fraction: Option<f64>,
    /// The words at that place.
    pub words: Option<String>,
}

impl State {
    /// Everything, by blog and path.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub fn export(&self) -> Result<Vec<BlogExport>, StateError> {
        let sql = "SELECT blog FROM post UNION SELECT blog FROM blog UNION SELECT blog FROM query ORDER BY 1";
        let mut statement = self.connection.prepare(sql)?;
        let blogs: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        blogs.into_iter().map(|blog| self.export_blog(blog)).collect()
    }

    fn export_blog(&self, blog: String) -> Result<BlogExport, StateError> {
        let posts = self.memories(&blog)?.into_iter().map(|(path, memory)| {
            let (fraction, words) = memory.place.map(|place| (place.fraction, place.words)).unzip();
            PostExport { path, read: memory.read, starred: memory.starred, fraction, words }
        });
        let posts = posts.collect();
        Ok(BlogExport { filter: self.filter(&blog)?, queries: self.queries(&blog)?, posts, blog })
    }
}

/// A memory from the columns `read, starred, at, fraction, words`, the first of them at `from`.
pub(super) fn memory(row: &Row<'_>, from: usize) -> rusqlite::Result<Memory> {
    let at: Option<u32> = row.get(from + 2)?;
    let fraction: Option<f64> = row.get(from + 3)?;
    let words: Option<String> = row.get(from + 4)?;
    let place = at.map(|at| Place { at, fraction: fraction.unwrap_or(0.0), words: words.unwrap_or_default() });
    Ok(Memory { read: row.get(from)?, starred: row.get(from + 1)?, place })
}
