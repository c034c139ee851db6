//! What each tag shows: values set, references, includes, code, and the tags of plugins.

use std::collections::HashSet;

use super::super::Dialect;
use super::super::tags::arguments::Arguments;
use super::super::tags::caption::{self, Caption};
use super::super::tags::shown;
use super::super::tags::theme_tags;
use super::super::tags::{nest, picture};
use super::Engine;
use super::expression::split;
use super::lexer::{Lexer, Token};
use super::value::Value;
use super::{BESIDE, CODE, LINK, PART, POST_LINK, SHORTCODE, own};
use crate::post::Code;

/// The bytes of all tags that have a closing tag.
pub(super) fn paired(source: &str, dialect: Dialect) -> HashSet<usize> {
    let tags: Vec<(&str, usize)> = Lexer::new(source, dialect)
        .filter_map(|token| match token {
            Token::Tag { name, at, .. } => Some((name, at)),
            _ => None,
        })
        .collect();
    let named = tags.iter().map(|(name, _)| match name.strip_prefix("end") {
        Some(opened) if !opened.is_empty() => (opened, true),
        _ => (*name, false),
    });
    nest::pairs(named).into_iter().filter_map(|place| tags.get(place)).map(|(_, at)| *at).collect()
}

/// The folder of such code below the sources, unless the configuration says another (`code_dir`).
pub const CODE_FOLDER: &str = "downloads/code";

/// The file that `[title] [lang:x] path [options]` names, or `path [lang:x] [title]` (Pelican): the last word that is no option,
/// of those with an ending if there are any.
pub(super) fn code_file(arguments: &str) -> Option<&str> {
    let is_option = |word: &&str| {
        word.split_once(':').is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    };
    let mut words = arguments.split_whitespace().filter(|word| !is_option(word));
    words.clone().rfind(|word| word.contains('.')).or_else(|| words.next_back())
}

