//! Folio, a reader for blogs in the terminal. This file is the map.
//!
//! A path becomes a **site**, its files **posts**, posts a **library**, a query over it a **listing**.
//! A post's body becomes a **document** (a tree), a document at a width a **layout** (rows), rows with
//! a theme **lines**, lines a **frame**. Keys become **actions**; `update` is the one function that
//! changes the **app**, and it answers with **effects**, which are data; the **runtime** performs them
//! against the **system**, and what comes back is an **event**. The command line runs the same first
//! half and prints.
//!
//! The modules stand in reading order. Who may use whom is in `docs/ARCHITECTURE.md`, and a test over
//! the tree holds it.

pub mod text;

pub mod post;
pub mod site;

pub mod template;

pub mod document;
pub mod layout;

pub mod search;

pub mod library;

pub mod input;

pub mod config;

pub mod state;

pub mod app;

pub mod picture;

pub mod ui;

pub mod system;

pub mod runtime;

pub mod cli;
