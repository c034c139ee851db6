//! Markdown in the making: blocks in blocks, each line with the margin of all that are open. Knows no format.

use crate::template::output::Output;

/// What a block puts before its lines.
#[derive(Debug)]
struct Margin {
    /// Before its first line, until that is written.
    first: Option<String>,
    /// Before the others.
    rest: String,
}

/// A page of Markdown.
#[derive(Debug, Default)]
pub(in crate::template) struct Page {
    out: Output,
    margins: Vec<Margin>,
    /// Whether a blank line is due before the next one.
    parted: bool,
    /// Whether anything was written.
    begun: bool,
    /// What stands before the next words, if those are a paragraph's.
    lead: String,
}

impl Page {
    /// What was written.
    pub(in crate::template) fn finish(mut self, at: usize) -> Output {
        self.close_to(0, at);
        self.out
    }

    /// Blocks that are open.
    pub(super) fn depth(&self) -> usize {
        self.margins.len()
    }

    /// Opens a block with what stands before its first line and before the others.
    pub(super) fn open(&mut self, first: &str, rest: &str) {
        self.margins.push(Margin { first: Some(first.to_owned()), rest: rest.to_owned() });
    }

    /// Opens an item of a list, by its mark: `- `, `1. `.
    pub(super) fn open_item(&mut self, mark: &str) {
        self.open(mark, &" ".repeat(mark.len()));
    }

    /// The list whose item was opened is counted as this mark is: `a.`, `(i)`. CommonMark has numbers only.
    pub(super) fn count_like(&mut self, mark: &str) {
        self.lead = format!("<folio-numbering type=\"{mark}\">");
    }

    /// Closes blocks until `depth` are open.
    pub(super) fn close_to(&mut self, depth: usize, at: usize) {
        while self.margins.len() > depth {
            // A block of which nothing was written is an empty one.
            if self.margins.last().is_some_and(|margin| margin.first.is_some()) {
                self.line("", at);
            }
            self.margins.pop();
        }
    }

    /// Asks for a blank line before what comes next, unless that is the first of the innermost block.
    pub(super) fn part(&mut self) {
        self.parted |= self.margins.last().is_none_or(|margin| margin.first.is_none());
    }

    /// Takes that back: what comes next belongs to what was before.
    pub(super) fn join(&mut self) {
        self.parted = false;
    }

    /// Writes a line.
    pub(super) fn line(&mut self, text: &str, at: usize) {
        if self.parted && self.begun {
            let open = self.margins.iter().take_while(|margin| margin.first.is_none());
            let margin: String = open.map(|margin| margin.rest.as_str()).collect();
            self.out.make(margin.trim_end(), at);
            self.out.make("\n", at);
        }
        (self.parted, self.begun) = (false, true);
        let mut margin = String::new();
        for own in &mut self.margins {
            margin.push_str(&own.first.take().unwrap_or_else(|| own.rest.clone()));
        }
        let margin = if text.is_empty() { margin.trim_end() } else { &margin };
        self.out.make(margin, at);
        let lead = std::mem::take(&mut self.lead);
        // A block of another kind would be none behind it.
        let is_words =
            text.starts_with(|c: char| c.is_alphabetic() || "\\*_[\"'(".contains(c)) && !text.starts_with("[^");
        if is_words {
            self.out.make(&lead, at);
        }
        self.out.make(text, at);
        self.out.make("\n", at);
    }

    /// Says that the quotation that was opened is a note of a kind, with a title in Markdown or that of its kind.
    pub(super) fn alert(&mut self, kind: &str, title: &str, at: usize) {
        self.line(&format!("<folio-alert class=\"folio-alert {kind}\">"), at);
        self.part();
        if !title.is_empty() {
            self.block("<folio-title>", &[at]);
            self.block(title, &[at]);
            self.block("</folio-title>", &[at]);
        }
    }

    /// Writes the lines of a block of its own. The n-th line comes from the n-th of `places`, or the last.
    pub(super) fn block(&mut self, text: &str, places: &[usize]) {
        self.part();
        for (index, line) in text.split('\n').enumerate() {
            self.line(line, places.get(index).or(places.last()).copied().unwrap_or(0));
        }
        self.part();
    }

