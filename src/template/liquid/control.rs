//! Conditions and loops: one branch, one round.

use super::expression::{Value, split};
use super::{Code, Engine};

/// An open condition, loop or capture.
#[derive(Debug)]
pub(super) struct Control {
    kind: Kind,
    /// Whether what is inside is shown.
    pub(super) shown: bool,
    /// Whether what is around is shown.
    around: bool,
    /// Whether a branch was already shown.
    taken: bool,
    /// What a `case` compares.
    subject: Value,
    /// Its byte in the source.
    pub(super) at: usize,
    /// For a capture: length of the text when it opened, and the variable.
    pub(super) capture: Option<usize>,
    variable: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    If,
    Case,
    Loop,
    Capture,
    Hidden,
}

impl Control {
    /// The tag that opened it.
    pub(super) fn name(&self) -> &'static str {
        match self.kind {
            Kind::If => "if",
            Kind::Case => "case",
            Kind::Loop => "for",
            Kind::Capture => "capture",
            Kind::Hidden => "block",
        }
    }
}

/// Open at once at most; what is nested deeper is left out.
const MOST: usize = 256;

impl Engine<'_> {
    /// Handles a tag of control. Answers whether it was one.
    pub(super) fn control(&mut self, name: &str, arguments: &str, at: usize) -> bool {
        match name {
            "if" | "unless" | "ifchanged" | "ifAsync" => self.open_if(name, arguments, at),
            "case" | "switch" => self.open_case(arguments, at),
            "for" | "tablerow" | "asyncEach" | "asyncAll" => self.open_loop(arguments, at),
            "capture" => self.open_capture(arguments, at),
            "set" if !arguments.contains('=') => self.open_capture(arguments, at),
            "block" | "macro" | "filter" | "call" if self.dialect != super::Dialect::Jekyll => {
                self.push(if name == "macro" { Kind::Hidden } else { Kind::Loop }, name != "macro", at);
            }
            "else" => self.branch(None),
            "elsif" | "elseif" | "elif" | "when" => self.branch(Some((name, arguments))),
            "endif" | "endunless" | "endifchanged" => self.close(Kind::If),
            "endcase" | "endswitch" => self.close(Kind::Case),
            "endfor" | "endtablerow" | "endeach" | "endall" | "endblock" | "endfilter" | "endcall" => {
                self.close(Kind::Loop)
            }
            "endmacro" => self.close(Kind::Hidden),
            "endcapture" | "endset" => self.close(Kind::Capture),
            _ => return false,
        }
        true
    }

    fn push(&mut self, kind: Kind, shown: bool, at: usize) {
        let around = self.is_shown();
        if self.control.len() < MOST {
            let (subject, variable) = (Value::Nothing, String::new());
            let shown = around && shown;
            self.control.push(Control { kind, shown, around, taken: shown, subject, at, capture: None, variable });
        }
    }

    fn open_if(&mut self, name: &str, arguments: &str, at: usize) {
        let truth = self.condition(arguments);
        let truth = if name == "unless" { truth.map(|truth| !truth) } else { truth };
        self.push(Kind::If, truth.unwrap_or(true), at);
    }

    fn open_case(&mut self, arguments: &str, at: usize) {
        let subject = self.evaluate(arguments);
        self.push(Kind::Case, false, at);
        if let Some(control) = self.control.last_mut() {
            control.subject = subject;
        }
    }

    fn open_loop(&mut self, arguments: &str, at: usize) {
        let variable = arguments.split_whitespace().next().unwrap_or_default();
        self.variables.insert(variable.to_owned(), Value::Unknown);
        // A loop of the post's own has words of the post in it; one of a file has only what it goes through.
        self.unsure = true;
        self.push(Kind::Loop, self.depth == 0, at);
    }

    fn open_capture(&mut self, arguments: &str, at: usize) {
        self.push(Kind::Capture, true, at);
        let start = self.out.text.len();
        if let Some(control) = self.control.last_mut() {
            control.capture = Some(start);
            control.variable = arguments.trim().trim_matches(['"', '\'']).to_owned();
        }
    }

    /// Another branch; None is the last one.
    fn branch(&mut self, test: Option<(&str, &str)>) {
        let truth = match test {
            None => Some(true),
            Some(("when", values)) => self.when(values),
            Some((_, condition)) => self.condition(condition),
        };
        if let Some(control) = self.control.last_mut().filter(|control| matches!(control.kind, Kind::If | Kind::Case)) {
            control.shown = control.around && !control.taken && truth.unwrap_or(true);
            control.taken |= control.shown;
        }
    }

    fn when(&self, values: &str) -> Option<bool> {
        let subject = self.control.last().map(|control| control.subject.clone())?;
        if subject == Value::Unknown {
            return None;
        }
        let values = values.replace(" or ", ",");
        Some(split(&values, ',').iter().any(|value| self.primary(value.trim()) == subject))
    }

    fn close(&mut self, kind: Kind) {
        let Some(at) = self.control.iter().rposition(|control| control.kind == kind) else { return };
        while self.control.len() > at {
            let Some(control) = self.control.pop() else { return };
            if self.control.len() > at {
                self.out.complain(control.at, Code::TemplateUnclosed, format!("`{}` is not closed.", control.name()));
            } else if let Some(start) = control.capture {
                let text = self.out.cut(start);
                if control.shown {
                    self.variables.insert(control.variable, Value::Text(text));
                }
            }
        }
    }

    /// Whether a condition holds; None if only the generator knows.
    fn condition(&self, text: &str) -> Option<bool> {
        if let Some((one, other)) = text.split_once(" or ") {
            return match (self.condition(one), self.simple(other)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            };
        }
        let all: Vec<Option<bool>> = text.split(" and ").map(|part| self.simple(part)).collect();
        if all.contains(&Some(false)) {
            Some(false)
        } else if all.contains(&None) {
            None
        } else {
            Some(true)
        }
    }

    fn simple(&self, text: &str) -> Option<bool> {
        let text = text.trim();
        for (sign, wanted) in [("==", true), ("!=", false)] {
            if let Some((one, other)) = text.split_once(sign) {
                let (one, other) = (self.primary(one.trim()), self.primary(other.trim()));
                let known = one != Value::Unknown && other != Value::Unknown;
                return known.then(|| (one == other) == wanted);
            }
        }
        if let Some((one, other)) = text.split_once(" contains ") {
            return match (self.primary(one.trim()), self.primary(other.trim())) {
                (Value::Text(one), Value::Text(other)) => Some(one.contains(&other)),
                (Value::Nothing, _) => Some(false),
                _ => None,
            };
        }
        if text.contains(['<', '>']) {
            return None;
        }
        match text.strip_prefix("not ") {
            Some(text) => self.primary(text.trim()).truth().map(|truth| !truth),
            None => self.primary(text).truth(),
        }
    }
}
