//! Which lines of a file are taken in: by their numbers, by tags around them, by what they hold. Knows the options of each format.

use crate::template::markup::Markup;

/// The value of `name=value` in a list of options; in quotation marks it may hold commas.
pub(super) fn option<'t>(options: &'t str, name: &str) -> Option<&'t str> {
    let at = options.match_indices(name).map(|(at, _)| at).find(|at| {
        let begins = options.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with([',', ' ']));
        begins && options.get(at + name.len()..).is_some_and(|rest| rest.starts_with('='))
    })?;
    let value = options.get(at + name.len() + 1..)?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split(',').next().map(str::trim),
    }
}

/// The offset of levels that takes another back.
pub(super) fn back(offset: &str) -> String {
    match (offset.strip_prefix('+'), offset.strip_prefix('-')) {
        (Some(number), _) => format!("-{number}"),
        (_, Some(number)) => format!("+{number}"),
        _ => "0".to_owned(),
    }
}

/// The lines of a file that its options ask for.
pub(super) fn lines<'f>(file: &'f str, options: &str, below: &[&str], markup: Markup) -> Vec<&'f str> {
    match markup {
        Markup::AsciiDoc => of_asciidoc(file, options),
        Markup::Rst => of_rst(file, below),
        Markup::Org => numbered(file, options.split_once(":lines").and_then(|(_, range)| range.split('"').nth(1)), "-"),
        Markup::Markdown => of_snippet(file, options),
        _ => file.lines().collect(),
    }
}

/// By `lines=1..3;5` or `tags=a;b` (Asciidoctor, "Include Content by Line Ranges", "by Tagged Regions").
fn of_asciidoc<'f>(file: &'f str, options: &str) -> Vec<&'f str> {
    let tags = option(options, "tag").or_else(|| option(options, "tags"));
    let wanted: Vec<&str> = tags.map(|tags| tags.split([',', ';']).map(str::trim).collect()).unwrap_or_default();
    let all = wanted.iter().any(|tag| matches!(*tag, "*" | "**"));
    let hidden = |name: &str| wanted.iter().any(|tag| tag.strip_prefix('!') == Some(name));
    let only_hides = !wanted.is_empty() && wanted.iter().all(|tag| tag.starts_with('!'));
    let (mut open, mut own): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in file.lines() {
        match mark(line) {
            Some((name, true)) => open.push(name),
            Some((name, false)) => open.retain(|tag| *tag != name),
            None => {
                let is_in = open.iter().any(|name| all || wanted.contains(name));
                let shows = is_in || wanted.is_empty() || only_hides || wanted.contains(&"**");
                if shows && !open.iter().any(|name| hidden(name)) {
                    own.push(line);
                }
            }
        }
    }
    match option(options, "lines") {
        Some(ranges) if tags.is_none() => {
            let parts = ranges.split([',', ';']).map(str::trim);
            parts.flat_map(|range| numbered(file, Some(range), "..")).collect()
        }
        _ => own,
    }
}

/// The name of the tag that a line begins or ends, and whether it begins it.
fn mark(line: &str) -> Option<(&str, bool)> {
    let (at, begins) = match (line.find("tag::"), line.find("end::")) {
        (Some(at), _) => (at, true),
        (None, Some(at)) => (at, false),
        _ => return None,
    };
    let (name, _) = line.get(at + 5..)?.split_once("[]")?;
    (!name.is_empty() && !name.contains(' ')).then_some((name, begins))
}

/// The lines of a range such as `2-5` or `2..`, counted from 1; one number is one line.
fn numbered<'f>(file: &'f str, range: Option<&str>, sign: &str) -> Vec<&'f str> {
    let Some(range) = range else { return file.lines().collect() };
    let (first, last) = range.split_once(sign).unwrap_or((range, range));
    let first: usize = first.trim().parse().unwrap_or(1).max(1);
    let last = last.trim().parse().unwrap_or(usize::MAX);
    // The last line of Org's ranges is not one of them.
    let last = if sign == "-" && last != usize::MAX { last.saturating_sub(1) } else { last };
    file.lines().take(last).skip(first - 1).collect()
}

