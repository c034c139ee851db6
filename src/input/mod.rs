//! Keys, actions and the table that binds them.
