//! What each generator's Markdown reads otherwise than CommonMark: which rewritings a dialect asks for, and in which order.

use super::super::output::Output;
use super::super::tags::{caption, theme_tags};
use super::super::{Dialect, Markup, mdx, pandoc};
use super::marks::Marks;
use super::{
    admonition, block_html, callout, comment, components, contents, definition, definition_line, directive, discount,
    distill, dollars, emphasis, empty_items, escaped, films, foreign_tags, formula, headings, html_comment, indented,
    item_fences, kramdown, kramdown_tables, list_marks, myst, notes, open_fence, picture_title, raw_html, references,
    slanted, spaced_links, table_code, transclude, underlined, wiki, wordpress,
};

/// A rewriting; none if there is nothing to do.
pub(in crate::template) type Pass = fn(&str) -> Option<Output>;

/// What kramdown and Python-Markdown read alike: both came from Markdown.pl, and neither from CommonMark.
const OF_OLD: &[Pass] = &[
    definition::rewrite,
    definition_line::rewrite,
    kramdown::rewrite,
    emphasis::rewrite,
    slanted::rewrite,
    list_marks::rewrite,
    references::keep_last,
    references::rewrite,
    foreign_tags::rewrite,
];

const KRAMDOWN: &[&[Pass]] = &[
    &[
        empty_items::rewrite,
        item_fences::rewrite,
        underlined::rewrite,
        open_fence::rewrite,
        wordpress::rewrite,
        distill::rewrite,
        formula::rewrite,
        escaped::rewrite,
        contents::rewrite,
        callout::rewrite,
        wiki::rewrite,
    ],
    OF_OLD,
    &[spaced_links::rewrite, kramdown_tables::rewrite, table_code::rewrite, html_comment::rewrite, raw_html::rewrite],
];

const PYTHON: &[&[Pass]] = &[
    &[
        underlined::rewrite_python,
        open_fence::rewrite,
        wordpress::rewrite,
        admonition::rewrite,
        formula::rewrite,
        contents::rewrite,
        wiki::rewrite,
    ],
    OF_OLD,
    &[
        spaced_links::rewrite_python,
        kramdown_tables::rewrite_python,
        table_code::rewrite,
        html_comment::rewrite,
        raw_html::rewrite,
    ],
];

const PLAIN: &[Pass] = &[
    wordpress::rewrite,
    myst::rewrite,
    admonition::rewrite,
    mdx::rewrite_components,
    directive::rewrite,
    formula::rewrite,
    contents::rewrite,
    callout::rewrite,
    comment::rewrite,
    notes::rewrite,
    films::rewrite,
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

/// The rewritings that a site's configuration asks for.
pub(in crate::template) fn asked(marks: Marks) -> impl Iterator<Item = Pass> {
    let asked: [(bool, Pass); 11] = [
        (marks.no_indented_code, indented::rewrite),
        (marks.components, components::rewrite),
        (marks.captions, caption::rewrite),
        (marks.titles, picture_title::rewrite),
        (marks.block_html, block_html::rewrite),
        (marks.tight_headings, headings::rewrite),
        (marks.tight_definitions, references::set_apart),
        (marks.tight_definitions && !marks.python, underlined::part),
        (marks.discount, discount::rewrite),
        (marks.inline_dollars, dollars::rewrite),
        (marks.inline_notes, notes::rewrite),
    ];
    asked.into_iter().filter_map(|(is_asked, pass)| is_asked.then_some(pass))
}

/// Whether a site's Markdown has a rewriting that its dialect has: some are for notes alone.
fn is_read(pass: Pass, marks: Marks) -> bool {
    let is_among = |known: &[Pass]| known.iter().any(|known| std::ptr::fn_addr_eq(*known, pass));
    let is_of_notes = marks.strict && is_among(&[comment::rewrite, films::rewrite, transclude::rewrite_marks]);
    !(is_of_notes || marks.no_wiki && is_among(&[wiki::rewrite]))
}

/// What the generator's Markdown reads otherwise than CommonMark; of HTML, which is no Markdown, and of other formats what is
/// left over in them from elsewhere.
pub(in crate::template) fn passes(dialect: Dialect, markup: Markup, marks: Marks) -> impl Iterator<Item = Pass> {
    let orders: &'static [&'static [Pass]] = match dialect {
        _ if markup == Markup::Html => &[&[wordpress::rewrite, distill::rewrite, foreign_tags::rewrite]],
        _ if markup.is_own() => &[&[formula::rewrite, foreign_tags::rewrite]],
        Dialect::Jekyll => KRAMDOWN,
        Dialect::Pelican => PYTHON,
        Dialect::Plain if marks.python => PYTHON,
        Dialect::Plain => &[PLAIN],
        Dialect::Hugo | Dialect::Franklin => &[GOLDMARK],
        Dialect::Pandoc => &[&[
            html_comment::rewrite,
            notes::rewrite,
            directive::rewrite,
            formula::rewrite,
            contents::rewrite,
            callout::rewrite,
            definition::rewrite,
            pandoc::rewrite_html,
        ]],
        Dialect::Zola => &[&[
            wordpress::rewrite,
            formula::rewrite,
            contents::rewrite,
            callout::rewrite,
            wiki::rewrite,
            kramdown::rewrite_left_over,
        ]],
        Dialect::Mdx | Dialect::Docusaurus => {
            &[&[formula::rewrite, directive::rewrite, contents::rewrite, callout::rewrite, wiki::rewrite]]
        }
        Dialect::Hexo | Dialect::Eleventy => &[&[
            theme_tags::rewrite_comments,
            wordpress::rewrite,
            directive::rewrite,
            formula::rewrite,
            contents::rewrite,
            callout::rewrite,
            wiki::rewrite,
            kramdown::rewrite_left_over,
        ]],
    };
    orders.iter().flat_map(|passes| passes.iter().copied()).filter(move |pass| is_read(*pass, marks))
}
