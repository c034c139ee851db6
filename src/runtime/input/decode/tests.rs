//! What terminals send for keys, by terminal, whole and in pieces.

use super::*;

/// What is pressed, and what is sent for it: xterm, kitty, rxvt and the Linux console.
const KEYS: &[(&str, &[u8])] = &[
    ("a", b"a"),
    ("é", "é".as_bytes()),
    ("字", "字".as_bytes()),
    ("Enter", b"\r"),
    ("Tab", b"\t"),
    ("Backspace", b"\x7f"),
    ("Ctrl-d", b"\x04"),
    ("Alt-x", b"\x1bx"),
    ("Up", b"\x1b[A"),
    ("Up", b"\x1bOA"),
    ("Down", b"\x1b[B"),
    ("Ctrl-Right", b"\x1b[1;5C"),
    ("Shift-Left", b"\x1b[1;2D"),
    ("Alt-Up", b"\x1b[1;3A"),
    ("Home", b"\x1b[H"),
    ("Home", b"\x1bOH"),
    ("Home", b"\x1b[1~"),
    ("Home", b"\x1b[7~"),
    ("End", b"\x1b[F"),
    ("End", b"\x1b[4~"),
    ("End", b"\x1b[8~"),
    ("PageUp", b"\x1b[5~"),
    ("PageDown", b"\x1b[6~"),
    ("Ctrl-PageUp", b"\x1b[5;5~"),
    ("Delete", b"\x1b[3~"),
    ("Insert", b"\x1b[2~"),
    ("Shift-Tab", b"\x1b[Z"),
    ("F1", b"\x1bOP"),
    ("F1", b"\x1b[11~"),
    ("F1", b"\x1b[[A"),
    ("F5", b"\x1b[15~"),
    ("F5", b"\x1b[[E"),
    ("F12", b"\x1b[24~"),
    ("Ctrl-i", b"\x1b[105;5u"),
    ("Ctrl-i", b"\x1b[27;5;105~"),
    ("Up", b"\x1b[1;1:1A"),
];

/// What terminals say that is no key.
const ANSWERS: &[&[u8]] = &[
    b"\x1b[?62;4c",
    b"\x1b[12;40R",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1bP>|name(3)\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[6;20;10t",
    b"\x1b[?2026;2$y",
];

fn key(name: &str) -> Key {
    name.parse().unwrap()
}

fn keys(inputs: Vec<Input>) -> Vec<Key> {
    inputs.into_iter().filter_map(|input| if let Input::Key(key) = input { Some(key) } else { None }).collect()
}

#[test]
fn every_terminal_s_keys_are_known_however_they_are_cut() {
    for (name, bytes) in KEYS {
        assert_eq!(keys(Decoder::default().feed(bytes)), [key(name)], "{name}: {bytes:?}");
        for at in 1..bytes.len() {
            let mut decoder = Decoder::default();
            let (first, rest) = bytes.split_at(at);
            let mut seen = keys(decoder.feed(first));
            seen.extend(keys(decoder.feed(rest)));
            assert_eq!(seen, [key(name)], "{name}: {bytes:?} cut at {at}");
        }
    }
}

#[test]
fn an_answer_is_no_key_however_it_is_cut() {
    for bytes in ANSWERS {
        for at in 0..bytes.len() {
            let mut decoder = Decoder::default();
            let (first, rest) = bytes.split_at(at);
            let mut seen = keys(decoder.feed(first));
            seen.extend(keys(decoder.feed(rest)));
            seen.extend(keys(decoder.feed(b"j")));
            assert_eq!(seen, [key("j")], "{bytes:?} cut at {at}");
        }
    }
}

#[test]
fn the_release_of_a_key_is_not_pressed_again() {
    assert_eq!(keys(Decoder::default().feed(b"\x1b[106;1:3u\x1b[1;1:3A")), []);
}

#[test]
fn a_lone_escape_is_a_key_once_nothing_follows() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert!(decoder.patience().is_some());
    assert_eq!(keys(decoder.give_up()), [key("Esc")]);
    assert_eq!(decoder.patience(), None);
}

#[test]
fn a_paste_is_one_however_it_is_cut() {
    let bytes = b"\x1b[200~one\rq\x1b[Atwo\x1b[201~j";
    for at in 0..bytes.len() {
        let mut decoder = Decoder::default();
        let (first, rest) = bytes.split_at(at);
        let mut seen = decoder.feed(first);
        seen.extend(decoder.feed(rest));
        let whole = [Input::Paste("one\rq\x1b[Atwo".to_owned()), Input::Key(key("j"))];
        assert_eq!(seen, whole, "cut at {at}");
    }
}
