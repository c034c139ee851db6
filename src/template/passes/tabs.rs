//! Tabs of VuePress: `@tab Name` in `::: tabs` and `::: code-tabs` (theme-hope and theme-plume: "Tabs"), `<code-block title="Name">`
//! in `<code-group>` and `<CodeGroupItem title="Name">` (VuePress 1 and 2). Code in them is called by the tab's name, other content
//! stands below it.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;
use super::super::tags::arguments::Arguments;
use super::super::tags::title;

/// Elements around code that has a name.
const ELEMENTS: [&str; 4] = ["code-group", "code-block", "CodeGroup", "CodeGroupItem"];

/// Rewrites the tabs of a text. None if it holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let has_marks = holds(text, "@tab") && holds(text, "tabs");
    let has_elements = holds(text, "<code-block") || holds(text, "<CodeGroupItem");
    if !has_marks && !has_elements {
        return None;
    }
    let mut pass =
        Pass { code: CodeMap::of(text), out: Output::default(), name: None, is_of_code: false, inside: false };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        pass.line(line, at);
        at += line.len();
    }
    Some(pass.out)
}

struct Pass {
    code: CodeMap,
    out: Output,
    /// The name of a tab that has shown nothing yet.
    name: Option<String>,
    /// Whether tabs hold code here.
    is_of_code: bool,
    /// Whether a container of tabs was opened.
    inside: bool,
}

impl Pass {
    fn line(&mut self, line: &str, at: usize) {
        let rest = line.trim();
        let place = at + line.len() - line.trim_start().len();
        let code = self.code.at(place).map(|range| range.start);
        let mark = if code.is_none() { self.mark(rest) } else { None };
        if let Some(name) = self.name.take_if(|_| !rest.is_empty()) {
            let begins_code = self.is_of_code && code == Some(at);
            if begins_code && !rest.contains(['=', '[']) {
                self.out.copy(line.trim_end(), at);
                return self.out.make(&format!(" title=\"{}\"\n", name.replace(['"', '`'], "")), at);
            }
            self.out.make(&format!("\n<p><strong>{}</strong></p>\n\n", title::html(&name)), at);
        }
        match mark {
            Some(name) => {
                self.name = Some(name).filter(|name| !name.is_empty());
                self.out.make("\n", at);
            }
            None => self.out.copy(line, at),
        }
    }

    /// The name of the tab that a line begins, nothing for a line that only stands around tabs. None for all others.
    fn mark(&mut self, line: &str) -> Option<String> {
        if let Some(container) = line.strip_prefix(":::").map(|rest| rest.trim_start_matches([':', ' '])) {
            self.is_of_code = container.starts_with("code-tabs");
            self.inside |= self.is_of_code || container.starts_with("tabs");
            return None;
        }
        if let Some(name) = line.strip_prefix("@tab").filter(|_| self.inside) {
            let name = name.strip_prefix(":active").unwrap_or(name);
            // What stands behind the last sign is how other groups call it.
            let name = name.rsplit_once('#').map_or(name, |(name, _)| name);
            return Some(name.trim().to_owned());
        }
        let element = line.strip_prefix('<')?.strip_suffix('>')?;
        let opened = element.strip_prefix('/').unwrap_or(element);
        let (tag, given) = opened.split_once(' ').unwrap_or((opened, ""));
        ELEMENTS.contains(&tag).then_some(())?;
        self.is_of_code = true;
        Some(Arguments::parse(given).get(&["title"]).unwrap_or_default().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_called_by_its_tab_and_words_stand_below_it() {
        let named = |name: &str| format!("<p><strong>{name}</strong></p>\n");
        for (text, want) in [
            (
                "::: tabs#x\n@tab One#1\n\nA\n@tab:active Two `b`\nB\n:::\n",
                format!("::: tabs#x\n{}A\n{}B\n:::\n", named("One"), named("Two <code>b</code>")),
            ),
            (
                "::: code-tabs\n@tab npm\n```sh\na\n```\n@tab b\n```ts title=\"c.ts\"\nb\n```\n:::\n",
                format!(
                    "::: code-tabs\n```sh title=\"npm\"\na\n```\n{}```ts title=\"c.ts\"\nb\n```\n:::\n",
                    named("b")
                ),
            ),
            (
                "<code-group>\n<code-block title=\"YARN\" active>\n```bash\na\n```\n</code-block>\n</code-group>\nx\n",
                "```bash title=\"YARN\"\na\n```\nx\n".to_owned(),
            ),
            ("```\n::: tabs\n```\n@tab x\n", "```\n::: tabs\n```\n@tab x\n".to_owned()),
        ] {
            let made = rewrite(text).map(|out| out.finish(|_| (1, 1)).0).unwrap_or_default();
            let lines: String = made.split_inclusive('\n').filter(|line| !line.trim().is_empty()).collect();
            assert_eq!(lines, want, "{text:?}");
        }
    }
}
