//! Nothing in a post, its name or its front matter reaches the terminal as a control sequence.

use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use super::pty::{Pty, folio};

/// What an attacker would have a terminal do, in the ways it can be written.
const PAYLOADS: &[&str] = &[
    "\x1b[2J\x1b[31mRED",
    "\x1b]0;TITLE\x07",
    "\x1b]52;c;cm0gLXJmIC8=\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP$q\"p\x1b\\",
    "\x1b_Gi=1,a=q;AAAA\x1b\\",
    "\u{9b}31mC1",
    "\u{9d}0;C1\u{9c}",
    "bell\x07 back\x08\x08 vt\x0b ff\x0c so\x0e si\x0f del\x7f nul\0",
    "a\rover",
    "\u{202e}txt.exe\u{202c} \u{2066}x\u{2069} \u{200f}",
    "in\u{200b}vis\u{2060}ible\u{feff}\u{e0041}\u{e0042}",
    "sep\u{2028}arator\u{2029}",
];

/// The same payload as a source of each kind writes it.
fn written(payload: &str) -> [String; 4] {
    let entities = payload
        .chars()
        .map(|c| if c.is_control() { format!("&#x{:x};", u32::from(c)) } else { c.to_string() })
        .collect();
    let yaml: String = payload
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("\\U{:08x}", u32::from(c)) })
        .collect();
    let percent = payload.bytes().map(|byte| format!("%{byte:02x}")).collect();
    [payload.to_owned(), entities, yaml, percent]
}

fn corpus() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let posts = directory.path().join("_posts");
    std::fs::create_dir(&posts).unwrap();
    let put = |name: &str, text: String| std::fs::write(posts.join(name), text).unwrap();
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let [raw, entities, yaml, percent] = written(payload);
        let body = format!(
            "Text {raw} and {entities}\n\n# Heading {raw}\n\n> {raw}\n\n- {raw}\n\n`{raw}` [{raw}](https://example.com/{percent} \"{raw}\") ![{raw}]({percent})\n\n\
             <b title=\"{entities}\">{entities}</b> <a href=\"{raw}\">x</a>\n\n| {raw} |\n|---|\n| {raw} |\n\n```{raw}\n{raw}\n```\n\n[^1]: {raw}\n\nNote[^1]\n"
        );
        put(
            &format!("2020-01-{:02}-raw.md", number + 1),
            format!("---\ntitle: {raw}\ntags: [\"{yaml}\"]\n---\n{body}"),
        );
        put(
            &format!("2020-02-{:02}-yaml.md", number + 1),
            format!(
                "---\ntitle: \"{yaml}\"\ntags: [\"{yaml}\", x]\nauthor: \"{yaml}\"\ncategories: \"{yaml}\"\ndescription: \"{yaml}\"\ndate: \"{yaml}\"\n---\n{body}"
            ),
        );
        let json: String = payload.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        put(
            &format!("2020-03-{:02}-json.md", number + 1),
            format!("{{\"title\": \"{json}\", \"tags\": [\"{json}\"]}}\n{body}"),
        );
        put(
            &format!("2020-04-{:02}-toml.md", number + 1),
            format!("+++\ntitle = \"{yaml}\"\ntags = [\"{yaml}\"]\n+++\n{body}"),
        );
        let name: Vec<u8> = payload.bytes().filter(|byte| !matches!(byte, 0 | b'/')).collect();
        let name = [b"2020-05-01-".as_slice(), &name, b".md"].concat();
        std::fs::write(posts.join(std::ffi::OsStr::from_bytes(&name)), &body).unwrap();
    }
    put("2020-06-01-brackets.md", format!("---\ntitle: {}\n---\n", "[".repeat(60_000)));
    put("2020-06-02-bomb.md", bomb());
    put("2020-06-03-deep.md", format!("---\ntitle: Deep\n---\n{}x\n", "> ".repeat(20_000)));
    put("2020-06-04-open.md", "---\ntitle: Never closed\n".to_owned());
    std::fs::write(posts.join(std::ffi::OsStr::from_bytes(b"2020-06-05-\xff\xfe.md")), "Not UTF-8 in its name")
        .unwrap();
    std::fs::write(posts.join("2020-06-06-latin.md"), b"---\ntitle: Caf\xe9\n---\ncr\xe8me").unwrap();
    std::fs::write(posts.join("2020-06-07-binary.md"), b"\x7fELF\0\0\0\x1b[31m").unwrap();
    std::fs::File::create(posts.join("2020-06-08-sparse.md")).unwrap().set_len(4 << 30).unwrap();
    traps(&posts);
    directory
}

fn bomb() -> String {
    let mut text = String::from("---\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (one, two) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        text.push_str(&format!(
            "{two}: &{two} [*{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}]\n"
        ));
    }
    text + "title: Bomb\n---\n"
}

