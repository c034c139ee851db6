//! Lists of things with a name, an address, a description and a picture, as themes write them between tags: YAML (`flink`, `cardList`)
//! or lines with bars (`linkgrid`). Each becomes an item: the linked name, what is said of it, a small picture.

use super::picture::is_picture_file;
use super::shown::{escape, fenced, is_address};
use crate::post::front_matter::{Map, Syntax, Value, value};

/// Pixels that a picture beside a name is wide: themes show faces and signs.
const SMALL: u32 = 64;

/// What is between the two ends of a tag, where that is no Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::template) enum Records {
    /// YAML.
    Yaml,
    /// Lines with bars.
    Lines,
    /// A drawing with words around it, parted by comments (Butterfly's `chartjs`).
    Chart,
    /// A text whose title, author and end are comments (Stellar's `paper`).
    Paper,
}

impl Records {
    /// What is shown in its place, Markdown or HTML; None where it is none of these.
    pub(in crate::template) fn shown(self, inner: &str) -> Option<String> {
        match self {
            Self::Yaml => of_yaml(inner),
            Self::Lines => of_lines(inner),
            Self::Chart => of_chart(inner),
            Self::Paper => Some(of_paper(inner)),
        }
    }
}

/// The list that YAML says, in HTML; None if it says none.
pub(in crate::template) fn of_yaml(yaml: &str) -> Option<String> {
    let written = yaml.replace('\t', "    ");
    let read = value(&written, Syntax::Yaml)?;
    let list = match &read {
        Value::Map(map) => map.get("data").or_else(|| map.get("list")).or_else(|| map.get("linklist"))?.as_list()?,
        read => read.as_list()?,
    };
    let (mut made, mut items) = (String::new(), String::new());
    for one in list.iter().filter_map(Value::as_map) {
        match one.get("linklist").or_else(|| one.get("items")).and_then(Value::as_list) {
            Some(inner) => {
                made.push_str(&heading(one));
                let inner: String = inner.iter().filter_map(Value::as_map).filter_map(item).collect();
                made.push_str(&format!("<ul>\n{inner}</ul>\n"));
            }
            None => items.push_str(&item(one)?),
        }
    }
    if !items.is_empty() {
        made.push_str(&format!("<ul>\n{items}</ul>\n"));
    }
    (!made.is_empty()).then_some(made)
}

/// The list that lines say: `name | address | description | picture` (NexT's `linkgrid`; what follows a percent sign is a comment).
fn of_lines(lines: &str) -> Option<String> {
    let items = lines.lines().filter(|line| !line.trim_start().starts_with('%')).filter_map(|line| {
        let mut parts = line.split('|').map(str::trim);
        let (name, link) = (parts.next()?, parts.next()?);
        let rest: Vec<&str> = parts.collect();
        let picture = rest.last().copied().filter(|last| is_picture_file(last) || is_address(last));
        let words = rest.iter().copied().find(|part| !part.is_empty() && Some(*part) != picture);
        Some(one(name, Some(link), &[words.unwrap_or_default()], picture))
    });
    let items: String = items.collect();
    (!items.is_empty()).then(|| format!("<ul>\n{items}</ul>\n"))
}

/// The title, what the drawing is made of, and what is said of it.
fn of_chart(inner: &str) -> Option<String> {
    let part = |name: &str| {
        let (_, rest) = inner.split_once(&format!("<!-- {name} -->"))?;
        Some(rest.split("<!-- end").next()?.trim()).filter(|part| !part.is_empty())
    };
    let title = part("title").map(|title| format!("**{title}**\n\n")).unwrap_or_default();
    let words = part("desc").map(|words| format!("\n\n{words}")).unwrap_or_default();
    Some(format!("{title}{}{words}", fenced("json", part("chart")?)))
}

