//! Identifiers of headings, made as GitHub, kramdown and goldmark make them.

use std::collections::HashMap;

/// Lower case, blanks to hyphens, punctuation left out.
pub(super) fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for c in words.trim().chars() {
        match c {
            ' ' | '\n' | '\t' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

/// The identifier itself the first time, then with `-1`, `-2`.
pub(super) fn unique(wanted: String, given: &mut HashMap<String, u32>) -> String {
    let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
    let Some(count) = given.get(&wanted).copied() else {
        given.insert(wanted.clone(), 1);
        return wanted;
    };
    let free =
        (count..).map(|number| (number, format!("{wanted}-{number}"))).find(|(_, name)| !given.contains_key(name));
    let Some((number, name)) = free else { return wanted };
    given.insert(wanted, number + 1);
    given.insert(name.clone(), 1);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        for (words, want) in [
            ("Hello, World!", "hello-world"),
            ("C++ & Rust", "c--rust"),
            ("Überblick 2", "überblick-2"),
            ("日本 語", "日本-語"),
            ("snake_case", "snake_case"),
        ] {
            assert_eq!(slug(words), want, "{words}");
        }
    }

    #[test]
    fn repeated_anchors_are_numbered() {
        let mut given = HashMap::new();
        let names: Vec<String> = ["a", "a", "a-1", "a", ""].map(|name| unique(name.to_owned(), &mut given)).into();
        assert_eq!(names, ["a", "a-1", "a-1-1", "a-2", "section"]);
    }
}
