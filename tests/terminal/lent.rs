//! Other programs at the terminal and beside it: a text browser, an editor, a command that takes posts, the clipboard's helper.
//! Each is a script in a directory of the test's own, under the name that folio looks for.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use super::pty::{Pty, blog, folio};

const POST: &str = "_posts/2021-03-04-second.md";

fn site() -> tempfile::TempDir {
    let body: String = (1..=60).map(|number| format!("Paragraph {number}.\n\n")).collect();
    blog(&[
        ("_config.yml", "title: The Yard\nurl: https://yard.example\n"),
        (POST, &format!("---\ntitle: The second post\n---\nSee [a shop](https://shop.example/saw).\n\n{body}")),
    ])
}

/// A directory with a program of this name, which does what the lines of shell say.
fn program(name: &str, lines: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    directory
}

fn started(site: &Path, programs: &Path, variables: &[(&str, &str)]) -> Pty {
    let path = format!("{}:/usr/bin:/bin", programs.display());
    let variables = [&[("PATH", path.as_str())], variables].concat();
    let mut pty = Pty::start(folio(site, &variables), 24, 80);
    pty.until_text("The second post");
    pty
}

/// Shows what it was given and whether lines can be typed, and waits for one.
const AT_THE_TERMINAL: &str = "echo \"given: $*\"\n\
    stty -a | tr ' ;' '\\n\\n' | grep -x icanon\n\
    read -r line\n\
    echo \"typed: $line\"";

#[test]
fn a_text_browser_is_lent_the_terminal_and_gives_it_back() {
    let (site, programs) = (site(), program("w3m", AT_THE_TERMINAL));
    let mut pty = started(site.path(), programs.path(), &[("BROWSER", "w3m")]);
    pty.until_text("Paragraph 1.");
    pty.send("\r\t");
    pty.until_text("[1] https://shop.example/saw");
    pty.send("o");
    pty.until_text("given: https://shop.example/saw");
    pty.until_text("icanon");
    assert!(!pty.screen().contains("Paragraph"), "the screen is the browser's");
    pty.send("j\n");
    pty.until("the post, at its link", |screen| {
        screen.contents().contains("Paragraph 1.") && screen.contents().contains("[1] https://shop.example/saw")
    });
    pty.send("Q");
    let ended = pty.end();
    assert!(ended.status.success() && ended.settings_restored);
    assert!(ended.screen.contains("typed: j"), "what was typed there was not taken by folio");
}

#[test]
fn the_editor_stands_at_the_line_and_what_it_wrote_is_shown() {
    let lines = "echo \"given: $*\"\nread -r line\nprintf 'Written just now.\\n' >> \"$2\"";
    let (site, programs) = (site(), program("nvim", lines));
    let mut pty = started(site.path(), programs.path(), &[("VISUAL", ""), ("EDITOR", "nvim")]);
    pty.send("\r");
    pty.until_text("Paragraph 1.");
    pty.send("50%e");
    let file = site.path().canonicalize().unwrap().join(POST);
    pty.until_text("given: +");
    // The pane's width wraps the path, not the line's number.
    let screen = pty.screen();
    let line: u32 = screen.split("given: +").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let at = text.lines().nth(line as usize - 1).unwrap();
    pty.send("\n");
    pty.until("the post where it was", |screen| screen.contents().contains(at));
    pty.send("G");
    pty.until_text("Written just now.");
    pty.send("Q");
    assert!(pty.end().status.success());
}

#[test]
fn the_configured_command_is_given_the_post() {
    let (site, programs) =
        (site(), program("counter", "echo \"given: $1\"\ngrep -c Paragraph\nread -r line < /dev/tty"));
    let config = site.path().join("config.toml");
    std::fs::write(&config, "pipe = [\"counter\", \"--all\"]\n").unwrap();
    let path = format!("{}:/usr/bin:/bin", programs.path().display());
    let mut command = folio(site.path(), &[("PATH", &path)]);
    command.args(["--config".as_ref(), config.as_os_str()]);
    let mut pty = Pty::start(command, 24, 80);
    pty.until_text("The second post");
    pty.send("\r");
    pty.until_text("Paragraph 1.");
    pty.send("!");
    pty.until_text("given: --all");
    pty.until_text("60");
    pty.send("\n");
    pty.until_text("The post was given to");
    pty.send("Q");
    assert!(pty.end().status.success());
}

#[test]
fn what_is_copied_goes_to_the_terminal_and_to_the_desktops_helper() {
    for (name, variable) in
        [("wl-copy", ("WAYLAND_DISPLAY", "wayland-0")), ("xclip", ("DISPLAY", ":0")), ("xsel", ("DISPLAY", ":0"))]
    {
        let site = site();
        let pipe = site.path().join("clipboard");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let programs = program(name, &format!("/bin/cat > '{}'", pipe.display()));
        let mut pty = started(site.path(), programs.path(), &[("PATH", programs.path().to_str().unwrap()), variable]);
        pty.send("y");
        // Opening it waits for the helper.
        assert_eq!(std::fs::read_to_string(&pipe).unwrap(), "https://yard.example/2021/03/04/second.html", "{name}");
        pty.until_text("Copied");
        let escape = "\u{1b}]52;c;aHR0cHM6Ly95YXJkLmV4YW1wbGUvMjAyMS8wMy8wNC9zZWNvbmQuaHRtbA==";
        assert!(String::from_utf8_lossy(&pty.raw).contains(escape), "{name}");
        pty.send("Q");
        assert!(pty.end().status.success());
    }
}
