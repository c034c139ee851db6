//! Where a line may break (UAX 14) and how a run of text is filled into a measure.
