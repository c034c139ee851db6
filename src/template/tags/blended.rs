//! A tag that folio knows and that a template of the site prints too: the shape of the one, the words of the other. Knows no template
//! language.

use super::shown::Shown;
use super::title;

/// Elements whose words are not seen on a page.
const UNSEEN: [&str; 4] = ["svg", "style", "script", "template"];

/// What a tag with content shows: the template's words stand where folio's own would, above and below what is inside.
pub(in crate::template) fn around(known: Shown, own: Shown) -> Shown {
    let (Shown::Around(above, below) | Shown::Wrapped(above, below)) = &own else { return own };
    let (above, below) = (words(above), words(below));
    let Shown::Around(before, after) = known else { return own };
    let below = if below.is_empty() { String::new() } else { format!("\n\n<p>{below}</p>\n\n") };
    let start = before.split('<').nth(1).unwrap_or_default();
    let start = format!("<{start}");
    let titled = match start.as_str() {
        _ if start.starts_with("<blockquote") && above.is_empty() => String::new(),
        _ if start.starts_with("<blockquote") => format!("<folio-title>{}</folio-title>", title(&above)),
        // What opens has a word to open it by.
        _ if above.is_empty() => return Shown::Around(before, after),
        _ => format!("<summary>{}</summary>", title(&above)),
    };
    Shown::Around(format!("{start}{titled}"), format!("{below}{after}"))
}

/// Words with their entities as a title, which may have marks of Markdown.
fn title(words: &str) -> String {
    let signs = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let plain = signs.iter().fold(words.to_owned(), |words, (entity, sign)| words.replace(entity, sign));
    // What has other entities stays as it is.
    if plain.contains('&') && words.replace("&amp;", "").contains("&#") {
        words.to_owned()
    } else {
        title::html(plain.trim())
    }
}

/// Whether a tag with content has a shape that its template doesn't tell: a note, what opens and closes.
pub(in crate::template) fn has_shape(shown: &Shown) -> bool {
    matches!(shown, Shown::Around(before, _) if before.contains("folio-alert") || before.starts_with("<details"))
}

/// Whether a template says as much as folio knows of a tag without content. What is known to be on lines of its own is a picture,
/// recording or link: if it is a picture that the template shows too, that may say what stands around it.
pub(in crate::template) fn says_as_much(known: &Shown, own: &Shown) -> bool {
    match (known, own) {
        (Shown::Block(known), Shown::Block(own) | Shown::Inline(own)) => is_same_picture(known, own),
        _ => true,
    }
}

fn is_same_picture(known: &str, own: &str) -> bool {
    picture(known).is_some_and(|known| picture(own) == Some(known))
}

/// The file of the first picture of some HTML.
fn picture(html: &str) -> Option<&str> {
    let tag = html.split_once("<img")?.1;
    let source = tag.split_once(" src=")?.1.trim_start_matches(['"', '\'']);
    let source = source.split(['"', '\'', '>', ' ']).next()?;
    source.rsplit('/').next().filter(|name| !name.is_empty())
}

/// The words of some HTML as they stand on a page, with its entities.
pub(in crate::template) fn words(html: &str) -> String {
    let mut out = String::new();
    let mut parts = html.split('<');
    out.push_str(parts.next().unwrap_or_default());
    let mut unseen: Option<&str> = None;
    for part in parts {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match unseen {
            Some(open) if tag.starts_with('/') && name == open => unseen = None,
            Some(_) => continue,
            None if UNSEEN.contains(&name) && !tag.ends_with('/') => {
                unseen = Some(name);
                continue;
            }
            None => {}
        }
        out.push(' ');
        out.push_str(text);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::arguments::Arguments;
    use super::super::shown::paired;
    use super::*;

    #[test]
    fn notes_have_the_title_that_the_site_gives_them() {
        let alert = |title: &str| format!("<blockquote markdown=\"1\" class=\"folio-alert note\">{title}");
        let title = |words: &str| alert(&format!("<folio-title>{words}</folio-title>"));
        for (given, above, below, before, after) in [
            ("", "<div><b>Mind</b> <i class=\"icon\"></i> this<p>", "</p></div>", title("Mind this"), ""),
            ("title=\"A\"", "<div class=\"note\">", "</div>", alert(""), ""),
            ("", "<b>&nbsp;**A** &lt; b</b>", "", title("<strong>A</strong> &lt; b"), ""),
            ("", "<b>&#x1F4A1; a</b>", "", title("&#x1F4A1; a"), ""),
            (
                "title=\"A\"",
                "<div><svg><title>x</title></svg>A &amp; B<br>",
                "<p>end</p></div>",
                title("A &amp; B"),
                "\n\n<p>end</p>\n\n",
            ),
        ] {
            let own = Shown::Around(above.to_owned(), below.to_owned());
            let want = Shown::Around(before, format!("{after}</blockquote>"));
            assert_eq!(around(paired("note", &Arguments::parse(given)), own), want, "{above}");
        }
        let details = paired("details", &Arguments::parse(""));
        let own = Shown::Around("<details><summary>More</summary>".to_owned(), "</details>".to_owned());
        let want = Shown::Around("<details markdown=\"1\"><summary>More</summary>".to_owned(), "</details>".to_owned());
        assert_eq!(around(details, own), want);
    }

    #[test]
    fn a_template_that_shows_the_same_picture_is_told_by_its_file() {
        for (known, own, want) in [
            ("<img src=\"a.png\" alt=\"\">", "<a href=\"x\"><img class=\"b\" src=\"/c/a.png\"></a>", true),
            ("<img src=\"a.png\">", "<img src=\"b.png\">", false),
            ("<img src=\"a.png\">", "<img src=\"\">", false),
            ("<p>a</p>", "<p>a</p>", false),
        ] {
            assert_eq!(is_same_picture(known, own), want, "{own}");
        }
    }
}
