//! Tags that a Jekyll site's own scripts define (`_plugins/*.rb`), where all that they print is written out: one text with what
//! the tag is given and what it holds. Runs nothing; what else a script does is not known.

use std::collections::HashMap;
use std::path::Path;

use crate::site::detect::Detected;
use crate::site::settings;
use crate::system::System;
use crate::template::{SHORTCODE, TemplateValues};

/// Scripts that are read.
const MOST: usize = 64;
/// Bytes of what a tag prints; a larger one is a program.
const LARGEST: usize = 8 << 10;
/// Tags that are read by their names, and elements that are links then.
const KNOWN: [&str; 12] = [
    "img",
    "gist",
    "video",
    "audio",
    "youtube",
    "vimeo",
    "blockquote",
    "codeblock",
    "pullquote",
    "highlight",
    "figure",
    "toc",
];
const EMBEDS: [&str; 6] = ["<iframe", "<script", "<embed", "<object", "<video", "<audio"];

/// The scripts of a site.
pub(super) fn scripts(system: &dyn System, found: &Detected) -> Vec<String> {
    let folder = Path::new(found.settings.text("pluginsdir").unwrap_or("_plugins"));
    let names = system.first_names(&found.root, folder, MOST).into_iter().map(|name| folder.join(name));
    let scripts = names.filter(|name| name.extension().is_some_and(|ending| ending == "rb"));
    scripts.filter_map(|script| settings::text(system, &found.root, script.to_str()?)).collect()
}

/// Gives templates the tags of the site's own.
pub(in crate::site) fn own_tags(system: &dyn System, found: &Detected, values: &mut TemplateValues) {
    for text in scripts(system, found) {
        for (name, class) in registered(&text).take(MOST) {
            let made = Class::of(&text, class).and_then(|class| class.template());
            if let Some(made) = made.filter(|_| !KNOWN.contains(&name)) {
                values.set_file(&format!("{SHORTCODE}{name}"), made);
            }
        }
    }
}

/// Names and classes: `Liquid::Template.register_tag('name', Jekyll::Name)`.
fn registered(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices("register_tag").filter_map(|(at, word)| {
        let rest = text.get(at + word.len()..)?.lines().next()?;
        let (name, class) = rest.trim_start_matches(['(', ' ']).split_once(',')?;
        let class = class.trim().trim_end_matches(')').rsplit("::").next()?.trim();
        Some((name.trim().trim_matches(['"', '\'', ':']), class))
    })
}

/// A class of tags.
struct Class<'t> {
    lines: Vec<&'t str>,
    is_block: bool,
}

/// What a name stands for in a script.
#[derive(Clone)]
enum Held {
    /// What is written behind the tag's name.
    Given,
    /// What stands between its tags.
    Inner,
    /// The same as Markdown.
    Markdown,
    /// A text with places in it.
    Made(String),
}

impl<'t> Class<'t> {
    fn of(text: &'t str, name: &str) -> Option<Self> {
        let mut lines = text.lines().skip_while(|line| {
            let rest = line.trim_start().strip_prefix("class ").and_then(|rest| rest.trim_start().strip_prefix(name));
            rest.is_none_or(|rest| !rest.trim_start().starts_with('<'))
        });
        let head = lines.next()?;
        let is_block = head.contains("Block");
        (is_block || head.contains("Tag")).then(|| Self { lines: within(head, lines), is_block })
    }

    /// The parameters and the template, as shortcodes have them.
    fn template(&self) -> Option<String> {
        let mut names = self.given()?;
        let start = self.lines.iter().position(|line| line.trim_start().starts_with("def render"))?;
        let body = within(self.lines.get(start)?, self.lines.iter().skip(start + 1).copied());
        let mut lines = body.into_iter().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        let mut last = None;
        while let Some(line) = lines.next() {
            if last.is_some() {
                return None;
            }
            let line = line.trim().trim_start_matches("return ");
            let (name, value) = match line.split_once(" = ").filter(|(name, _)| is_name(name)) {
                Some((name, value)) => (Some(name), value.trim()),
                None => (None, line),
            };
            let held = match heredoc(value) {
                Some(end) => {
                    let text: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != end).collect();
                    filled(&text.join("\n"), &names).map(Held::Made)
                }
                None => held(value, &names),
            };
            match (name, held) {
                (Some(name), Some(held)) => _ = names.insert(name.to_owned(), held),
                // Converters and the like have names, too, that no text may hold.
                (Some(name), None) => _ = names.remove(name),
                (None, Some(held)) => last = Some(written(&held)),
                (None, None) if line == "super" => {}
                (None, None) => return None,
            }
        }
        let template = last.filter(|text| text.len() <= LARGEST && !EMBEDS.iter().any(|tag| text.contains(tag)))?;
        let parameters = if self.is_block { "content, given" } else { "given" };
        Some(format!("{parameters}\n{template}"))
    }

    /// The names of what the tag is given: Liquid's own, and those that the class sets.
    fn given(&self) -> Option<HashMap<String, Held>> {
        let mut names: HashMap<String, Held> = [("@markup".to_owned(), Held::Given)].into();
        let Some(start) = self.lines.iter().position(|line| line.trim_start().starts_with("def initialize")) else {
            return Some(names);
        };
        let head = self.lines.get(start)?;
        let parameters = head.split_once("initialize")?.1.trim_matches(['(', ')', ' ']);
        let markup = parameters.split(',').nth(1)?.trim();
        names.insert(markup.to_owned(), Held::Given);
        for line in within(head, self.lines.iter().skip(start + 1).copied()) {
            let Some((name, value)) = line.trim().split_once(" = ") else { continue };
            let held = held(value.trim(), &names);
            held.into_iter().for_each(|held| _ = names.insert(name.to_owned(), held));
        }
        Some(names)
    }
}