impl Engine<'_> {
    pub(super) fn tag(&mut self, name: &str, arguments: &str, at: usize) {
        if self.control(name, arguments, at)
            || !self.is_shown()
            || self.note(name, arguments, at)
            || self.formula(name, at)
        {
            return;
        }
        match name {
            "assign" | "set" => self.assign(arguments),
            "link" if self.dialect == Dialect::Hexo => self.plugin(name, arguments, at),
            "post_url" | "link" | "post_link" | "post_path" | "asset_path" | "asset_link" => {
                self.refer(name, arguments, at);
            }
            "include_relative" => self.include(BESIDE, arguments, at),
            "include" | "include_cached" | "render" | "include_file" => self.include("", arguments, at),
            "cycle" => self.cycle(arguments, at),
            "increment" | "decrement" => self.step_counter(name == "increment", arguments, at),
            "seo" | "feed_meta" | "csrf_token" | "extends" | "import" | "from" | "layout" | "do" | "toc" => {}
            "img" | "asset_img" => self.image(name, arguments, at),
            "imgcap" | "caption_img" | "captioned_image" | "photo" | "photos" | "fancybox" | "lightbox" => {
                self.captioned(name, arguments, at)
            }
            "render_partial" => self.include(PART, arguments, at),
            "include_code" => self.include_code(arguments, at),
            _ => self.plugin(name, arguments, at),
        }
    }

    fn assign(&mut self, arguments: &str) {
        if let Some((name, expression)) = arguments.split_once('=') {
            let value = self.evaluate(expression);
            self.variables.insert(name.trim().to_owned(), value);
        }
    }

    /// A reference: the target alone, or for Hexo's links a whole link.
    fn refer(&mut self, name: &str, arguments: &str, at: usize) {
        let whole = matches!(name, "post_link" | "asset_link");
        if !whole {
            let filled = self.filled(arguments);
            let arguments = filled.as_str();
            let target = match self.evaluate(arguments) {
                Value::Text(text) if arguments.starts_with(['"', '\'']) => text,
                _ => arguments.to_owned(),
            };
            let kind = if name == "asset_path" { "asset" } else { name };
            // Where the page of a file is known to be stands with its name.
            let page = self.values.file(&format!("{LINK}{target}")).filter(|_| name == "link");
            let target = page.map_or_else(|| target.clone(), |page| format!("{target}?{page}"));
            return self.reference(kind, &target, at);
        }
        let parsed = Arguments::parse(arguments);
        let target = parsed.at(0).unwrap_or_default().to_owned();
        let words: Vec<&str> = parsed.positional.iter().skip(1).map(String::as_str).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !matches!(*word, "true" | "false")).collect();
        let title = || self.values.file(&format!("{POST_LINK} {target}")).unwrap_or(&target).to_owned();
        let words = if words.is_empty() { title() } else { words.join(" ") };
        let kind = if name == "asset_link" { "asset" } else { name };
        let href = super::super::reference::target(kind, &target);
        self.out.make(&format!("[{}](<{href}>)", words.replace('[', "\\[").replace(']', "\\]")), at);
    }

    /// `{% img [class] /path [width] [height] ["title" ["alt"]] %}`, and Hexo's for files beside the post.
    fn image(&mut self, name: &str, arguments: &str, at: usize) {
        let parsed = Arguments::parse(arguments);
        let is_path = |word: &&String| word.contains('/') || word.contains('.');
        let Some(place) = parsed.positional.iter().position(|word| is_path(&word)) else {
            return nest::single(name, &parsed, self.spot(at), &mut self.out);
        };
        let source = parsed.positional.get(place).cloned().unwrap_or_default();
        let rest = parsed.positional.get(place + 1..).unwrap_or_default();
        let words: Vec<&str> = rest
            .iter()
            .map(String::as_str)
            .filter(|word| !word.chars().all(|c| c.is_ascii_digit() || c == '%'))
            .collect();
        let quoted: Vec<&str> = words.iter().flat_map(|word| word.split("\" \"")).collect();
        let alt = if arguments.contains(['"', '\'']) {
            quoted.last().copied().unwrap_or_default().to_owned()
        } else {
            words.join(" ")
        };
        let source = if name == "asset_img" { super::super::reference::target("asset", &source) } else { source };
        let escape = shown::escape;
        let alt = alt.trim_matches(['"', '\'']);
        // Alone on its line it stands for itself: what follows is read as Markdown again.
        let image = format!("<img src=\"{}\" alt=\"{}\">", escape(&source), escape(alt));
        nest::show(&shown::Shown::Block(image), self.spot(at), &mut self.out);
    }

    /// `{% imgcap [class] /path [width height] [caption] %}`, of Octopress' plugins for captions, which are Markdown.
    fn captioned(&mut self, name: &str, arguments: &str, at: usize) {
        let words = || arguments.split_whitespace().map(|word| word.trim_end_matches(','));
        let pictures: Vec<&str> = words().filter(|word| picture::is_picture_file(word)).collect();
        if name == "photos" && pictures.len() > 1 {
            let pictures = pictures.iter().map(|source| format!("<img src=\"{}\" alt=\"\">", shown::escape(source)));
            let pictures = shown::Shown::Block(pictures.collect::<Vec<_>>().join("\n"));
            return nest::show(&pictures, self.spot(at), &mut self.out);
        }
        let Some(source) = words().find(|word| shown::is_address(word) || picture::is_picture_file(word)) else {
            return nest::single(name, &Arguments::parse(arguments), self.spot(at), &mut self.out);
        };
        let is_size = |word: &str| {
            let number = word.trim_start_matches(['w', 'h']).trim_end_matches("px");
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x')
        };
        // A small one may stand behind the picture.
        let is_said = |word: &str| !is_size(word) && !picture::is_picture_file(word) && !shown::is_address(word);
        let behind = arguments.find(source).and_then(|at| arguments.get(at + source.len()..)).unwrap_or_default();
        let said = behind.split_whitespace().find(|word| is_said(word.trim_end_matches(',')) && *word != ",");
        let caption = said.and_then(|word| behind.find(word)).and_then(|at| behind.get(at..)).unwrap_or_default();
        let caption = caption.trim().trim_matches([',', '"', '\'']).trim();
        let named = [("src", source), ("caption", caption)];
        let named = named.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let figure = picture::picture(&Arguments { positional: Vec::new(), named: named.into() });
        nest::show(&shown::Shown::Block(figure.unwrap_or_default()), self.spot(at), &mut self.out);
    }

    /// Code from a file: its lines, below what the file is called and a link to it.
    fn include_code(&mut self, arguments: &str, at: usize) {
        let path = code_file(arguments).unwrap_or_default();
        let Some(code) = self.values.file(&format!("{CODE}{path}")) else {
            self.out.complain(at, Code::TemplateUnknown, format!("The code in `{path}` is not at hand."));
            return self.out.make(&format!("`{}`", path.replace('`', "")), at);
        };
        let name = path.rsplit('/').next().unwrap_or_default();
        let title = Caption::of(&arguments.replacen(path, "", 1)).title;
        let folder = self.values.get("site.code_dir").unwrap_or(CODE_FOLDER).trim_matches('/');
        let is_hexo = self.dialect == Dialect::Hexo;
        let title = match (title.is_empty(), is_hexo) {
            (true, _) => name.to_owned(),
            (false, true) => title,
            (false, false) => format!("{title} ({name})"),
        };
        let words = if is_hexo { "view raw" } else { "download" };
        let caption = Caption { title, link: Some((format!("/{folder}/{path}"), words.to_owned())) };
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let language = caption::language(arguments).unwrap_or(ending);
        let (first, last) = caption::lines(arguments);
        let lines: Vec<&str> = code.lines().take(last).skip(first - 1).collect();
        self.out.block(&caption.line().unwrap_or_default(), at);
        self.out.block(&shown::fenced(language, &lines.join("\n")), at);
    }

    /// A tag of a plugin, or one that folio does not know.
    fn plugin(&mut self, name: &str, arguments: &str, at: usize) {
        if let Some(closed) = name.strip_prefix("end").filter(|closed| !closed.is_empty()) {
            self.nest.close(Some(closed), at, &mut self.out);
            return;
        }
        if name == "end" {
            self.nest.close(None, at, &mut self.out);
            return;
        }
        if self.own(name, arguments, at) {
            return;
        }
        let themed = matches!(self.dialect, Dialect::Hexo | Dialect::Plain);
        let parsed = self.arguments(arguments);
        if self.paired.contains(&at) {
            // Octopress has the tag from Hexo, or the other way round.
            let is_theirs = themed || name == "codeblock";
            let mut parsed = theme_tags::paired(name, arguments).filter(|_| is_theirs).unwrap_or(parsed);
            // jekyll-tabs: the name of the group stands before the tab's own.
            if name == "tab" && self.dialect == Dialect::Jekyll && parsed.positional.len() > 1 {
                parsed = Arguments::one(&parsed.positional.split_off(1).join(" "));
            }
            self.nest.open(name, &parsed, at, &mut self.out);
        } else if let Some(shown) = theme_tags::single(name, arguments).filter(|_| themed) {
            nest::show(&shown, self.spot(at), &mut self.out);
        } else {
            nest::single(name, &parsed, self.spot(at), &mut self.out);
        }
    }

    /// A shortcode of the site's own configuration, or a tag of its own scripts. Answers whether it is one whose function is known.
    fn own(&mut self, name: &str, arguments: &str, at: usize) -> bool {
        let has_own = matches!(self.dialect, Dialect::Eleventy | Dialect::Jekyll);
        let file = self.values.file(&format!("{SHORTCODE}{name}")).filter(|_| has_own);
        let Some(file) = file else { return false };
        // A tag of Jekyll's is given what is written, all of it.
        let of_eleventy = (self.dialect == Dialect::Eleventy).then(|| split(arguments, ','));
        let words = of_eleventy.into_iter().flatten().flat_map(parted);
        let given: Option<Vec<String>> = words
            .map(|word| match self.evaluate(word) {
                Value::Text(text) => Some(text),
                Value::Nothing => Some(String::new()),
                _ => None,
            })
            .collect();
        let Some(mut given) = given else { return false };
        if self.dialect == Dialect::Jekyll {
            given.push(arguments.trim().to_owned());
        }
        let is_paired = self.paired.contains(&at);
        let shown = if is_paired { own::paired(file, given) } else { own::single(file, given) };
        match shown {
            Some(shown) if is_paired => self.nest.open_as(name, shown, at, &mut self.out),
            Some(shown) => nest::show(&shown, self.spot(at), &mut self.out),
            None => return false,
        }
        true
    }

    /// Arguments with variables replaced by what they hold.
    fn arguments(&self, text: &str) -> Arguments {
        let mut parsed = Arguments::parse(text);
        let known = |value: &mut String| {
            if let Some(Value::Text(text)) = self.variable(value) {
                value.clone_from(text);
            }
        };
        if !text.contains(['"', '\'']) || split(text, ',').len() > 1 {
            parsed.positional.iter_mut().for_each(known);
        }
        parsed
    }
}

/// What stands between commas, parted by blanks as Eleventy's Liquid has arguments; an expression of Nunjucks, which has signs
/// between its words, stays whole.
fn parted(argument: &str) -> Vec<&str> {
    let words: Vec<&str> = split(argument, ' ').into_iter().map(str::trim).filter(|word| !word.is_empty()).collect();
    let is_value =
        |word: &&str| word.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '_' | '-' | '/'));
    match words.iter().all(is_value) {
        true => words,
        false => vec![argument.trim()],
    }
}
