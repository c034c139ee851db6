//! Which brackets belong together in running text.

use std::collections::HashMap;

use super::code::CodeMap;

/// The closing bracket of every opening one, by their bytes. None goes over a blank line, and those of code count for
/// nothing.
pub(super) fn pairs(text: &str, code: &CodeMap) -> HashMap<usize, usize> {
    let bytes = text.as_bytes();
    let mut found = HashMap::new();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if let Some(range) = code.at(at) {
            at = range.end.max(at + 1);
            continue;
        }
        match byte {
            b'\\' => at += 1,
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => open.clear(),
            b'[' => open.push(at),
            b']' => {
                if let Some(start) = open.pop() {
                    found.insert(start, at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}
