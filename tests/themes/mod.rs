//! A page in every theme, as a plane of styles: what a reader sees beside the words. The same letter is the same style;
//! the list below says which. `FOLIO_BLESS=1 cargo test --test suite themes` writes the planes anew.

use std::fmt::Write as _;
use std::path::Path;

use folio::config::{Appearance, Depth, Rgb, Terminal, Theme, ThemeChoice, Themes};
use folio::document::{self, Document};
use folio::layout::{Layout, Masthead, Metrics, Page, Role};
use folio::template::Dialect;
use folio::text::Clean;
use ratatui::style::{Color, Style};

const WIDTH: u16 = 56;

/// Scopes of the screen around the page that a theme has to make different from one another.
const SCREEN: &[&str] = &[
    "ui.background",
    "ui.bar",
    "ui.bar.title",
    "ui.rule",
    "ui.key",
    "ui.error",
    "ui.selected",
    "ui.selected.inactive",
    "ui.match",
    "ui.hit",
    "ui.hit.current",
    "ui.link.selected",
    "ui.popup",
    "syntax.keyword",
    "syntax.string",
    "syntax.comment",
];

#[test]
fn pages_look_as_they_did() {
    let document = document::parse(include_str!("sample.md"), Dialect::Plain);
    let themes = Themes::default();
    let mut changed = Vec::new();
    for name in themes.names() {
        let depths: &[(Depth, &str)] = match name {
            "dark" | "light" => &[(Depth::True, ""), (Depth::Indexed, ".256"), (Depth::Sixteen, ".16")],
            _ => &[(Depth::True, "")],
        };
        for (depth, suffix) in depths {
            let choice = ThemeChoice { name: name.to_owned(), ..ThemeChoice::default() };
            let theme = themes.resolve(&choice, &terminal(*depth, name));
            let golden = format!("{name}{suffix}.txt");
            if !agrees(&golden, &planes(&document, &theme)) {
                changed.push(golden);
            }
        }
    }
    assert!(changed.is_empty(), "pages changed: {changed:?}\nlook at the differences; FOLIO_BLESS=1 accepts them");
}

/// A terminal that leans the theme's way, so that the theme need not paint.
fn terminal(depth: Depth, name: &str) -> Terminal {
    let (background, appearance) = match name {
        "light" => (Rgb(255, 255, 255), Appearance::Light),
        _ => (Rgb(0, 0, 0), Appearance::Dark),
    };
    Terminal { depth, background: Some(background), appearance: Some(appearance), ..Terminal::default() }
}

fn agrees(golden: &str, planes: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/themes/golden").join(golden);
    if std::env::var_os("FOLIO_BLESS").is_some() {
        std::fs::write(&path, planes).unwrap();
    }
    std::fs::read_to_string(path).is_ok_and(|known| known.replace("\r\n", "\n") == planes)
}

fn planes(document: &Document, theme: &Theme) -> String {
    let masthead = Masthead {
        title: Clean::line("A title"),
        byline: vec![(Role::Byline, Clean::line("8 June 2010")), (Role::Status, Clean::line("draft"))],
        tags: vec![Clean::line("rust")],
    };
    let page = Page { masthead: Some(&masthead), document, end: &[], images: &[] };
    let layout = Layout::new(&page, &Metrics::at(WIDTH));
    let mut legend: Vec<Style> = Vec::new();
    let mut text = String::new();
    for index in 0..layout.len() {
        let row = layout.row(index, &document.text);
        let mut letters = String::new();
        for segment in &row.segments {
            let letter = letter(&mut legend, theme.segment(segment), segment.role);
            letters.extend(std::iter::repeat_n(letter, usize::from(segment.width)));
        }
        let words: String = row.segments.iter().map(|segment| segment.text.as_str()).collect();
        if !words.trim().is_empty() {
            writeln!(text, "|{}\n|{}", words.trim_end(), letters.trim_end()).unwrap();
        }
    }
    text.push('\n');
    for (style, letter) in legend.iter().zip('a'..) {
        writeln!(text, "{letter}: {}", described(*style)).unwrap();
    }
    text.push('\n');
    for scope in SCREEN {
        writeln!(text, "{scope}: {}", described(theme.overlay(scope))).unwrap();
    }
    text
}

/// The letter of a style; blank columns without a background have none.
fn letter(legend: &mut Vec<Style>, style: Style, role: Role) -> char {
    if role == Role::Space && style.bg.is_none() {
        return ' ';
    }
    let known = legend.iter().position(|known| *known == style).unwrap_or_else(|| {
        legend.push(style);
        legend.len() - 1
    });
    ('a'..).nth(known).unwrap()
}

fn described(style: Style) -> String {
    let colors = [(style.fg, ""), (style.bg, "on "), (style.underline_color, "under ")];
    let colors =
        colors.into_iter().filter_map(|(color, before)| color.map(|color| format!("{before}{}", named(color))));
    let modifiers = style.add_modifier.iter_names().map(|(name, _)| name.to_lowercase());
    let words: Vec<String> = colors.chain(modifiers).collect();
    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
}

fn named(color: Color) -> String {
    color.to_string().to_lowercase()
}

#[test]
fn the_screen_tells_its_parts_apart_in_every_theme_and_depth() {
    let themes = Themes::default();
    for name in themes.names() {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let choice = ThemeChoice { name: name.to_owned(), ..ThemeChoice::default() };
            let theme = themes.resolve(&choice, &terminal(depth, name));
            let style = |scope| theme.style(scope);
            for (one, other) in [
                ("ui.selected", "text"),
                ("ui.selected", "ui.selected.inactive"),
                ("ui.selected.inactive", "text"),
                ("ui.hit", "text"),
                ("ui.hit", "ui.hit.current"),
                ("ui.match", "text"),
                ("ui.error", "text"),
                ("link", "text"),
                ("ui.link.selected", "link"),
                ("heading.1", "text"),
                ("heading.2", "text"),
                ("strong", "text"),
                ("emphasis", "text"),
                ("code.inline", "text"),
            ] {
                assert_ne!(style(one), style(other), "{name} at {depth:?}: {one} and {other}");
            }
        }
    }
}
