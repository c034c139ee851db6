//! Posts of a folder that does not say which generator it is for: the template language is told by its marks outside of
//! code, and code is left alone, since such a folder may well write about templates.

use super::code::CodeMap;
use super::find::holds;
use super::near::near;
use super::output::Output;
use super::tags::go_call;
use super::values::TemplateValues;
use super::{Dialect, hugo, liquid, zola};

/// Rewrites what a body's own marks say. None if it holds none.
pub(super) fn rewrite(body: &str, values: &TemplateValues) -> Option<Output> {
    if !holds(body, "{{") && !holds(body, "{%") {
        return None;
    }
    if holds(body, "{% endraw") {
        // Nobody protects words from templates that are not run, and only who must do so in code too.
        return Some(liquid::rewrite(body, Dialect::Eleventy, values));
    }
    let code = CodeMap::of(body);
    if let Some(made) = go_call::rewrite(body, &code) {
        return Some(made);
    }
    match told(body, &code)? {
        Dialect::Hugo => Some(hugo::rewrite_outside(body, values, &code)),
        Dialect::Zola => Some(zola::rewrite_outside(body, values, &code)),
        _ => Some(liquid::rewrite(body, Dialect::Plain, values)),
    }
}

/// The language of the first mark that only one of them has; Liquid if there are only marks that many have.
fn told(body: &str, code: &CodeMap) -> Option<Dialect> {
    let mut found = None;
    let mut at = 0;
    while let Some(start) = body.get(at..).and_then(|rest| memchr::memchr(b'{', rest.as_bytes())).map(|next| at + next)
    {
        at = start + 1;
        if let Some(range) = code.at(start) {
            at = range.end;
            continue;
        }
        let Some(rest) = body.get(start + 1..) else { break };
        let hugo = [("{<", ">}}"), ("{%", "%}}")].iter().any(|(open, close)| {
            let line = near(rest).strip_prefix(open).and_then(|rest| rest.lines().next());
            line.is_some_and(|line| line.contains(close))
        });
        if hugo {
            return Some(Dialect::Hugo);
        }
        let Some(inner) = rest.strip_prefix('{').or_else(|| rest.strip_prefix('%')) else { continue };
        let inner = inner.trim_start_matches(['-', ' ', '\t']);
        let length = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
        if length > 0 && inner.get(length..).is_some_and(|after| after.starts_with('(')) {
            return Some(Dialect::Zola);
        }
        if length > 0 || inner.starts_with(['"', '\'']) {
            found = Some(Dialect::Eleventy);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_generator_has_the_language_of_its_marks() {
        let values = TemplateValues::from_iter([("page.desc", "In short")]);
        for (body, want) in [
            ("[a]({{ \"/b/\" | url }})", Some("[a](/b/)")),
            ("{% image \"a/b.png\" \"words\" %}", Some("<img src=\"a/b.png\" alt=\"words\">")),
            ("{{fm.desc}} {{ unknown }}", Some("In short {{ unknown }}")),
            ("{{ desc }}", Some("In short")),
            ("{{< youtube abc >}}", Some("<a href=\"https://www.youtube.com/watch?v=abc\">\u{25b6} YouTube video</a>")),
            (
                "{{ vimeo(id=\"1\") }} `{{ vimeo(id=\"2\") }}`",
                Some("<a href=\"https://vimeo.com/1\">\u{25b6} Vimeo video</a> `{{ vimeo(id=\"2\") }}`"),
            ),
            (
                "`{{< a >}}` {{< vimeo 1 >}}",
                Some("`{{< a >}}` <a href=\"https://vimeo.com/1\">\u{25b6} Vimeo video</a>"),
            ),
            ("```\n{% a %}{{ \"b\" }}\n```\n{{ \"c\" }}", Some("```\n{% a %}{{ \"b\" }}\n```\nc")),
            ("`{{ a }}`", None),
            ("`{% raw %}{{{% endraw %} a }}`", Some("`{{ a }}`")),
            ("{{ 5 }} {{}}", Some("5 {{}}")),
        ] {
            let made = rewrite(body, &values).map(|out| out.finish(|_| (1, 1)).0.trim_end().to_owned());
            assert_eq!(made.as_deref(), want, "{body:?}");
        }
    }
}
