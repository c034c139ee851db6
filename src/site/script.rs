//! What JavaScript says in plain words: `key: 'text'`, read as text and never run.

/// Places of a key that are looked at.
const MOST: usize = 64;

/// The first quoted text after `key:` or `key =`.
pub(super) fn text(source: &str, key: &str) -> Option<String> {
    values(source, key).find_map(quoted).map(|(text, _)| text.to_owned())
}

/// The texts of the first list after `key:` or `key =`.
pub(super) fn texts(source: &str, key: &str) -> Option<Vec<String>> {
    let list = values(source, key).find_map(|value| value.strip_prefix('[')?.split_once(']'))?.0;
    let mut texts = Vec::new();
    let mut rest = list;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let Some((text, behind)) = quoted(rest.get(at..)?) else { break };
        texts.push(text.to_owned());
        rest = behind;
    }
    Some(texts)
}

/// The first `true` or `false` after `key:`.
pub(super) fn flag(source: &str, key: &str) -> Option<bool> {
    values(source, key).find_map(|value| match value.split(|c: char| !c.is_ascii_alphanumeric()).next() {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => None,
    })
}

/// What stands after the first `key:` or `key =`.
pub(super) fn value<'s>(source: &'s str, key: &str) -> Option<&'s str> {
    values(source, key).next().or_else(|| {
        // A method: `permalink(data) { … }`.
        let call = format!("{key}(");
        source.match_indices(&call).find_map(|(at, _)| {
            let value = source.get(at + key.len()..)?;
            value.split_once(')')?.1.trim_start().starts_with('{').then_some(value)
        })
    })
}

/// The text that the first call of a function is given: `name("text")`.
pub(super) fn call(source: &str, name: &str) -> Option<String> {
    calls(source, name).find_map(quoted).map(|(text, _)| text.to_owned())
}

/// The two texts that each call of a function is given: `name("one", "two")`.
pub(super) fn pairs(source: &str, name: &str) -> Vec<(String, String)> {
    let pair = |arguments| {
        let (first, rest) = quoted(arguments)?;
        let (second, _) = quoted(rest.trim_start().strip_prefix(',')?.trim_start())?;
        Some((first.to_owned(), second.to_owned()))
    };
    calls(source, name).filter_map(pair).collect()
}

/// The second argument of the call whose first is this text.
pub(super) fn argument<'s>(source: &'s str, name: &str, first: &str) -> Option<&'s str> {
    calls(source, name).find_map(|arguments| {
        let (text, rest) = quoted(arguments)?;
        rest.trim_start().strip_prefix(',').filter(|_| text == first).map(str::trim_start)
    })
}

/// The format of dates that a filter of this name prints, as far as its first lines say.
pub(super) fn filter(source: &str, name: &str) -> Option<String> {
    /// Bytes of a filter that are looked at.
    const LONGEST: usize = 400;
    let given = argument(source, "addFilter", name);
    // By its name alone, or as an entry of an object whose functions are filters.
    let is_named = given.is_none_or(|body| body.starts_with(|c: char| c.is_alphabetic()) && !is_function(body));
    let body = if is_named {
        function(source, name).filter(|body| body.starts_with('(') || is_function(body)).or(given)
    } else {
        given
    }?;
    let end = (0..=LONGEST.min(body.len())).rev().find(|end| body.is_char_boundary(*end))?;
    let body = body.get(..end)?.split("addFilter").next()?;
    let given = ["toFormat", "format"].iter().find_map(|method| call(body, method));
    let slashed = || body.contains("/-/g").then(|| "%Y/%m/%d".to_owned());
    let day = || (body.contains("toISODate") || body.contains("toISOString")).then(|| "%Y-%m-%d".to_owned());
    let year = || body.contains("FullYear()").then(|| "%Y".to_owned());
    given.or_else(slashed).or_else(day).or_else(year)
}

/// Whether a value is a function that is written out.
fn is_function(value: &str) -> bool {
    value.starts_with("function")
        || value.starts_with("async")
        || value.split(['\n', ',', ')']).next().is_some_and(|it| it.contains("=>"))
}

