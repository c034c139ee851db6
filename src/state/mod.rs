//! What a reader leaves behind: read marks, stars, the place in each post, queries. An embedded database in a directory
//! that the caller names; every call takes and gives plain values.
//!
//! Knows SQLite; knows no library and no screen. A state that cannot be kept is a message and never stops the reading.

mod export;
mod identity;
mod schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use crate::text::Clean;

pub use identity::Sought;

/// Why the state cannot be read or kept, told in one line.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// A newer folio wrote it; it is left alone.
    #[error("nothing is remembered this time: {0} was written by a newer folio and is left as it is")]
    Newer(Clean),
    /// It cannot be opened or written.
    #[error("nothing is remembered this time: {0}: {1}")]
    Unusable(Clean, Clean),
    /// A question failed.
    #[error("the reading state could not be kept: {0}")]
    Database(#[from] rusqlite::Error),
}

/// How a post is named for as long as it lives: by its blog and its path there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PostKey {
    /// The blog, as [`State::blog_key`] knows it.
    pub blog: String,
    /// The post: its path relative to the root, with slashes.
    pub post: String,
}

/// Where a reader stopped in a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Byte of the document's text at the top of the screen.
    pub at: u32,
    /// How much lies above it, from 0 to 1: for when the words are gone.
    pub fraction: f64,
    /// The words there, by which the place is found again in an edited post.
    pub words: String,
}

/// What is remembered of one post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// Whether it was read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Where its reader stopped.
    pub place: Option<Place>,
}

/// The database.
#[derive(Debug)]
pub struct State {
    connection: Connection,
    /// What was put right on opening, to be told once.
    pub notice: Option<Clean>,
}

/// The directory of the state by the XDG rule; none where neither variable is an absolute path.
pub fn directory(env: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let absolute = |name: &str| env(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute("XDG_STATE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/state")));
    base.map(|base| base.join("folio"))
}

impl State {
    /// The file's name in its directory.
    pub const FILE: &str = "state.sqlite3";
    /// How long one folio waits for another.
    const BUSY: Duration = Duration::from_millis(900);
    /// Queries that are remembered of each blog.
    pub const QUERIES: u32 = 200;

    /// Opens or makes the database in a directory. A damaged one is kept aside as `state.sqlite3.corrupt-1` and begun
    /// anew.
    ///
    /// # Errors
    /// If a newer folio wrote it, or the directory cannot be used.
    pub fn open(directory: &Path) -> Result<Self, StateError> {
        let file = directory.join(Self::FILE);
        let shown = Clean::line(&file.to_string_lossy());
        let unusable = |why: &dyn std::fmt::Display| StateError::Unusable(shown.clone(), Clean::line(&why.to_string()));
        fs::create_dir_all(directory).map_err(|error| unusable(&error))?;
        if fs::symlink_metadata(&file).is_ok_and(|found| !found.is_file()) {
            return Err(unusable(&"it is not a regular file"));
        }
        match Self::try_open(&file) {
            Ok(connection) => Ok(Self { connection, notice: None }),
            Err(schema::Opening::Newer) => Err(StateError::Newer(shown)),
            Err(schema::Opening::Failed(error)) if !is_damage(&error) => Err(unusable(&error)),
            Err(schema::Opening::Failed(_)) => {
                let aside = put_aside(&file).map_err(|error| unusable(&error))?;
                let connection = Self::try_open(&file).map_err(|_| unusable(&"it could not be begun anew"))?;
                let message =
                    format!("The reading state was damaged; it is kept as {} and begun anew.", aside.display());
                Ok(Self { connection, notice: Some(Clean::line(&message)) })
            }
        }
    }

    /// Opens the database in a directory to be read only, as it is: where nothing can be written. What another folio has not
    /// brought into the file yet is not seen.
    ///
    /// # Errors
    /// If there is none that can be read.
    pub fn open_unchanged(directory: &Path) -> Result<Self, StateError> {
        let file = directory.join(Self::FILE);
        let coded: String = file.as_os_str().as_encoded_bytes().iter().map(|byte| format!("%{byte:02X}")).collect();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(format!("file:{coded}?immutable=1"), flags)?;
        match schema::is_known(&connection)? {
            true => Ok(Self { connection, notice: None }),
            false => Err(StateError::Newer(Clean::line(&file.to_string_lossy()))),
        }
    }

