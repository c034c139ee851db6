//! What templates of an Eleventy site may ask for beside the head of a post: global data files, by their names, and the
//! shortcodes of the configuration. Reads plain words of scripts, and runs nothing.

use std::path::{Path, PathBuf};

use super::data::below;
use super::{input, shortcodes};
use crate::post::front_matter::{self, Map, Value};
use crate::site::constants::Constants;
use crate::site::detect::Detected;
use crate::site::{self, script, settings, values};
use crate::system::System;
use crate::template::{SHORTCODE, TemplateValues};

/// Global data files that are read.
const MOST: usize = 48;
/// Bytes of one of them; a larger one is a database.
const LARGEST: usize = 64 << 10;

/// Sets the values of a site.
pub(in crate::site) fn set(system: &dyn System, found: &Detected, values: &mut TemplateValues) {
    let constants = Constants::of(system, &found.root, ".eleventy.js", &found.script);
    if script::flag(&found.script, "markdownTemplateEngine") == Some(false) {
        values.set("markdowntemplateengine", "false");
    }
    let input = input(system, &found.root, &constants);
    let folder = data_folder(&constants, &input);
    let mut names = system.names(&found.root, &folder);
    names.sort();
    for name in names.iter().take(MOST) {
        data(system, &found.root, &folder.join(name), values);
    }
    for (name, made) in shortcodes::of(&constants, &[&found.script, &found.imported]) {
        values.set_file(&format!("{SHORTCODE}{name}"), made);
    }
    // What posts put into a bundle is shown where a layout asks for it, if that is words ("Bundle Plugin").
    for name in found.script.split("addBundle(").skip(1).take(MOST).filter_map(script::quoted).map(|(name, _)| name) {
        values.set_file(&format!("{SHORTCODE}{name}"), "content\n");
    }
}

/// The folder of global data, which the configuration tells from the input directory (`dir.data`).
pub(super) fn data_folder(constants: &Constants, input: &Path) -> PathBuf {
    let written = constants.text("data").or_else(|| constants.named(&["dir", "data"]));
    below(input, written.as_deref().unwrap_or("_data"))
}

/// Sets what a data file says, below its name.
fn data(system: &dyn System, root: &Path, file: &Path, values: &mut TemplateValues) {
    let (Some(stem), Some(extension)) = (file.file_stem(), file.extension()) else { return };
    let (stem, path) = (stem.to_string_lossy(), file.to_string_lossy());
    let Some(text) = settings::text(system, root, &path).filter(|text| text.len() <= LARGEST) else { return };
    match extension.to_string_lossy().as_ref() {
        "js" | "cjs" | "mjs" | "ts" => values::flatten(&written_out(system, root, &path, &text), &stem, values),
        "json" | "yml" | "yaml" => {
            if let Some(value) = site::data::read(&path, &text) {
                values::data(&value, &stem, values);
            }
        }
        _ => {}
    }
}

/// What a script exports in plain words.
pub(super) fn written_out(system: &dyn System, root: &Path, path: &str, source: &str) -> Map<'static> {
    let constants = Constants::of(system, root, path, source);
    let start = ["module.exports", "export default"].iter().find_map(|word| constants.own().find(word));
    let object = start.and_then(|at| constants.own().get(at..)).unwrap_or_default();
    let mut map = front_matter::written_out(object).into_owned();
    let said = constants.exported_texts().into_iter().filter(|(key, _)| map.exact(key).is_none()).collect::<Vec<_>>();
    map.0.extend(said.into_iter().map(|(key, text)| (key.into(), Value::Text(text.into()))));
    map
}