/// Words that stand in comments become lines of their own.
fn of_paper(inner: &str) -> String {
    let line = |line: &str| {
        let comment = line.trim().strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
        let Some((name, words)) = comment.and_then(|comment| comment.split_once(' ')) else { return line.to_owned() };
        match name {
            "title" | "section" => format!("\n**{words}**\n"),
            "author" | "date" | "footer" => format!("\n{words}\n"),
            _ => String::new(),
        }
    };
    inner.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// What a group of links is called, and what is said of it.
fn heading(group: &Map<'_>) -> String {
    let text = |names: &[&str]| names.iter().find_map(|name| group.text(name)).map(escape);
    let name = text(&["classname", "name", "title"]).map(|name| format!("<strong>{name}</strong>"));
    let words: Vec<String> = name.into_iter().chain(text(&["classdesc", "desc", "description"])).collect();
    if words.is_empty() { String::new() } else { format!("<p>{}</p>\n", words.join(" ")) }
}

fn item(map: &Map<'_>) -> Option<String> {
    let text = |names: &[&str]| names.iter().find_map(|name| map.text(name)).map(str::trim);
    let link = text(&["link", "url", "href"]);
    let name = text(&["name", "title"]).or(link)?;
    let said = ["descr", "desc", "description", "author"].map(|key| text(&[key]).unwrap_or_default());
    Some(one(name, link, &said, text(&["img", "avatar", "image", "icon", "logo", "cover"])))
}

fn one(name: &str, link: Option<&str>, said: &[&str], picture: Option<&str>) -> String {
    let name = match link.filter(|link| !link.is_empty()) {
        Some(link) => format!("<a href=\"{}\">{}</a>", escape(link), escape(name)),
        None => format!("<strong>{}</strong>", escape(name)),
    };
    let said: String =
        said.iter().filter(|words| !words.is_empty()).map(|words| format!(" {}", escape(words))).collect();
    let picture = picture.filter(|file| is_picture_file(file) || is_address(file));
    let picture = picture.map(|file| format!("<br><img src=\"{}\" alt=\"\" width=\"{SMALL}\">", escape(file)));
    format!("<li>{name}{said}{}</li>\n", picture.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_themes_become_lists() {
        let item = |name: &str, words: &str, picture: &str| {
            let picture = match picture {
                "" => String::new(),
                file => format!("<br><img src=\"{file}\" alt=\"\" width=\"64\">"),
            };
            format!("<li><a href=\"https://a.example\">{name}</a>{words}{picture}</li>\n")
        };
        for (yaml, want) in [
            (
                "- class_name: Friends\n  class_desc: Near\n  link_list:\n    - name: A\n      link: https://a.example\n      avatar: /a.png\n      descr: Bakes\n",
                Some(format!("<p><strong>Friends</strong> Near</p>\n<ul>\n{}</ul>\n", item("A", " Bakes", "/a.png"))),
            ),
            (
                "- name: A\n  desc: B\n  link: https://a.example\n  bgColor: '#fff'\n",
                Some(format!("<ul>\n{}</ul>\n", item("A", " B", ""))),
            ),
            (
                "config:\n  target: _blank\ndata:\n  - img: /i.png\n    link: https://a.example\n    name: A\n    author: C\n",
                Some(format!("<ul>\n{}</ul>\n", item("A", " C", "/i.png"))),
            ),
            ("words", None),
        ] {
            assert_eq!(of_yaml(yaml), want, "{yaml}");
        }
        let lines = "A | https://a.example | Stays | /a.png\n% no\nA | https://a.example\n";
        let want = format!("<ul>\n{}{}</ul>\n", item("A", " Stays", "/a.png"), item("A", "", ""));
        assert_eq!(of_lines(lines), Some(want));
        let chart = "<!-- chart -->\n{\"a\": 1}\n<!-- endchart -->\n<!-- desc -->\nSo it is.\n<!-- enddesc -->\n";
        let drawn = Records::Chart.shown(chart).unwrap_or_default();
        assert!(drawn.starts_with("```json\n{\"a\": 1}") && drawn.ends_with("So it is."), "{drawn}");
        let paper = Records::Paper.shown("<!-- title A -->\n<!-- author B -->\n<!-- paragraph -->\nWords.");
        assert_eq!(paper.as_deref(), Some("\n**A**\n\n\nB\n\n<!-- paragraph -->\nWords."));
    }
}
