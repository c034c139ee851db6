//! Shortcodes of themes, which are seldom beside the posts that use them, as far as their own names and arguments do not tell what they
//! show: by what stands around them.
//!
//! Rules from the themes' documentations: Docsy ("Tabbed panes"), Hextra ("Tabs", "FileTree"), Blowfish ("Shortcodes").

use super::super::tags::arguments::Arguments;
use super::super::tags::asked::{Asked, FILES_BESIDE};
use super::super::tags::pages;
use super::super::tags::picture::is_picture_file;
use super::super::tags::shown::{self, Shown, escape};
use super::super::tags::title;
use super::super::values::TemplateValues;
use super::scope::Tag;

/// What the shortcodes of themes need to know beside what they are given.
pub(in crate::template) fn asked(name: &str) -> Option<Asked> {
    match name {
        "article" => Some(Asked::Page(None)),
        "imgproc" => Some(Asked::Beside),
        _ => None,
    }
}

/// What a shortcode with content shows. None where its arguments tell.
pub(super) fn paired(tag: Tag<'_>, values: &TemplateValues) -> Option<Shown> {
    let around = tag.parent.map(|(name, _)| name);
    match (tag.name, around) {
        ("tabbed-codeblock", _) => {
            let tabs = tag.inner?.split("<!-- tab ").skip(1).filter_map(|tab| tab.split_once("-->"));
            let code = tabs.map(|(language, code)| {
                let code = code.split("<!-- endtab").next().unwrap_or_default();
                shown::fenced(&language.replace(['`', '\n'], "").trim().to_lowercase(), code.trim_matches('\n'))
            });
            let code: Vec<String> = code.collect();
            (!code.is_empty()).then(|| Shown::Instead(Box::new(Shown::Block(code.join("\n\n")))))
        }
        // The picture is a file beside the page whose name begins so.
        ("imgproc", _) => {
            let start = tag.given.at(0)?.to_lowercase();
            let is_meant = |name: &&str| {
                let own = name.rsplit('/').next().unwrap_or(name).to_lowercase();
                is_picture_file(name) && own.contains(&start)
            };
            let name = values.file(FILES_BESIDE)?.lines().find(is_meant)?;
            let before = format!(
                "<figure markdown=\"1\">\n<img src=\"{}\" alt=\"\">\n<figcaption markdown=\"1\">",
                escape(name)
            );
            Some(Shown::Around(before, "</figcaption>\n</figure>".to_owned()))
        }
        ("card", _) if tag.given.get(&["code"]) == Some("true") => {
            Some(shown::code_in_tab(tag.given, &Arguments::NONE))
        }
        // Docsy's tabs are code unless they say that they are text.
        ("tab", Some("tabpane")) => {
            let (_, pane) = tag.parent?;
            let is_text = [tag.given, pane].iter().any(|given| given.get(&["text"]).is_some_and(|it| it != "false"));
            (!is_text).then(|| shown::code_in_tab(tag.given, pane))
        }
        // Hextra names tabs in one place.
        ("tab", Some("tabs")) if tag.given.positional.is_empty() && tag.given.get(&["name", "title"]).is_none() => {
            let name = tag.parent?.1.get(&["items"])?.split(',').nth(tag.ordinal)?.trim();
            Some(Shown::Around(format!("<p><strong>{}</strong></p>", title::html(name)), String::new()))
        }
        ("filetree/container", _) => Some(Shown::Around("<ul>".to_owned(), "</ul>".to_owned())),
        ("filetree/folder", _) => {
            let name = title::html(tag.given.get(&["name"])?);
            Some(Shown::Around(format!("<li>{name}/<ul>"), "</ul></li>".to_owned()))
        }
        _ => None,
    }
}

/// What a shortcode without content shows. None where its arguments tell.
pub(super) fn single(tag: Tag<'_>, values: &TemplateValues) -> Option<Shown> {
    let given = tag.given;
    match tag.name {
        "filetree/file" => {
            let name = title::html(given.get(&["name"])?);
            let linked = |url| format!("<a href=\"{}\">{name}</a>", escape(url));
            Some(Shown::Block(format!("<li>{}</li>", given.get(&["url"]).map_or(name.clone(), linked))))
        }
        // A tab that only says what the others are.
        "tab" if tag.parent.is_some_and(|(name, _)| name == "tabpane") => given.get(&["header"]).map(strong),
        // Hugo parts what it lists by commas, in braces.
        "carousel" => {
            let files = given.get(&["images"])?.trim_matches(['{', '}']).split(',').map(str::trim);
            let pictures = files.filter(|file| is_picture_file(file) && !file.contains('*'));
            let pictures: Vec<String> =
                pictures.map(|file| format!("<img src=\"{}\" alt=\"\">", escape(file))).collect();
            (!pictures.is_empty()).then(|| Shown::Block(pictures.join("\n")))
        }
        "article" => {
            let href = given.get(&["link"])?;
            let told = pages::of(href, values)?;
            let title = told.iter().find(|(name, _)| *name == "title").map(|(_, title)| escape(title))?;
            Some(Shown::Block(format!("<p><a href=\"{}\">{title}</a></p>", escape(href))))
        }
        "stat" => {
            let words: Vec<&str> = ["value", "label"].iter().filter_map(|key| given.get(&[key])).collect();
            (!words.is_empty()).then(|| strong(&words.join(" ")))
        }
        "gitlab" => {
            let project = given.get(&["projectid"])?;
            let href = escape(&format!("https://gitlab.com/projects/{project}"));
            Some(Shown::Block(format!("<a href=\"{href}\">GitLab {}</a>", escape(project))))
        }
        "gitea" | "forgejo" => {
            let repository = given.get(&["repo"])?;
            let server = given.get(&["server"]).unwrap_or("https://codeberg.org").trim_end_matches('/');
            let href = escape(&format!("{server}/{repository}"));
            Some(Shown::Block(format!("<a href=\"{href}\">{}</a>", escape(repository))))
        }
        "card" | "friend" | "showcase" => card(given),
        "cta" => {
            let (words, href) = (given.get(&["cta_text"])?, given.get(&["cta_link"])?);
            Some(Shown::Inline(format!("<a href=\"{}\">{}</a>", escape(href), escape(words))))
        }
        "align" => given.at(1).map(|words| Shown::Block(words.to_owned())),
        "email" | "marquee-item" => given.at(0).map(|word| Shown::Inline(escape(word))),
        _ => None,
    }
}

