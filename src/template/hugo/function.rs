//! Functions of Hugo's templates ("Functions") that make words of words. What asks for pages, pictures or the hour is not known.

use regex::Regex;

use super::super::reference;
use super::super::tags::shown::fenced;
use super::super::tags::value::Value;
use super::date;
use super::lists;
use super::member;
use super::scope::Scope;
use super::translation;
use super::words;

/// Bytes of a text that is put together.
pub(super) const LONGEST: usize = 64 << 10;
/// Numbers of a sequence, and items of a list, at most.
pub(super) const MOST: usize = 500;

/// What a function is given.
pub(super) struct Given<'g> {
    pub(super) values: &'g [Option<Value>],
}

impl Given<'_> {
    pub(super) fn value(&self, at: usize) -> Option<Value> {
        self.values.get(at)?.clone()
    }

    pub(super) fn text(&self, at: usize) -> Option<String> {
        self.value(at)?.words()
    }

    pub(super) fn number(&self, at: usize) -> Option<f64> {
        self.value(at)?.number()
    }

    pub(super) fn last(&self) -> Option<Value> {
        self.values.last()?.clone()
    }

    pub(super) fn texts(&self) -> Option<Vec<String>> {
        self.values.iter().map(|value| value.as_ref()?.words()).collect()
    }
}

/// What a function gives; None for what is not known.
pub(super) fn call(name: &str, given: &[Option<Value>], scope: &mut Scope<'_>) -> Option<Value> {
    let (package, function) = name.rsplit_once('.').unwrap_or(("", name));
    let function = function.to_ascii_lowercase();
    // These have other names with their package than without.
    let function = match package {
        "safe" => format!("safe{function}"),
        "cast" => function.trim_start_matches("to").to_owned(),
        _ => function,
    };
    let given = Given { values: given };
    if matches!(package, "resources" | "os" | "path" | "urls" | "transform") {
        return of_files(&function, &given, scope);
    }
    if let Some(value) = of_site(package, &function, &given, scope) {
        return Some(value);
    }
    of_logic(&function, &given, scope)
        .or_else(|| lists::of(&function, &given, scope))
        .or_else(|| words::of(&function, &given))
        .or_else(|| of_words(&function, &given))
        .or_else(|| of_numbers(&function, &given))
        .or_else(|| of_files(&function, &given, scope))
}

/// What depends on the language of the page.
fn of_site(package: &str, function: &str, given: &Given<'_>, scope: &Scope<'_>) -> Option<Value> {
    match (package, function) {
        ("", "i18n" | "t") | ("lang", "translate") => {
            let is_known = scope.language().is_some() && given.values.iter().all(Option::is_some);
            is_known.then(|| translation::of(&given.text(0)?, given.value(1).as_ref(), scope.values)).flatten()
        }
        ("", "dateformat") | ("time", "format") => date::formatted(&given.text(0)?, &given.text(1)?, scope),
        ("", "time") | ("time", "astime") => given.value(0),
        _ => None,
    }
}

fn of_logic(function: &str, given: &Given<'_>, scope: &Scope<'_>) -> Option<Value> {
    let is_true = |value: &Value| value.is_true(scope.values);
    let compared = |is: fn(std::cmp::Ordering) -> bool| Some(Value::Truth(is(order(given)?)));
    match function {
        // The first that is something, or that is nothing, else the last.
        "or" | "and" => {
            for value in given.values {
                let value = value.clone()?;
                if is_true(&value) == (function == "or") {
                    return Some(value);
                }
            }
            given.last()
        }
        "not" => Some(Value::Truth(!is_true(&given.value(0)?))),
        "eq" => {
            let first = given.text(0)?;
            let rest = given.values.get(1..)?;
            rest.iter()
                .map(|value| Some(value.as_ref()?.words()? == first))
                .collect::<Option<Vec<_>>>()
                .map(|all| Value::Truth(all.contains(&true)))
        }
        "ne" => Some(Value::Truth(given.text(0)? != given.text(1)?)),
        "lt" => compared(std::cmp::Ordering::is_lt),
        "le" => compared(std::cmp::Ordering::is_le),
        "gt" => compared(std::cmp::Ordering::is_gt),
        "ge" => compared(std::cmp::Ordering::is_ge),
        "default" => {
            given.last().filter(is_true).or_else(|| given.value(0)).filter(|_| given.values.iter().all(Option::is_some))
        }
        "cond" => given.value(if is_true(&given.value(0)?) { 1 } else { 2 }),
        "isset" => Some(Value::Truth(given.value(0)?.at(&given.text(1)?, scope.values)? != Value::Nothing)),
        "errorf" | "warnf" | "erroridf" | "warnidf" => Some(Value::Nothing),
        "newscratch" => Some(Value::Named(super::scope::SCRATCH.to_owned())),
        _ => None,
    }
}

