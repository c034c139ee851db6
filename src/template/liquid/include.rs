//! Files that a post includes. One that is at hand is run like a part of the post; of one that is not, what it was given is
//! shown.

use super::super::Dialect;
use super::super::tags::arguments::Arguments;
use super::super::tags::nest;
use super::super::tags::picture;
use super::super::tags::shown::{self, Shown};
use super::given::{self, Given};
use super::value::Value;
use super::{BESIDE, Engine, PART};
use crate::post::Code;

/// Files within files at most.
const DEEPEST: usize = 6;
/// Bytes that all files included by one post may have together, each time counted anew.
pub(super) const LARGEST: usize = 512 << 10;
/// What an inclusion costs beside its bytes, so that empty files that include each other come to an end.
const COST: usize = 256;
/// Names of files that are not at hand, at most.
const MOST_WANTED: usize = 64;

impl Engine<'_> {
    /// `{% include file.html name="value" %}`; `folder` is what the names of files of its kind begin with. The name may be made of
    /// values: `{% include {{ page.version }}/note.md %}`.
    pub(super) fn include(&mut self, folder: &str, arguments: &str, at: usize) {
        let (file, rest) = arguments.split_at_checked(name_end(arguments)).unwrap_or((arguments, ""));
        let file = self.filled(file);
        let file = match self.dialect {
            Dialect::Eleventy => file.trim_matches(['"', '\'', ',']),
            _ => file.trim(),
        };
        let given: Vec<(String, Value)> = match self.dialect {
            Dialect::Jekyll => self.jekyll_given(rest),
            _ => self.given(rest),
        };
        if !self.run_file(&format!("{folder}{file}"), &given, at) {
            let texts = |(name, value): (String, Value)| {
                let text = self.printed(value).text().map(str::to_owned);
                text.map(|text| (name.to_lowercase(), text))
            };
            let named: Vec<(String, String)> = given.into_iter().filter_map(texts).collect();
            let positional = Arguments::parse(rest).positional;
            self.stand_in(file, &Arguments { positional, named }, at);
        }
    }

    /// What a file of Jekyll's is given: what is not in quotes names a value.
    fn jekyll_given(&self, written: &str) -> Vec<(String, Value)> {
        let value = |given| match given {
            Given::Text(text) => Value::Text(text),
            Given::Name(name) => match self.primary(&name) {
                // Without quotes only by mistake.
                Value::Nothing if shown::is_address(&name) || picture::is_picture_file(&name) => Value::Text(name),
                value => value,
            },
        };
        given::read(written).into_iter().map(|(name, given)| (name.to_owned(), value(given))).collect()
    }

    /// What a file of other generators is given: words, or names of values that are known.
    fn given(&self, written: &str) -> Vec<(String, Value)> {
        let known = |value: String| {
            let is_name = ["page.", "site.", "include."].iter().any(|root| value.starts_with(root));
            let of_site = self.values.get(&value).filter(|_| is_name).map(str::to_owned);
            match self.variable(&value) {
                Some(known @ Value::Text(_)) => known.clone(),
                _ => Value::Text(of_site.unwrap_or(value)),
            }
        };
        Arguments::parse(written).named.into_iter().map(|(name, value)| (name, known(value))).collect()
    }

    /// A text with the values in it that are known.
    pub(super) fn filled(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, (inner, after))) =
            rest.split_once("{{").and_then(|(before, after)| Some((before, after.split_once("}}")?)))
        {
            filled.push_str(before);
            let value = self.printed(self.evaluate(inner));
            filled.push_str(value.text().unwrap_or_default());
            rest = after;
        }
        filled + rest
    }

    /// Shows what a file of the site makes of its arguments. Answers whether it is at hand and says enough.
    fn run_file(&mut self, file: &str, given: &[(String, Value)], at: usize) -> bool {
        let values = self.values;
        let Some(text) = values.file(file) else {
            if self.wanted.len() < MOST_WANTED {
                self.wanted.push(file.to_owned());
            }
            return false;
        };
        let cost = text.len() + COST;
        if self.depth >= DEEPEST || self.budget < cost {
            return false;
        }
        let mut inner = Engine::new(text, self.dialect, values);
        (inner.depth, inner.budget) = (self.depth + 1, self.budget - cost);
        inner.evaluated.clone_from(&self.evaluated);
        // Moved, never copied: there may be thousands of files and megabytes of variables.
        inner.variables = std::mem::take(&mut self.variables);
        inner.wanted = std::mem::take(&mut self.wanted);
        inner.given = given.iter().cloned().collect();
        if self.dialect == Dialect::Eleventy {
            // What a file is given are variables there.
            inner.variables.extend(given.iter().cloned());
        }
        inner.again = self.again;
        inner.run();
        self.again = inner.again;
        self.budget = inner.budget;
        self.evaluated.clone_from(&inner.evaluated);
        let is_sure = !inner.unsure;
        self.variables = std::mem::take(&mut inner.variables);
        self.wanted = std::mem::take(&mut inner.wanted);
        let made = inner.finish().text;
        if !is_sure && (made.trim().is_empty() || self.is_known(file, given)) {
            return false;
        }
        self.out.make(made.trim_end_matches('\n'), at);
        true
    }

    /// Whether a file's name says what it shows: better than what is left of it where much is not known.
    fn is_known(&self, file: &str, given: &[(String, Value)]) -> bool {
        let named = given.iter().filter_map(|(name, value)| Some((name.to_lowercase(), value.text()?.to_owned())));
        let arguments = Arguments { positional: Vec::new(), named: named.collect() };
        matches!(known(file, &arguments), Shown::Inline(_) | Shown::Block(_))
    }

    /// What a reader can have of a file that is not at hand: pictures and videos by its name, else the sentences it was
    /// given.
    fn stand_in(&mut self, file: &str, given: &Arguments, at: usize) {
        if let Some(shown) = self.of_theme(file, given) {
            return nest::show(&Shown::Block(shown), self.spot(at), &mut self.out);
        }
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

/// Where the name of a file ends: at the first blank that is not within the braces of a value.
fn name_end(arguments: &str) -> usize {
    let mut end = 0;
    while let Some(blank) = arguments.get(end..).and_then(|rest| rest.find(char::is_whitespace)) {
        let rest = arguments.get(end..).unwrap_or_default();
        match rest.find("{{").filter(|open| *open < blank).and_then(|open| Some(open + rest.get(open..)?.find("}}")?)) {
            Some(close) => end += close + 2,
            None => return end + blank,
        }
    }
    arguments.len()
}

fn known(file: &str, given: &Arguments) -> Shown {
    let file = [BESIDE, PART].iter().find_map(|kind| file.strip_prefix(kind)).unwrap_or(file);
    let name = file.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    shown::single(name.trim_matches(['"', '\'', ',']), given)
}
