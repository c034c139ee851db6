//! Files of the Minimal Mistakes theme that show what a post lists in its head, where the theme lies elsewhere.

use super::super::tags::arguments::Arguments;
use super::super::tags::shown::escape;
use super::Engine;
use super::value::Value;

impl Engine<'_> {
    /// What `{% include gallery %}` and `{% include feature_row %}` show of the list in the post's head; none for other files
    /// and where there is no such list.
    pub(super) fn of_theme(&self, file: &str, given: &Arguments) -> Option<String> {
        let one: fn(&Self, &Value) -> String = match file {
            "gallery" => Self::picture_of,
            "feature_row" => Self::feature_of,
            _ => return None,
        };
        let list = self.known(&format!("page.{}", given.get(&["id"]).unwrap_or(file)))?;
        let shown: String = self.items(&list)?.iter().map(|item| one(self, item)).collect();
        let caption = given.get(&["caption"]).filter(|_| file == "gallery");
        let caption = caption
            .map(|caption| format!("<figcaption markdown=\"1\">\n\n{caption}\n\n</figcaption>\n"))
            .unwrap_or_default();
        Some(format!("<figure markdown=\"1\">\n{shown}{caption}</figure>"))
    }

    /// The text that an item has by a name.
    fn text_of(&self, item: &Value, key: &str) -> Option<String> {
        self.step(item, key).text().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A picture, which leads to a larger one.
    fn picture_of(&self, item: &Value) -> String {
        let Some(source) = self.text_of(item, "image_path").or_else(|| self.text_of(item, "url")) else {
            return String::new();
        };
        let alt = self.text_of(item, "alt").unwrap_or_default();
        let image = format!("<img src=\"{}\" alt=\"{}\">", escape(&source), escape(&alt));
        match self.text_of(item, "url").filter(|url| *url != source) {
            Some(url) => format!("<a href=\"{}\">{image}</a>\n", escape(&url)),
            None => format!("{image}\n"),
        }
    }

    /// A picture with a title, words and a link.
    fn feature_of(&self, item: &Value) -> String {
        let text = |key: &str| self.text_of(item, key);
        let picture = text("image_path").map(|source| {
            format!("<img src=\"{}\" alt=\"{}\">\n", escape(&source), escape(&text("alt").unwrap_or_default()))
        });
        let caption = text("image_caption").map(|words| format!("<span markdown=\"1\">{words}</span>\n"));
        let title = text("title").map(|title| format!("<h2>{}</h2>\n", escape(&title)));
        let words = text("excerpt").map(|words| format!("<div markdown=\"1\">\n\n{words}\n\n</div>\n"));
        let label = text("btn_label").unwrap_or_else(|| "Learn More".to_owned());
        let link = text("url").map(|url| format!("<p><a href=\"{}\">{}</a></p>\n", escape(&url), escape(&label)));
        [picture, caption, title, words, link].into_iter().flatten().collect()
    }
}
