//! Videos, posts and snippets of other sites that tags embed, as links with a label.

use super::arguments::Arguments;
use super::shown::escape;

/// A link for a tag that embeds something; None if that tag embeds nothing folio knows.
pub(in crate::template) fn of(name: &str, arguments: &Arguments) -> Option<String> {
    if let Some(card) = repository(name, arguments).or_else(|| recording(name, arguments)) {
        return Some(card);
    }
    let keys = ["id", "video", "video_id", "videoid", "url", "src", "link", "key", "cast"];
    let id = arguments.get(&keys).or_else(|| arguments.at(0))?;
    // What is behind the kind of an embedding (jekyll-twitter-plugin: `{% twitter oembed https://… %}`).
    let id = arguments.at(1).filter(|second| id == "oembed" && second.starts_with("http")).unwrap_or(id);
    let whole = id.starts_with("http");
    // Minimal Mistakes names the place beside the video.
    let name = arguments.get(&["provider"]).filter(|_| name == "video").unwrap_or(name);
    let (label, href) = match name {
        "youtube" | "yt" | "youtubeembed" | "youtube-lite" | "youtube_lite" | "youtubelite" | "youtubeplayer"
        | "lite-youtube" => {
            ("\u{25b6} YouTube video".to_owned(), format!("https://www.youtube.com/watch?v={}", youtube_id(id)))
        }
        "vimeo" | "vimeo_simple" => ("\u{25b6} Vimeo video".to_owned(), format!("https://vimeo.com/{id}")),
        "twitch" => ("\u{25b6} Twitch video".to_owned(), format!("https://www.twitch.tv/videos/{id}")),
        "google-drive" => ("\u{25b6} video".to_owned(), format!("https://drive.google.com/file/d/{id}/preview")),
        "bilibili" => ("\u{25b6} Bilibili video".to_owned(), format!("https://www.bilibili.com/video/{id}")),
        "gist" => (
            format!("Gist {}", gist_path(arguments, id)),
            format!("https://gist.github.com/{}", gist_path(arguments, id)),
        ),
        "tweet" | "x" | "twitter" | "twitter_simple" | "x_simple" => ("Post on X".to_owned(), tweet(arguments, id)),
        "instagram" | "instagram_simple" => {
            ("Post on Instagram".to_owned(), format!("https://www.instagram.com/p/{id}/"))
        }
        "speakerdeck" => ("Slides".to_owned(), format!("https://speakerdeck.com/player/{id}")),
        "jsfiddle" => ("JSFiddle".to_owned(), format!("https://jsfiddle.net/{id}")),
        "codepen" | "pen" => ("CodePen".to_owned(), codepen(arguments, id)),
        "asciinema" | "asciicast" => ("\u{25b6} Recording".to_owned(), format!("https://asciinema.org/a/{id}")),
        "video" | "html5video" | "audio" | "mp4" | "webm" | "mp3" => {
            (format!("\u{25b6} {}", if name == "audio" || name == "mp3" { "audio" } else { "video" }), id.to_owned())
        }
        "iframe" | "embed" | "oembed" | "iframely" => ("\u{25b6} embedded page".to_owned(), id.to_owned()),
        _ => return None,
    };
    let own = matches!(name, "youtube" | "yt" | "youtubeembed") && youtube_id(id) == id && whole;
    let href = if whole && (own || !href.contains("watch?v=")) { id.to_owned() } else { href };
    let title = arguments.get(&["title", "caption", "label"]).map(|title| format!("\u{25b6} {title}"));
    let label = title.filter(|_| label.starts_with('\u{25b6}')).unwrap_or(label);
    Some(format!("<a href=\"{}\">{}</a>", escape(&href), escape(&label)))
}

/// A card of a place of code: `{{< github repo="a/b" >}}`.
fn repository(name: &str, arguments: &Arguments) -> Option<String> {
    let host = match name {
        "github" | "gh" | "ghcard" | "github-card" | "gh-repo-card" | "gh-card" | "github-repo" | "githubrepo" => {
            "github.com"
        }
        "codeberg" => "codeberg.org",
        "gitlab" => "gitlab.com",
        "huggingface" => "huggingface.co",
        _ => return None,
    };
    let named = arguments.get(&["repo", "repository", "model", "dataset", "name"]).or_else(|| arguments.at(0))?;
    let owner = arguments.get(&["owner", "user"]).filter(|_| !named.contains('/'));
    let path = owner.map_or_else(|| named.to_owned(), |owner| format!("{owner}/{named}"));
    let is_path = path.matches('/').count() == 1 && !path.contains([':', ' ']) && !path.starts_with('/');
    let folder = if arguments.get(&["dataset"]).is_some() { "datasets/" } else { "" };
    is_path.then(|| format!("<a href=\"https://{host}/{folder}{0}\">{0}</a>", escape(&path)))
}

