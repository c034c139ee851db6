//! Tags, categories and authors: every shape of value becomes a list of names.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::Post;
use super::conventions::{Names, Split};
use super::front_matter::{FrontMatter, Map, Value};
use super::scalar::{self, Scalars};
use crate::text::Clean;

/// Most names of a kind that a post keeps.
const MOST: usize = 256;

/// Lists of names that many posts have alike, each kept once.
#[derive(Debug, Default)]
pub struct Shared {
    lists: HashSet<Arc<[Clean]>>,
    empty: Arc<[Clean]>,
}

impl Shared {
    /// Lets a post share its lists with those before it.
    pub fn share(&mut self, post: &mut Post) {
        for list in [&mut post.tags, &mut post.categories, &mut post.authors] {
            let known = if list.is_empty() { Some(&self.empty) } else { self.lists.get(list.as_ref()) };
            match known {
                Some(known) => *list = Arc::clone(known),
                None => drop(self.lists.insert(Arc::clone(list))),
            }
        }
    }
}

/// The names that front matter gives under these keys: trimmed, without doubles by case, first spelling kept.
/// Numbers and what else the generator's reader takes for something other than text are printed as it does it.
pub(super) fn names(front: &FrontMatter<'_>, rule: &Names, scalars: Scalars) -> Vec<Clean> {
    let values = &front.values;
    let mut found = Vec::new();
    let collect = |key: &str, split: Split, found: &mut Vec<Clean>| {
        if let Some(value) = at(values, key) {
            collect(value, split, &plain_items(front, key, value, scalars), scalars, found);
        }
    };
    let is_said = |key: &&&'static str| at(values, key).is_some_and(|value| !value.is_blank());
    let single = rule.single.iter().find(is_said);
    match single {
        Some(key) if !rule.both => collect(key, Split::Never, &mut found),
        _ => {
            if let Some(key) = rule.many.iter().find(is_said) {
                collect(key, rule.split, &mut found);
            }
            if let Some(key) = single {
                collect(key, Split::Never, &mut found);
            }
        }
    }
    let is_silent = |name: &Clean| rule.silent.iter().any(|silent| name.eq_ignore_ascii_case(silent));
    found.retain(|name| !is_silent(name));
    distinct(found)
}

/// A value below keys parted by dots.
pub(super) fn at<'v, 'a>(values: &'v Map<'a>, key: &str) -> Option<&'v Value<'a>> {
    match key.bytes().position(|byte| byte == b'.').and_then(|at| key.split_at_checked(at)) {
        None => values.get(key),
        Some((outer, inner)) => values.get(outer)?.as_map()?.get(inner.get(1..)?),
    }
}

/// The names of people: texts, or maps with a name in them.
pub(super) fn people(values: &Map<'_>) -> Vec<Clean> {
    let keys = [
        "authors",
        "author",
        "params.author",
        "params.authors",
        "extra.author",
        "extra.authors",
        "by",
        "taxonomies.authors",
    ];
    let mut found = Vec::new();
    if let Some(value) = keys.iter().find_map(|key| at(values, key).filter(|value| !value.is_blank())) {
        person(value, 0, &mut found);
    }
    distinct(found)
}

fn person(value: &Value<'_>, depth: usize, found: &mut Vec<Clean>) {
    match value {
        Value::List(list) if depth < 3 => list.iter().take(MOST).for_each(|item| person(item, depth + 1, found)),
        Value::Map(map) => {
            let name = ["name", "displayname", "title", "login", "github", "key"].iter().find_map(|key| map.text(key));
            found.extend(name.map(Clean::line));
        }
        _ => found.extend(value.to_text().map(|name| {
            let name = super::title::without_tags(name.trim());
            Clean::line(without_addresses(name.trim()).trim())
        })),
    }
}

/// A name without the addresses of links in it, as Docsy has them: `Ann ([@ann](https://a.example))`.
fn without_addresses(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, link)) = rest.split_once('[') {
        let words = link.split_once("](").and_then(|(words, target)| Some((words, target.split_once(')')?.1)));
        let (words, behind) = words.unwrap_or(("[", link));
        shown.push_str(before);
        shown.push_str(words);
        rest = behind;
    }
    shown + rest
}

