//! WordPress's shortcodes, which migrated posts keep and no generator reads: `[caption …]…[/caption]`,
//! `[sourcecode language="x"]…[/sourcecode]`, `[youtube=…]`. Names are those of WordPress itself, of Jetpack and of the
//! plugins that set code; any other name counts if it is closed. What a bracket in Markdown may mean is left alone.

mod find;

use std::borrow::Cow;

use super::super::near::{begins_line, ends_line};
use super::super::output::Output;
use super::super::tags::arguments::Arguments;
use super::super::tags::embed;
use super::super::tags::nest::{self, Nest, Spot};
use super::super::tags::shown::{self, Shown, escape, fenced};
use find::{Found, Shortcode};

/// Rewrites the shortcodes of a text. None if it holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let found = Found::in_text(text)?;
    let mut pass = Pass { text, out: Output::default(), nest: Nest::default(), at: 0, changed: false };
    for (place, one) in found.shortcodes.iter().enumerate() {
        if one.start >= pass.at {
            pass.shortcode(one, found.closing(place));
        }
    }
    pass.out.copy(text.get(pass.at..).unwrap_or_default(), pass.at);
    pass.nest.close_all(text.len(), &mut pass.out);
    pass.changed.then_some(pass.out)
}

/// Names of shortcodes around code; any of [`LANGUAGES`] is one too.
const CODE: &[&str] = &["sourcecode", "source", "code", "cc", "cci", "ccn", "codesyntax", "highlight", "pre"];

/// Names of languages that are names of shortcodes around code in that language.
const LANGUAGES: &[&str] = &[
    "actionscript",
    "bash",
    "cpp",
    "csharp",
    "css",
    "groovy",
    "html",
    "java",
    "javascript",
    "js",
    "objc",
    "perl",
    "php",
    "plain",
    "powershell",
    "python",
    "ruby",
    "scala",
    "shell",
    "sql",
    "text",
    "vb",
    "xml",
];

/// Attributes that name the file of a player.
const FILES: &[&str] = &["src", "mp4", "m4v", "webm", "ogv", "flv", "mp3", "m4a", "ogg", "wav", "url"];

/// Shortcodes without content that stand for something of another site, by its address.
const BY_ADDRESS: &[&str] = &[
    "dailymotion",
    "facebook",
    "flickr",
    "gist",
    "googlemaps",
    "instagram",
    "kickstarter",
    "scribd",
    "soundcloud",
    "spotify",
    "ted",
    "tweet",
    "vimeo",
    "vine",
    "youtube",
];

/// Shortcodes without content that nothing can be shown of.
const WITHOUT_WORDS: &[&str] = &["contact-form", "contact-form-7", "gallery", "playlist", "polldaddy", "slideshare"];

struct Pass<'a> {
    text: &'a str,
    out: Output,
    nest: Nest,
    /// All of the text before this byte is written.
    at: usize,
    changed: bool,
}

impl<'a> Pass<'a> {
    fn shortcode(&mut self, one: &Shortcode<'a>, closing: Option<&Shortcode<'a>>) {
        let arguments = one.arguments();
        match closing {
            _ if one.closes => self.close(one),
            Some(closing) if CODE.contains(&one.name) || LANGUAGES.contains(&one.name) => {
                self.code(one, closing, arguments);
            }
            Some(closing) if matches!(one.name, "caption" | "wp_caption") => self.caption(one, closing, &arguments),
            Some(closing) if one.name == "embed" => self.embed(one, closing),
            Some(closing) if player(one.name, &arguments).is_some() => {
                self.single(one, player(one.name, &arguments));
                self.at = closing.end;
            }
            Some(_) => {
                self.before(one);
                self.nest.open(one.name, &arguments, one.start, &mut self.out);
            }
            None if WITHOUT_WORDS.contains(&one.name) && self.stands_alone(one) => {
                self.before(one);
                nest::single(one.name, &arguments, self.spot(one), &mut self.out);
            }
            None => self.single(one, player(one.name, &arguments).or_else(|| elsewhere(one.name, &arguments))),
        }
    }

    /// Writes what stands before a shortcode, and takes the shortcode away.
    fn before(&mut self, one: &Shortcode<'a>) {
        self.out.copy(self.text.get(self.at..one.start).unwrap_or_default(), self.at);
        self.at = one.end;
        self.changed = true;
    }

