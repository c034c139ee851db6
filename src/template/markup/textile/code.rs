//! Code of Textile and all that is kept as it is written.

use super::super::escape;
use super::super::source::Line;
use super::signature::language;
use super::{Reader, inline};

impl<'t> Reader<'t> {
    pub(super) fn code(&mut self, line: Line<'t>, rest: &'t str, end: usize) {
        let below = self.cursor.between(self.cursor.at + 1, end);
        let mut code: Vec<(usize, String)> = below.iter().map(|line| (line.at, inline::unescaped(line.raw))).collect();
        if !rest.is_empty() {
            code.insert(0, (line.at, inline::unescaped(rest)));
        }
        while code.last().is_some_and(|(_, line)| line.trim().is_empty()) {
            code.pop();
        }
        // `<code>` around it says it once more.
        if let Some((_, first)) = code.first_mut() {
            *first = first.trim_start_matches("<code>").to_owned();
        }
        if let Some((_, last)) = code.last_mut() {
            *last = last.trim_end_matches("</code>").to_owned();
        }
        self.cursor.page.code(language(line.text), &code, line.at);
        self.cursor.at = end;
    }

    /// What is kept to its end, blank lines or not: `<pre>`, scripts, code of Liquid.
    pub(super) fn kept(&mut self, line: Line<'t>) -> bool {
        let text = line.text;
        let fence = ["```", "~~~"].into_iter().find(|fence| text.starts_with(fence));
        let close = match text {
            _ if text.starts_with("<pre") => "</pre>",
            _ if text.starts_with("<script") => "</script>",
            _ if text.starts_with("<style") => "</style>",
            _ if text.starts_with("<notextile>") => "</notextile>",
            _ if text.starts_with("{% highlight") => "endhighlight",
            _ if text.starts_with("{% raw") => "endraw",
            _ => match fence {
                Some(fence) => fence,
                None => return false,
            },
        };
        let below = self.cursor.between(self.cursor.at, self.cursor.limit());
        let is_end = |(at, line): (usize, &Line<'_>)| line.text.contains(close) && (at > 0 || fence.is_none());
        let last = below.iter().enumerate().position(is_end).unwrap_or(below.len().saturating_sub(1));
        let own = below.get(..=last).unwrap_or_default().to_vec();
        self.cursor.at += own.len();
        if close == "</pre>" {
            self.pre(&own, line.at);
            return true;
        }
        self.cursor.page.part();
        for line in own {
            let text = line.raw.trim_end();
            let text = if close == "</notextile>" {
                inline::kept(&text.replace("<notextile>", "").replace(close, ""))
            } else {
                text.to_owned()
            };
            if fence.is_some() || close.starts_with("end") || !text.trim().is_empty() {
                self.cursor.page.line(&text, line.at);
            }
        }
        self.cursor.page.part();
        true
    }

    /// `<pre><code>` … `</code></pre>`.
    fn pre(&mut self, own: &[Line<'t>], at: usize) {
        let text: Vec<&str> = own.iter().map(|line| line.raw).collect();
        let text = text.join("\n");
        let mut inside = text.split_once('>').map_or("", |(_, rest)| rest);
        let mut behind = "";
        if let Some((before, rest)) = inside.split_once("</pre>") {
            (inside, behind) = (before, rest);
        }
        let inside = inside.trim_start();
        let inside = match inside.strip_prefix("<code") {
            Some(rest) => rest.split_once('>').map_or(rest, |(_, rest)| rest),
            None => inside,
        };
        let inside = inside.trim_end().strip_suffix("</code>").unwrap_or(inside);
        let code: Vec<(usize, String)> =
            inside.trim_matches('\n').split('\n').map(|line| (at, inline::unescaped(line))).collect();
        self.cursor.page.code(class(&text), &code, at);
        if !behind.trim().is_empty() {
            let words = self.inline(behind.trim());
            self.cursor.page.block(&escape::paragraph(&words), &[at]);
        }
    }
}

/// The language that the tags of a block of code name: `<pre class="brush: java">`, `<pre><code class="ruby">`.
fn class(text: &str) -> &str {
    let is_tag = |at: &usize| text.get(..*at).is_some_and(|before| before.matches('>').count() < 2);
    let at = text.find("class=").filter(is_tag).filter(|_| text.starts_with("<pre"));
    let named = at.and_then(|at| text.get(at + 7..)?.split(['"', '\'']).next()).unwrap_or_default();
    let named = named.trim_start_matches("brush:").trim_start();
    named.trim_start_matches("language-").split([' ', ';']).next().unwrap_or_default()
}
