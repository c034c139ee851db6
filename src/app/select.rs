//! Selecting links of the open page: in reading order, by number, those in sight, the one in a cell.

use crate::document::LinkId;
use crate::library::links::Target;

use super::page::OpenPage;

impl OpenPage {
    /// Where the selected link leads.
    pub fn selected_target(&self) -> Option<&Target> {
        self.link.and_then(|link| self.targets.get(link.0 as usize))
    }

    /// Selects a link by its number, from 1.
    pub fn select_number(&mut self, number: u32) {
        let link = number.checked_sub(1).map(LinkId);
        self.link = link.filter(|link| (link.0 as usize) < self.sheet.document.links.len());
    }

    /// Selects the next (1) or previous (-1) link, from the selected one if it is in sight, else from the top of the
    /// pane, and brings it into sight. Whether there is one.
    pub fn step_link(&mut self, by: isize) -> bool {
        let here = self.link.filter(|link| self.row_of(*link).is_some_and(|row| self.sees(row)));
        let next = match (here, by > 0) {
            (Some(link), _) => link.0.checked_add_signed(if by > 0 { 1 } else { -1 }),
            (None, true) => Some(self.first_link_from(self.top())),
            (None, false) => self.first_link_from(self.top() + self.height()).checked_sub(1),
        };
        let next = next.map(LinkId).filter(|link| (link.0 as usize) < self.targets.len());
        let Some((link, row)) = next.and_then(|link| self.row_of(link).map(|row| (link, row))) else { return false };
        self.link = Some(link);
        self.show_row(row);
        true
    }

    fn row_of(&self, link: LinkId) -> Option<usize> {
        self.layout().and_then(|layout| layout.row_of_link(link))
    }

    fn sees(&self, row: usize) -> bool {
        (self.top()..self.top() + self.height()).contains(&row)
    }

    /// The first link at a row or below it: links stand in rows in their own order.
    fn first_link_from(&self, row: usize) -> u32 {
        let mut range = 0..u32::try_from(self.targets.len()).unwrap_or(u32::MAX);
        while !range.is_empty() {
            let middle = range.start + (range.end - range.start) / 2;
            let above = self.row_of(LinkId(middle)).is_some_and(|at| at < row);
            range = if above { middle + 1..range.end } else { range.start..middle };
        }
        range.start
    }

    /// The links in sight, in order, each once.
    pub fn links_in_sight(&self) -> Vec<LinkId> {
        let mut links = Vec::new();
        let Some(layout) = self.layout() else { return links };
        for row in self.top()..self.top() + self.height() {
            for link in layout.row(row, self.text()).segments.iter().filter_map(|segment| segment.link) {
                if !links.contains(&link) {
                    links.push(link);
                }
            }
        }
        links
    }

    /// The link in a cell of the pane's column.
    pub fn link_at(&self, row: usize, column: u16) -> Option<LinkId> {
        let row = self.layout()?.row_from(self.top() + row, self.text(), self.shift);
        let mut end = 0;
        let under = row.segments.iter().find(|segment| {
            end += segment.width;
            column < end
        });
        under.and_then(|segment| segment.link)
    }
}