/// The lines up to the `end` of what a line begins.
fn within<'t>(head: &str, lines: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let margin = head.len() - head.trim_start().len();
    lines.take_while(|line| !(line.trim() == "end" && line.len() - line.trim_start().len() <= margin)).collect()
}

fn is_name(text: &str) -> bool {
    text.trim_start_matches('@').chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The word that ends a text over lines: `<<~HTML`.
fn heredoc(value: &str) -> Option<&str> {
    let word = value.strip_prefix("<<")?.trim_start_matches(['~', '-']);
    let word = word.split('.').next()?.trim_matches(['"', '\'']);
    (!word.is_empty() && is_name(word)).then_some(word)
}

/// What an expression stands for; none for what a program makes.
fn held(value: &str, names: &HashMap<String, Held>) -> Option<Held> {
    let plain = ["super(context)", "super context", "super"].iter().find_map(|own| value.strip_prefix(own));
    let is_trimmed = |rest: &str| rest.split('.').all(|method| matches!(method, "" | "strip" | "to_s" | "chomp"));
    if plain.is_some_and(is_trimmed) {
        return Some(Held::Inner);
    }
    if let Some((_, inner)) = value.split_once(".convert(") {
        let inner = held(inner.trim_end().strip_suffix(')')?, names)?;
        return matches!(inner, Held::Inner).then_some(Held::Markdown);
    }
    let (name, methods) = value.split_once('.').unwrap_or((value, ""));
    if let Some(held) = names.get(name).filter(|_| is_trimmed(methods)) {
        return Some(held.clone());
    }
    if value.contains(" + ") {
        let made: Option<String> =
            value.split(" + ").map(|part| held(part.trim(), names).map(|it| written(&it))).collect();
        return made.map(Held::Made);
    }
    quoted(value).and_then(|text| filled(text, names)).map(Held::Made)
}

/// The inside of a text in one pair of signs.
fn quoted(value: &str) -> Option<&str> {
    const SIGNS: [(&str, &str); 8] =
        [("%Q(", ")"), ("%Q{", "}"), ("%Q[", "]"), ("%(", ")"), ("%{", "}"), ("%Q|", "|"), ("\"", "\""), ("'", "'")];
    let value = value.strip_suffix(".html_safe").unwrap_or(value);
    SIGNS.iter().find_map(|(open, close)| {
        let inner = value.strip_prefix(open)?.strip_suffix(close)?;
        let is_one = !matches!(*close, "\"" | "'") || !inner.replace(&format!("\\{close}"), "").contains(close);
        is_one.then_some(inner)
    })
}

/// A text with its `#{names}` as places; none if one is not known.
fn filled(text: &str, names: &HashMap<String, Held>) -> Option<String> {
    if text.contains(['`', '$']) {
        return None;
    }
    let (mut made, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("#{") {
        let (inner, behind) = after.split_once('}')?;
        made.push_str(before);
        made.push_str(&written(&held(inner.trim(), names)?));
        rest = behind;
    }
    made.push_str(rest);
    Some(made.replace("\\\"", "\"").replace("\\'", "'"))
}

/// What stands for a value in a template.
fn written(held: &Held) -> String {
    match held {
        Held::Given => "${given}".to_owned(),
        Held::Inner => "${content}".to_owned(),
        Held::Markdown => "<div markdown=\"1\">${md.render(content)}</div>".to_owned(),
        Held::Made(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(class: &str, body: &str) -> Option<String> {
        let text = format!(
            "module Jekyll\n  class X < Liquid::{class}\n{body}\n  end\nend\nLiquid::Template.register_tag('x', Jekyll::X)\n"
        );
        let (name, class) = registered(&text).next()?;
        assert_eq!(name, "x");
        Class::of(&text, class)?.template()
    }

    #[test]
    fn tags_whose_text_is_written_out_are_templates() {
        let own = "    def initialize(tag_name, text, tokens)\n      super\n      @text = text.strip\n    end\n";
        for (class, body, want) in [
            (
                "Tag",
                "    def render(context)\n      \"<b class=\\\"k\\\">#{@text}</b>\"\n    end",
                Some("given\n<b class=\"k\">${given}</b>"),
            ),
            ("Tag", "    def render(context)\n      '<hr>'\n    end", Some("given\n<hr>")),
            (
                "Tag",
                "    def render(context)\n      \"<i>\" + @text + \"</i>\"\n    end",
                Some("given\n<i>${given}</i>"),
            ),
            (
                "Block",
                "    def render(context)\n      content = super\n      <<~HTML\n        <aside>#{content}</aside>\n      HTML\n    end",
                Some("content, given\n        <aside>${content}</aside>"),
            ),
            (
                "Block",
                "    def render(context)\n      site = context.registers[:site]\n      converter = site.find_converter_instance(::Jekyll::Converters::Markdown)\n      output = converter.convert(super(context))\n      \"<div><h4>#{@text}</h4>#{output}</div>\"\n    end",
                Some("content, given\n<div><h4>${given}</h4><div markdown=\"1\">${md.render(content)}</div></div>"),
            ),
            ("Tag", "    def render(context)\n      if @text\n        \"a\"\n      end\n    end", None),
            ("Tag", "    def render(context)\n      \"<b>#{Time.now}</b>\"\n    end", None),
            ("Tag", "    def render(context)\n      \"<iframe src='#{@text}'></iframe>\"\n    end", None),
        ] {
            assert_eq!(template(class, &format!("{own}{body}")).as_deref(), want, "{body}");
        }
    }
}
