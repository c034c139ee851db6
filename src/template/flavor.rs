//! What each generator's Markdown reads otherwise than CommonMark: which rewritings a dialect asks for, and in which order.

use super::output::Output;
use super::{
    Dialect, Markup, admonition, callout, comment, contents, definition, definition_line, directive, distill, emphasis,
    foreign_tags, formula, html_comment, kramdown, kramdown_tables, list_marks, mdx, notes, open_fence, pandoc,
    raw_html, references, spaced_links, table_code, theme_tags, transclude, wiki, wordpress,
};

/// A rewriting; none if there is nothing to do.
pub(super) type Pass = fn(&str) -> Option<Output>;

const KRAMDOWN: &[Pass] = &[
    open_fence::rewrite,
    wordpress::rewrite,
    distill::rewrite,
    formula::rewrite,
    contents::rewrite,
    callout::rewrite,
    wiki::rewrite,
    definition::rewrite,
    definition_line::rewrite,
    kramdown::rewrite,
    emphasis::rewrite,
    list_marks::rewrite,
    references::keep_last,
    references::rewrite,
    foreign_tags::rewrite,
    spaced_links::rewrite,
    kramdown_tables::rewrite,
    table_code::rewrite,
    html_comment::rewrite,
    raw_html::rewrite,
];

const PYTHON: &[Pass] = &[
    open_fence::rewrite,
    wordpress::rewrite,
    admonition::rewrite,
    formula::rewrite,
    contents::rewrite,
    wiki::rewrite,
    definition::rewrite,
    definition_line::rewrite,
    kramdown::rewrite,
    emphasis::rewrite,
    list_marks::rewrite,
    references::keep_last,
    references::rewrite,
    foreign_tags::rewrite,
    spaced_links::rewrite_python,
    table_code::rewrite,
    html_comment::rewrite,
    raw_html::rewrite,
];

const PLAIN: &[Pass] = &[
    wordpress::rewrite,
    admonition::rewrite,
    mdx::rewrite_components,
    directive::rewrite,
    formula::rewrite,
    contents::rewrite,
    callout::rewrite,
    comment::rewrite,
    notes::rewrite,
    transclude::rewrite_marks,
    wiki::rewrite,
    definition::rewrite,
    kramdown::rewrite_left_over,
];

const GOLDMARK: &[Pass] = &[
    wordpress::rewrite,
    formula::rewrite,
    contents::rewrite,
    callout::rewrite,
    wiki::rewrite,
    definition::rewrite,
    kramdown::rewrite_left_over,
];

/// Whether a rewriting is one for notes alone.
pub(super) fn is_of_notes(pass: Pass) -> bool {
    [comment::rewrite as Pass, transclude::rewrite_marks].iter().any(|known| std::ptr::fn_addr_eq(*known, pass))
}

/// What the generator's Markdown reads otherwise than CommonMark; of HTML, which is no Markdown, and of other formats what is
/// left over in them from elsewhere.
pub(super) fn passes(dialect: Dialect, markup: Markup) -> &'static [Pass] {
    match dialect {
        _ if markup == Markup::Html => &[wordpress::rewrite, distill::rewrite, foreign_tags::rewrite],
        _ if markup.is_own() => &[formula::rewrite, foreign_tags::rewrite],
        Dialect::Jekyll => KRAMDOWN,
        Dialect::Pelican => PYTHON,
        Dialect::Plain => PLAIN,
        Dialect::Hugo | Dialect::Franklin => GOLDMARK,
        Dialect::Pandoc => &[
            html_comment::rewrite,
            notes::rewrite,
            directive::rewrite,
            formula::rewrite,
            contents::rewrite,
            callout::rewrite,
            definition::rewrite,
            pandoc::rewrite_html,
        ],
        Dialect::Zola => &[
            wordpress::rewrite,
            formula::rewrite,
            contents::rewrite,
            callout::rewrite,
            wiki::rewrite,
            kramdown::rewrite_left_over,
        ],
        Dialect::Mdx | Dialect::Docusaurus => {
            &[formula::rewrite, directive::rewrite, contents::rewrite, callout::rewrite, wiki::rewrite]
        }
        Dialect::Hexo | Dialect::Eleventy => &[
            theme_tags::rewrite_comments,
            wordpress::rewrite,
            directive::rewrite,
            formula::rewrite,
            contents::rewrite,
            callout::rewrite,
            wiki::rewrite,
            kramdown::rewrite_left_over,
        ],
    }
}
