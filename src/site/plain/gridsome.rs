//! Gridsome: addresses by the patterns of its templates (its documentation, "Templates", `@gridsome/source-filesystem`).

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::site::permalink::expand_colons;
use crate::site::{object, script, slug};

/// How it is told.
pub(super) const KNOWN: Known = Known { files: &["gridsome.config.js"], is_meant: |_| true, open };

#[derive(Debug)]
struct Gridsome {
    /// Kinds of content: the folder each lies in, and the pattern of its addresses.
    kinds: Vec<(String, String)>,
}

fn open(folder: &Folder<'_>) -> Framework {
    let constants = folder.constants();
    let config = constants.own();
    let templates = object::entries(config, "templates");
    // Each kind is told by the options of a plugin that reads a folder.
    let kinds = config.split("options:").skip(1).filter_map(|rest| {
        let options = object::inside(rest.trim_start())?;
        let path = script::text(options, "path")?;
        let folder = path.split('*').next()?.trim_start_matches("./").trim_matches('/').to_owned();
        let name = script::text(options, "typeName")?;
        let template = templates.iter().find(|(kind, _)| *kind == name).map(|(_, value)| *value);
        let pattern = template.and_then(|value| match script::quoted(value) {
            Some((pattern, _)) => Some(pattern.to_owned()),
            None => script::text(value, "path"),
        });
        Some((folder, pattern.or_else(|| script::text(options, "route"))?))
    });
    let kinds: Vec<(String, String)> = kinds.collect();
    let is_bare = constants.flag("trailingSlash") == Some(false);
    let mut sources = Sources::new(Ending::slash_if(!is_bare));
    // What has no pattern lies at its path.
    ["content", "src/content", ""].iter().for_each(|folder| sources.add(folder, ""));
    let base = constants.address("siteUrl").map(|base| base + &constants.text("pathPrefix").unwrap_or_default());
    Framework::new(sources, Gridsome { kinds }).of_site(constants.text("siteName"), base)
}

impl FrameworkRules for Gridsome {
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let own = self.kinds.iter().find(|(folder, _)| page.file.starts_with(folder));
        let Some((_, pattern)) = own else { return sources.path(page.file, page.name(), sources.ending, |_| true) };
        let path = expand_colons(pattern, &|token| match token {
            "year" => Some(page.day("%Y")),
            "month" => Some(page.day("%m")),
            "day" => Some(page.day("%d")),
            "title" => Some(slug::npm(&page.post.title)),
            "slug" | "path" | "name" => Some(slug::npm(page.name())),
            token => page.values.text(token).map(slug::npm),
        });
        format!("{}{}", path.trim_end_matches('/'), if sources.ending == Ending::Slash { "/" } else { "" })
    }
}
