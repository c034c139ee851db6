//! Which protocol a terminal draws pictures with: one burst of questions, ended by one that every terminal answers.
//!
//! Knows sequences and variables; the runtime asks and reads.

use super::{CellSize, Protocol};

/// What is asked: cell size (XTWINOPS 16), a kitty graphics query, the terminal's name (XTVERSION), and DA1, whose answer
/// comes last and ends the wait. A multiplexer draws no pictures by kitty's protocol, and tmux takes the query for the
/// title of its pane.
pub fn query(env: &dyn Fn(&str) -> Option<String>) -> String {
    const KITTY: &str = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";
    ["\x1b[16t", if is_multiplexed(env) { "" } else { KITTY }, "\x1b[>0q\x1b[c"].concat()
}

/// Whether tmux, screen or zellij stands between folio and the terminal.
fn is_multiplexed(env: &dyn Fn(&str) -> Option<String>) -> bool {
    ["TMUX", "STY", "ZELLIJ"].into_iter().any(|name| env(name).is_some())
}

/// What a terminal said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// A cell's size in pixels.
    pub cell: Option<CellSize>,
    /// Whether it took the kitty query.
    pub kitty: bool,
    /// Whether DA1 names sixel.
    pub sixel: bool,
    /// Its name and version, as far as it is plain ASCII.
    pub name: String,
    /// Whether DA1 was answered, so that nothing more will come.
    pub complete: bool,
}

impl Answers {
    /// Takes one answer in, a whole control sequence as it came. What is no answer to [`query`] is passed over.
    pub fn take(&mut self, sequence: &[u8]) {
        let text = String::from_utf8_lossy(sequence);
        self.read(text.strip_prefix('\x1b').unwrap_or(&text));
    }

    fn read(&mut self, sequence: &str) {
        if let Some(reply) = sequence.strip_prefix("_Gi=31;") {
            self.kitty = reply.starts_with("OK");
        } else if let Some(name) = sequence.strip_prefix("P>|") {
            self.name = name.chars().filter(char::is_ascii_graphic).take(64).collect();
        } else if let Some(size) = sequence.strip_prefix("[6;").and_then(|rest| rest.split('t').next()) {
            self.cell = cell_size(size);
        } else if let Some(features) = sequence.strip_prefix("[?").and_then(|rest| rest.split_once('c')) {
            self.sixel = features.0.split(';').skip(1).any(|feature| feature == "4");
            self.complete = true;
        }
    }
}

fn cell_size(text: &str) -> Option<CellSize> {
    let (height, width) = text.split_once(';')?;
    let size = CellSize { width: width.parse().ok()?, height: height.parse().ok()? };
    (size.width > 0 && size.height > 0).then_some(size)
}

/// The protocol to use, from what the terminal said and from its environment. `true_color` says whether half blocks
/// would show true colours; without it they would mislead.
pub fn choose(answers: &Answers, env: &dyn Fn(&str) -> Option<String>, true_color: bool) -> Protocol {
    let is = |name: &str, value: &str| env(name).is_some_and(|found| found.eq_ignore_ascii_case(value));
    let multiplexed = is_multiplexed(env);
    let name = answers.name.to_ascii_lowercase();
    let iterm = is("TERM_PROGRAM", "iTerm.app") || is("LC_TERMINAL", "iTerm2") || name.starts_with("iterm2");
    let wezterm = is("TERM_PROGRAM", "WezTerm") || name.starts_with("wezterm");
    match () {
        // A multiplexer answers for itself and passes sixel on only when it knows it; the other two it would swallow.
        () if multiplexed && answers.sixel => Protocol::Sixel,
        () if multiplexed => blocks(true_color),
        () if iterm || wezterm => Protocol::Iterm,
        () if answers.kitty => Protocol::Kitty,
        () if answers.sixel => Protocol::Sixel,
        () => blocks(true_color),
    }
}

fn blocks(true_color: bool) -> Protocol {
    if true_color { Protocol::Blocks } else { Protocol::Off }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers as they come: a sequence at a time.
    fn parse(bytes: &[u8]) -> Answers {
        let mut answers = Answers::default();
        for sequence in bytes.split(|byte| *byte == 0x1b).skip(1) {
            answers.take(&[b"\x1b", sequence].concat());
        }
        answers
    }

    fn chosen(answers: &[u8], env: &[(&str, &str)]) -> Protocol {
        let env = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        choose(&parse(answers), &env, true)
    }

    #[test]
    fn a_multiplexer_is_not_asked_for_what_it_takes_for_a_title() {
        assert!(query(&|_| None).contains("\x1b_G"));
        for name in ["TMUX", "STY", "ZELLIJ"] {
            let asked = query(&|asked| (asked == name).then(|| "1".to_owned()));
            assert!(!asked.contains("\x1b_") && asked.ends_with("\x1b[c"), "{name}: {asked:?}");
        }
    }

    #[test]
    fn answers_are_read_in_any_order_and_noise_is_passed_over() {
        let answers = parse(b"j\x1b[A\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;4c");
        let cell = Some(CellSize { width: 10, height: 20 });
        let name = "kitty(0.26.5)".to_owned();
        assert_eq!(answers, Answers { cell, kitty: true, sixel: true, name, complete: true });
    }

    #[test]
    fn four_as_a_terminal_class_is_not_sixel() {
        assert!(!parse(b"\x1b[?4;6c").sixel);
        assert!(parse(b"\x1b[?62;4;22c").sixel);
    }

    #[test]
    fn hostile_answers_give_nothing() {
        for noise in
            [&b"\x1b[6;0;0t"[..], b"\x1b[6;99999999;1t", b"\x1b[6;t", b"\x1b", b"\x1b_Gi=31;ENODATA\x1b\\", b"\xff\xfe"]
        {
            assert_eq!(parse(noise), Answers::default(), "{noise:?}");
        }
    }

    #[test]
    fn protocols_by_terminal() {
        let sixel = b"\x1b[?62;4c";
        let kitty = b"\x1b_Gi=31;OK\x1b\\\x1b[?62c";
        assert_eq!(chosen(kitty, &[]), Protocol::Kitty);
        assert_eq!(chosen(kitty, &[("TERM_PROGRAM", "WezTerm")]), Protocol::Iterm);
        assert_eq!(chosen(sixel, &[]), Protocol::Sixel);
        assert_eq!(chosen(sixel, &[("TMUX", "/tmp/x")]), Protocol::Sixel);
        assert_eq!(chosen(kitty, &[("TMUX", "/tmp/x")]), Protocol::Blocks);
        assert_eq!(chosen(b"\x1b[?62c", &[("LC_TERMINAL", "iTerm2")]), Protocol::Iterm);
        assert_eq!(chosen(b"", &[]), Protocol::Blocks);
    }
}
