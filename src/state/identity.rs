//! Which of the blogs that are remembered a site is: one that has moved or got another address is still the same, two
//! checkouts with one address are two.
//!
//! Knows no site: it is told an address and a root, and asks whether directories and posts are there.

use std::path::Path;

use rusqlite::{Transaction, TransactionBehavior, params};

use super::{State, StateError};

/// A site that asks what is remembered of it.
pub struct Sought<'a> {
    /// Its base URL, if it has one.
    pub base: Option<&'a str>,
    /// Its canonical root.
    pub root: &'a Path,
    /// Whether a directory is still there.
    pub is_there: &'a dyn Fn(&Path) -> bool,
    /// Whether it has a post, by path relative to the root.
    pub has: &'a dyn Fn(&str) -> bool,
}

/// Remembered posts that are looked for to tell whether a blog is the one that is remembered.
const SAMPLE: u32 = 24;
/// Between an address and the number of a further blog that has it.
const FURTHER: char = '#';
/// Blogs of one address that are told apart.
const MOST: usize = 1000;

/// A blog that is remembered.
struct Known {
    key: String,
    root: String,
}

impl Known {
    /// The base URL in its key, if it was known by one.
    fn base(&self) -> Option<&str> {
        let base = self.key.rsplit_once(FURTHER).map_or(self.key.as_str(), |(base, number)| {
            if number.bytes().all(|byte| byte.is_ascii_digit()) { base } else { self.key.as_str() }
        });
        base.contains("://").then_some(base)
    }
}

impl State {
    /// The key under which a site is remembered, from now on in any case: that of the blog it is, else a new one.
    ///
    /// # Errors
    /// If the database cannot be asked. One that cannot be written still answers.
    pub fn blog_key(&self, sought: &Sought<'_>, now: i64) -> Result<String, StateError> {
        // Two that begin at once must not both take the same key.
        let Ok(whole) = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate) else {
            return self.key_of(sought);
        };
        let key = self.key_of(sought)?;
        let sql = "INSERT INTO blog (blog, root, filter, seen) VALUES (?1, ?2, '', ?3)
            ON CONFLICT (blog) DO UPDATE SET root = excluded.root";
        // Where nothing can be written, that is said when there is something to write.
        if whole.execute(sql, params![key, sought.root.to_string_lossy(), now]).is_ok() {
            whole.commit()?;
        }
        Ok(key)
    }

    fn key_of(&self, sought: &Sought<'_>) -> Result<String, StateError> {
        let known = self.known()?;
        let root = sought.root.to_string_lossy();
        let same_base = |blog: &Known| sought.base.is_some() && blog.base() == sought.base;
        let may_be = |blog: &Known| sought.base.is_none() || blog.base().is_none();
        let here = known.iter().filter(|blog| blog.root == root);
        for blog in here {
            if blog.base() == sought.base || self.agrees(blog, sought)?.unwrap_or(may_be(blog)) {
                return Ok(blog.key.clone());
            }
        }
        let gone = known.iter().filter(|blog| blog.root != root && !(sought.is_there)(Path::new(&blog.root)));
        for blog in gone {
            let agrees = self.agrees(blog, sought)?;
            if same_base(blog) && agrees != Some(false) || may_be(blog) && agrees == Some(true) {
                return Ok(blog.key.clone());
            }
        }
        Ok(self.unused(&known, sought.base.unwrap_or(&root)))
    }

    fn known(&self) -> Result<Vec<Known>, StateError> {
        let mut statement = self.connection.prepare("SELECT blog, root FROM blog ORDER BY seen DESC, blog")?;
        let rows = statement.query_map([], |row| Ok(Known { key: row.get(0)?, root: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether at least half of what is remembered of a blog is there; none if nothing is remembered.
    fn agrees(&self, blog: &Known, sought: &Sought<'_>) -> Result<Option<bool>, StateError> {
        let mut statement = self.connection.prepare("SELECT post FROM post WHERE blog = ?1 ORDER BY post LIMIT ?2")?;
        let posts: Vec<String> =
            statement.query_map(params![blog.key, SAMPLE], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let there = posts.iter().filter(|post| (sought.has)(post)).count();
        Ok((!posts.is_empty()).then_some(2 * there >= posts.len()))
    }

    /// A key that no blog has: the address or root as it stands, else with a number.
    fn unused(&self, known: &[Known], wanted: &str) -> String {
        let is_free = |key: &String| known.iter().all(|blog| blog.key != *key);
        let numbered = (2..MOST).map(|number| format!("{wanted}{FURTHER}{number}"));
        std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_else(|| wanted.to_owned())
    }
}
