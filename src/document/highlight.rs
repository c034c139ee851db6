//! Code to tokens: the one door to syntect. A syntax cannot be interrupted inside of a line, so long lines stay plain
//! and the budget is asked between lines; what is left when it is spent stays plain too.

use std::collections::HashMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::{Document, TokenScope, language};
use crate::text::TextRange;

/// Bytes of a line from which on it stays plain.
const LONGEST_LINE: usize = 1_000;

/// Time that highlighting may take.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// For one block.
    pub block: Duration,
    /// For all blocks together.
    pub left: Duration,
}

impl Default for Budget {
    fn default() -> Self {
        Self { block: Duration::from_millis(250), left: Duration::from_secs(1) }
    }
}

/// The tokens of all code of a document, in order, as ranges of its text. Several may lie over the same words.
pub fn highlight_document(document: &Document) -> Vec<(TextRange, TokenScope)> {
    let mut budget = Budget::default();
    let mut all = Vec::new();
    for block in &document.code_blocks {
        all.extend_from_slice(&block.tokens);
        let Some(language) = &block.language else { continue };
        let start = block.range.start as usize;
        let found = highlight(document.text.slice(block.range).as_str(), language, &mut budget);
        all.extend(
            found.into_iter().map(|(part, scope)| (TextRange::new(start + part.start, start + part.end), scope)),
        );
    }
    all
}

/// The tokens of a block of code, in order, without overlaps, as ranges of its bytes. Takes what it used off the budget.
pub fn highlight(code: &str, language: &str, budget: &mut Budget) -> Vec<(Range<usize>, TokenScope)> {
    let begun = Instant::now();
    let limit = budget.block.min(budget.left);
    let in_time = || begun.elapsed() < limit;
    let tokens = catch_unwind(AssertUnwindSafe(|| tokens(code, language, &in_time))).unwrap_or_default();
    budget.left = budget.left.saturating_sub(begun.elapsed());
    tokens
}

fn tokens(code: &str, language: &str, in_time: &dyn Fn() -> bool) -> Vec<(Range<usize>, TokenScope)> {
    if language::is_session(language) {
        return session(code, in_time);
    }
    let Some(name) = language::canonical(language) else { return Vec::new() };
    if name == "diff" {
        return diff(code);
    }
    let has_tags = name == "js" && ["</", "/>"].iter().any(|sign| code.contains(sign));
    let Some(syntax) = syntax(if has_tags { "jsx" } else { name }) else { return Vec::new() };
    let mut lines = Lines::new(syntax);
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        if !in_time() {
            break;
        }
        lines.read(line, at);
        at += line.len();
    }
    lines.found
}

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

/// Code being read line by line.
struct Lines {
    state: ParseState,
    stack: ScopeStack,
    known: HashMap<Scope, Option<TokenScope>>,
    found: Vec<(Range<usize>, TokenScope)>,
}

impl Lines {
    fn new(syntax: &SyntaxReference) -> Self {
        let (stack, known, found) = (ScopeStack::new(), HashMap::new(), Vec::new());
        Self { state: ParseState::new(syntax), stack, known, found }
    }

    fn read(&mut self, line: &str, at: usize) {
        if line.len() > LONGEST_LINE {
            return;
        }
        let whole = if line.ends_with('\n') { line.to_owned() } else { format!("{line}\n") };
        let Ok(operations) = self.state.parse_line(&whole, syntaxes()) else { return };
        let mut from = 0;
        for (to, operation) in operations {
            self.token(line, from..to.min(line.len()), at);
            from = to.min(line.len());
            if self.stack.apply(&operation).is_err() {
                self.stack = ScopeStack::new();
            }
        }
        self.token(line, from..line.len(), at);
    }

    fn token(&mut self, line: &str, part: Range<usize>, at: usize) {
        let Some(text) = line.get(part.clone()) else { return };
        let text_end = part.start + text.trim_end_matches('\n').len();
        if text.trim().is_empty() {
            return;
        }
        let Some(scope) = self.scope() else { return };
        let range = at + part.start..at + text_end;
        match self.found.last_mut() {
            Some((last, own)) if *own == scope && last.end == range.start => last.end = range.end,
            _ => self.found.push((range, scope)),
        }
    }

    /// What the innermost scope that means something comes to.
    fn scope(&mut self) -> Option<TokenScope> {
        let known = &mut self.known;
        let mut scopes = self.stack.as_slice().iter().rev();
        scopes.find_map(|scope| *known.entry(*scope).or_insert_with(|| meaning(*scope)))
    }
}

