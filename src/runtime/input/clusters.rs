//! Whether the terminal takes a cluster of characters (a family, a flag, a heart made red) for one picture of two
//! columns, as folio measures it: the question, and how to read the answer.

/// DECRQM for mode 2027, grapheme clustering.
pub const QUERY: &[u8] = b"\x1b[?2027$p";

/// Whether this answer (DECRPM) says that clusters are on: set, or set for good.
pub fn are_kept(answer: &[u8]) -> bool {
    matches!(answer, b"\x1b[?2027;1$y" | b"\x1b[?2027;3$y")
}
