//! The application: all of its state, and `update`, the one function that changes it.