/// The function of a name, from its parameters on: `function name(…)`, `const name = (…)`, `name: (…)`, `name(…) {`.
pub(super) fn function<'s>(source: &'s str, name: &str) -> Option<&'s str> {
    let ways = [format!("function {name}("), format!("{name} = "), format!("{name}: "), format!("{name}(")];
    ways.iter().filter(|_| !name.is_empty()).find_map(|way| {
        source.match_indices(way.as_str()).take(MOST).find_map(|(at, _)| {
            let is_whole = !source.get(..at)?.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'));
            let start = at + if way.ends_with('(') { way.len() - 1 } else { way.len() };
            let rest = source.get(start..)?;
            // Of a call no body follows.
            let is_defined = !way.ends_with('(') || way.starts_with("function") || is_method(rest);
            (is_whole && is_defined).then_some(rest)
        })
    })
}

/// Whether braces follow the parentheses at the start of a text.
fn is_method(text: &str) -> bool {
    super::object::inside(text)
        .and_then(|inside| text.get(inside.len() + 2..))
        .is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// What stands between the parentheses of each call.
fn calls<'s>(source: &'s str, name: &str) -> impl Iterator<Item = &'s str> {
    let length = name.len();
    source.match_indices(name).take(MOST).filter_map(move |(at, _)| {
        let rest = source.get(at + length..)?.trim_start().strip_prefix('(')?;
        Some(rest.trim_start())
    })
}

/// The text that a value is, or that the function there returns at last, in Liquid's words:
/// `(data) => \`/x/${data.page.fileSlug}/\``, `function({page}) { return "/x/" + page.fileSlug; }`.
pub(super) fn returned(value: &str) -> Option<String> {
    let value = value.get(..extent(value))?;
    if let Some((text, _)) = quoted(value) {
        return Some(text.to_owned());
    }
    let starts = value.match_indices("return ").chain(value.match_indices("=>")).map(|(at, word)| at + word.len());
    let body = match starts.max() {
        Some(start) => value.get(start..)?,
        None if value.starts_with('`') => value,
        None => return None,
    };
    // Of `condition ? false : text`, the text.
    let body = body.split_once("? false :").map_or(body, |(_, text)| text);
    let end = body.find([';', '\n']).filter(|_| !body.trim_start().starts_with('`')).unwrap_or(body.len());
    let mut out = String::new();
    let mut rest = body.get(..end)?.trim();
    while !rest.is_empty() {
        let (piece, behind) = match rest.strip_prefix('`').and_then(|inner| inner.split_once('`')) {
            Some((text, behind)) => (interpolated(text)?, behind),
            None => match quoted(rest) {
                Some((text, behind)) => (text.to_owned(), behind),
                None => {
                    let end = rest.find(['+', ';', '}', '\n']).unwrap_or(rest.len());
                    let (name, behind) = rest.split_at_checked(end)?;
                    (variable(name)?, behind)
                }
            },
        };
        out.push_str(&piece);
        rest = match behind.trim_start().strip_prefix('+') {
            Some(more) => more.trim_start(),
            None => "",
        };
    }
    out.contains(['/', '.', '{']).then_some(out)
}

/// How far a value goes: to the comma or bracket that ends it.
pub(super) fn extent(value: &str) -> usize {
    let (mut depth, mut quote) = (0usize, None);
    for (at, c) in value.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') if depth == 0 => return at,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => return at,
            _ => {}
        }
    }
    value.len()
}

/// A template literal in Liquid's words.
fn interpolated(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (inside, behind) = after.split_once('}')?;
        out.push_str(before);
        out.push_str(&variable(inside)?);
        rest = behind;
    }
    Some(out + rest)
}

/// A variable in Liquid's words; a call is a filter with its last argument (`this.slugify(data.title)`).
fn variable(written: &str) -> Option<String> {
    let written = written.trim();
    if let Some(made) = dated(written) {
        return Some(made);
    }
    let is_call = written.ends_with(')') && !written.contains(".replace(");
    let (filter, variable) = match written.strip_suffix(')').and_then(|call| call.split_once('(')).filter(|_| is_call) {
        Some((name, argument)) => (name.rsplit('.').next(), argument),
        None => (None, written),
    };
    let known = |c: char| c.is_alphanumeric() || "._ |()'\"/,-".contains(c);
    if variable.is_empty() || !variable.chars().all(known) {
        return None;
    }
    let filter = filter.map(|name| format!(" | {name}")).unwrap_or_default();
    let names: Vec<&str> = variable.split("||").map(|name| name.trim().trim_start_matches("data.")).collect();
    Some(format!("{{{{ {}{filter} }}}}", names.join(" || ")))
}