/// What a scope comes to; None where what is around it decides.
fn meaning(scope: Scope) -> Option<TokenScope> {
    static TABLE: OnceLock<Vec<(Scope, Option<TokenScope>)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        MEANINGS.iter().filter_map(|(name, token)| Scope::new(name).ok().map(|scope| (scope, *token))).collect()
    });
    table.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).and_then(|(_, token)| *token)
}

/// The more special before the more general.
const MEANINGS: &[(&str, Option<TokenScope>)] = &[
    ("comment", Some(TokenScope::Comment)),
    ("constant.numeric", Some(TokenScope::Number)),
    ("constant", Some(TokenScope::Constant)),
    ("support.constant", Some(TokenScope::Constant)),
    ("string", Some(TokenScope::String)),
    ("keyword.operator", Some(TokenScope::Operator)),
    ("keyword", Some(TokenScope::Keyword)),
    ("storage", Some(TokenScope::Keyword)),
    ("entity.name.function", Some(TokenScope::Function)),
    ("support.function", Some(TokenScope::Function)),
    ("variable.function", Some(TokenScope::Function)),
    ("entity.name.tag", Some(TokenScope::Tag)),
    ("entity.name.section", Some(TokenScope::Heading)),
    ("entity.name", Some(TokenScope::Type)),
    ("entity.other.attribute-name", Some(TokenScope::Attribute)),
    ("entity.other.inherited-class", Some(TokenScope::Type)),
    ("support.type.property-name", Some(TokenScope::Tag)),
    ("support.macro", Some(TokenScope::Attribute)),
    ("meta.annotation", Some(TokenScope::Attribute)),
    ("support", Some(TokenScope::Type)),
    ("variable.language", Some(TokenScope::Keyword)),
    ("variable", Some(TokenScope::Variable)),
    ("markup.inserted", Some(TokenScope::Inserted)),
    ("markup.deleted", Some(TokenScope::Deleted)),
    ("markup.heading", Some(TokenScope::Heading)),
    ("markup.raw", Some(TokenScope::String)),
    ("punctuation.definition", None),
    ("punctuation", Some(TokenScope::Punctuation)),
];

/// A diff, by the first character of each line.
fn diff(code: &str) -> Vec<(Range<usize>, TokenScope)> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in code.split_inclusive('\n') {
        let end = at + line.trim_end_matches('\n').len();
        let header = ["+++", "---", "@@", "diff ", "index ", "*** "].iter().any(|mark| line.starts_with(mark));
        let scope = match line.chars().next() {
            _ if header => Some(TokenScope::Heading),
            Some('+' | '>') => Some(TokenScope::Inserted),
            Some('-' | '<') => Some(TokenScope::Deleted),
            _ => None,
        };
        found.extend(scope.map(|scope| (at..end, scope)));
        at += line.len();
    }
    found
}

/// The syntax of this name. JSX is read as TypeScript with tags: the syntaxes of JavaScript take what comes after an empty
/// tag (`<>`) for one long string.
fn syntax(name: &str) -> Option<&'static SyntaxReference> {
    syntaxes().find_syntax_by_token(if name == "jsx" { "tsx" } else { name })
}

/// A session at a prompt: prompts, commands as shell, and what they printed.
fn session(code: &str, in_time: &dyn Fn() -> bool) -> Vec<(Range<usize>, TokenScope)> {
    let Some(shell) = syntaxes().find_syntax_by_token("bash") else { return Vec::new() };
    let prompted = code.lines().any(|line| prompt(line) > 0);
    let (mut at, mut goes_on, mut found) = (0, false, Vec::new());
    for line in code.split_inclusive('\n') {
        if !in_time() {
            break;
        }
        let prompt = prompt(line);
        let end = at + line.trim_end_matches('\n').len();
        if prompt > 0 || goes_on || !prompted {
            if prompt > 0 {
                found.push((at..at + prompt, TokenScope::Prompt));
            }
            let mut command = Lines::new(shell);
            command.read(line.get(prompt..).unwrap_or_default(), at + prompt);
            found.append(&mut command.found);
            goes_on = line.trim_end().ends_with('\\');
        } else if end > at {
            found.push((at..end, TokenScope::Output));
        }
        at += line.len();
    }
    found
}

