//! What docs/SECURITY.md says of the commands: nothing is taken from a blog but its posts, no post is hidden by another,
//! nothing is written there, nothing is asked of the network.

use std::collections::BTreeMap;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Blog, ran};

/// Every command that reads a blog.
const COMMANDS: &[&[&str]] = &[
    &["list", "--all"],
    &["tags"],
    &["links"],
    &["check"],
    &["search", "words"],
    &["show", "_posts/2020-01-02-a.md"],
    &["open", "_posts/2020-01-02-a.md", "1", "--print"],
    &["open", "_posts/2020-01-02-a.md", "1"],
    &["config", "check"],
];

fn post() -> (&'static str, &'static str) {
    ("_posts/2020-01-02-a.md", "---\ntitle: A post\ntags: [x]\n---\nSome words, [a link](https://example.com/).\n")
}

/// What a clone may bring along in the hope that it is obeyed.
fn decoys(blog: &Blog, mark: &Path) {
    let touch = format!("touch {}", mark.display());
    let opener = format!("opener = [\"/usr/bin/touch\", \"{}\"]\ntheme = \"no such theme\"\n", mark.display());
    for name in ["folio.toml", ".folio.toml", ".config/folio/config.toml", "folio/config.toml"] {
        blog.write(name, &opener);
    }
    for name in [".env", ".envrc", ".mailcap", ".vimrc", ".exrc", "Makefile"] {
        blog.write(name, &touch);
    }
    blog.write(".git/HEAD", "ref: refs/heads/\u{1b}[31mmain\n");
    blog.write(".git/config", &format!("[core]\n\tfsmonitor = {touch}\n\tpager = {touch}\n"));
    for name in ["xdg-open", "git", "less", "vi", "sh", "wl-copy", "xclip", "firefox"] {
        blog.write(name, &format!("#!/bin/sh\n/usr/bin/{touch}\n"));
        std::fs::set_permissions(blog.0.path().join(name), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn nothing_that_a_blog_brings_along_is_obeyed_or_run() {
    let (plain, baited) = (Blog::of(&[post()]), Blog::of(&[post()]));
    let outside = tempfile::tempdir().unwrap();
    let mark = outside.path().join("mark");
    decoys(&baited, &mark);
    // The blog itself in the search path, as a current directory and as an empty entry, and a desktop to open links on.
    let variables =
        [("PATH", ".::bin"), ("DISPLAY", ":0"), ("BROWSER", "firefox"), ("EDITOR", "vi"), ("PAGER", "less")];
    for words in COMMANDS {
        let (expected, got) = (plain.folio_with(words, &variables), baited.folio_with(words, &variables));
        assert!(!mark.exists(), "{words:?} ran what lies in the blog");
        assert_eq!((got.status, &got.out), (expected.status, &expected.out), "{words:?}: {}", got.err);
    }
}

/// Every file below a directory: its bytes and when it was changed.
fn everything(directory: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(directory).into_iter().flatten() {
        let (path, changed) = (entry.path(), entry.metadata().unwrap().modified().unwrap());
        let bytes = if entry.file_type().is_file() { std::fs::read(path).unwrap() } else { Vec::new() };
        found.insert(path.to_path_buf(), (bytes, changed));
    }
    found
}

#[test]
fn no_command_writes_below_a_blog() {
    let blog = Blog::of(&[post()]);
    let before = everything(blog.0.path());
    for words in COMMANDS {
        blog.folio_with(words, &[("HOME", "/nonexistent")]);
        assert_eq!(everything(blog.0.path()), before, "{words:?}");
    }
}

#[test]
fn no_post_hides_another_however_broken_it_is() {
    let blog = Blog::of(&[post()]);
    let broken: &[(&str, &[u8])] = &[
        ("brackets", b"---\ntitle: [[[[[[[[\n---\nx"),
        ("never-closed", b"---\ntitle: x\n"),
        ("self", b"---\na: &a [*a]\n---\nx"),
        ("toml", b"+++\ntitle = \x1b[31m\n+++\nx"),
        ("json", b"{\"title\": [[[[\nx"),
        ("binary", b"\x7fELF\0\0\0\0\0\0\0\0\0\0\0"),
        ("latin", b"---\ntitle: Caf\xe9\n---\nx"),
        ("utf-16", b"\xff\xfe-\0-\0-\0\n\0"),
        ("date", b"---\ndate: 99999-99-99\n---\nx"),
        ("empty", b""),
        ("nul", b"---\ntitle: a\0b\n---\nx"),
        ("fence", b"---"),
    ];
    for (name, bytes) in broken {
        std::fs::write(blog.0.path().join(format!("_posts/2020-02-02-{name}.md")), bytes).unwrap();
    }
    let odd = ["2020-02-03-link.md", "2020-02-03-loop.md"];
    for name in odd {
        symlink(if name.contains("loop") { name } else { "/etc/passwd" }, blog.0.path().join("_posts").join(name))
            .unwrap();
    }
    let listed = blog.folio(&["list", "--all", "--format", "json"]).json();
    let checked = blog.folio(&["check", "--format", "json"]).json();
    let told = |answer: &serde_json::Value, path: &str| {
        answer.as_array().unwrap().iter().any(|one| one["path"].as_str().is_some_and(|own| own == path))
    };
    let names = broken.iter().map(|(name, _)| format!("2020-02-02-{name}.md"));
    for name in names.chain(odd.map(str::to_owned)) {
        let path = format!("_posts/{name}");
        assert!(told(&listed, &path) || told(&checked, &path), "{path} is neither listed nor named");
    }
    assert!(told(&listed, post().0), "the sound post is listed");
    assert!(!listed.to_string().contains("root:"), "no link out of the blog is followed");
}

#[test]
fn there_is_no_network_code_in_folio() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let own: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(own.contains(&"folio"));
    for name in [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "isahc",
        "attohttpc",
        "surf",
        "h2",
        "quinn",
        "rustls",
        "native-tls",
        "openssl",
        "tokio",
        "async-std",
        "smol",
        "socket2",
        "ssh2",
        "git2",
        "tungstenite",
    ] {
        assert!(!own.contains(&name), "{name} speaks to the network");
    }
    let sources = walkdir::WalkDir::new(root.join("src")).into_iter().flatten();
    for source in sources.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs")) {
        let text = std::fs::read_to_string(source.path()).unwrap();
        for word in ["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "std::net", "rustix::net"] {
            assert!(!text.contains(word), "{} names {word}", source.path().display());
        }
    }
}

#[test]
fn twenty_thousand_links_to_nothing_are_told_in_the_end() {
    let blog = Blog::of(&[("_posts/2020-01-02-a.md", &"[a](nowhere/else.md) ".repeat(20_000))]);
    let mut limited = std::process::Command::new("/bin/sh");
    limited.args(["-c", "ulimit -t 30; exec \"$0\" links --format tsv", env!("CARGO_BIN_EXE_folio")]);
    let told = ran(&limited.current_dir(blog.0.path()).env_clear().output().unwrap());
    assert_eq!(told.out.lines().count(), 20_000);
}
