//! What a reader leaves behind: read marks, places, history.