/// Bytes of the prompt a line starts with; 0 if it starts with none.
fn prompt(line: &str) -> usize {
    for mark in ["$ ", "# ", "% ", "> ", "❯ ", "➜ ", "λ ", ">>> ", "PS> "] {
        if line.starts_with(mark) {
            return mark.len();
        }
    }
    let head = line.get(..line.len().min(80)).unwrap_or_default();
    let sign = head.find("$ ").or_else(|| head.find("# ")).or_else(|| head.find("> "));
    let named = |at: usize| {
        let before = line.get(..at).unwrap_or_default();
        !before.is_empty()
            && (before.contains('@') || before.starts_with("PS ") || before.starts_with('['))
            && !before.contains("  ")
    };
    sign.filter(|at| named(*at)).map_or(0, |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str, language: &str) -> Vec<(String, TokenScope)> {
        let mut budget = Budget { block: Duration::from_secs(60), left: Duration::from_secs(60) };
        let found = highlight(code, language, &mut budget);
        found.into_iter().map(|(range, scope)| (code[range].to_owned(), scope)).collect()
    }

    /// What blogs most often write behind three backticks.
    const NAMES: &str = "java js bash xml html r ruby json javascript sh python rust sql perl yaml shell csharp c css \
        toml cpp swift diff go tsx php jsx ts kotlin markdown py yml c++ properties scala md ini vim \
        groovy julia nginx nim typescript objc c# bat elixir haskell lua makefile dockerfile powershell \
        graphql scss zig tf proto nix clojure erlang lisp asm vue svelte conf";

    #[test]
    fn languages_under_every_name_are_found() {
        let is_found = |name: &&str| language::canonical(name).is_some_and(|name| syntax(name).is_some());
        let plain: Vec<&str> = NAMES.split(' ').filter(|name| !is_found(name)).collect();
        let known_plain: &[&str] = if cfg!(feature = "onig") { &[] } else { &["powershell"] };
        assert_eq!(plain, known_plain);
    }

    #[test]
    fn words_of_a_language_get_their_scopes() {
        let found = read("fn main() { let x = \"a\"; // c\n}", "rust");
        for want in [
            ("fn", TokenScope::Keyword),
            ("main", TokenScope::Function),
            ("\"a\"", TokenScope::String),
            ("// c", TokenScope::Comment),
        ] {
            assert!(found.contains(&(want.0.to_owned(), want.1)), "{want:?} in {found:?}");
        }
    }

    #[test]
    fn tags_in_javascript_leave_what_follows_code() {
        let code = "const a = (\n  <>\n    <b id=\"x\">{one}</b>\n  </>\n);\n\nfunction after() { return <i />; }\n";
        for language in ["js", "jsx", "tsx"] {
            let found = read(code, language);
            for want in [("function", TokenScope::Keyword), ("after", TokenScope::Function), ("b", TokenScope::Tag)] {
                assert!(found.contains(&(want.0.to_owned(), want.1)), "{want:?} in {found:?}");
            }
        }
    }

    #[test]
    fn diffs_and_sessions() {
        let found = read("@@ -1 +1 @@\n-a\n+b\n c", "diff");
        let scopes: Vec<TokenScope> = found.iter().map(|(_, scope)| *scope).collect();
        assert_eq!(scopes, [TokenScope::Heading, TokenScope::Deleted, TokenScope::Inserted]);
        assert_eq!(read("+a", "diff-js"), [("+a".to_owned(), TokenScope::Inserted)]);
        let found = read("$ ls -l\nfile\nuser@host:~$ pwd", "console");
        assert_eq!(found.first(), Some(&("$ ".to_owned(), TokenScope::Prompt)));
        assert!(found.contains(&("file".to_owned(), TokenScope::Output)));
        assert!(found.contains(&("user@host:~$ ".to_owned(), TokenScope::Prompt)));
    }

    #[test]
    fn tokens_are_ordered_and_long_lines_stay_plain() {
        let code = format!("let a = 1;\n{}\nlet b = 2;", "\"x\", ".repeat(1_000));
        let mut budget = Budget::default();
        let found = highlight(&code, "js", &mut budget);
        assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
        assert!(!found.iter().any(|(range, _)| (11..11 + 5_000).contains(&range.start)));
    }

    #[test]
    fn a_spent_budget_leaves_code_plain() {
        let mut budget = Budget { block: Duration::ZERO, left: Duration::ZERO };
        assert!(highlight("fn a() {}", "rust", &mut budget).is_empty());
    }
}