/// A part of a date that a method of JavaScript's tells.
fn dated(written: &str) -> Option<String> {
    const METHODS: [(&str, &str); 6] = [
        (".getFullYear()", "%Y"),
        (".getUTCFullYear()", "%Y"),
        (".toISOString().slice(0, 10)", "%Y-%m-%d"),
        (".toISOString().substring(0, 10)", "%Y-%m-%d"),
        (".toISOString().split('T')[0]", "%Y-%m-%d"),
        (".toISOString().split(\"T\")[0]", "%Y-%m-%d"),
    ];
    let (date, format) = METHODS.iter().find_map(|(method, format)| Some((written.strip_suffix(method)?, format)))?;
    let date = date.trim_start_matches("data.");
    matches!(date, "page.date" | "date").then(|| format!("{{{{ {date} | date: '{format}' }}}}"))
}

/// What stands after each `key:`.
pub(super) fn values<'s>(source: &'s str, key: &str) -> impl Iterator<Item = &'s str> {
    let length = key.len();
    source.match_indices(key).take(MOST).filter_map(move |(at, _)| {
        let before = source.get(..at)?.chars().next_back();
        let rest = source.get(at + length..)?.trim_start_matches(['"', '\'']).trim_start();
        let value = rest.strip_prefix([':', '='])?.trim_start();
        let is_whole = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.');
        is_whole.then_some(value)
    })
}

/// A quoted text without placeholders, and what follows it.
pub(super) fn quoted(value: &str) -> Option<(&str, &str)> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (text, behind) = value.get(1..)?.split_once(quote)?;
    (!text.contains("${") && !text.contains('\n')).then_some((text, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_searched_for_plain_text() {
        let source = "export default defineConfig({ mysite: 'no', site: 'https://a.b', base: `/x${y}`, \"tags\": [\"a\", 'b'] })";
        assert_eq!(text(source, "site").as_deref(), Some("https://a.b"));
        assert_eq!(text(source, "base"), None);
        assert_eq!((flag("draft: false, permalink: (data) => x", "draft"), flag(source, "base")), (Some(false), None));
        assert_eq!(texts(source, "tags"), Some(vec!["a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn what_a_short_function_returns_is_a_template() {
        for (source, want) in [
            ("'/x/', y: 1", Some("/x/")),
            (
                "(data) => `/b/${this.slugify(data.title)}/${data.page.fileSlug}/`,",
                Some("/b/{{ title | slugify }}/{{ page.fileSlug }}/"),
            ),
            ("function({page}) {\n return `/web/${ page.fileSlug }/`\n},", Some("/web/{{ page.fileSlug }}/")),
            (
                "data => data.off ? false : `/e/${data.slug || data.page.fileSlug}/`",
                Some("/e/{{ slug || page.fileSlug }}/"),
            ),
            ("(data) => { return '/x/' + data.page.fileSlug + '/'; }", Some("/x/{{ page.fileSlug }}/")),
            ("(data) => compute(data)", Some("{{ data | compute }}")),
            ("data => data.permalink", Some("{{ permalink }}")),
            ("({page}) => `/${page.date.getFullYear()}/x/`", Some("/{{ page.date | date: '%Y' }}/x/")),
            ("some.name", None),
        ] {
            assert_eq!(returned(source).as_deref(), want, "{source}");
        }
    }

    #[test]
    fn calls_are_read() {
        let source = "c.addLayoutAlias('post', 'layouts/post.njk');\nc.setInputDirectory('src')\nc.addGlobalData(\"layout\", 'a.njk')";
        assert_eq!(call(source, "setInputDirectory").as_deref(), Some("src"));
        assert_eq!(pairs(source, "addLayoutAlias"), [("post".to_owned(), "layouts/post.njk".to_owned())]);
        let filters = "export default { day: (d) => DateTime.fromJSDate(d).toFormat('yyyy/LL'), other: 1 };\nfunction iso(d) { return d.toISOString() }\nc.addFilter('iso', iso)";
        assert_eq!(filter(filters, "day").as_deref(), Some("yyyy/LL"));
        assert_eq!(filter(filters, "iso").as_deref(), Some("%Y-%m-%d"));
        assert_eq!(filter(filters, "other"), None);
        assert_eq!(argument(source, "addGlobalData", "layout").and_then(returned).as_deref(), Some("a.njk"));
    }
}