/// A list's items as they are written, where the generator's reader may take one for something other than text; else nothing.
fn plain_items<'f>(front: &'f FrontMatter<'_>, key: &str, value: &Value<'_>, scalars: Scalars) -> Vec<Option<&'f str>> {
    let Value::List(list) = value else { return Vec::new() };
    let is_odd = |item: &Value<'_>| match item {
        Value::Number(_) => true,
        Value::Text(text) => scalar::printed(text, scalars).is_some(),
        _ => false,
    };
    let is_asked = scalars != Scalars::Text && list.iter().take(MOST).any(is_odd);
    let items = if is_asked { front.plain_items(key) } else { None };
    items.filter(|items| items.len() == list.len()).unwrap_or_default()
}

fn collect(value: &Value<'_>, split: Split, plain: &[Option<&str>], scalars: Scalars, found: &mut Vec<Clean>) {
    match value {
        Value::Text(text) => pieces(text, split).for_each(|name| push(name, found)),
        // Lists in lists are Hexo's hierarchies, flattened.
        Value::List(list) => list.iter().take(MOST).enumerate().for_each(|(at, item)| match item {
            Value::List(inner) => inner.iter().take(MOST).for_each(|item| item_name(item, None, scalars, found)),
            _ => item_name(item, plain.get(at).copied().flatten(), scalars, found),
        }),
        _ => item_name(value, None, scalars, found),
    }
}

fn item_name(item: &Value<'_>, plain: Option<&str>, scalars: Scalars, found: &mut Vec<Clean>) {
    match (item, plain) {
        (Value::Number(_), Some(plain)) => push(scalar::printed(plain, scalars).as_deref().unwrap_or(plain), found),
        (Value::Text(text), Some(plain)) if text.trim() == plain => {
            push(scalar::printed(plain, scalars).as_deref().unwrap_or(plain), found);
        }
        _ => given_name(item, scalars, found),
    }
}

fn given_name(item: &Value<'_>, scalars: Scalars, found: &mut Vec<Clean>) {
    match item {
        Value::Map(map) => {
            let name = ["name", "title", "label", "slug"].iter().find_map(|key| map.text(key));
            push(name.unwrap_or_default(), found);
        }
        Value::Number(number) => push(scalar::printed(number, scalars).as_deref().unwrap_or(number), found),
        _ => push(&item.to_text().unwrap_or_default(), found),
    }
}

fn push(name: &str, found: &mut Vec<Clean>) {
    let name = name.trim();
    if !name.is_empty() && found.len() < MOST {
        found.push(Clean::line(name));
    }
}

fn pieces(text: &str, split: Split) -> impl Iterator<Item = &str> {
    let mark = if text.contains(';') { ';' } else { ',' };
    text.split(move |c: char| match split {
        Split::Blanks => c.is_whitespace(),
        Split::Commas | Split::Guess => c == mark,
        Split::Never => false,
    })
}

