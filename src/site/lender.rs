//! What a site says of many posts at once: defaults, cascades, data of folders and layouts. Each post has a copy of it, so that
//! a large configuration would be read once and paid for with every post.
//!
//! Knows values; does not know which posts have them.

use crate::post::front_matter::Map;

/// Values that one place gives to a post.
const MOST: usize = 256;
/// Bytes of them, about.
const LARGEST: usize = 64 << 10;
/// Bytes of all that a site gives to posts, about.
const LARGEST_SITE: usize = 8 << 20;

/// What a site may still give.
#[derive(Debug)]
pub(super) struct Lender {
    left: usize,
}

impl Default for Lender {
    fn default() -> Self {
        Self { left: LARGEST_SITE }
    }
}

impl Lender {
    /// As many of the values of one place as posts are given. Of a large value nothing is.
    pub(super) fn lend(&mut self, values: Map<'static>) -> Map<'static> {
        let mut own = LARGEST.min(self.left);
        let before = own;
        let fits = values.0.into_iter().filter(|(key, value)| {
            let rest = own.checked_sub(key.len() + value.weight());
            own = rest.unwrap_or(own);
            rest.is_some()
        });
        let lent = Map(fits.take(MOST).collect());
        self.left -= before - own;
        lent
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::post::front_matter::Value;
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    fn values(count: usize, bytes: usize) -> Map<'static> {
        let value = Value::Text(Cow::Owned("x".repeat(bytes)));
        Map((0..count).map(|number| (Cow::Owned(format!("key{number}")), value.clone())).collect())
    }

    #[test]
    fn a_post_is_given_what_posts_can_use_and_no_more() {
        let mut lender = Lender::default();
        assert_eq!(lender.lend(values(40, 90)), values(40, 90));
        assert_eq!(lender.lend(values(5_000, 1)).0.len(), MOST);
        let large = Map([values(1, LARGEST).0, values(40, 9).0].concat());
        assert_eq!(lender.lend(large), values(40, 9), "one large value stands in nobody's way");
        for _ in 0..1_000 {
            lender.lend(values(60, 1_000));
        }
        assert!(lender.lend(values(1, 1_000)).0.is_empty(), "and all places together have an end");
    }

    #[test]
    fn no_configuration_gives_every_post_more_than_posts_can_use() {
        let flow =
            |between: &str| (0..1_500).map(|number| format!("\"k{number}\": 1")).collect::<Vec<_>>().join(between);
        let lines = |indent: &str| (0..1_500).map(|number| format!("{indent}k{number}: 1\n")).collect::<String>();
        let post = "---\ntitle: T\ndate: 2020-01-02\n---\n";
        for (files, file) in [
            (
                vec![("_config.yml", format!("defaults:\n- scope: {{path: \"\"}}\n  values:\n{}", lines("    ")))],
                "_posts/2020-01-02-a.md",
            ),
            (vec![("hugo.yaml", format!("cascade:\n{}", lines("  ")))], "content/posts/a.md"),
            (
                vec![
                    ("hugo.yaml", String::new()),
                    ("content/posts/_index.md", format!("---\ncascade:\n{}---\n", lines("  "))),
                ],
                "content/posts/a.md",
            ),
            (vec![(".eleventy.js", String::new()), ("posts/posts.json", format!("{{{}}}", flow(", ")))], "posts/a.md"),
            (
                vec![
                    (".eleventy.js", String::new()),
                    ("posts/posts.json", "{\"layout\": \"l\"}".to_owned()),
                    ("_includes/l.njk", format!("---\n{}---\n", lines(""))),
                ],
                "posts/a.md",
            ),
            (vec![("_config.ts", "import lume".to_owned()), ("posts/_data.yml", lines(""))], "posts/a.md"),
        ] {
            let files = files.iter().map(|(name, text)| (*name, text.as_str())).chain([(file, post)]);
            let system = MemorySystem::with_files(files);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let values = site.template_values(file.as_ref(), post);
            assert_eq!(values.get("page.k1"), Some("1"), "{file}");
            assert_eq!(values.get("page.k1000"), None, "{file}");
        }
    }
}
