//! Where commands print: standard output behind a buffer, standard error a line at a time. Only clean text goes in.

use std::fmt;
use std::io::{self, BufWriter, Write};

use crate::config::Theme;
use crate::library::links::Hyperlink;
use crate::text::wrap::{Measure, fill};
use crate::text::{Clean, CleanStr, json_escaped};

/// Columns that the rows of a message after its first are moved in.
const HANGING: usize = 2;

/// The two streams and what is known of them.
pub struct Output<'a> {
    out: BufWriter<&'a mut dyn Write>,
    err: &'a mut dyn Write,
    /// Whether standard output is a terminal.
    pub is_terminal: bool,
    /// Whether styles may be printed.
    pub color: bool,
    /// Columns of the terminal, where there is one.
    pub columns: Option<u16>,
    /// Columns of the terminal that messages go to, where they go to one.
    pub message_columns: Option<u16>,
    /// What tables are styled by, where they are.
    pub theme: Option<Theme>,
}

/// JSON in which everything that a terminal would obey is an escape.
#[derive(Debug)]
pub struct Json(String);

impl Json {
    /// Values in order, with the same between each two.
    ///
    /// # Errors
    /// If one of them has no form in JSON.
    pub fn of(values: &[impl serde::Serialize], between: &'static str) -> io::Result<Self> {
        let mut all = String::new();
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                all.push_str(between);
            }
            all.push_str(&json_escaped(&serde_json::to_string(value)?));
        }
        Ok(Self(all))
    }
}

/// What was printed apart from the streams, to go out when its turn has come.
#[derive(Debug)]
pub struct Printed(Vec<u8>);

impl Printed {
    /// By something that prints, with styles or without.
    ///
    /// # Errors
    /// If it says so.
    pub fn by(color: bool, print: impl FnOnce(&mut Output<'_>) -> io::Result<()>) -> io::Result<Self> {
        let (mut bytes, mut none) = (Vec::new(), io::sink());
        let mut out = Output::new(&mut bytes, &mut none);
        out.color = color;
        print(&mut out)?;
        out.finish()?;
        drop(out);
        Ok(Self(bytes))
    }
}

impl<'a> Output<'a> {
    /// Over two streams.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self {
            out: BufWriter::with_capacity(1 << 16, out),
            err,
            is_terminal: false,
            color: false,
            columns: None,
            message_columns: None,
            theme: None,
        }
    }

    /// Prints clean text as it is.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn text(&mut self, text: CleanStr<'_>) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Prints clean text and a line feed.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn line(&mut self, text: CleanStr<'_>) -> io::Result<()> {
        self.text(text)?;
        self.out.write_all(b"\n")
    }

    /// Prints a style of folio's own as escapes: nothing unless color is on.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn style(&mut self, escape: &dyn fmt::Display) -> io::Result<()> {
        if self.color { write!(self.out, "{escape}") } else { Ok(()) }
    }

    /// Prints the beginning of a link, or the end of one: nothing unless color is on.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn link(&mut self, link: Option<&Hyperlink>) -> io::Result<()> {
        self.style(&link.map_or(Hyperlink::END, Hyperlink::begin))
    }

    /// Prints a value as JSON, in which everything that a terminal would obey is an escape.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        self.made_json(&Json::of(std::slice::from_ref(value), "")?)
    }

    /// Prints what was printed apart.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn printed(&mut self, printed: &Printed) -> io::Result<()> {
        self.out.write_all(&printed.0)
    }

    /// Prints JSON that is made already.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn made_json(&mut self, json: &Json) -> io::Result<()> {
        self.out.write_all(json.0.as_bytes())
    }

    /// A message on standard error; one that cannot be written is lost, there is nowhere left to say so.
    pub fn complain(&mut self, message: &Clean) {
        let _ = self.out.flush();
        let message = Clean::line(&format!("folio: {message}"));
        let Some(columns) = self.message_columns else {
            let _ = writeln!(self.err, "{message}");
            return;
        };
        let mut lines = Vec::new();
        fill(&message, &[], Measure::of(usize::from(columns).saturating_sub(HANGING).max(1)), &mut lines);
        for (place, line) in lines.iter().enumerate() {
            let indent = if place == 0 { 0 } else { HANGING };
            let words = message.get(line.start..line.end).unwrap_or_default();
            let _ = writeln!(self.err, "{:indent$}{words}", "");
        }
    }

    /// Sends out what is buffered.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
