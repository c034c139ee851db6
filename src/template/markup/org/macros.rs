//! Macros of Org: `#+MACRO: name words $1` and `{{{name(a,b)}}}` ("Macro Replacement"). Knows no other marks; what only Emacs
//! could compute is left as it is written.

use std::collections::HashMap;

use crate::template::find::holds;
use crate::template::near::near;
use crate::template::output::Output;

/// Macros in macros.
const DEEPEST: u8 = 4;
/// Bytes that macros may add to a body.
const MOST_ADDED: usize = 1 << 20;

/// Puts what macros stand for in their places. None if the body has none.
pub(in crate::template) fn rewrite(body: &str) -> Option<Output> {
    if !holds(body, "{{{") {
        return None;
    }
    let mut macros: HashMap<String, &str> = HashMap::new();
    for line in body.lines() {
        let Some((key, value)) = super::keyword(line.trim()) else { continue };
        match key.as_str() {
            "macro" => {
                let (name, words) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
                macros.insert(name.to_ascii_lowercase(), words.trim());
            }
            "title" | "author" | "email" | "date" => {
                macros.entry(key).or_insert(value);
            }
            _ => {}
        }
    }
    macros.retain(|_, words| !words.starts_with("(eval "));
    let (mut out, mut at, mut left, mut kept) = (Output::default(), 0, MOST_ADDED, false);
    for line in body.split_inclusive('\n') {
        let word = line.trim_start().to_ascii_lowercase();
        kept = match (word.starts_with("#+begin_"), word.starts_with("#+end_")) {
            (true, _) => {
                ["src", "example", "export"].iter().any(|name| word.get(8..).is_some_and(|it| it.starts_with(name)))
            }
            (_, true) => false,
            _ => kept,
        };
        match Some(line)
            .filter(|line| !kept && line.contains("{{{"))
            .and_then(|line| replaced(line, &macros, &mut left, DEEPEST))
        {
            Some(made) => out.make(&made, at),
            None => out.copy(line, at),
        }
        at += line.len();
    }
    Some(out)
}

/// A line with its macros replaced; None if it has none that is known.
fn replaced(line: &str, macros: &HashMap<String, &str>, left: &mut usize, deeper: u8) -> Option<String> {
    let deeper = deeper.checked_sub(1)?;
    let (mut made, mut rest, mut is_any) = (String::new(), line, false);
    while let Some((before, after)) = rest.split_once("{{{") {
        made.push_str(before);
        let call = near(after).split_once("}}}").and_then(|(call, _)| Some((call, called(call, macros)?)));
        match call.filter(|(_, words)| words.len() <= *left) {
            Some((call, words)) => {
                *left -= words.len();
                let inner = replaced(&words, macros, left, deeper);
                made.push_str(&inner.unwrap_or(words));
                rest = after.get(call.len() + 3..).unwrap_or_default();
                is_any = true;
            }
            None => {
                made.push_str("{{{");
                rest = after;
            }
        }
    }
    made.push_str(rest);
    is_any.then_some(made)
}

/// What a call of a macro comes to: `name`, `name(a, b)`; a comma behind a backslash parts nothing.
fn called(call: &str, macros: &HashMap<String, &str>) -> Option<String> {
    let (name, given) = match call.split_once('(') {
        Some((name, given)) => (name, given.strip_suffix(')')?),
        None => (call, ""),
    };
    let words = macros.get(&name.trim().to_ascii_lowercase())?;
    let given = given.replace("\\,", "\u{1}");
    let given: Vec<String> = given.split(',').map(|part| part.trim().replace('\u{1}', ",")).collect();
    let mut parts = words.split('$');
    let mut made = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.chars().next().and_then(|c| c.to_digit(10)) {
            Some(0) => {
                made.push_str(&given.join(","));
                made.push_str(part.get(1..).unwrap_or_default());
            }
            Some(place) => {
                made.push_str(given.get(place as usize - 1).map_or("", String::as_str));
                made.push_str(part.get(1..).unwrap_or_default());
            }
            None => {
                made.push('$');
                made.push_str(part);
            }
        }
    }
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_stand_for_their_words() {
        let head = "#+MACRO: hi Hello /$1/ and $2!\n#+macro: in {{{hi(a,b)}}}\n#+TITLE: T\n#+MACRO: lisp (eval (x))\n";
        for (text, want) in [
            ("x {{{hi(World, you)}}} y\n", "x Hello /World/ and you! y\n"),
            ("{{{hi(a\\, b)}}} {{{title}}}\n", "Hello /a, b/ and ! T\n"),
            ("{{{in}}}\n", "Hello /a/ and b!\n"),
            ("{{{none(x)}}} {{{lisp}}} {{{hi\n", "{{{none(x)}}} {{{lisp}}} {{{hi\n"),
            ("#+begin_src x\n{{{title}}}\n#+end_src\n", "#+begin_src x\n{{{title}}}\n#+end_src\n"),
        ] {
            let made = rewrite(&format!("{head}{text}")).map(|out| out.text).unwrap_or_default();
            let made = made.lines().skip(4).map(|line| format!("{line}\n")).collect::<String>();
            assert_eq!(made, want, "{text}");
        }
        assert!(rewrite("no macros\n").is_none());
        let endless = rewrite("#+MACRO: x {{{x}}}{{{x}}}\n{{{x}}}\n").map(|out| out.text.len());
        assert!(endless.is_some_and(|length| length < 1_000));
    }
}
