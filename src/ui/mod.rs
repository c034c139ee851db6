//! The app becomes a frame. Reads, never writes.
