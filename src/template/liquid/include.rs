//! Files that a post includes. One that is at hand is run like a part of the post; of one that is not, what it was given is
//! shown.

use super::super::Dialect;
use super::super::arguments::Arguments;
use super::super::nest;
use super::super::shown::{self, Shown};
use super::value::Value;
use super::{BESIDE, Engine, PART};
use crate::post::Code;

/// Files within files at most.
const DEEPEST: usize = 6;
/// Bytes that all files included by one post may have together, each time counted anew.
pub(super) const LARGEST: usize = 512 << 10;
/// What an inclusion costs beside its bytes, so that empty files that include each other come to an end.
const COST: usize = 256;

impl Engine<'_> {
    /// `{% include file.html name="value" %}`; `folder` is what the names of files of its kind begin with.
    pub(super) fn include(&mut self, folder: &str, arguments: &str, at: usize) {
        let split = arguments.find(char::is_whitespace).unwrap_or(arguments.len());
        let (file, given) = arguments.split_at(split);
        let is_quoted = self.dialect == Dialect::Eleventy;
        let file = if is_quoted { file.trim_matches(['"', '\'', ',']) } else { file };
        let mut given = Arguments::parse(given);
        for (_, value) in &mut given.named {
            let is_name = ["page.", "site.", "include."].iter().any(|root| value.starts_with(root));
            let of_site = self.values.get(value).filter(|_| is_name).map(str::to_owned);
            match self.variable(value) {
                Some(Value::Text(known)) => value.clone_from(known),
                _ => of_site.into_iter().for_each(|known| *value = known),
            }
        }
        if !self.run_file(&format!("{folder}{file}"), &given, at) {
            self.stand_in(file, &given, at);
        }
    }

    /// Shows what a file of the site makes of its arguments. Answers whether it is at hand and says enough.
    fn run_file(&mut self, file: &str, given: &Arguments, at: usize) -> bool {
        let values = self.values;
        let Some(text) = values.file(file) else { return false };
        let cost = text.len() + COST;
        if self.depth >= DEEPEST || self.budget < cost {
            return false;
        }
        let mut inner = Engine::new(text, self.dialect, values);
        (inner.depth, inner.budget) = (self.depth + 1, self.budget - cost);
        inner.evaluated.clone_from(&self.evaluated);
        // Moved, never copied: there may be thousands of files and megabytes of variables.
        inner.variables = std::mem::take(&mut self.variables);
        inner.given = given.named.iter().map(|(name, value)| (name.clone(), Value::Text(value.clone()))).collect();
        if self.dialect == Dialect::Eleventy {
            // What a file is given are variables there.
            inner.variables.extend(inner.given.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        inner.again = self.again;
        inner.run();
        self.again = inner.again;
        self.budget = inner.budget;
        self.evaluated.clone_from(&inner.evaluated);
        let is_sure = !inner.unsure;
        self.variables = std::mem::take(&mut inner.variables);
        let made = inner.finish().text;
        if !is_sure && (made.trim().is_empty() || matches!(known(file, given), Shown::Inline(_) | Shown::Block(_))) {
            return false;
        }
        self.out.make(made.trim_end_matches('\n'), at);
        true
    }

    /// What a reader can have of a file that is not at hand: pictures and videos by its name, else the sentences it was
    /// given.
    fn stand_in(&mut self, file: &str, given: &Arguments, at: usize) {
        let says = given.named.iter().any(|(_, value)| shown::is_sentence(value));
        match known(file, given) {
            // Sentences with a link among them are more than that link.
            Shown::Inline(_) if says => {
                self.out.complain(at, Code::TemplateUnknown, format!("`{file}` is included from elsewhere."));
            }
            shown @ (Shown::Inline(_) | Shown::Block(_)) => return nest::show(&shown, self.spot(at), &mut self.out),
            _ => self.out.complain(at, Code::TemplateUnknown, format!("`{file}` is included from elsewhere.")),
        }
        let mut sentences =
            given.named.iter().map(|(_, value)| value.as_str()).filter(|value| shown::is_sentence(value)).peekable();
        if sentences.peek().is_some() {
            let paragraphs: Vec<String> =
                sentences.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            self.out.block(&paragraphs.join("\n\n"), at);
        } else if let Some(text) = given.get(&["content", "text", "caption", "title", "quote", "description"]) {
            self.out.make(text, at);
        }
    }
}

fn known(file: &str, given: &Arguments) -> Shown {
    let file = [BESIDE, PART].iter().find_map(|kind| file.strip_prefix(kind)).unwrap_or(file);
    let name = file.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    shown::single(name.trim_matches(['"', '\'', ',']), given)
}
