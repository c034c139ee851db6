//! Tables.

use crate::document::Table;

use super::Role;
use super::flow::Flow;
use super::paragraph::Setting;

impl Flow<'_> {
    /// Sets a table.
    pub(super) fn table(&mut self, table: &Table) {
        for cell in &table.header {
            self.words(&cell.inlines, Role::TableHeader, Setting::BODY);
        }
        for cell in table.rows.iter().flatten() {
            self.words(&cell.inlines, self.role, Setting::BODY);
        }
    }
}
