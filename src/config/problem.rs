//! A problem in a file that the user wrote for folio: where, what, and what was probably meant.

use std::fmt;
use std::ops::Range;

use crate::text::Clean;

/// A problem in a configuration or theme file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it is to be shown.
    pub file: Clean,
    /// Line, from 1; 0 if the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 if the whole line is meant.
    pub column: u32,
    /// What is wrong and what was probably meant.
    pub message: Clean,
}

impl Problem {
    /// A problem at a range of bytes of a file's text.
    pub fn at(file: &str, text: &str, span: &Range<usize>, message: &str) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self {
            file: Clean::line(file),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            message: Clean::line(message),
        }
    }

    /// A problem with the file as a whole.
    pub fn whole(file: &str, message: &str) -> Self {
        Self { file: Clean::line(file), line: 0, column: 0, message: Clean::line(message) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}:{}: {}", self.file, self.column, self.message),
        }
    }
}
