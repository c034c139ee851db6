//! Text in posts: scan, excerpt, fuzzy.
