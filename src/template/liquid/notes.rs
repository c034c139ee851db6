//! Footnotes that plugins write with tags: `{% fn_ref 1 %}` for the mark, and below the post `{% footnotes %}` with the notes in order
//! (`jekyll-footnotes`); of fastpages the mark alone, `{% fn 1 %}`.

use super::Engine;

/// What stands before the number of such a note.
const LABEL: &str = "folio-fn-";

impl Engine<'_> {
    /// Shows a tag of footnotes. Answers whether it is one.
    pub(super) fn note(&mut self, name: &str, arguments: &str, at: usize) -> bool {
        let number = arguments.trim().trim_matches(['"', '\'']);
        let is_number = !number.is_empty() && number.len() < 6 && number.bytes().all(|byte| byte.is_ascii_digit());
        match name {
            "fn_ref" if is_number && self.has_notes() => self.out.make(&format!("[^{LABEL}{number}]"), at),
            "fn_ref" | "fn" if is_number => self.out.make(&format!("<sup>{number}</sup>"), at),
            "fn" if self.has_notes() => {
                self.begin_note(at);
                self.out.make(&format!("{}\n\n", arguments.trim()), at);
            }
            "fnbody" => {
                self.begin_note(at);
                self.note_start = Some(self.out.text.len());
            }
            "endfnbody" => {
                let Some(start) = self.note_start.take() else { return true };
                // The words of a note begin on its line, and what is below them is indented.
                let body = self.out.cut(start);
                let lines: Vec<&str> = body.trim().lines().map(str::trim).collect();
                self.out.make(&format!("{}\n\n", lines.join("\n    ")), at);
            }
            "footnotes" | "endfootnotes" if self.has_notes() => {}
            _ => return false,
        }
        true
    }

    /// Whether the notes stand in this text.
    fn has_notes(&self) -> bool {
        memchr::memmem::find(self.source.as_bytes(), b"endfootnotes").is_some()
    }

    fn begin_note(&mut self, at: usize) {
        self.notes += 1;
        self.out.make(&format!("\n\n[^{LABEL}{}]: ", self.notes), at);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Dialect;
    use super::super::super::values::TemplateValues;

    #[test]
    fn notes_stand_where_their_numbers_lead() {
        for (source, want) in [
            (
                "a{% fn_ref 1 %} b{% fn_ref 2 %}\n\n{% footnotes %}\n\t{% fn One *note* %}\n{% fnbody %}\nTwo\n{% endfnbody %}\n{% endfootnotes %}\n",
                "a[^folio-fn-1] b[^folio-fn-2]\n\n\n\t\n\n[^folio-fn-1]: One *note*\n\n\n\n\n[^folio-fn-2]: Two\n\n\n\n",
            ),
            ("a{% endfnbody %}", "a"),
            ("a{% fn 1 %}", "a<sup>1</sup>"),
            ("a{% fn_ref 1 %}", "a<sup>1</sup>"),
        ] {
            let made = super::super::rewrite(source, Dialect::Jekyll, &TemplateValues::new()).finish(|_| (1, 1)).0;
            assert_eq!(made, want, "{source}");
        }
    }
}
