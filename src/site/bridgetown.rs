//! Bridgetown: a site of Jekyll's kind, whose configuration says the same in other words.
//!
//! Rules from its documentation ("Configuration Options", "Content Permalinks"). Its initializers are searched for plain
//! words, never run.

use std::borrow::Cow;
use std::path::Path;

use super::settings;
use crate::post::front_matter::{Map, Value};
use crate::system::System;

/// Its configuration as data.
const DATA: [&str; 2] = ["bridgetown.config.yml", "bridgetown.config.yaml"];
/// The same as a program.
const PROGRAM: &str = "config/initializers.rb";
/// What the site is called.
const METADATA: [&str; 2] = ["src/_data/site_metadata.yml", "src/_data/site_metadata.yaml"];

/// The configuration at a root, in Jekyll's words; none if it is no site of Bridgetown's.
pub(super) fn settings(system: &dyn System, root: &Path) -> Option<Map<'static>> {
    let data = settings::read(system, root, &DATA);
    let program = settings::text(system, root, PROGRAM).filter(|text| text.contains("Bridgetown"));
    let program = program.unwrap_or_default();
    // The configuration may be empty.
    let is_there = DATA.iter().any(|file| system.is_file(root, Path::new(file)));
    if !is_there && program.is_empty() {
        return None;
    }
    let data = data.unwrap_or_default();
    let said = |key: &str| {
        let written = data.exact(key).and_then(Value::to_text).map(Cow::into_owned);
        written.or_else(|| called(&program, key)).filter(|text| !text.is_empty())
    };
    let metadata = settings::read(system, root, &METADATA).unwrap_or_default();
    let permalink = said("permalink").unwrap_or_else(|| "pretty".to_owned());
    let told = [
        ("source", Some(said("source").unwrap_or_else(|| "src".to_owned()))),
        ("permalink", Some(style(&permalink).map_or_else(|| permalink.replace(".*", ":output_ext"), str::to_owned))),
        ("url", said("url")),
        ("baseurl", said("base_path").filter(|path| path != "/")),
        ("timezone", said("timezone")),
        ("title", metadata.text("title").map(str::to_owned).or_else(|| said("title"))),
    ];
    let told = told.into_iter().filter_map(|(key, text)| Some((Cow::Borrowed(key), Value::Text(Cow::Owned(text?)))));
    let mut all = data.clone();
    all.0.extend(told);
    Some(all)
}

/// What a line of a program gives a setting: `url "https://…"`.
fn called(program: &str, key: &str) -> Option<String> {
    let value = program.lines().find_map(|line| line.trim_start().strip_prefix(key)?.strip_prefix([' ', '(']))?;
    let value = value.trim_start().strip_prefix(['"', '\''])?;
    Some(value.split(['"', '\'']).next()?.to_owned())
}

/// The styles of addresses that have names.
fn style(name: &str) -> Option<&'static str> {
    match name {
        "pretty" => Some("/:categories/:year/:month/:day/:slug/"),
        "pretty_ext" => Some("/:categories/:year/:month/:day/:slug:output_ext"),
        "simple" => Some("/:categories/:slug/"),
        "simple_ext" => Some("/:categories/:slug:output_ext"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn sites_of_bridgetown_have_their_own_configuration_and_addresses() {
        let post = "---\ntitle: Hello\ncategories: updates\n---\n";
        let program = "Bridgetown.configure do |config|\n  # url \"https://no.b\"\n  url \"https://a.b\"\n  permalink \"simple\"\nend\n";
        for (file, text, want) in [
            ("bridgetown.config.yml", "url: https://a.b\n", "https://a.b/updates/2021/03/04/hello/"),
            ("bridgetown.config.yml", "permalink: /x/:slug.*\nbase_path: /sub\n", "/sub/x/hello.html"),
            ("config/initializers.rb", program, "https://a.b/updates/hello/"),
        ] {
            let path = "src/_posts/2021-03-04-hello.md";
            let system = MemorySystem::with_files([(file, text), (path, post)]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            assert!(site.is_post(path.as_ref()), "{text}");
            let found = site.read_post(path.as_ref(), post.as_bytes(), 0, 0).and_then(|post| post.url);
            assert_eq!(found.as_deref(), Some(want), "{text}");
        }
    }
}