/// By `:start-line:`, `:end-line:`, `:start-after:`, `:end-before:` (docutils, "include"), and `:lines:` of Sphinx.
fn of_rst<'f>(file: &'f str, below: &[&str]) -> Vec<&'f str> {
    let option = |name: &str| below.iter().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    if let Some(ranges) = option(":lines:") {
        let range = |range: &str| match range.split_once('-') {
            Some((first, last)) => format!("{first}..{last}"),
            None => range.to_owned(),
        };
        return ranges.split(',').flat_map(|part| numbered(file, Some(&range(part)), "..")).collect();
    }
    let number = |name: &str| option(name).and_then(|number| number.parse::<usize>().ok());
    let byte = |line: usize| file.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
    let end = number(":end-line:").map_or(file.len(), byte);
    let start = number(":start-line:").map_or(0, byte).min(end);
    let mut own = file.get(start..end).unwrap_or_default();
    if let Some((_, behind)) = option(":start-after:").and_then(|words| own.split_once(words)) {
        own = behind;
    }
    if let Some((before, _)) = option(":end-before:").and_then(|words| own.split_once(words)) {
        own = before;
    }
    own.lines().collect()
}

/// By `file:2:5` or `file:name` of a section between `--8<-- [start:name]` and `[end:name]` (PyMdown, "Snippet Sections").
fn of_snippet<'f>(file: &'f str, options: &str) -> Vec<&'f str> {
    let is_mark = |line: &&str| line.contains("--8<-- [start:") || line.contains("--8<-- [end:");
    if options.is_empty() {
        return file.lines().filter(|line| !is_mark(line)).collect();
    }
    if options.chars().all(|c| c.is_ascii_digit() || c == ':') {
        let (first, last) = options.split_once(':').unwrap_or((options, ""));
        return numbered(file, Some(&format!("{first}..{last}")), "..");
    }
    let (start, end) = (format!("[start:{options}]"), format!("[end:{options}]"));
    let from = file.lines().skip_while(|line| !line.contains(&start)).skip(1);
    from.take_while(|line| !line.contains(&end)).filter(|line| !is_mark(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_chosen_by_what_each_format_writes() {
        let tagged = "a\n# tag::x[]\nb\n# tag::y[]\nc\n# end::y[]\n# end::x[]\n# tag::z[]\nd\n# end::z[]";
        let snippet = "a\n# --8<-- [start:x]\nb\n# --8<-- [end:x]\nc";
        for (markup, file, options, below, want) in [
            (Markup::AsciiDoc, tagged, "", "", "abcd"),
            (Markup::AsciiDoc, tagged, "tag=x", "", "bc"),
            (Markup::AsciiDoc, tagged, "tags=x;!y,indent=0", "", "b"),
            (Markup::AsciiDoc, tagged, "tags=\"y,z\"", "", "cd"),
            (Markup::AsciiDoc, tagged, "tags=*", "", "bcd"),
            (Markup::AsciiDoc, tagged, "tags=!z", "", "abc"),
            (Markup::AsciiDoc, "a\nb\nc\nd", "lines=\"1;3..4\"", "", "acd"),
            (Markup::AsciiDoc, "a\nb\nc", "lines=2..", "", "bc"),
            (Markup::Org, "a\nb\nc", "src x :lines \"1-3\"", "", "ab"),
            (Markup::Rst, "a\nb\nc\nd", "", "   :start-line: 1\n   :end-line: 3", "bc"),
            (Markup::Rst, "a x\nb\nc\nd", "", " :start-after: a\n :end-before: d", " xbc"),
            (Markup::Rst, "a\nb\nc\nd", "", " :lines: 1,3-", "acd"),
            (Markup::Markdown, snippet, "", "", "abc"),
            (Markup::Markdown, snippet, "x", "", "b"),
            (Markup::Markdown, "a\nb\nc", "2:", "", "bc"),
        ] {
            let below: Vec<&str> = below.lines().collect();
            assert_eq!(lines(file, options, &below, markup).concat(), want, "{options} {below:?}");
        }
    }
}
