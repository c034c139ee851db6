//! What the screen shows, and what it survives.

use super::pty::{Pty, blog, folio, shell, small_blog};

#[test]
fn posts_come_newest_first() {
    let blog = small_blog();
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 80);
    pty.until("both posts", |screen| {
        let text = screen.contents();
        text.find("The second post").zip(text.find("The first post")).is_some_and(|(second, first)| second < first)
    });
    pty.send("q");
    assert!(pty.end().status.success());
}

#[test]
fn a_file_that_is_no_post_is_opened_by_its_name() {
    let blog = blog(&[
        ("_posts/2020-01-02-a.md", "---\ntitle: A post\n---\nx\n"),
        ("notes.adoc", "== Heading\n\nOf a page.\n"),
    ]);
    let mut command = folio(blog.path(), &[]);
    command.arg(blog.path().join("notes.adoc"));
    command.get_argv_mut().remove(2);
    let mut pty = Pty::start(command, 24, 80);
    pty.until_text("Of a page.");
    pty.send("qq");
    assert!(pty.end().status.success());
}

#[test]
fn late_answers_of_the_terminal_are_no_keys() {
    let blog = small_blog();
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 80);
    pty.until_text("The second post");
    // A colour, device attributes, a cursor report, a kitty reply, a version: a `q` or `:` in each would show.
    for answer in
        ["\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b[?62;4c", "\x1b[12;40R", "\x1b_Gi=31;OK q\x1b\\", "\x1bP>|q(3)\x1b\\"]
    {
        pty.send(answer);
    }
    pty.resize(20, 70);
    pty.until_text("The second post");
    pty.send("q");
    assert!(pty.end().status.success());
}

#[test]
fn any_size_is_survived() {
    let blog = small_blog();
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 80);
    pty.until_text("The second post");
    for rows in 0..=8 {
        for cols in 0..=8 {
            pty.resize(rows.max(1), cols.max(1));
        }
    }
    pty.resize(1, 1);
    pty.resize(300, 500);
    pty.resize(24, 80);
    pty.until_text("The second post");
    pty.send("q");
    assert!(pty.end().status.success());
}

#[test]
fn noise_on_the_line_is_survived() {
    let blog = small_blog();
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 80);
    pty.until_text("The second post");
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let noise = std::iter::repeat_with(|| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 32) as u8
    });
    // No letters, which are keys; no Ctrl-c, Ctrl-d, Ctrl-z.
    let noise: Vec<u8> = noise
        .filter(|byte| !byte.is_ascii_alphabetic() && !matches!(byte, 3 | 4 | 26 | 28 | b':'))
        .take(3_000)
        .collect();
    pty.send(&noise);
    pty.send("\x1b\\\x1b[201~\x1b\x1b\x1b");
    pty.resize(30, 90);
    let process = pty.process();
    rustix::process::kill_process(process, rustix::process::Signal::TERM).unwrap();
    let status = pty.end().status;
    assert!(status.success() || status.signal().is_some(), "{status}");
}

#[test]
fn no_color_means_none() {
    let blog =
        blog(&[("_posts/2020-01-02-a.md", "---\ntitle: Plain\ntags: [x]\n---\n# One\n\n```rust\nfn a() {}\n```\n")]);
    let mut pty = Pty::start(folio(blog.path(), &[("NO_COLOR", "1")]), 24, 120);
    pty.until_text("Plain");
    pty.send("\r");
    pty.send("q");
    pty.send("q");
    let ended = pty.end();
    let colours = regex::bytes::Regex::new(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;0-9]*m").unwrap();
    let found = colours.find(&ended.raw).map(|found| String::from_utf8_lossy(found.as_bytes()).into_owned());
    assert_eq!(found, None);
}

#[test]
fn nothing_wakes_while_nothing_happens() {
    let blog = small_blog();
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 80);
    pty.until_text("The first post");
    pty.until_asleep();
    let before = pty.switches();
    pty.pause(std::time::Duration::from_millis(700));
    assert_eq!(pty.switches(), before, "a thread woke");
    pty.send("q");
    assert!(pty.end().status.success());
}

/// How bright the letters on the screen are, on average; nought to 255. None where they have no color of their own.
fn brightness(screen: &vt100::Screen) -> Option<u32> {
    let (rows, columns) = screen.size();
    let cells = (0..rows).flat_map(|row| (0..columns).filter_map(move |column| screen.cell(row, column)));
    let letters = cells.filter(|cell| !cell.contents().trim().is_empty());
    let bright: Vec<u32> = letters
        .filter_map(|cell| match cell.fgcolor() {
            vt100::Color::Rgb(red, green, blue) => Some((u32::from(red) + u32::from(green) + u32::from(blue)) / 3),
            _ => None,
        })
        .collect();
    (!bright.is_empty()).then(|| bright.iter().sum::<u32>() / bright.len() as u32)
}

#[test]
fn the_theme_follows_the_background_that_the_terminal_names() {
    let blog = small_blog();
    for (answer, is_light) in [("ffff/ffff/ffff", true), ("0000/0000/0000", false)] {
        let mut pty = Pty::start(folio(blog.path(), &[("COLORTERM", "truecolor")]), 24, 80);
        pty.until_text("The second post");
        pty.send(format!("\x1b]11;rgb:{answer}\x1b\\"));
        pty.until("a theme that can be read", |screen| {
            brightness(screen).is_some_and(|letters| (letters < 128) == is_light)
        });
        pty.send("q");
        assert!(pty.end().status.success());
    }
}

#[test]
fn a_post_named_on_the_command_line_is_opened_at_once() {
    let blog = small_blog();
    for name in ["_posts/2020-01-02-first.md", "README.md"] {
        std::fs::write(blog.path().join("README.md"), "Some words.\n").unwrap();
        let mut command = folio(blog.path(), &[]);
        command.get_argv_mut()[2] = blog.path().join(name).into();
        let mut pty = Pty::start(command, 24, 80);
        pty.until_text("Some words.");
        pty.send("qq");
        assert!(pty.end().status.success(), "{name}");
    }
}

#[test]
fn a_terminal_that_takes_nothing_hinders_nobody_from_leaving() {
    let blog = small_blog();
    let mut pty = Pty::start(folio(blog.path(), &[]), 50, 160);
    pty.until_text("The second post");
    let hanging = pty.hanging();
    let held = hanging.lock().unwrap();
    // Far more frames than the line to the terminal holds.
    for width in 100..200 {
        pty.resize(50, width);
        pty.send("jk");
    }
    pty.send(":q\r");
    let (status, time) = pty.end_unread();
    drop(held);
    assert!(status.success(), "{status}");
    assert!(time.as_millis() < 1_000, "{time:?}");
}

#[test]
fn with_hardly_a_file_descriptor_left_folio_says_so_or_reads() {
    let blog = small_blog();
    for limit in [3_u32, 6, 9, 12, 16, 24] {
        let script =
            format!("ulimit -n {limit}; exec '{}' --no-state '{}'", env!("CARGO_BIN_EXE_folio"), blog.path().display());
        let mut pty = Pty::start(shell(&script, blog.path(), &[]), 24, 80);
        pty.send("q");
        let ended = pty.end();
        assert_ne!(ended.status.exit_code(), 101, "{limit}: {}", String::from_utf8_lossy(&ended.raw));
        assert!(ended.settings_restored, "{limit}");
    }
}
