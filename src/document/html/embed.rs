//! What a page embeds (videos, players, frames), shown as a labelled link.

use super::super::build::Builder;

/// Something embedded: what to call it and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Embed {
    label: String,
    href: String,
}

impl Embed {
    /// Of an element with that source and title.
    pub(in super::super) fn of(element: &str, source: &str, title: &str) -> Self {
        let href = known_page(source).unwrap_or_else(|| source.trim().to_owned());
        let what = match element {
            _ if href.contains("youtube.com") => "YouTube video",
            _ if href.contains("vimeo.com") => "Vimeo video",
            "video" | "audio" => &file_name(&href),
            _ => &place(&href),
        };
        let label = if title.trim().is_empty() { what } else { title.trim() };
        let label = if label.is_empty() { element } else { label };
        Self { label: format!("\u{25b6} {label}"), href }
    }

    /// Shows it in a paragraph of its own; nothing if it leads nowhere.
    pub(in super::super) fn show(&self, builder: &mut Builder) {
        if self.href.is_empty() || self.href == "about:blank" {
            return;
        }
        builder.finish_leaf();
        builder.open_link(&self.href, "", "\u{25b6}");
        builder.push_text(&self.label);
        builder.unmark("\u{25b6}");
        builder.finish_leaf();
    }
}

/// The name of a file, for what plays it.
fn file_name(href: &str) -> String {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The host of an address, for a frame without a title.
fn place(href: &str) -> String {
    let address = href.split_once("//").map_or(href, |(_, address)| address);
    address.split(['/', '?', '#']).next().unwrap_or_default().trim_start_matches("www.").to_owned()
}

/// The page of a video, from the address of its player.
fn known_page(source: &str) -> Option<String> {
    let address = source.trim().trim_start_matches("https:").trim_start_matches("http:").trim_start_matches("//");
    let address = address.trim_start_matches("www.");
    let (host, path) = address.split_once('/')?;
    let id = |path: &str| {
        let id: String = path.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        (!id.is_empty()).then_some(id)
    };
    match host {
        "youtube.com" | "youtube-nocookie.com" => {
            let rest = path.strip_prefix("embed/").or_else(|| path.strip_prefix("v/"))?;
            let id = id(rest).filter(|id| id != "videoseries")?;
            Some(format!("https://www.youtube.com/watch?v={id}"))
        }
        "player.vimeo.com" => Some(format!("https://vimeo.com/{}", id(path.strip_prefix("video/")?)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_lead_to_the_page_of_their_video() {
        for (source, want) in [
            ("//www.youtube.com/embed/a-b_C?rel=0", "https://www.youtube.com/watch?v=a-b_C"),
            ("https://www.youtube-nocookie.com/embed/x", "https://www.youtube.com/watch?v=x"),
            ("http://www.youtube.com/v/x&hl=en", "https://www.youtube.com/watch?v=x"),
            ("https://player.vimeo.com/video/12?x=1", "https://vimeo.com/12"),
            ("https://example.org/a", "https://example.org/a"),
        ] {
            assert_eq!(Embed::of("iframe", source, "").href, want);
        }
    }
}