/// A card with a picture: the picture, a linked name, words below it. None where it has no picture or no name.
fn card(given: &Arguments) -> Option<Shown> {
    let picture = given.get(&["image", "avatar"])?;
    let name = title::html(given.get(&["title", "name"])?);
    let name = match given.get(&["link", "url", "href"]) {
        Some(href) => format!("<a href=\"{}\">{name}</a>", escape(href)),
        None => name,
    };
    let below = given.get(&["subtitle", "summary", "bio", "description"]).map(title::html).unwrap_or_default();
    let words = format!("<p>{name} {below}</p>");
    Some(Shown::Block(format!("<p><img src=\"{}\" alt=\"\"></p>\n{words}", escape(picture))))
}

fn strong(words: &str) -> Shown {
    Shown::Block(format!("<p><strong>{}</strong></p>", title::html(words)))
}

#[cfg(test)]
mod tests {
    use super::super::super::values::TemplateValues;
    use super::super::rewrite;

    #[test]
    fn shortcodes_of_themes_show_what_stands_around_them_tells() {
        for (source, want) in [
            (
                "{{< tabpane text=true >}}\n{{% tab header=\"A\" %}}\n*b*\n{{% /tab %}}\n{{< /tabpane >}}",
                "<p><strong>A</strong></p>\n\n\n*b*",
            ),
            (
                "{{< tabpane lang=\"sh\" >}}\n{{< tab header=\"A\" >}}\n*b*\n{{< /tab >}}\n{{< /tabpane >}}",
                "```sh title=\"A\"\n*b*\n```",
            ),
            (
                "{{< tabpane >}}\n{{< tab \"A\" \"c\" >}}\n*b*\n{{< /tab >}}\n{{< /tabpane >}}",
                "```c title=\"A\"\n*b*\n```",
            ),
            (
                "{{< tabpane >}}\n{{% tab header=\"**A**:\" disabled=true /%}}\n{{< /tabpane >}}",
                "<p><strong><strong>A</strong>:</strong></p>",
            ),
            (
                "{{< tabs items=\"A, B\" >}}\n{{< tab >}}c{{< /tab >}}\n{{< tab >}}d{{< /tab >}}\n{{< /tabs >}}",
                "<p><strong>B</strong></p>",
            ),
            (
                "{{< filetree/folder name=\"a\" >}}\n{{< filetree/file name=\"b\" url=\"/c\" >}}\n{{< /filetree/folder >}}",
                "<li><a href=\"/c\">b</a></li>",
            ),
            ("{{< carousel images=\"{a.png, b.png}\" >}}", "<img src=\"b.png\" alt=\"\">"),
            ("{{< card link=\"/a\" title=\"B\" image=\"c.png\" subtitle=\"D\" >}}", "<p><a href=\"/a\">B</a> D</p>"),
            (
                "{{< card code=true lang=\"go\" header=\"A\" >}}\nb := *c\n{{< /card >}}",
                "```go title=\"A\"\nb := *c\n```",
            ),
            ("{{< forgejo server=\"https://a.b/\" repo=\"c/d\" >}}", "<a href=\"https://a.b/c/d\">c/d</a>"),
            (
                "{{< tabbed-codeblock \"a\" >}}\n<!-- tab js -->\nb\n<!-- endtab -->\n<!-- tab css -->\nc\n<!-- endtab -->\n{{< /tabbed-codeblock >}}",
                "```js\nb\n```\n\n```css\nc\n```",
            ),
            ("{{< code >}}\n```java\na\n```\n{{< /code >}}", "```java\na\n```"),
            ("{{< math >}}\n$$a$$\n{{< /math >}}", "```math\na\n```"),
        ] {
            let text = rewrite(source, &TemplateValues::new()).text;
            assert!(text.contains(want), "{source}: {text}");
        }
    }
}
