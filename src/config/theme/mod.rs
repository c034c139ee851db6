//! A theme made for a terminal: scopes become styles.
//!
//! Scopes are dotted, and what a scope does not say comes from the broader one to its left, at last from
//! `text`. Knows roles and inline marks by their scopes; knows nothing of rows or panes.

mod catalog;
mod escape;
mod file;
mod style;
mod swatch;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use ratatui::style::{Color, Modifier, Style};

use super::{Appearance, Depth, Rgb, Terminal};
use crate::document::InlineStyle;
use crate::layout::{Role, Segment};
use crate::text::script::is_upright;

pub use catalog::{ThemeChoice, Themes};
pub use escape::Escape;
pub use file::{Background, ThemeFile};
use style::{ColorName, StyleWords};
use swatch::{Swatch, Tint};

/// Styles by scope, in the colors of one terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    name: String,
    appearance: Appearance,
    paints: bool,
    paper: Rgb,
    overlays: HashMap<String, Style, BuildHasherDefault<ScopeHasher>>,
}

/// FNV-1a: a frame looks up a thousand scopes, whose words are few and short.
#[derive(Clone, Copy, Debug)]
struct ScopeHasher(u64);

impl Default for ScopeHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for ScopeHasher {
    fn write(&mut self, bytes: &[u8]) {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        self.0 = bytes.iter().fold(self.0, step);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The scope of each inline mark, broader marks first.
const MARKS: &[(InlineStyle, &str)] = &[
    (InlineStyle::SMALL, "small"),
    (InlineStyle::EMPHASIS, "emphasis"),
    (InlineStyle::CITE, "cite"),
    (InlineStyle::STRONG, "strong"),
    (InlineStyle::SUBSCRIPT, "subscript"),
    (InlineStyle::SUPERSCRIPT, "superscript"),
    (InlineStyle::CODE, "code.inline"),
    (InlineStyle::KEYBOARD, "keyboard"),
    (InlineStyle::INSERTED, "inserted"),
    (InlineStyle::STRIKE, "strike"),
    (InlineStyle::MARK, "mark"),
    (InlineStyle::UNKNOWN, "unknown"),
];

impl Theme {
    /// Makes a theme for a terminal out of a file with all that it inherits already in it.
    pub fn new(name: &str, file: &ThemeFile, terminal: &Terminal) -> Self {
        let appearance = file.appearance.unwrap_or(Appearance::Dark);
        let paints = paints(file, appearance, terminal);
        let colors = Colors::new(file, paints, terminal);
        let mut words: BTreeMap<&str, &StyleWords> =
            file.scopes.iter().map(|(scope, words)| (&**scope, words)).collect();
        if terminal.depth == Depth::Sixteen {
            words.extend(file.sixteen.iter().map(|(scope, words)| (&**scope, words)));
        }
        let paper = colors.paper;
        let own: HashMap<&str, Style> = words.into_iter().map(|(scope, words)| (scope, colors.style(words))).collect();
        let mut overlays: HashMap<String, Style, _> =
            own.keys().map(|scope| ((*scope).to_owned(), inherited(&own, scope))).collect();
        if !paints && let Some(background) = overlays.get_mut("ui.background") {
            background.bg = None;
        }
        Self { name: name.to_owned(), appearance, paints, paper, overlays }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which way it leans.
    pub fn appearance(&self) -> Appearance {
        self.appearance
    }

    /// Whether it paints its own background instead of showing the terminal's.
    pub fn paints(&self) -> bool {
        self.paints
    }

    /// The background that is shown, as far as it is known: what pictures are laid over.
    pub fn paper(&self) -> [u8; 3] {
        [self.paper.0, self.paper.1, self.paper.2]
    }

    /// The whole style of a scope: what it does not say itself comes from broader scopes, at last from `text`.
    pub fn style(&self, scope: &str) -> Style {
        self.overlay("text").patch(self.overlay(scope))
    }

    /// What a scope changes when it is laid over something else: as [`Theme::style`], but without `text`.
    pub fn overlay(&self, scope: &str) -> Style {
        let mut scope = scope;
        loop {
            if let Some(style) = self.overlays.get(scope) {
                return *style;
            }
            match scope.rsplit_once('.') {
                Some((broader, _)) => scope = broader,
                None => return Style::default(),
            }
        }
    }

    /// The style of a role with inline marks.
    pub fn role(&self, role: Role, marks: InlineStyle) -> Style {
        let style = self.style(role.scope());
        let set = MARKS.iter().filter(|(mark, _)| marks.has(*mark));
        set.fold(style, |style, (_, scope)| style.patch(self.overlay(scope)))
    }

    /// The style of a segment: its role, its marks, and whether it is part of a link.
    pub fn segment(&self, segment: &Segment<'_>) -> Style {
        let style = self.role(segment.role, segment.style);
        // What a quotation slants is upright in scripts that have no slanted letters; its bar and color say what it is.
        let is_slanted = segment.role == Role::Quote && !segment.style.has(InlineStyle::EMPHASIS);
        let style = match is_slanted && is_upright(&segment.text) {
            true => style.remove_modifier(Modifier::ITALIC),
            false => style,
        };
        match (segment.link, segment.role) {
            (None, _) | (_, Role::LinkNumber | Role::EndDetail | Role::Space) => style,
            _ => style.patch(self.overlay("link")),
        }
    }
}

/// A scope's style over those of the broader scopes to its left.
fn inherited(own: &HashMap<&str, Style>, scope: &str) -> Style {
    let ends = scope.match_indices('.').map(|(at, _)| at).chain([scope.len()]);
    ends.filter_map(|end| scope.get(..end).and_then(|broader| own.get(broader)))
        .fold(Style::default(), |style, narrower| style.patch(*narrower))
}

/// Whether the theme's own background is needed: it wants it, or the terminal's leans the other way, is not known, or
/// would make the text hard to read.
fn paints(file: &ThemeFile, appearance: Appearance, terminal: &Terminal) -> bool {
    let least = [("ink", 7.0), ("quiet", 4.5)];
    let reaches =
        |name: &str, least: f64, paper: Rgb| swatch_rgb(file, name).is_none_or(|c| c.contrast(paper) >= least);
    let readable = |paper: Rgb| least.iter().all(|(name, least)| reaches(name, *least, paper));
    match (terminal.depth, file.background.unwrap_or(Background::Own)) {
        (Depth::None, _) => false,
        (Depth::Sixteen, _) => terminal.appearance.is_some_and(|leans| leans != appearance),
        (_, Background::Own) => true,
        (_, Background::Terminal) => {
            terminal.appearance != Some(appearance) || !terminal.background.is_none_or(readable)
        }
    }
}

fn swatch_rgb(file: &ThemeFile, name: &str) -> Option<Rgb> {
    match file.palette.get(name)?.full {
        Tint::Rgb(color) => Some(color),
        _ => None,
    }
}

/// The palette on a terminal.
struct Colors<'a> {
    palette: &'a BTreeMap<String, Swatch>,
    depth: Depth,
    /// The theme's own background.
    own: Rgb,
    /// The background that is shown.
    paper: Rgb,
    ink: Rgb,
    /// Text and background where the theme paints with sixteen colors: the terminal's own would lean the wrong way.
    painted: Option<(Color, Color)>,
}

impl<'a> Colors<'a> {
    fn new(file: &'a ThemeFile, paints: bool, terminal: &Terminal) -> Self {
        let own = swatch_rgb(file, "paper").unwrap_or(Rgb(0, 0, 0));
        let paper = if paints { own } else { terminal.background.unwrap_or(own) };
        let ink = swatch_rgb(file, "ink").unwrap_or(Rgb(255, 255, 255));
        let painted = (paints && terminal.depth == Depth::Sixteen).then_some(match file.appearance {
            Some(Appearance::Light) => (Color::Black, Color::Gray),
            _ => (Color::Gray, Color::Black),
        });
        Self { palette: &file.palette, depth: terminal.depth, own, paper, ink, painted }
    }

    fn style(&self, words: &StyleWords) -> Style {
        let color = |name: &Option<ColorName>| name.as_ref().and_then(|name| self.color(name));
        let underline = color(&words.underline).filter(|_| self.depth > Depth::Sixteen);
        let own = |color: Color, own: Option<Color>| if color == Color::Reset { own.unwrap_or(color) } else { color };
        Style {
            fg: color(&words.foreground).map(|color| own(color, self.painted.map(|painted| painted.0))),
            bg: color(&words.background).map(|color| own(color, self.painted.map(|painted| painted.1))),
            underline_color: underline,
            add_modifier: words.add,
            sub_modifier: words.remove,
        }
    }

    /// The background with so much of the text color in it that it stands out as it does on the theme's own background: on
    /// black that takes more.
    fn mixed(&self, percent: u8) -> Rgb {
        let wanted = self.own.mixed(self.ink, percent).contrast(self.own);
        let enough = (percent..=60).map(|percent| self.paper.mixed(self.ink, percent));
        let mut enough = enough.skip_while(|color| self.paper != self.own && color.contrast(self.paper) < wanted);
        enough.next().unwrap_or_else(|| self.paper.mixed(self.ink, percent))
    }

    fn color(&self, name: &ColorName) -> Option<Color> {
        let swatch = match name {
            ColorName::Given(swatch) => *swatch,
            ColorName::Palette(name) => *self.palette.get(name)?,
        };
        let full = match swatch.full {
            Tint::Rgb(color) => Some(color),
            Tint::Mixed(percent) => Some(self.mixed(percent)),
            Tint::Default => None,
        };
        swatch.at(self.depth, full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::AlertKind;
    use crate::text::CleanStr;

    const DARK: Terminal = Terminal {
        depth: Depth::True,
        background: Some(Rgb(16, 16, 16)),
        appearance: Some(Appearance::Dark),
        takes_links: true,
        reorders: false,
    };

    fn theme(name: &str, terminal: Terminal) -> Theme {
        Themes::default().resolve(&ThemeChoice { name: name.to_owned(), ..ThemeChoice::default() }, &terminal)
    }

    #[test]
    fn a_scope_falls_back_to_broader_ones_and_at_last_to_text() {
        let theme = theme("dark", DARK);
        assert_eq!(theme.style("heading.3.whatever"), theme.style("heading.3"));
        assert_eq!(theme.style("nothing.of.the.kind"), theme.style("text"));
        assert_eq!(theme.overlay("nothing.of.the.kind"), Style::default());
        assert!(theme.style("heading.6").sub_modifier.contains(Modifier::BOLD));
    }

    #[test]
    fn letters_that_are_never_slanted_stay_upright_in_quotations() {
        let theme = theme("dark", DARK);
        let is_slanted = |text: &'static str, style| {
            let text = CleanStr::own(text);
            let segment = Segment { text, range: None, role: Role::Quote, style, link: None, width: 2 };
            theme.segment(&segment).add_modifier.contains(Modifier::ITALIC)
        };
        for (text, style, slanted) in [
            ("said", InlineStyle::default(), true),
            ("сказал", InlineStyle::default(), true),
            ("言った", InlineStyle::default(), false),
            ("GPT的", InlineStyle::default(), false),
            ("말했다", InlineStyle::default(), false),
            ("אמר", InlineStyle::default(), false),
            ("言", InlineStyle::EMPHASIS, true),
        ] {
            assert_eq!(is_slanted(text, style), slanted, "{text}");
        }
    }

    #[test]
    fn marks_are_laid_over_roles() {
        let theme = theme("dark", DARK);
        let style = theme.role(Role::Quote, InlineStyle::STRONG.with(InlineStyle::STRIKE));
        assert!(style.add_modifier.contains(Modifier::BOLD | Modifier::ITALIC | Modifier::CROSSED_OUT));
        assert_ne!(theme.role(Role::AlertTitle(AlertKind::Note), InlineStyle::default()), theme.style("text"));
    }

    #[test]
    fn the_terminals_background_is_used_where_it_leans_the_themes_way() {
        let light = Terminal { background: Some(Rgb(255, 255, 255)), appearance: Some(Appearance::Light), ..DARK };
        let unknown = Terminal { background: None, appearance: None, ..DARK };
        let gray = Terminal { background: Some(Rgb(90, 90, 90)), ..DARK };
        for (name, terminal, paints) in [
            ("dark", DARK, false),
            ("dark", light, true),
            ("dark", unknown, true),
            ("dark", gray, true),
            ("light", light, false),
            ("gruvbox-dark", DARK, true),
        ] {
            let theme = theme(name, terminal);
            assert_eq!(theme.paints(), paints, "{name} on {terminal:?}");
            assert_eq!(theme.style("ui.background").bg.is_some(), paints, "{name} on {terminal:?}");
        }
    }

    #[test]
    fn tints_are_mixed_from_the_terminals_own_background() {
        let blue = Terminal { background: Some(Rgb(0, 0, 60)), ..DARK };
        assert_ne!(theme("dark", blue).style("code").bg, theme("dark", DARK).style("code").bg);
    }

    #[test]
    fn no_color_means_none_at_all_and_the_selection_still_shows() {
        for name in Themes::default().names() {
            let plain = theme(name, Terminal { depth: Depth::None, ..DARK });
            for (scope, style) in &plain.overlays {
                assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None), "{scope}");
            }
            assert!(plain.style("ui.selected").add_modifier.contains(Modifier::REVERSED));
            assert!(plain.style("link").add_modifier.contains(Modifier::UNDERLINED));
        }
    }

    #[test]
    fn sixteen_colors_are_sixteen() {
        for name in Themes::default().names() {
            let few = theme(name, Terminal { depth: Depth::Sixteen, ..DARK });
            for (scope, style) in &few.overlays {
                for color in [style.fg, style.bg, style.underline_color].into_iter().flatten() {
                    assert!(!matches!(color, Color::Rgb(..) | Color::Indexed(_)), "{name} {scope} {color}");
                }
            }
        }
    }

    #[test]
    fn a_light_theme_asked_for_on_a_dark_terminal_of_sixteen_colors_is_light() {
        let few = theme("light", Terminal { depth: Depth::Sixteen, background: None, ..DARK });
        let background = few.style("ui.background");
        assert_eq!((background.fg, background.bg), (Some(Color::Black), Some(Color::Gray)));
        assert_eq!(few.style("text").fg, Some(Color::Black));
    }
}