/// How the first argument stands to the second: as numbers if both are, else as words.
fn order(given: &Given<'_>) -> Option<std::cmp::Ordering> {
    match (given.number(0), given.number(1)) {
        (Some(one), Some(other)) => one.partial_cmp(&other),
        _ => Some(given.text(0)?.cmp(&given.text(1)?)),
    }
}

fn of_words(function: &str, given: &Given<'_>) -> Option<Value> {
    if let Some(value) = kept(function, given) {
        return Some(value);
    }
    let text = |at: usize| given.text(at);
    let whole = |words: String| Some(Value::Text(words)).filter(|_| given.values.len() <= 3);
    let truth = |is: bool| Some(Value::Truth(is));
    match function {
        "print" | "println" => given.texts().map(|texts| Value::Text(texts.concat())),
        "upper" | "toupper" => whole(text(0)?.to_uppercase()),
        "lower" | "tolower" => whole(text(0)?.to_lowercase()),
        "title" => whole(capitals(&text(0)?)),
        "firstupper" => whole(crate::text::capitalized(&text(0)?)),
        "humanize" => whole(crate::text::capitalized(&text(0)?.replace(['-', '_'], " "))),
        "trim" => whole(text(0)?.trim_matches(|c| text(1).unwrap_or_default().contains(c)).to_owned()),
        "trimleft" => whole(text(1)?.trim_start_matches(|c| text(0).unwrap_or_default().contains(c)).to_owned()),
        "trimright" => whole(text(1)?.trim_end_matches(|c| text(0).unwrap_or_default().contains(c)).to_owned()),
        "trimprefix" => whole(text(1)?.strip_prefix(text(0)?.as_str()).map_or(text(1)?, str::to_owned)),
        "trimsuffix" => whole(text(1)?.strip_suffix(text(0)?.as_str()).map_or(text(1)?, str::to_owned)),
        "replace" | "replaceall" => {
            let (words, from, to) = (text(0)?, text(1)?, text(2)?);
            let fits = words.matches(&from).count().saturating_mul(to.len()) <= LONGEST;
            fits.then(|| Value::Text(words.replace(&from, &to)))
        }
        "replacere" => {
            let (pattern, to, words) = (Regex::new(&text(0)?).ok()?, text(1)?, text(2)?);
            let made = pattern.replace_all(&words, to.as_str()).into_owned();
            (made.len() <= LONGEST).then_some(Value::Text(made))
        }
        "findresubmatch" => {
            let (pattern, words) = (Regex::new(&text(0)?).ok()?, text(1)?);
            let most = given.value(2).and_then(|most| most.count()).unwrap_or(MOST);
            let groups = pattern.captures_iter(&words).take(most.min(MOST)).map(|found| {
                Value::list(found.iter().map(|it| Value::text(it.map_or("", |it| it.as_str()))).collect())
            });
            Some(Value::list(groups.collect()))
        }
        "repeat" => {
            let (count, words) = (given.value(0)?.count()?, text(1)?);
            (count.saturating_mul(words.len()) <= LONGEST).then(|| Value::Text(words.repeat(count)))
        }
        "count" => Some(Value::Number(text(1)?.matches(text(0)?.as_str()).count() as f64)),
        "findre" => {
            let (pattern, words) = (Regex::new(&text(0)?).ok()?, text(1)?);
            let most = given.value(2).and_then(|most| most.count()).unwrap_or(MOST);
            Some(Value::list(
                pattern.find_iter(&words).take(most.min(MOST)).map(|it| Value::text(it.as_str())).collect(),
            ))
        }
        "hasprefix" => truth(text(0)?.starts_with(&text(1)?)),
        "hassuffix" => truth(text(0)?.ends_with(&text(1)?)),
        "contains" => truth(text(0)?.contains(&text(1)?)),
        "containsany" => truth(text(0)?.contains(|c| text(1).unwrap_or_default().contains(c))),
        "substr" => {
            let (from, length) = (given.value(1)?.count()?, given.value(2).map(|it| it.count()));
            let rest = text(0)?.chars().skip(from).collect::<Vec<_>>();
            let length = length.map_or(Some(rest.len()), |it| it)?;
            Some(Value::Text(rest.into_iter().take(length).collect()))
        }
        "slicestr" => {
            let (from, to) = (given.value(1)?.count()?, given.value(2).map(|it| it.count()));
            let to = to.map_or(Some(usize::MAX), |it| it)?;
            Some(Value::Text(text(0)?.chars().skip(from).take(to.saturating_sub(from)).collect()))
        }
        "countwords" => Some(Value::Number(text(0)?.split_whitespace().count() as f64)),
        _ => None,
    }
}

