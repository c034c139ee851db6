//! Parses arguments, chooses screen or command, turns an error into an exit status; nothing else.

fn main() {}