    fn try_open(file: &Path) -> Result<Connection, schema::Opening> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(Self::BUSY)?;
        // With a write-ahead log a crash loses at most the last change, and never damages anything.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        schema::prepare(&connection)?;
        Ok(connection)
    }

    /// Writes several things as one: all of them or none, and much faster.
    ///
    /// # Errors
    /// If one of them cannot be written.
    pub fn together(&self, write: impl FnOnce(&Self) -> Result<(), StateError>) -> Result<(), StateError> {
        let whole = rusqlite::Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        write(self)?;
        Ok(whole.commit()?)
    }

    /// What is remembered of every post of a blog, by path.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub fn memories(&self, blog: &str) -> Result<Vec<(String, Memory)>, StateError> {
        let mut statement = self
            .connection
            .prepare("SELECT post, read, starred, at, fraction, words FROM post WHERE blog = ?1 ORDER BY post")?;
        let rows = statement.query_map([blog], |row| Ok((row.get(0)?, export::memory(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Remembers whether a post was read.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_read(&self, key: &PostKey, read: bool) -> Result<(), StateError> {
        let sql = "INSERT INTO post (blog, post, read) VALUES (?1, ?2, ?3)
            ON CONFLICT (blog, post) DO UPDATE SET read = excluded.read";
        self.connection.execute(sql, params![key.blog, key.post, read])?;
        Ok(())
    }

    /// Remembers whether a post is starred.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_starred(&self, key: &PostKey, starred: bool) -> Result<(), StateError> {
        let sql = "INSERT INTO post (blog, post, starred) VALUES (?1, ?2, ?3)
            ON CONFLICT (blog, post) DO UPDATE SET starred = excluded.starred";
        self.connection.execute(sql, params![key.blog, key.post, starred])?;
        Ok(())
    }

    /// Remembers where a reader stopped, and that this was the last post of the blog (`now`: seconds since 1970).
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_place(&self, key: &PostKey, place: &Place, now: i64) -> Result<(), StateError> {
        let sql = "INSERT INTO post (blog, post, at, fraction, words, seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (blog, post) DO UPDATE SET
            at = excluded.at, fraction = excluded.fraction, words = excluded.words, seen = excluded.seen";
        self.connection.execute(sql, params![key.blog, key.post, place.at, place.fraction, place.words, now])?;
        Ok(())
    }

    /// The post of a blog that was read last, to go on with.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub fn last_post(&self, blog: &str) -> Result<Option<String>, StateError> {
        let sql = "SELECT post FROM post WHERE blog = ?1 AND seen IS NOT NULL ORDER BY seen DESC, post LIMIT 1";
        Ok(self.connection.query_row(sql, [blog], |row| row.get(0)).optional()?)
    }

    /// Remembers the blog that is open, its root and its filter.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_blog(&self, blog: &str, root: &str, filter: &str, now: i64) -> Result<(), StateError> {
        let sql = "INSERT INTO blog (blog, root, filter, seen) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (blog)
            DO UPDATE SET root = excluded.root, filter = excluded.filter, seen = excluded.seen";
        self.connection.execute(sql, params![blog, root, filter, now])?;
        Ok(())
    }

    /// The filter a blog was left with.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub fn filter(&self, blog: &str) -> Result<Option<String>, StateError> {
        let sql = "SELECT filter FROM blog WHERE blog = ?1";
        Ok(self.connection.query_row(sql, [blog], |row| row.get(0)).optional()?)
    }

    /// The roots of the blogs that were read, last first, at most `most`.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub fn roots(&self, most: u32) -> Result<Vec<PathBuf>, StateError> {
        let sql = "SELECT root FROM blog ORDER BY seen DESC, root LIMIT ?1";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([most], |row| row.get::<_, String>(0))?;
        Ok(rows.map(|root| root.map(PathBuf::from)).collect::<Result<_, _>>()?)
    }

    /// Remembers a query that was used; old ones beyond two hundred are forgotten.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add_query(&self, blog: &str, query: &str, now: i64) -> Result<(), StateError> {
        let sql = "INSERT INTO query (blog, text, used) VALUES (?1, ?2, ?3)
            ON CONFLICT (blog, text) DO UPDATE SET used = excluded.used";
        self.connection.execute(sql, params![blog, query, now])?;
        let sql = "DELETE FROM query WHERE blog = ?1 AND text NOT IN
            (SELECT text FROM query WHERE blog = ?1 ORDER BY used DESC, rowid DESC LIMIT ?2)";
        self.connection.execute(sql, params![blog, Self::QUERIES])?;
        Ok(())
    }

    /// The queries of a blog, last first.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub fn queries(&self, blog: &str) -> Result<Vec<String>, StateError> {
        let sql = "SELECT text FROM query WHERE blog = ?1 ORDER BY used DESC, rowid DESC";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([blog], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Whether an error means that the file is no database, or a broken one.
fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

/// Renames a damaged file to the first free `NAME.corrupt-N`, with what SQLite keeps beside it.
fn put_aside(file: &Path) -> std::io::Result<PathBuf> {
    let named = |ending: &str| PathBuf::from(format!("{}{ending}", file.display()));
    let free = (1..1000).map(|number| named(&format!(".corrupt-{number}"))).find(|aside| !aside.exists());
    let aside = free.ok_or(std::io::ErrorKind::AlreadyExists)?;
    fs::rename(file, &aside)?;
    for ending in ["-wal", "-shm"] {
        // They may not be there; without their database they mean nothing.
        let _ = fs::remove_file(named(ending));
    }
    Ok(aside)
}

#[cfg(test)]
mod tests;
