//! `folio show -`: a post that is written to standard input.

use super::Blog;

const POST: &str = "---\ntitle: On margins\ntags: [space]\n---\nA [link](2010-06-08-first.md) and *words*.\n";

fn blog() -> Blog {
    Blog::of(&[("_posts/2010-06-08-first.md", "---\ntitle: First\n---\nText.\n")])
}

#[test]
fn a_post_is_read_from_standard_input() {
    let ran = blog().folio_reading(&["show", "-"], POST.as_bytes());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("On margins\n"), "{}", ran.out);
    assert!(ran.out.contains("\nA link [1] and words.\n"), "{}", ran.out);
    let json = blog().folio_reading(&["show", "-", "--format", "json"], POST.as_bytes()).json();
    assert_eq!(json["title"], "On margins");
}

#[test]
fn what_it_is_written_in_is_told_by_its_first_lines() {
    for input in [
        "#+TITLE: On margins\n\nA /word/.\n",
        "= On margins\n\nA _word_.\n",
        "<!doctype html>\n<h1>On margins</h1><p>A <i>word</i>.</p>",
    ] {
        let ran = Blog(tempfile::tempdir().unwrap()).folio_reading(&["show", "-"], input.as_bytes());
        assert!(ran.out.contains("On margins\n") && ran.out.contains("\nA word.\n"), "{input:?}: {}", ran.out);
        assert!(!ran.out.contains("changed "), "{}", ran.out);
    }
}

#[test]
fn what_is_no_post_is_refused_and_nothing_in_it_acts() {
    let ran = blog().folio_reading(&["show", "-"], &vec![b'a'; 16 * 1024 * 1024 + 1]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("larger than 16 MiB"), "{}", ran.err);
    let ran = blog().folio_reading(&["show", "-"], &[0; 1000]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    let ran = blog().folio_reading(&["show", "-"], b"\x1b[31mred\x07 \x9b1m and \xff\xfe");
    assert!(
        ran.status == 0 && ran.out.contains("red") && !ran.out.contains(['\x1b', '\x07', '\u{9b}']),
        "{:?}",
        ran.out
    );
    assert_eq!(blog().folio_reading(&["show", "-"], b"").status, 0);
}
