//! Gatsby: files are read from folders that the configuration names; their path there is their address (`createFilePath`),
//! below what `gatsby-node.js` puts before it.

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};

/// How it is told.
pub(super) const KNOWN: Known =
    Known { files: &["gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"], is_meant: |_| true, open };
/// What makes the pages.
const NODES: [&str; 3] = ["gatsby-node.js", "gatsby-node.ts", "gatsby-node.mjs"];
/// Folders of one configuration that are looked at.
const MOST: usize = 64;

#[derive(Debug)]
struct Gatsby;

fn open(folder: &Folder<'_>) -> Framework {
    let constants = folder.constants();
    let config = constants.own();
    let nodes = folder.text(&NODES).unwrap_or_default();
    let before = nodes.split("`/").skip(1).find_map(|rest| {
        let name = rest.split_once("${")?.0.trim_end_matches('/');
        (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')).then_some(name)
    });
    let mut sources = Sources::new(Ending::Slash);
    for (at, key) in config.match_indices("path:").take(MOST) {
        let value = config.get(at + key.len()..).unwrap_or_default().trim_start();
        let text = value.strip_prefix(['`', '"', '\'']).and_then(|rest| rest.split(['`', '"', '\'']).next());
        let text = text.unwrap_or_default().trim_start_matches("${__dirname}").trim_start_matches("./");
        let source = text.trim_matches('/');
        if !source.is_empty() && !source.contains("${") && folder.has(source) {
            sources.add(source, before.unwrap_or_default());
        }
    }
    let of_site = |key: &str| constants.text(key).or_else(|| constants.named(&["siteMetadata", key]));
    Framework::new(sources, Gatsby).of_site(of_site("title"), of_site("siteUrl"))
}

impl FrameworkRules for Gatsby {
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        match page.slug().filter(|slug| slug.contains('/')) {
            Some(slug) => slug.to_owned(),
            None => sources.path(page.file, page.name(), sources.ending, |_| true),
        }
    }
}
