//! The words of reStructuredText: styles, roles, links, notes, substitutions. Inline marks hold no others ("Inline markup").

use super::names::{Names, Standing, signs};
use crate::template::markup::escape::{code, image, link, literal, template_tag};
use crate::template::markup::scan::{Scan, places};
use crate::template::markup::words::{Style, Words};
use crate::template::near::near;

/// What opens and closes alike.
const MARKS: [&str; 5] = ["**", "*", "``", "`", "|"];
/// Bytes of a note's label at most.
const LONGEST_LABEL: usize = 100;

/// Words in the making.
struct Reader<'n, 't, 's> {
    names: &'n mut Names<'t>,
    scan: Scan<'s>,
    words: Words,
    /// By mark: whether it is never closed from here on.
    dead: [bool; MARKS.len()],
    /// Whether substitutions are replaced: not in what stands for one.
    replaces: bool,
}

/// Markdown of a paragraph's words.
pub(super) fn markdown(text: &str, names: &mut Names<'_>) -> String {
    read(text, names, true)
}

fn read(text: &str, names: &mut Names<'_>, replaces: bool) -> String {
    let mut reader =
        Reader { names, scan: Scan::new(text), words: Words::default(), dead: [false; MARKS.len()], replaces };
    while reader.step().is_some() {}
    reader.words.finish()
}

impl<'s> Reader<'_, '_, 's> {
    /// Reads what stands next; none at the end.
    fn step(&mut self) -> Option<()> {
        let rest = self.scan.rest();
        let starts = !self.scan.before().is_some_and(char::is_alphanumeric);
        let taken = match rest.chars().next()? {
            '\\' => Some(self.escaped(rest)),
            '{' => template_tag(rest).map(|tag| self.words.raw(tag)),
            '[' if starts => self.note(rest),
            ':' if starts => self.role(rest),
            '_' if starts && rest.starts_with("_`") => self.place(rest),
            '*' | '`' | '|' if starts => self.marked(rest),
            c if starts && c.is_alphanumeric() => self.word(rest),
            _ => None,
        };
        let taken = taken.unwrap_or_else(|| {
            // Nothing begins within a run of letters and blanks, which is looked for at a letter only: each blank of one would
            // look through the rest of it.
            let plain = rest.chars().next().map_or(1, char::len_utf8);
            let end = match rest.starts_with(char::is_alphanumeric) {
                true => {
                    let run = rest.find(|c: char| !(c.is_alphanumeric() || c == ' ')).unwrap_or(rest.len());
                    let blank = rest.get(..run).and_then(|run| run.rfind(' '));
                    blank.map_or(plain, |blank| blank + 1)
                }
                false => plain,
            };
            self.words.text(rest.get(..end).unwrap_or_default());
            end
        });
        self.scan.skip(taken);
        Some(())
    }

    /// A backslash takes its meaning from the next character; with a blank it only parts (docutils, "Escaping").
    fn escaped(&mut self, rest: &str) -> usize {
        let next = rest.chars().nth(1);
        match next {
            Some(c) if !c.is_whitespace() => _ = self.words.sign(c),
            _ => {}
        }
        1 + next.map_or(0, char::len_utf8)
    }