/// What is to be heard or read elsewhere and named by its kind and number: `{{< spotify track 4uLU6h >}}`.
fn recording(name: &str, arguments: &Arguments) -> Option<String> {
    let id = arguments.get(&["id"]).or_else(|| arguments.at(1)).or_else(|| arguments.at(0));
    let (path, id) = (id.filter(|id| id.contains('/')), id.map(|id| id.rsplit('/').next().unwrap_or(id)));
    let path = path.and_then(|path| path.split('/').rev().nth(1));
    let kind = arguments
        .get(&["type", "kind"])
        .or_else(|| arguments.at(0).filter(|kind| Some(*kind) != id && path.is_none()))
        .or(path);
    let (label, href) = match name {
        "spotify" => ("Spotify", format!("https://open.spotify.com/{}/{}", kind.unwrap_or("track"), id?)),
        "flickr_photo" | "flickr_image" => {
            ("Flickr", format!("https://www.flickr.com/photo.gne?id={}", arguments.at(0)?))
        }
        "soundcloud" => ("SoundCloud", format!("https://api.soundcloud.com/tracks/{}", id?)),
        _ => return None,
    };
    let href = arguments.values().find(|value| value.starts_with("http")).unwrap_or(&href);
    Some(format!("<a href=\"{}\">\u{25b6} {label}</a>", escape(href)))
}

/// The id of a video, from an address or as it is.
fn youtube_id(written: &str) -> String {
    let after = ["watch?v=", "youtu.be/", "embed/", "/shorts/"]
        .iter()
        .find_map(|mark| written.split_once(mark).map(|(_, after)| after));
    let id = after.unwrap_or(written);
    id.split(['?', '&', '#']).next().unwrap_or_default().to_owned()
}

fn gist_path(arguments: &Arguments, id: &str) -> String {
    match arguments.at(1) {
        Some(second) if second.len() >= 7 && second.chars().all(|c| c.is_ascii_hexdigit()) => format!("{id}/{second}"),
        _ => id.to_owned(),
    }
}

fn tweet(arguments: &Arguments, id: &str) -> String {
    if id.starts_with("http") {
        return id.to_owned();
    }
    let user = arguments.get(&["user"]).or_else(|| arguments.at(0).filter(|_| arguments.positional.len() > 1));
    let id = arguments.get(&["id"]).or_else(|| arguments.at(1)).unwrap_or(id);
    format!("https://x.com/{}/status/{id}", user.unwrap_or("i"))
}

fn codepen(arguments: &Arguments, id: &str) -> String {
    let user = arguments.get(&["user"]).or_else(|| arguments.at(1)).unwrap_or("anon");
    let id = arguments.get(&["slug", "slug_hash", "id"]).unwrap_or(id);
    format!("https://codepen.io/{}/pen/{}", escape(user), escape(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_and_players_are_links() {
        for (name, raw, want) in [
            ("github", "repo=\"a/b\"", Some("<a href=\"https://github.com/a/b\">a/b</a>")),
            ("github", "user=\"a\" repo=\"b\"", Some("<a href=\"https://github.com/a/b\">a/b</a>")),
            ("huggingface", "dataset=\"a/b\"", Some("<a href=\"https://huggingface.co/datasets/a/b\">a/b</a>")),
            ("github", "\"torvalds\"", None),
            ("spotify", "track 4u", Some("<a href=\"https://open.spotify.com/track/4u\">\u{25b6} Spotify</a>")),
            ("spotify", "type=album id=4u", Some("<a href=\"https://open.spotify.com/album/4u\">\u{25b6} Spotify</a>")),
            ("spotify", "\"album/4u\"", Some("<a href=\"https://open.spotify.com/album/4u\">\u{25b6} Spotify</a>")),
            ("twitter", "oembed https://x.com/a/status/1", Some("<a href=\"https://x.com/a/status/1\">Post on X</a>")),
            ("soundcloud", "12", Some("<a href=\"https://api.soundcloud.com/tracks/12\">\u{25b6} SoundCloud</a>")),
        ] {
            assert_eq!(of(name, &Arguments::parse(raw)).as_deref(), want, "{name} {raw}");
        }
    }
}