/// Files that are none.
fn traps(posts: &Path) {
    use rustix::fs::{CWD, FileType, mknodat};
    mknodat(CWD, posts.join("2020-07-01-pipe.md"), FileType::Fifo, 0o600.into(), 0).unwrap();
    drop(std::os::unix::net::UnixListener::bind(posts.join("2020-07-02-socket.md")).unwrap());
    for (name, target) in [
        ("03-zero", "/dev/zero"),
        ("04-tty", "/dev/tty"),
        ("05-passwd", "/etc/passwd"),
        ("06-loop", "2020-07-06-loop.md"),
        ("07-up", ".."),
        ("08-none", "none"),
    ] {
        symlink(target, posts.join(format!("2020-07-{name}.md"))).unwrap();
    }
    std::fs::create_dir(posts.join("2020-07-09-directory.md")).unwrap();
}

/// What folio itself may send: cursor, colour, modes, erasing, one question and one hyperlink form.
fn own() -> regex::bytes::Regex {
    regex::bytes::Regex::new(concat!(
        r"(?-u)^(?:\x1b\[[0-9;:]*[ABCDGHJKmdXST]|\x1b\[\?(?:25|1049|2004|2026|1000|1006)[hl]|\x1b\]11;\?\x1b\\|\x1b\\|\x1b\[(?:16t|>0q|c|\?2027\$p)",
        // A frame that was cut off at the end, and the end of whatever it was cut off in.
        r"|(?:\x1b|\x1b\[\??[0-9;:]*|[\xc2-\xf4][\x80-\xbf]{0,2})\x1b\\",
        r"|\x1b\](?:8?|8;(?:i|id|id=[0-9a-z]*)?|8;(?:id=[0-9a-z]+)?;(?:h(?:t(?:t(?:ps?)?)?)?|m(?:a(?:i(?:l(?:to?)?)?)?)?|f(?:i(?:le?)?)?))\x1b\\",
        r"|\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\|\x1b\]8;(?:id=[0-9a-z]+)?;(?:(?:https?|mailto|file):[\x21-\x7e]*)?(?:\x1b\\|\x07))"
    ))
    .unwrap()
}

/// The first thing in a stream that is no text and not folio's own.
fn foreign(raw: &[u8], lines: &[char]) -> Option<String> {
    let own = own();
    let mut rest = raw;
    while let Some(&byte) = rest.first() {
        if let Some(found) = own.find(rest) {
            rest = &rest[found.end()..];
            continue;
        }
        let text = rest.utf8_chunks().next().map(|chunk| chunk.valid()).unwrap_or_default();
        let Some(c) = text.chars().next() else {
            return Some(format!("byte {byte:#x} in {:?}", String::from_utf8_lossy(&rest[..rest.len().min(40)])));
        };
        let hidden = matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
        if (c.is_control() && !lines.contains(&c)) || hidden {
            return Some(format!("{c:?} in {:?}", String::from_utf8_lossy(&rest[..rest.len().min(40)])));
        }
        rest = &rest[c.len_utf8()..];
    }
    None
}

#[test]
fn the_reader_sends_nothing_but_its_own() {
    let blog = corpus();
    let mut pty = Pty::start(folio(blog.path(), &[]), 40, 120);
    pty.until("the list", |screen| screen.contents().contains("Bomb") || screen.contents().contains("bomb"));
    for _ in 0..30 {
        pty.send("\r");
        pty.send("\x06G");
        pty.send("\x7f");
        pty.send("j");
    }
    pty.resize(30, 60);
    pty.send("GjkgqqqZQ:q\r");
    rustix::process::kill_process(pty.process(), rustix::process::Signal::TERM).ok();
    let ended = pty.end();
    assert_eq!(foreign(&ended.raw, &['\r', '\n']), None);
    assert!(!ended.screen.contains("RED\n") || ended.settings_restored);
}

#[test]
fn no_command_sends_anything_at_all() {
    let blog = corpus();
    for arguments in [
        &["list", "--all"][..],
        &["list", "--all", "--format", "tsv"],
        &["list", "--all", "--format", "json"],
        &["list", "--all", "--format", "jsonl"],
        &["tags"],
        &["tags", "--format", "json"],
        &["check"],
        &["check", "--format", "json"],
        &["links"],
        &["search", "Text"],
        &["list", "-q", "\x1b[31m(", "--all"],
        &["show", "\x1b[31mnothing"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(arguments)
            .current_dir(blog.path())
            .stdin(Stdio::null())
            .env("COLUMNS", "80")
            .output()
            .unwrap();
        for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            let text: Vec<u8> = bytes.clone();
            assert_eq!(foreign_text(&text), None, "{arguments:?} on {stream}");
        }
        assert_ne!(output.status.code(), None, "{arguments:?} ended by itself");
        assert_ne!(output.status.code(), Some(101), "{arguments:?} did not panic");
    }
}

/// As [`foreign`], for a stream in which nothing of folio's own may be either.
fn foreign_text(raw: &[u8]) -> Option<String> {
    let escapes = memchr::memchr(0x1b, raw)
        .map(|at| format!("escape in {:?}", String::from_utf8_lossy(&raw[at..raw.len().min(at + 40)])));
    escapes.or_else(|| foreign(raw, &['\n', '\t']))
}
