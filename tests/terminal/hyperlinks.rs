//! Links that can be clicked on, in the bytes that the terminal is sent.

use super::pty::{Pty, blog, folio};

const POST: &str = "---\ntitle: Ways\n---\nA [long road](https://example.com/road?a=1;2) and a [trap](javascript:alert(1)), \
                    an [\u{1f469}\u{200d}\u{1f4bb} end](HTTPS://Example.com/end).\n";

/// All that a terminal of this kind is sent for a page with links, as text.
fn sent(variables: &[(&str, &str)]) -> String {
    let blog = blog(&[("_posts/2020-01-02-ways.md", POST)]);
    let mut pty = Pty::start(folio(blog.path(), variables), 24, 100);
    pty.until_text("long road");
    pty.send("\r");
    pty.until_text("back");
    pty.send("qq");
    String::from_utf8_lossy(&pty.end().raw).into_owned()
}

/// Text without control sequences.
fn plain(sent: &str) -> String {
    let mut parts = sent.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    let behind =
        |part: &str| part.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).chars().skip(1).collect::<String>();
    parts.fold(first, |text, part| text + &behind(part))
}

#[test]
fn a_link_is_begun_once_and_ended() {
    let sent = sent(&[]);
    // How often a page is drawn is the terminal's affair; that a run of words is one link is folio's.
    let runs = |address: &str| -> Vec<String> {
        let begin = format!(";{address}\x1b\\");
        sent.split("\x1b]8;").filter_map(|part| part.split_once(&begin)).map(|(_, words)| plain(words)).collect()
    };
    for (address, words) in [("https://example.com/road?a=1;2", "long road"), ("https://example.com/end", "end")] {
        let runs = runs(address);
        assert!(runs.iter().any(|run| run.contains(words)), "{address}: {runs:?}");
    }
    assert!(!sent.contains(";javascript:"));
    let ways: Vec<&str> = sent.split("\x1b]8;").skip(1).map(|way| way.split('\x1b').next().unwrap()).collect();
    assert_eq!(ways.last(), Some(&";"), "the last link is ended");
    assert!(ways.windows(2).all(|pair| pair != [";", ";"]), "nothing is ended twice: {ways:?}");
}

#[test]
fn a_terminal_that_would_print_them_is_sent_none() {
    assert!(!sent(&[("TERM", "linux")]).contains("\x1b]8;"));
}

#[test]
fn a_link_to_a_post_leads_to_its_public_page() {
    let other = "---\ntitle: Back\n---\nSee [where it began](/2020/01/02/ways.html#end), an end.\n";
    let blog = blog(&[
        ("_config.yml", "url: https://roads.example\n"),
        ("_posts/2020-01-02-ways.md", POST),
        ("_posts/2020-01-03-back.md", other),
    ]);
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 100);
    pty.until_text("where it began");
    pty.send("qq");
    let sent = String::from_utf8_lossy(&pty.end().raw).into_owned();
    assert!(sent.contains(";https://roads.example/2020/01/02/ways.html#end\x1b\\"), "{sent}");
}
