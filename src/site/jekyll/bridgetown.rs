//! Bridgetown, which came from Jekyll: its configuration as Jekyll would have it, so that the same rules read its posts.
//!
//! Rules from Bridgetown's documentation ("Configuration", "Permalinks", "Posts"). Knows neither its plugins nor its components.

use std::borrow::Cow;
use std::path::Path;

use crate::post::front_matter::{Map, Value};
use crate::site::settings;
use crate::system::System;

/// Its configuration, the older one first.
const FILES: [&str; 2] = ["bridgetown.config.yml", "bridgetown.config.yaml"];
/// A script that may hold all of it since version 1.2.
const SCRIPT: &str = "config/initializers.rb";
/// By what its settings are told from Jekyll's.
pub(super) const MARK: &str = "bridgetown";
/// What is read of a script: words in quotes behind these names.
const NAMES: [&str; 6] = ["url", "base_path", "permalink", "timezone", "source", "template_engine"];

/// The settings of a site at a root; none if it is none of Bridgetown's.
pub(in crate::site) fn settings(system: &dyn System, root: &Path) -> Option<Map<'static>> {
    let script = settings::text(system, root, SCRIPT).filter(|text| text.contains("Bridgetown.configure"));
    let written = FILES.iter().any(|file| system.is_file(root, Path::new(file)));
    if script.is_none() && !written {
        return None;
    }
    let mut map = settings::read(system, root, &FILES).unwrap_or_default();
    map.0.extend(script.iter().flat_map(|text| text.lines()).filter_map(assigned));
    let permalink = style(map.text("permalink").unwrap_or("pretty"));
    let set = |map: &mut Map<'static>, key: &'static str, text: String| {
        map.0.push((Cow::Borrowed(key), Value::Text(Cow::Owned(text))));
    };
    set(&mut map, "permalink", permalink);
    if map.get("source").is_none() {
        set(&mut map, "source", "src".to_owned());
    }
    if let Some(base) = map.text("basepath").map(str::to_owned) {
        set(&mut map, "baseurl", base);
    }
    map.0.push((Cow::Borrowed(MARK), Value::Bool(true)));
    Some(map)
}

/// `url "https://a.example"`, with `config.` before it or not.
fn assigned(line: &str) -> Option<(Cow<'static, str>, Value<'static>)> {
    let line = line.trim().trim_start_matches("config.");
    let name = NAMES.into_iter().find(|name| line.starts_with(name))?;
    let rest = line.get(name.len()..)?.trim_start_matches([' ', '=', '(']);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = rest.get(1..)?.split(quote).next()?;
    Some((Cow::Borrowed(name), Value::Text(Cow::Owned(text.to_owned()))))
}

/// The pattern of a style by its name; names of places are Jekyll's.
fn style(name: &str) -> String {
    let pattern = match name {
        "pretty" => "/:categories/:year/:month/:day/:slug/",
        "pretty_ext" => "/:categories/:year/:month/:day/:slug.*",
        "simple" => "/:categories/:slug/",
        "simple_ext" => "/:categories/:slug.*",
        other => other,
    };
    pattern.replace(":categories", ":slugified_categories").replace(":locale/", "").replace(".*", ":output_ext")
}

#[cfg(test)]
mod tests {
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn addresses_of_bridgetown_have_its_host_and_its_style() {
        let script = "Bridgetown.configure do |config|\n  url \"https://a.b\"\n  permalink 'simple_ext'\nend\n";
        for (file, config, post, head, want) in [
            (
                "bridgetown.config.yml",
                "url: https://a.b",
                "2021-03-04-Hello.md",
                "x: y",
                "https://a.b/2021/03/04/hello/",
            ),
            ("bridgetown.config.yml", "permalink: simple", "2021-03-04-v1.0.md", "categories: A b", "/a/b/v1.0/"),
            (
                "bridgetown.config.yml",
                "base_path: /c\npermalink: /p/:year/:slug/",
                "2021-03-04-x.md",
                "x: y",
                "/c/p/2021/x/",
            ),
            ("bridgetown.config.yml", "permalink: pretty", "undated.md", "date: 2021-03-04", "/2021/03/04/undated/"),
            ("config/initializers.rb", script, "2021-03-04-x.md", "category: c", "https://a.b/c/x.html"),
        ] {
            let (path, text) = (format!("src/_posts/{post}"), format!("---\n{head}\n---\n"));
            let system = MemorySystem::with_files([(file, config), (&path, &text)]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let read = site.read_post(path.as_ref(), text.as_bytes(), text.len() as u64, 0);
            let url = read.filter(|_| site.is_post(path.as_ref())).and_then(|post| post.url);
            assert_eq!(url.as_deref(), Some(want), "{config} {post}");
        }
    }
}