    /// A heading of a level from 1, with an identifier or none.
    pub(super) fn heading(&mut self, level: usize, words: &str, id: &str, at: usize) {
        let marks = "#".repeat(level.clamp(1, 6));
        let words = words.replace('\n', " ");
        let is_id = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c));
        let id = if is_id { format!(" {{#{id}}}") } else { String::new() };
        self.block(&format!("{marks} {}{id}", words.trim()), &[at]);
    }

    /// Code in a language, or in none.
    pub(super) fn code<S: AsRef<str>>(&mut self, language: &str, lines: &[(usize, S)], at: usize) {
        let ticks = |line: &str| {
            let line = line.trim_start();
            line.len() - line.trim_start_matches('`').len()
        };
        let longest = lines.iter().map(|(_, line)| ticks(line.as_ref())).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let language: String =
            language.chars().take_while(|c| c.is_alphanumeric() || "+-_#.".contains(*c)).take(40).collect();
        self.part();
        self.line(&format!("{fence}{language}"), at);
        for (at, line) in lines {
            self.line(line.as_ref(), *at);
        }
        self.line(&fence, at);
        self.part();
    }

    /// A table of cells whose words are Markdown already; `head` says that the first row is one of headings.
    pub(in crate::template) fn table(&mut self, rows: &[Row], head: bool) {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        self.part();
        let empty = Row { at: rows.first().map_or(0, |row| row.at), cells: Vec::new() };
        let body = if head { rows.get(1..).unwrap_or_default() } else { rows };
        self.row(if head { rows.first().unwrap_or(&empty) } else { &empty }, columns);
        self.line(&format!("|{}", " --- |".repeat(columns)), empty.at);
        for row in body {
            self.row(row, columns);
        }
        self.part();
    }

    /// A table of cells that hold blocks. Markdown has none; HTML may hold Markdown between blank lines.
    pub(in crate::template) fn block_table(&mut self, rows: &[Vec<BlockCell>]) {
        let Some(at) = rows.iter().flatten().map(|cell| cell.at).next() else { return };
        self.part();
        self.line("<table>", at);
        for row in rows {
            self.line("<tr>", row.first().map_or(at, |cell| cell.at));
            for cell in row {
                let name = if cell.head { "th" } else { "td" };
                let spans = format!("<{name} colspan=\"{}\" rowspan=\"{}\">", cell.columns, cell.rows);
                self.line(&spans, cell.at);
                self.block(&cell.text, &[cell.at]);
                self.line(&format!("</{name}>"), cell.at);
            }
            self.line("</tr>", at);
        }
        self.line("</table>", at);
        self.part();
    }

    fn row(&mut self, row: &Row, columns: usize) {
        let mut text = "|".to_owned();
        for column in 0..columns {
            let cell = row.cells.get(column).map_or("", |cell| cell.trim());
            text.push(' ');
            text.push_str(&cell.replace('\n', "<br>"));
            text.push_str(" |");
        }
        self.line(&text, row.at);
    }
}

/// A cell that holds blocks, or reaches over others.
#[derive(Clone, Debug, Default)]
pub(in crate::template) struct BlockCell {
    /// Byte of the body where it begins.
    pub(in crate::template) at: usize,
    /// Markdown.
    pub(in crate::template) text: String,
    pub(in crate::template) columns: usize,
    pub(in crate::template) rows: usize,
    /// Whether it is a heading.
    pub(in crate::template) head: bool,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(in crate::template) struct Row {
    /// Byte of the body where it begins.
    pub(in crate::template) at: usize,
    /// Markdown without bare `|`.
    pub(in crate::template) cells: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: Page) -> String {
        page.finish(0).text
    }

    #[test]
    fn blocks_stand_in_blocks() {
        let mut page = Page::default();
        page.block("a", &[0]);
        page.open("> ", "> ");
        page.open_item("- ");
        page.block("b\nc", &[0]);
        page.code("rust", &[(0, "```"), (0, "")], 0);
        page.close_to(1, 0);
        page.open_item("- ");
        page.close_to(0, 0);
        page.heading(2, "d", "e", 0);
        assert_eq!(
            text(page),
            "a\n\n> - b\n>   c\n>\n>   ````rust\n>   ```\n>\n>   ````\n>\n> -\n## d {#e}\n".replace("-\n##", "-\n\n##")
        );
    }

    #[test]
    fn a_table_has_a_cell_for_every_column() {
        let mut page = Page::default();
        let row = |cells: &[&str]| Row { at: 0, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() };
        page.table(&[row(&["a", "b\nc"]), row(&["d"])], true);
        assert_eq!(text(page), "| a | b<br>c |\n| --- | --- |\n| d |  |\n");
    }
}