/// Without doubles, whatever their capitals. Linear for the few names of a usual post, bounded by `MOST`.
pub fn distinct(names: Vec<Clean>) -> Vec<Clean> {
    if names.len() < 2 {
        return names;
    }
    let folded: Vec<Cow<'_, str>> = names.iter().map(|name| small(name)).collect();
    let is_first = |(at, name): (usize, &Cow<'_, str>)| !folded.iter().take(at).any(|before| before == name);
    let mut are_first = folded.iter().enumerate().map(is_first).collect::<Vec<bool>>().into_iter();
    names.into_iter().filter(|_| are_first.next().unwrap_or(true)).collect()
}

/// In small letters; most names are.
fn small(name: &str) -> Cow<'_, str> {
    let is_small = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { Cow::Borrowed(name) } else { Cow::Owned(name.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::super::front_matter::{self, Fences};
    use super::*;

    fn read(head: &str, split: Split, single: &'static [&'static str]) -> Vec<String> {
        let front = front_matter::read(head, Fences::Yaml);
        let rule = Names { single, both: false, many: &["tags", "taxonomies.tags"], split, silent: &["post"] };
        names(&front, &rule, Scalars::Text).iter().map(|name| name.as_str().to_owned()).collect()
    }

    #[test]
    fn lists_that_are_alike_are_kept_once() {
        let post = |tags: &[&str]| Post { tags: tags.iter().map(|tag| Clean::line(tag)).collect(), ..Post::default() };
        let (mut one, mut two, mut other) = (post(&["a", "b"]), post(&["a", "b"]), post(&["b"]));
        let mut shared = Shared::default();
        [&mut one, &mut two, &mut other].into_iter().for_each(|post| shared.share(post));
        assert!(Arc::ptr_eq(&one.tags, &two.tags) && !Arc::ptr_eq(&one.tags, &other.tags));
        assert_eq!((two.tags.len(), other.tags.len()), (2, 1));
    }

    #[test]
    fn an_author_is_a_name_without_addresses() {
        for (head, want) in [
            ("---\nauthor: Ann Lee ([@ann](https://a.example))\n---\n", "Ann Lee (@ann)"),
            ("---\nauthor: \"[Ann](/a) [Lee]\"\n---\n", "Ann [Lee]"),
        ] {
            let front = front_matter::read(head, Fences::Yaml);
            assert_eq!(people(&front.values), [Clean::line(want)], "{head}");
        }
    }

    #[test]
    fn names_are_one_whatever_their_capitals() {
        let names = |names: &[&str]| names.iter().map(|name| Clean::line(name)).collect::<Vec<_>>();
        let given = names(&["Rust", "ÉTÉ", "rust", "web", "été", "RUST", "\u{212a}", "k", "straße", "strasse"]);
        assert_eq!(distinct(given), names(&["Rust", "ÉTÉ", "web", "\u{212a}", "straße", "strasse"]));
        assert_eq!(distinct(names(&["a"])), names(&["a"]));
    }

    #[test]
    fn every_shape_of_value_is_a_list() {
        for (head, split, wanted) in [
            ("---\ntags: a b\n---\n", Split::Blanks, vec!["a", "b"]),
            ("---\ntags: a b\n---\n", Split::Never, vec!["a b"]),
            ("---\ntags: a, b c; d\n---\n", Split::Commas, vec!["a, b c", "d"]),
            ("---\ntags: a, b c\n---\n", Split::Commas, vec!["a", "b c"]),
            ("---\ntags: [A, a, 2012, true, null, '']\n---\n", Split::Never, vec!["A", "2012", "true"]),
            ("---\ntags:\n- [Sports, Baseball]\n- Play\n---\n", Split::Never, vec!["Sports", "Baseball", "Play"]),
            ("---\ntags:\n- name: X\n---\n", Split::Never, vec!["X"]),
            ("---\ntags:\n---\n", Split::Never, vec![]),
            ("---\ntags: 2012\n---\n", Split::Blanks, vec!["2012"]),
            ("---\ntags: [post, cats]\n---\n", Split::Never, vec!["cats"]),
            ("---\ntags: post\n---\n", Split::Never, vec![]),
            ("+++\n[taxonomies]\ntags = [\"a\"]\n+++\n", Split::Never, vec!["a"]),
        ] {
            assert_eq!(read(head, split, &[]), wanted, "{head}");
        }
    }

    #[test]
    fn one_tag_may_have_many_words() {
        assert_eq!(read("---\ntag: two words\ntags: x y\n---\n", Split::Blanks, &["tag"]), ["two words"]);
    }
    #[test]
    fn numbers_are_printed_as_the_generator_does_it() {
        let front = front_matter::read("---\ntags: [1.0, 4.10, 2012]\n---\n", Fences::Yaml);
        for (scalars, wanted) in [
            (Scalars::Ruby, ["1.0", "4.1", "2012"].as_slice()),
            (Scalars::JavaScript, &["1", "4.1", "2012"]),
            (Scalars::Go, &["1", "4.1", "2012"]),
        ] {
            let found = names(&front, &Names::listed(&["tags"], Split::Never), scalars);
            let found: Vec<&str> = found.iter().map(|name| name.as_str()).collect();
            assert_eq!(found, wanted, "{scalars:?}");
        }
    }

    #[test]
    fn names_without_quotes_are_what_the_generator_s_reader_takes_them_for() {
        for (head, wanted) in [
            ("tags: [yes, 'yes', 012, 1e3, 1_000, 12:30, \"1.10\", 1.10]", "true yes 10 1e3 1000 45000 1.10 1.1"),
            ("tags:\n- yes\n- 'no' # really\n- 012 # ten\n- \"2.10\"\n- 2.10\ntitle: x", "true no 10 2.10 2.1"),
            ("tags: [\"a, b\", off, x]", "a, b false x"),
            ("tags: [on]\ncategories: [1]", "true"),
            ("title: tags\ntags: # some\n  - off\n  - b c", "false b c"),
        ] {
            let head = format!("---\n{head}\n---\n");
            let front = front_matter::read(&head, Fences::Yaml);
            let found = names(&front, &Names::listed(&["tags"], Split::Never), Scalars::Ruby);
            let found: Vec<&str> = found.iter().map(|name| name.as_str()).collect();
            assert_eq!(found.join(" "), wanted, "{head}");
        }
    }
}