/// What leaves words as they are, or says what they are.
fn kept(function: &str, given: &Given<'_>) -> Option<Value> {
    const SAME: [&str; 18] = [
        "safeurl",
        "safehtmlattr",
        "safecss",
        "safejs",
        "safejsstr",
        "string",
        "emojify",
        "htmlescape",
        "relurl",
        "absurl",
        "rellangurl",
        "abslangurl",
        "trimspace",
        "chomp",
        "tostring",
        "unescape",
        "urlquery",
        "jsonify",
    ];
    match (function, given.last()?) {
        (
            "markdownify" | "renderstring" | "safehtml" | "emojify" | "string" | "trimspace" | "chomp" | "trim",
            Value::Inner,
        ) => Some(Value::Inner),
        ("trim", _) if matches!(given.value(0), Some(Value::Inner)) => Some(Value::Inner),
        ("markdownify" | "renderstring", value) => value.words().map(Value::Markdown),
        // A sign has no words.
        ("emojify", Value::Text(name)) if is_sign(&name) => Some(Value::Nothing),
        ("safehtml" | "htmlunescape", value) => value.words().map(Value::Html),
        ("trimspace" | "chomp", value) => value.words().map(|words| Value::text(words.trim())),
        (function, value) if SAME.contains(&function) && given.values.len() == 1 => Some(value),
        _ => None,
    }
}

/// Whether a text is the name of a sign and nothing else: `:point_up:`.
fn is_sign(text: &str) -> bool {
    let name = text.trim().strip_prefix(':').and_then(|rest| rest.strip_suffix(':'));
    name.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+')))
}

/// Each word with a capital, as in a title.
fn capitals(words: &str) -> String {
    words.split(' ').map(crate::text::capitalized).collect::<Vec<_>>().join(" ")
}

fn of_numbers(function: &str, given: &Given<'_>) -> Option<Value> {
    let number = |at: usize| given.number(at);
    let whole = |number: f64| Some(Value::Number(number)).filter(|_| number.is_finite());
    match function {
        "int" | "float" => whole(if function == "int" { number(0)?.trunc() } else { number(0)? }),
        "add" if number(0).is_none() => Some(Value::Text(given.texts()?.concat())),
        "add" => whole(number(0)? + number(1)?),
        "sub" => whole(number(0)? - number(1)?),
        "mul" => whole(number(0)? * number(1)?),
        // Whole numbers give a whole number.
        "div" => {
            let (one, other) = (number(0)?, number(1)?);
            let is_whole = one.fract() == 0.0 && other.fract() == 0.0;
            whole(if is_whole { (one / other).trunc() } else { one / other })
        }
        "mod" => whole(number(0)? % number(1)?),
        "pow" => whole(number(0)?.powf(number(1)?)),
        "modbool" => Some(Value::Truth(number(0)? % number(1)? == 0.0)),
        "round" => whole(number(0)?.round()),
        "ceil" => whole(number(0)?.ceil()),
        "floor" => whole(number(0)?.floor()),
        _ => None,
    }
}

fn of_files(function: &str, given: &Given<'_>, scope: &Scope<'_>) -> Option<Value> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    match function {
        "get" | "getmatch" => member::file_at(&given.text(0)?),
        "readfile" => member::content(&given.text(0)?, scope),
        // Whether a file is there is known of those that were read.
        "fileexists" => Some(Value::Truth(member::content(&given.text(0)?, scope).is_some())),
        "highlight" => Some(Value::Markdown(fenced(&given.text(1)?, &given.text(0)?))),
        // The page, then the path.
        "ref" | "relref" => Some(Value::Text(reference::target("ref", &given.last()?.words()?))),
        "join" | "joinpath" => {
            let parts = given.texts()?;
            let parts = parts.iter().map(|part| part.trim_end_matches('/')).filter(|part| !part.is_empty());
            Some(Value::Text(parts.collect::<Vec<_>>().join("/")))
        }
        "dir" => Some(Value::Text(given.text(0)?.rsplit_once('/').map_or(".".to_owned(), |(dir, _)| dir.to_owned()))),
        "base" => Some(Value::Text(name(&given.text(0)?))),
        "ext" => {
            let path = name(&given.text(0)?);
            Some(Value::Text(path.rfind('.').and_then(|at| path.get(at..)).unwrap_or_default().to_owned()))
        }
        "basename" => {
            let path = name(&given.text(0)?);
            Some(Value::Text(path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem).to_owned()))
        }
        _ if function != "join" => kept(function, given),
        _ => None,
    }
}
