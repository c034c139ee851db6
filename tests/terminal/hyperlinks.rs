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

#[test]
fn a_link_is_begun_once_and_ended() {
    let sent = sent(&[]);
    let begins = |address: &str| sent.matches(&format!(";{address}\x1b\\")).count();
    let (road, end) = (begins("https://example.com/road?a=1;2"), begins("https://example.com/end"));
    // The words, the number and the entry under Links, in each of the two layouts at most: never once a letter.
    assert!((1..=8).contains(&road), "{road}");
    assert!((1..=8).contains(&end), "{end}");
    assert!(!sent.contains(";javascript:"));
    let ways: Vec<&str> = sent.split("\x1b]8;").skip(1).map(|way| way.split('\x1b').next().unwrap()).collect();
    assert_eq!(ways.last(), Some(&";"), "the last link is ended");
    assert!(ways.windows(2).all(|pair| pair != [";", ";"]), "nothing is ended twice: {ways:?}");
}

#[test]
fn a_terminal_that_would_print_them_is_sent_none() {
    assert!(!sent(&[("TERM", "linux")]).contains("\x1b]8;"));
}
