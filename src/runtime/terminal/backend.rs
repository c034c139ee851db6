//! Ratatui's way to the terminal: crossterm's sequences into memory, and questions answered without asking.
//!
//! Crossterm would run a program to learn the size of a terminal that has none, and would wait for an answer among the
//! keys to learn where the cursor is.

use std::borrow::Cow;
use std::cell::Cell;
use std::io;
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell as ScreenCell;
use ratatui::layout::{Position, Size};
use ratatui::style::Color;

use crate::library::links::Hyperlink;
use crate::text::width::width;

use super::output::FrameBytes;

/// The way of a frame into memory.
#[derive(Debug)]
pub struct TtyBackend {
    inner: CrosstermBackend<FrameBytes>,
    size: SharedSize,
    keeps_clusters: bool,
}

/// The size that frames are drawn at: what the app was told, whatever the terminal has become since.
pub type SharedSize = Rc<Cell<Size>>;

impl TtyBackend {
    /// From ratatui into `frame`.
    pub fn new(frame: FrameBytes, size: SharedSize) -> Self {
        Self { inner: CrosstermBackend::new(frame), size, keeps_clusters: false }
    }

    /// Sends clusters whole from here on.
    pub fn keep_clusters(&mut self) {
        self.keeps_clusters = true;
    }
}

/// A cell as the terminal is sent it: its link begun where the cell sent before was of another, and ended where the
/// next one will be.
fn sent<'c>(
    cell: &'c ScreenCell,
    before: Option<&str>,
    after: Option<&str>,
    keeps_clusters: bool,
) -> Cow<'c, ScreenCell> {
    let (link, shown) =
        Hyperlink::parts(cell.symbol()).map_or((None, cell.symbol()), |(link, shown)| (Some(link), shown));
    let simple = if keeps_clusters { None } else { simplified(shown) };
    // A terminal that doesn't know the colors of underlines reads theirs as other styles: xterm grays all that follows.
    let misread = !keeps_clusters && cell.underline_color != Color::Reset;
    if link.is_none() && simple.is_none() && !misread {
        return Cow::Borrowed(cell);
    }
    let begin = link.filter(|_| before != link).unwrap_or_default();
    let end = if link.is_none() || after == link { "" } else { Hyperlink::END };
    let mut cell = cell.clone();
    if misread {
        cell.underline_color = Color::Reset;
    }
    cell.set_symbol(&[begin, simple.as_deref().unwrap_or(shown), end].concat());
    Cow::Owned(cell)
}

/// The cells without those that a wide cell before them covers. Ratatui names some of them so that they are emptied,
/// but what is sent after a wide cell stands behind it: all that follows would be a column further to the right.
fn uncovered<'a>(content: impl Iterator<Item = (u16, u16, &'a ScreenCell)>) -> Vec<(u16, u16, &'a ScreenCell)> {
    let (mut row, mut end) = (0, 0);
    let is_free = |(x, y, cell): &(u16, u16, &ScreenCell)| {
        let is_free = *y != row || *x >= end;
        if is_free {
            (row, end) = (*y, x.saturating_add(columns(cell)));
        }
        is_free
    };
    content.filter(is_free).collect()
}

/// Columns that the words of a cell take; a strip of a picture is counted as its first.
fn columns(cell: &ScreenCell) -> u16 {
    let shown = Hyperlink::parts(cell.symbol()).map_or(cell.symbol(), |(_, shown)| shown);
    let is_short = shown.len() <= 1 || shown.starts_with('\x1b');
    if is_short { 1 } else { u16::try_from(width(shown)).unwrap_or(1) }
}

/// The beginning of a cell's link.
fn link(cell: &ScreenCell) -> Option<&str> {
    Hyperlink::parts(cell.symbol()).map(|(begin, _)| begin)
}

/// What an older terminal is sent in the place of an emoji made of several characters, which it would spread over as
/// many places: the first of them, alone, filled up to the columns of the whole.
fn simplified(symbol: &str) -> Option<String> {
    let first = symbol.chars().next()?;
    let rest = symbol.get(first.len_utf8()..).unwrap_or_default();
    let joins = rest.contains('\u{200d}') && !first.is_alphabetic();
    let toned = rest.chars().any(|c| matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'));
    if symbol.starts_with('\x1b') || !(joins || toned) {
        return None;
    }
    let mut alone = String::from(first);
    while width(&alone) < width(symbol) {
        alone.push(' ');
    }
    Some(alone)
}

impl Backend for TtyBackend {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a ScreenCell)>,
    {
        let cells = uncovered(content);
        let link_at =
            |place: Option<usize>| place.and_then(|place| cells.get(place)).and_then(|(_, _, cell)| link(cell));
        // Few cells are sent otherwise than they are, and a whole screen of copies would take half a megabyte.
        let changed = cells.iter().enumerate().filter_map(|(place, (_, _, cell))| {
            let (before, after) = (link_at(place.checked_sub(1)), link_at(Some(place + 1)));
            match sent(cell, before, after, self.keeps_clusters) {
                Cow::Owned(cell) => Some((place, cell)),
                Cow::Borrowed(_) => None,
            }
        });
        let changed: Vec<(usize, ScreenCell)> = changed.collect();
        let mut changed = changed.iter().peekable();
        self.inner.draw(cells.iter().enumerate().map(|(place, (x, y, cell))| {
            let own = changed.next_if(|(changed, _)| *changed == place);
            (*x, *y, own.map_or(*cell, |(_, own)| own))
        }))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size.get())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, FrameBytes, ScreenCell, TtyBackend, sent, simplified};

    #[test]
    fn only_recent_terminals_are_sent_colors_of_underlines() {
        let mut cell = ScreenCell::new("a");
        cell.underline_color = Color::Rgb(1, 2, 3);
        assert_eq!(sent(&cell, None, None, false).underline_color, Color::Reset);
        assert_eq!(sent(&cell, None, None, true).underline_color, Color::Rgb(1, 2, 3));
    }

    #[test]
    fn nothing_is_sent_into_the_second_half_of_a_wide_cell() {
        use ratatui::Terminal;
        use ratatui::layout::Size;

        let frame = FrameBytes::default();
        let size = std::rc::Rc::new(std::cell::Cell::new(Size::new(20, 1)));
        let mut terminal = Terminal::new(TtyBackend::new(frame.clone(), size)).unwrap();
        let mut screen = vt100::Parser::new(1, 20, 0);
        for (line, shown) in [("xxxxxxxxxxxx", "xxxxxxxxxxxx"), ("a (🛠\u{fe0f}, ❤\u{fe0f}) b", "a (🛠 , ❤ ) b")]
        {
            terminal.draw(|frame| frame.render_widget(line, frame.area())).unwrap();
            screen.process(&frame.taken());
            assert_eq!(screen.screen().contents().trim_end(), shown);
        }
    }

    #[test]
    fn emoji_of_several_characters_become_one_of_the_same_width() {
        for (symbol, sent) in [
            ("👨\u{200d}👩\u{200d}👧", Some("👨")),
            ("👍🏽", Some("👍")),
            ("❤\u{fe0f}", Some("❤ ")),
            ("1\u{fe0f}\u{20e3}", Some("1 ")),
            ("🇵🇹", None),
            ("é", None),
            ("e\u{301}", None),
            ("क्\u{200d}ष", None),
            ("日", None),
            ("\x1bPq\u{fe0f}", None),
        ] {
            assert_eq!(simplified(symbol).as_deref(), sent, "{symbol:?}");
        }
    }
}
