//! The same core, printed: a file a command.
