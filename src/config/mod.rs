//! What a user configures: raw files become resolved settings.
