//! Pictures as tags name them: a file, words for it, a caption, whom it is from, where it leads.

use super::arguments::Arguments;
use super::shown::{escape, is_address};

/// Names of the argument that is the file.
const SOURCES: &[&str] =
    &["src", "image", "img", "image_path", "url", "path", "file", "filename", "link-to", "data-src"];

/// Whether a tag shows a picture, by its name or by what it is given.
pub(in crate::template) fn is_picture(name: &str, arguments: &Arguments) -> bool {
    let named = ["img", "image", "figure", "photo", "picture", "pic", "screenshot", "asset_img"];
    let says = name.split(['-', '_', '/', '.']).any(|part| named.contains(&part)) || name.ends_with("img");
    let by_file = arguments.get(SOURCES).is_some_and(is_picture_file) || arguments.values().any(is_picture_file);
    (says && (arguments.get(SOURCES).is_some() || !arguments.positional.is_empty())) || by_file
}

/// A picture with its caption.
pub(in crate::template) fn picture(arguments: &Arguments) -> Option<String> {
    let in_words =
        || arguments.positional.iter().map(String::as_str).find(|word| is_picture_file(word) || is_address(word));
    let first =
        || arguments.at(0).filter(|word| word.contains('/') || word.contains('.') || arguments.positional.len() == 1);
    let any = || arguments.values().find(|value| is_picture_file(value));
    let source = arguments.get(SOURCES).or_else(in_words).or_else(first).or_else(any)?;
    let rest: Vec<&str> = arguments.positional.iter().map(String::as_str).filter(|word| *word != source).collect();
    // As a program is given its options (jekyll_picture_tag).
    let option = |name: &str| {
        let at = rest.iter().position(|word| word.strip_prefix("--") == Some(name))?;
        let words: Vec<&str> = rest.iter().skip(at + 1).copied().take_while(|word| !word.starts_with("--")).collect();
        Some(words.join(" "))
    };
    let is_size = |word: &str| word.ends_with("px") || word.ends_with('%') || word.ends_with("em");
    let words = || rest.iter().copied().filter(|word| !is_size(word) && !word.starts_with("--"));
    // Several words say more than one, which may be an identifier.
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic) && word.len() > 3;
    let spoken = || words().find(|word| word.contains(' ')).or_else(|| words().find(is_word));
    let options = option("alt");
    let alt = arguments.get(&["alt", "alttext", "description"]).or(options.as_deref());
    let alt = alt.or_else(|| arguments.get(&["title"])).or_else(spoken);
    let image = format!("<img src=\"{}\" alt=\"{}\">", escape(source), escape(alt.unwrap_or_default()));
    let image = match arguments.get(&["link", "href", "target_url"]).filter(|link| *link != source) {
        Some(link) => format!("<a href=\"{}\">{image}</a>", escape(link)),
        None => image,
    };
    let title = arguments.get(&["title"]).map(|title| format!("**{title}** "));
    let caption = arguments.get(&["caption", "legend", "text", "figcaption"]).map(str::to_owned);
    let attribution = arguments.get(&["attr", "credit", "credits", "attribution"]).map(|words| {
        match arguments.get(&["attrlink", "credit_link", "credit_url"]) {
            Some(link) => format!(" <a href=\"{}\">{}</a>", escape(link), escape(words)),
            None => format!(" {words}"),
        }
    });
    let said: String = title
        .filter(|_| arguments.get(&["alt"]).is_some() || caption.is_some())
        .into_iter()
        .chain(caption)
        .chain(attribution)
        .collect();
    Some(match said.trim() {
        "" => image,
        said => format!(
            "<figure markdown=\"1\">\n{image}\n<figcaption markdown=\"1\">\n\n{said}\n\n</figcaption>\n</figure>"
        ),
    })
}

/// Whether a word is the name of a picture's file.
pub(in crate::template) fn is_picture_file(word: &str) -> bool {
    let path = word.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ends =
        [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp"].iter().any(|end| path.ends_with(end));
    ends && !path.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_have_the_words_they_are_given() {
        for (raw, want) in [
            ("'an-id' 'a.png' 'A rhinoceros by Dürer'", "A rhinoceros by Dürer"),
            ("half a.jpg --alt More words --img class=\"x\"", "More words"),
            ("a.jpg 300px Caption", "Caption"),
            ("width=\"80%\" link=\"./a.svg\" alt=\"How it is built\"", "How it is built"),
        ] {
            let html = picture(&Arguments::parse(raw)).unwrap();
            assert!(html.contains(&format!("alt=\"{want}\"")), "{raw}: {html}");
        }
    }
}