    fn spot(&self, one: &Shortcode<'a>) -> Spot<'a> {
        Spot { source: one.start, after: self.text.get(one.end..).unwrap_or_default() }
    }

    fn stands_alone(&self, one: &Shortcode<'a>) -> bool {
        self.text.get(..one.start).is_none_or(begins_line) && ends_line(self.spot(one).after)
    }

    fn close(&mut self, one: &Shortcode<'a>) {
        self.before(one);
        if !self.nest.close(Some(one.name), one.start, &mut self.out) {
            self.out.make(self.text.get(one.start..one.end).unwrap_or_default(), one.start);
        }
    }

    /// A link; what is none stays as it is written.
    fn single(&mut self, one: &Shortcode<'a>, link: Option<String>) {
        if let Some(link) = link {
            self.before(one);
            nest::show(&Shown::Block(link), self.spot(one), &mut self.out);
        }
    }

    fn code(&mut self, one: &Shortcode<'a>, closing: &Shortcode<'a>, mut arguments: Arguments) {
        if LANGUAGES.contains(&one.name) {
            arguments.named.push(("language".to_owned(), one.name.to_owned()));
        }
        let Shown::Code(info) = shown::paired("sourcecode", &arguments) else { return };
        self.before(one);
        let code = self.text.get(one.end..closing.start).unwrap_or_default();
        self.out.block(&fenced(&info, &decoded(&unbroken(code))), one.end);
        self.at = closing.end;
    }

    /// A picture and what is said of it, behind it or as an attribute.
    fn caption(&mut self, one: &Shortcode<'a>, closing: &Shortcode<'a>, arguments: &Arguments) {
        self.before(one);
        let inner = self.text.get(one.end..closing.start).unwrap_or_default();
        let (picture, words) = inner.split_at(picture_end(inner));
        let attribute = arguments.get(&["caption"]).unwrap_or_default();
        self.out.block("<figure markdown=\"1\">", one.start);
        self.out.copy(picture, one.end);
        if !words.trim().is_empty() || !attribute.is_empty() {
            self.out.make("\n<figcaption markdown=\"1\">\n\n", one.end);
            self.out.copy(words, one.end + picture.len());
            self.out.make(attribute, one.start);
            self.out.make("\n\n</figcaption>", closing.start);
        }
        self.out.make("\n</figure>\n\n", closing.start);
        self.at = closing.end;
    }

    fn embed(&mut self, one: &Shortcode<'a>, closing: &Shortcode<'a>) {
        let address = self.text.get(one.end..closing.start).unwrap_or_default().trim();
        if is_web(address) {
            self.single(one, Some(addressed(address)));
            self.at = closing.end;
        }
    }
}

/// A link under its own address: that is what stands on the page where nobody reads the shortcode.
fn addressed(address: &str) -> String {
    let address = escape(address);
    format!("<a href=\"{address}\">\u{25b6} {address}</a>")
}

/// A link to what a player plays.
fn player(name: &str, arguments: &Arguments) -> Option<String> {
    let file = arguments.get(FILES).or_else(|| arguments.at(0).filter(|word| is_web(word)))?;
    matches!(name, "video" | "audio").then(|| embed::of(name, &Arguments::one(file))).flatten()
}

/// A link to something of another site, if what a shortcode is given can be its address or number there.
fn elsewhere(name: &str, arguments: &Arguments) -> Option<String> {
    let given = arguments.get(&["id", "url", "href"]).or_else(|| arguments.at(0))?;
    let is_number = |most: usize| given.len() <= most && given.bytes().all(|byte| byte.is_ascii_digit());
    let is_word =
        |length| given.len() == length && given.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    let is_key = match name {
        "youtube" => is_word(11),
        "vimeo" | "tweet" => is_number(20),
        "gist" => given.bytes().any(|b| b.is_ascii_digit()) && given.bytes().all(|b| b.is_ascii_hexdigit()),
        "wpvideo" | "videopress" => is_word(8),
        _ => false,
    };
    match name {
        "wpvideo" | "videopress" if is_key => {
            Some(format!("<a href=\"https://videopress.com/v/{}\">\u{25b6} video</a>", escape(given)))
        }
        "youtube" | "vimeo" | "tweet" | "gist" if is_key => embed::of(name, &Arguments::one(given)),
        name if BY_ADDRESS.contains(&name) && is_web(given) => Some(addressed(given)),
        _ => None,
    }
}

fn is_web(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://")
}

/// Where the picture that a caption begins with ends: an element, a link or an image; 0 if none is there.
fn picture_end(inner: &str) -> usize {
    let start = inner.len() - inner.trim_start().len();
    let rest = inner.get(start..).unwrap_or_default();
    let behind = |mark: &str, from: usize| rest.get(from..)?.find(mark).map(|at| from + at + mark.len());
    let end = match rest {
        rest if rest.starts_with("<a") => behind("</a>", 0),
        rest if rest.starts_with("<img") => behind(">", 0),
        rest if rest.starts_with("[![") => {
            behind("](", 0).and_then(|at| behind("](", at)).and_then(|at| behind(")", at))
        }
        rest if rest.starts_with("![") => behind("](", 0).and_then(|at| behind(")", at)),
        _ => None,
    };
    end.map_or(0, |end| start + end)
}

/// Code without the breaks that an editor of HTML put at the end of every line.
fn unbroken(code: &str) -> Cow<'_, str> {
    let broken = |line: &str| line.trim_end().ends_with("<br />") || line.trim_end().ends_with("<br>");
    let mut lines = code.lines().filter(|line| !line.trim().is_empty()).peekable();
    if lines.peek().is_none() || !lines.all(broken) {
        return Cow::Borrowed(code);
    }
    let cut = |line: &str| line.trim_end().trim_end_matches("<br />").trim_end_matches("<br>").to_owned();
    Cow::Owned(code.lines().map(cut).collect::<Vec<_>>().join("\n"))
}

