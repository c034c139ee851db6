//! Quarto: a page a file, in Pandoc's Markdown ("Creating a Blog").

use super::framework::{Folder, Framework, FrameworkRules, Known};
use super::sources::{Ending, Sources};
use crate::post::front_matter::{Map, Value};
use crate::site::settings;
use crate::template::Dialect;

/// How it is told.
pub(super) const KNOWN: Known = Known { files: &FILES, is_meant: |_| true, open };
const FILES: [&str; 2] = ["_quarto.yml", "_quarto.yaml"];

#[derive(Debug)]
struct Quarto;

fn open(folder: &Folder<'_>) -> Framework {
    let config: Map<'static> = settings::read(folder.system, folder.root, &FILES).unwrap_or_default();
    let text = |key| config.at(&["website", key]).and_then(Value::as_text).map(str::to_owned);
    Framework::new(Sources::new(Ending::Html), Quarto).of_site(text("title"), text("siteurl"))
}

impl FrameworkRules for Quarto {
    fn dialect(&self) -> Dialect {
        Dialect::Pandoc
    }
}
