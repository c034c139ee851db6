//! What is open: conditions, of which one branch is shown, loops and captures.

use super::expression::split;
use super::rounds::Rounds;
use super::value::Value;
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
    /// For a loop whose list is known.
    pub(super) rounds: Option<Rounds>,
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

    /// Whether it is a loop, of a list that is known or not.
    pub(super) fn is_loop(&self) -> bool {
        self.kind == Kind::Loop
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
            "for" | "tablerow" | "asyncEach" | "asyncAll" => self.open_loop(arguments, at, name == "tablerow"),
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
                self.close_loop(at);
            }
            "break" | "continue" => self.leave_round(name == "break"),
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
            let (capture, rounds) = (None, None);
            self.control.push(Control { kind, shown, around, taken: shown, subject, at, capture, variable, rounds });
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

    fn open_loop(&mut self, arguments: &str, at: usize, is_table: bool) {
        let rounds = if self.is_shown() && self.control.len() < MOST { self.rounds(arguments, is_table) } else { None };
        if let Some(rounds) = rounds {
            if rounds.is_table() && !rounds.is_empty() {
                self.out.make("<tr><td>", at);
            }
            self.push(Kind::Loop, !rounds.is_empty(), at);
            if let Some(control) = self.control.last_mut() {
                control.rounds = Some(rounds);
            }
            return;
        }
        let variable = arguments.split_whitespace().next().unwrap_or_default();
        self.variables.insert(variable.to_owned(), Value::Unknown);
        // A loop of the post's own has words of the post in it; one of a file has only what it goes through.
        self.unsure = true;
        self.push(Kind::Loop, self.depth == 0, at);
    }

    /// The end of a loop, or of a round.
    fn close_loop(&mut self, at: usize) {
        let Some(open) = self.control.iter().rposition(Control::is_loop) else { return };
        self.close_above(open + 1);
        if self.next_round(at) {
            // A round that was left early is over.
            if let Some(control) = self.control.last_mut() {
                control.shown = control.around;
            }
        } else {
            self.control.truncate(open);
        }
    }

    /// Shows nothing more of this round.
    fn leave_round(&mut self, is_last: bool) {
        let Some(open) = self.control.iter().rposition(Control::is_loop).filter(|_| self.is_shown()) else { return };
        for control in self.control.iter_mut().skip(open) {
            control.shown = false;
            control.taken = true;
            if is_last {
                control.rounds.iter_mut().for_each(Rounds::end);
            }
        }
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
        let Some(control) = self.control.last_mut() else { return };
        match control.kind {
            Kind::If | Kind::Case => {
                control.shown = control.around && !control.taken && truth.unwrap_or(true);
                control.taken |= control.shown;
            }
            // What is shown of a loop over nothing.
            Kind::Loop if control.rounds.is_some() => control.shown = control.around && !control.taken,
            _ => {}
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
        self.close_above(at + 1);
        let Some(control) = self.control.pop() else { return };
        if let Some(start) = control.capture {
            let text = self.out.cut(start);
            if control.shown {
                self.variables.insert(control.variable, Value::Text(text));
            }
        }
    }

    /// Ends what was left open inside of what ends.
    fn close_above(&mut self, kept: usize) {
        while self.control.len() > kept {
            let Some(control) = self.control.pop() else { return };
            self.out.complain(control.at, Code::TemplateUnclosed, format!("`{}` is not closed.", control.name()));
        }
    }
}