    /// The inside of a mark that a text begins with, up to where it closes.
    fn inside(&mut self, rest: &'s str, mark: usize) -> Option<&'s str> {
        let sign = MARKS.get(mark)?;
        if *self.dead.get(mark)? {
            return None;
        }
        let body = rest.get(sign.len()..)?;
        body.chars().next().filter(|c| !c.is_whitespace())?;
        let closes = |before: Option<char>, after: Option<char>| {
            let parted = !(after.is_some_and(char::is_alphanumeric) || after == Some('`') && *sign == "`");
            before.is_some_and(|c| !c.is_whitespace() && (c != '\\' || *sign == "``")) && parted
        };
        let end = places(body, sign).find(|(_, before, after)| closes(*before, *after));
        if let Some(dead) = self.dead.get_mut(mark) {
            *dead = end.is_none();
        }
        body.get(..end?.0)
    }

    fn marked(&mut self, rest: &'s str) -> Option<usize> {
        let mark = MARKS.iter().position(|mark| rest.starts_with(mark))?;
        let inside = self.inside(rest, mark)?;
        let length = inside.len() + 2 * MARKS.get(mark)?.len();
        let behind = rest.get(length..).unwrap_or_default();
        match mark {
            0 => self.styled(Style::Strong, "**", inside, behind),
            1 => self.styled(Style::Emphasis, "*", inside, behind),
            2 => self.words.markdown(&code(inside)),
            3 => return Some(length + self.interpreted(inside, behind)),
            _ => return self.substituted(inside, behind).map(|more| length + more),
        }
        Some(length)
    }

    fn styled(&mut self, style: Style, mark: &'static str, inside: &str, behind: &str) {
        self.words.open(style, mark, self.scan.before(), inside.chars().next());
        self.words.text(&unescaped(inside));
        self.words.close(mark, inside.chars().next_back(), behind.chars().next());
    }

    /// Text between backquotes: a link, or what a role behind it says. Answers with the bytes behind it that belong to it.
    fn interpreted(&mut self, inside: &str, behind: &str) -> usize {
        let marks = behind.len() - behind.trim_start_matches('_').len();
        if (1..=2).contains(&marks) {
            self.linked(inside, marks == 2);
            return marks;
        }
        match behind.strip_prefix(':').and_then(|rest| rest.split_once(':')) {
            Some((role, _)) if is_role(role) => {
                self.show(&role.to_ascii_lowercase(), inside);
                role.len() + 2
            }
            _ if !self.names.default_role.is_empty() => {
                self.show(&self.names.default_role.clone(), inside);
                0
            }
            _ => {
                self.styled(Style::Emphasis, "*", inside, behind);
                0
            }
        }
    }

    fn linked(&mut self, inside: &str, is_anonymous: bool) {
        let (words, own) = with_target(inside);
        let own = own.map(|own| match own.strip_suffix('_') {
            Some(name) if !own.contains("://") => self.names.target(name).unwrap_or(own).to_owned(),
            _ => own.to_owned(),
        });
        let named = || self.names.target(words).map(str::to_owned);
        let url = match own.or_else(named) {
            None if is_anonymous => self.names.next_anonymous().map(str::to_owned),
            None if self.names.is_place(words) => Some(place(words)),
            url => url,
        };
        match url {
            Some(url) => self.words.markdown(&link(&literal(&unescaped(words)), &unescaped(&url))),
            None => self.words.text(&unescaped(words)),
        }
    }

    /// `|name|`, and `|name|_` which is a link too.
    fn substituted(&mut self, inside: &str, behind: &str) -> Option<usize> {
        let standing = self.names.substitution(inside).filter(|_| self.replaces)?;
        let marks = (behind.len() - behind.trim_start_matches('_').len()).min(2);
        let shown = match standing {
            Standing::Words(words) => read(words, self.names, false),
            Standing::Signs(codes) => literal(&signs(codes)),
            Standing::Picture(words, url, target) => {
                let target = target.trim_matches('`');
                let named = target.strip_suffix('_').and_then(|name| self.names.target(name.trim_matches('`')));
                match named.unwrap_or(target) {
                    "" => image(words, url),
                    target => link(&image(words, url), target),
                }
            }
        };
        match self.names.target(inside).filter(|_| marks > 0) {
            Some(url) => self.words.markdown(&link(&shown, url)),
            None => self.words.markdown(&shown),
        }
        Some(marks)
    }

    /// `:role:` before text between backquotes. A role may be one of a domain (`:py:func:`).
    fn role(&mut self, rest: &'s str) -> Option<usize> {
        let inner = near(rest.get(1..)?);
        let end = inner.find('`')?;
        let role = inner.get(..end)?.strip_suffix(':').filter(|role| is_role(role))?;
        let behind = rest.get(1 + end..)?;
        let inside = behind.starts_with('`').then(|| self.inside(behind, 3))??;
        self.show(&role.to_ascii_lowercase(), inside);
        Some(role.len() + inside.len() + 4)
    }

    fn show(&mut self, role: &str, inside: &str) {
        let name = role.rsplit(':').next().unwrap_or(role);
        // A role of the page's own looks like the one that it is made of.
        let name = match self.names.role(name) {
            Some("") if !name.contains("raw") => return self.words.text(&unescaped(inside)),
            Some(base) if base != "raw" && !base.is_empty() => base,
            _ => name,
        };
        let (words, target) = with_target(inside);
        match name {
            "math" | "m" | "latex" => self.words.markdown(&format!("${inside}$")),
            "sup" | "superscript" => self.styled(Style::Above, "^", &unescaped(inside), ""),
            "sub" | "subscript" => self.styled(Style::Below, ",", &unescaped(inside), ""),
            "strong" | "bold" => self.styled(Style::Strong, "**", inside, ""),
            "emphasis" | "title" | "t" | "title-reference" | "dfn" | "term" => {
                self.styled(Style::Emphasis, "*", words, "");
            }
            "strike" | "del" => self.styled(Style::Strike, "-", inside, ""),
            "kbd" => self.words.markdown(&format!("<kbd>{}</kbd>", literal(inside))),
            "fa" | "icon" | "index" => {}
            "pep" | "rfc" => {
                let code = target.unwrap_or(inside).trim();
                let number: String = code.chars().take_while(char::is_ascii_digit).collect();
                let url = match name {
                    "pep" => format!("https://peps.python.org/pep-{number:0>4}/"),
                    _ => format!("https://datatracker.ietf.org/doc/html/rfc{number}"),
                };
                let named = format!("{} {}", name.to_uppercase(), literal(words));
                self.words.markdown(&link(&if target.is_some() { literal(words) } else { named }, &url));
            }
            _ if name.contains("raw") || name == "html" => self.words.markdown(inside),
            "doc" | "post" | "slug" | "download" | "wiki" | "filename" | "ref" if target.is_some() => {
                self.words.markdown(&link(&literal(words), target.unwrap_or_default()));
            }
            "doc" | "ref" | "abbr" | "numref" | "eq" | "wiki" | "guilabel" | "post" => {
                self.words.text(&unescaped(words))
            }
            _ => self.words.markdown(&code(words.trim_start_matches(['~', '!']))),
        }
    }

    /// `[1]_`, `[#name]_`, `[#]_`, `[*]_`.
    fn note(&mut self, rest: &str) -> Option<usize> {
        let end = rest.bytes().take(LONGEST_LABEL).position(|byte| byte == b']')?;
        let label = rest.get(1..end)?;
        rest.get(end..)?.strip_prefix("]_").filter(|after| !after.starts_with(|c: char| c.is_alphanumeric()))?;
        let label = note_label(label, &mut self.names.notes.0)?;
        self.words.markdown(&format!("[^{label}]"));
        Some(end + 2)
    }

    /// `` _`a place` ``: its words.
    fn place(&mut self, rest: &'s str) -> Option<usize> {
        let inside = self.inside(rest.get(1..)?, 3)?;
        self.words.text(&unescaped(inside));
        Some(inside.len() + 3)
    }

    /// A bare address, a reference of one word, or a word.
    fn word(&mut self, rest: &str) -> Option<usize> {
        if let Some(length) = self.words.address(rest) {
            return Some(length);
        }
        let is_part = |c: char| c.is_alphanumeric() || "_-.+:".contains(c);
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let run = rest.get(..end)?.trim_end_matches(['.', ':', '-', '+']);
        let name = run.trim_end_matches('_');
        let marks = run.len() - name.len();
        match marks {
            1 | 2 => {
                let known = self.names.target(name).map(str::to_owned);
                let url =
                    known.or_else(|| if marks == 2 { self.names.next_anonymous().map(str::to_owned) } else { None });
                match url {
                    Some(url) => self.words.markdown(&link(&literal(name), &url)),
                    None if self.names.is_place(name) => self.words.markdown(&link(&literal(name), &place(name))),
                    None => self.words.text(run),
                }
                Some(run.len())
            }
            _ => {
                self.words.text(run);
                Some(run.len())
            }
        }
    }
}

/// The address of a place on the page.
fn place(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    format!("#{}", words.join("-"))
}

/// What a note is called in Markdown; those without a label are counted.
pub(super) fn note_label(label: &str, count: &mut usize) -> Option<String> {
    match label {
        "#" | "*" => {
            *count += 1;
            Some(format!("auto{count}"))
        }
        _ => {
            let name = label.trim_start_matches('#');
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_.:+".contains(c));
            is_name.then(|| name.to_owned())
        }
    }
}

/// The words and the address of `words <address>`.
pub(in crate::template) fn with_target(inside: &str) -> (&str, Option<&str>) {
    let parted = inside.trim_end().strip_suffix('>').and_then(|rest| rest.rsplit_once('<'));
    match parted {
        Some((words, url)) if words.trim().is_empty() => (url, Some(url)),
        Some((words, url)) => (words.trim(), Some(url)),
        None => (inside, None),
    }
}

fn is_role(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST_LABEL
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+:.".contains(&byte))
}

/// Text without its backslashes.
fn unescaped(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().filter(|c| !c.is_whitespace())),
            c => out.push(c),
        }
    }
    out
}
