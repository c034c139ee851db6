//! ERB in posts of Bridgetown: what Ruby would print is left out, but for links that are written out.
//!
//! Knows the tags, no Ruby.

use super::code::CodeMap;
use super::find::{Finder, holds};
use super::output::Output;
use super::tags::shown::escape;
use super::{TemplateValues, reference};

/// Bytes of a tag at most.
const LONGEST: usize = 4 << 10;

/// Leaves out the tags. None if there are none, or the site reads them in its layouts alone.
pub(super) fn rewrite(body: &str, values: &TemplateValues) -> Option<Output> {
    let engine = || values.get("page.template_engine").or_else(|| values.get("site.template_engine"));
    let is_read = holds(body, "<%") && values.get("site.bridgetown").is_some() && engine() != Some("liquid");
    if !is_read {
        return None;
    }
    let code = CodeMap::of(body);
    let (mut opens, mut closes) = (Finder::new("<%"), Finder::new("%>"));
    let (mut out, mut copied, mut from) = (Output::default(), 0, 0);
    while let Some(start) = opens.find(body, from) {
        from = start + 2;
        let is_escaped = body.get(from..).is_some_and(|rest| rest.starts_with('%'));
        let end =
            closes.find(body, from).filter(|end| end - start <= LONGEST && !is_escaped && code.at(start).is_none());
        let Some(end) = end else { continue };
        out.copy(body.get(copied..start).unwrap_or_default(), copied);
        let inner = body.get(from..end).unwrap_or_default();
        out.make(&inner.strip_prefix('=').and_then(shown).unwrap_or_default(), start);
        (copied, from) = (end + 2, end + 2);
    }
    out.ended(body, copied)
}

/// What an expression shows: a link with its words, or an address.
fn shown(expression: &str) -> Option<String> {
    let expression = expression.trim().trim_end_matches('-').trim();
    let (name, rest) = expression.split_at(expression.find([' ', '('])?);
    let mut texts = rest.split(['"', '\'']).skip(1).step_by(2);
    match name {
        "link_to" => {
            let (words, to) = (texts.next()?, texts.next()?);
            Some(format!("<a href=\"{}\">{}</a>", escape(&address(to)), escape(words)))
        }
        "url_for" | "relative_url" | "absolute_url" => texts.next().map(address),
        _ => None,
    }
}

fn address(to: &str) -> String {
    let is_whole = to.starts_with(['/', '#']) || to.contains(':');
    if is_whole { to.to_owned() } else { reference::target("link", to) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ruby_prints_is_left_out_and_links_stay() {
        let values =
            |engine: &str| TemplateValues::from_iter([("site.bridgetown", "true"), ("site.template_engine", engine)]);
        for (source, want) in [
            ("A <%= site.title %>b<% if x -%>c<% end %>", "A bc"),
            (
                "[x](<%= url_for \"/y\" %>) <%= link_to \"W <\", 'http://z' %>",
                "[x](/y) <a href=\"http://z\">W &lt;</a>",
            ),
            ("<%= link_to(\"W\", \"_posts/a.md\") %>", "<a href=\"folio-ref:link:_posts/a.md\">W</a>"),
            ("`<%= a %>` <%% b", "`<%= a %>` <%% b"),
        ] {
            let made =
                rewrite(source, &values("erb")).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source}");
        }
        assert!(
            rewrite("<%= a %>", &values("liquid")).is_none() && rewrite("<%= a %>", &TemplateValues::new()).is_none()
        );
    }
}
