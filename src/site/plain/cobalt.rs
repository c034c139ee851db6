//! Cobalt: a page a file, as its starter blog has it.

use super::framework::{Folder, Framework, FrameworkRules, Known};
use super::sources::{Ending, Sources};
use crate::post::front_matter::{Map, Value};
use crate::site::settings;

/// How it is told.
pub(super) const KNOWN: Known = Known { files: &[FILE], is_meant: |_| true, open };
const FILE: &str = "_cobalt.yml";

#[derive(Debug)]
struct Cobalt;

impl FrameworkRules for Cobalt {}

fn open(folder: &Folder<'_>) -> Framework {
    let config: Map<'static> = settings::read(folder.system, folder.root, &[FILE]).unwrap_or_default();
    let text = |key| config.at(&["site", key]).and_then(Value::as_text).map(str::to_owned);
    Framework::new(Sources::new(Ending::Html), Cobalt).of_site(text("title"), text("baseurl"))
}
