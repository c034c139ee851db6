//! The tables, made and brought up to date in one transaction.

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

/// Why a database could not be prepared.
#[derive(Debug)]
pub(super) enum Opening {
    /// Its version is above ours.
    Newer,
    /// SQLite says no.
    Failed(rusqlite::Error),
}

impl From<rusqlite::Error> for Opening {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error)
    }
}

/// The version of the tables below.
pub(super) const VERSION: i64 = 1;

const TABLES: &str = "
    CREATE TABLE post (
        blog TEXT NOT NULL, post TEXT NOT NULL,
        read INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0,
        at INTEGER, fraction REAL, words TEXT, seen INTEGER,
        PRIMARY KEY (blog, post)
    ) WITHOUT ROWID;
    CREATE TABLE blog (blog TEXT PRIMARY KEY, root TEXT NOT NULL, filter TEXT NOT NULL, seen INTEGER NOT NULL);
    CREATE TABLE query (blog TEXT NOT NULL, text TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (blog, text));
";

/// Lets changes go to a write-ahead log, for good. SQLite does not wait for the lock that this needs: where another folio
/// that has just begun holds it, that one switches for both.
fn switch_to_log(connection: &Connection) -> rusqlite::Result<()> {
    match connection.pragma_update(None, "journal_mode", "WAL") {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(()),
        switched => switched,
    }
}

/// Whether the tables are those of this version.
pub(super) fn is_known(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))? == VERSION)
}

/// Looks at the version before anything is written, then makes what is missing.
pub(super) fn prepare(connection: &Connection) -> Result<(), Opening> {
    let version = |connection: &Connection| connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
    match version(connection)? {
        VERSION => {}
        newer if newer > VERSION => return Err(Opening::Newer),
        _ => {
            switch_to_log(connection)?;
            let making = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
            // Another folio may have made them while this one waited.
            if version(&making)? < VERSION {
                making.execute_batch(TABLES)?;
                making.pragma_update(None, "user_version", VERSION)?;
            }
            making.commit()?;
        }
    }
    // Reads the tables' definitions, so that damage is found now.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0)).map_err(Opening::from).and_then(
        |verdict| match verdict.as_str() {
            "ok" => Ok(()),
            _ => Err(Opening::Failed(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(11), Some(verdict)))),
        },
    )
}