/// Code as its page shows it: WordPress keeps the signs of HTML as entities, and exports those of print so.
fn decoded(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.split_once(';').filter(|(name, _)| name.len() <= LONGEST_ENTITY);
        rest = match name.and_then(|(name, behind)| Some((entity(name)?, behind))) {
            Some((sign, behind)) => {
                out.push(sign);
                behind
            }
            None => {
                out.push('&');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// Bytes of an entity's name at most.
const LONGEST_ENTITY: usize = 8;

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "amp" => Some('&'),
        "nbsp" => Some('\u{a0}'),
        _ => name.strip_prefix('#')?.parse().ok().and_then(char::from_u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        rewrite(source).map_or_else(|| source.to_owned(), |out| out.text)
    }

    #[test]
    fn what_wordpress_left_behind_is_read() {
        let figure = |picture: &str, words: &str| {
            format!(
                "<figure markdown=\"1\">\n\n{picture}\n<figcaption markdown=\"1\">\n\n{words}\n\n</figcaption>\n</figure>"
            )
        };
        for (source, want) in [
            (
                "[caption id=\"a_1\" width=\"300\"][![A](a.png)](b.png) The *press*[/caption]",
                figure("[![A](a.png)](b.png)", " The *press*"),
            ),
            ("\\[caption id=\"a\\_1\"\\]![A](a.png) Press\\[/caption\\]", figure("![A](a.png)", " Press")),
            ("[caption caption=\"Press\"]<img src=\"a.png\">[/caption]", figure("<img src=\"a.png\">", "Press")),
            ("[sourcecode language=\"css\"]\na &gt; b {}\n[/sourcecode]", "```css\na > b {}\n```".to_owned()),
            (
                "[xml]\n&lt;a b=&#8220;c&#8221;&gt; &amp;lt; & &#x; &#;\n[/xml]",
                "```xml\n<a b=\u{201c}c\u{201d}> &lt; & &#x; &#;\n```".to_owned(),
            ),
            ("[xml]<br />\n<a><br />\n</a><br />\n[/xml]", "```xml\n<a>\n</a>\n```".to_owned()),
            ("[php]\n$a = [1];\n[/php]", "```php\n$a = [1];\n```".to_owned()),
            (
                "[youtube=http://www.youtube.com/watch?v=abc&w=600]",
                "<a href=\"http://www.youtube.com/watch?v=abc&amp;w=600\">\u{25b6} http://www.youtube.com/watch?v=abc&amp;w=600</a>".to_owned(),
            ),
            ("[vimeo 123456]", "<a href=\"https://vimeo.com/123456\">\u{25b6} Vimeo video</a>".to_owned()),
            (
                "[embed]https://example.com/a[/embed]",
                "<a href=\"https://example.com/a\">\u{25b6} https://example.com/a</a>".to_owned(),
            ),
            ("[audio mp3=\"/a.mp3\"][/audio]", "<a href=\"/a.mp3\">\u{25b6} audio</a>".to_owned()),
            ("[one_half]left[/one_half] right", "left right".to_owned()),
            ("[gallery ids=\"1,2\"]", "<folio-unknown>\u{2039}gallery\u{203a}</folio-unknown>".to_owned()),
        ] {
            assert_eq!(text(source).trim(), want, "{source}");
        }
    }

    #[test]
    fn brackets_of_markdown_and_prose_stay() {
        for source in [
            "[video](a.mp4) and [gist][1] and [code]: http://a.org",
            "[youtube channel] [video of it] [source] [gallery] in words",
            "`[caption id=\"a\"]x[/caption]`",
            "    [code]x[/code]",
            "[x] done [/x",
            "[[caption]] a [/b]",
            "![caption](a.png)",
            "[sic] and [sic]",
        ] {
            assert_eq!(text(source), source);
        }
    }
}
