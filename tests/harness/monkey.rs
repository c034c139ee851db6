//! Whatever keys, mouse, pastes and sizes come in whatever order: nothing panics, every frame has the size of the
//! screen, nothing is scrolled beyond its end, and drawing changes nothing.

use std::path::Path;

use folio::app::{Event, Mouse, MouseKind};
use folio::input::{Key, KeyCode, Modifiers};
use folio::system::memory::MemorySystem;
use folio::text::Clean;
use proptest::prelude::*;

use super::world::World;

/// Events of one life.
const LIFE: usize = 120;

/// A post that nobody means well with.
const HOSTILE: &str = "---\ntitle: \"\\e[31m\\u202e\\u200bRed\"\ntags: [\"\\x9b\", \"\\U000e0041\"]\n---\n\
    # \u{1b}]0;x\u{7}\n\n> > > - > 1. deep\n\n[a](javascript:x) [b](../../../etc/passwd) ![c](\u{202e}.png) <details><summary>s</summary>\n\n\
    | a | \u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} |\n|---|---|\n| 漢字漢字漢字漢字 | \u{1f469}\u{200d}\u{1f469} |\n\n\
    ```\u{1b}[31m\n\t\t\u{9b}x\n```\n\nNote[^1] and [^nothing] and $\\frac{1}{\n\n[^1]: [^1]\n\n<div><div><p>open\n";

fn library() -> MemorySystem {
    let mut system =
        MemorySystem::with_files([("_config.yml", "title: Monkey\n"), ("_posts/2020-01-01-bad.md", HOSTILE)]);
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts");
    for entry in walkdir::WalkDir::new(&samples).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let below = entry.path().strip_prefix(&samples).unwrap();
        system.files.insert(Path::new("_posts").join(below), std::fs::read(entry.path()).unwrap());
    }
    system
}

fn key() -> impl Strategy<Value = Event> {
    let codes = vec![
        KeyCode::Enter,
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Insert,
        KeyCode::F(1),
        KeyCode::F(6),
    ];
    let code = prop_oneof![
        3 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        2 => prop::sample::select(codes),
        1 => any::<char>().prop_map(KeyCode::Char),
    ];
    let modifiers =
        prop::sample::select(vec![Modifiers::NONE, Modifiers::NONE, Modifiers::NONE, Modifiers::CTRL, Modifiers::ALT]);
    (code, modifiers).prop_map(|(code, modifiers)| Event::Key(Key { code, modifiers }))
}

fn event() -> impl Strategy<Value = Event> {
    let kind = prop::sample::select(vec![
        MouseKind::Click,
        MouseKind::WheelUp,
        MouseKind::WheelDown,
        MouseKind::Back,
        MouseKind::Forward,
    ]);
    prop_oneof![
        20 => key(),
        3 => (kind, any::<u8>(), 0u16..60).prop_map(|(kind, column, row)| {
            Event::Mouse(Mouse { kind, column: column.into(), row })
        }),
        1 => ".{0,40}".prop_map(|text| Event::Paste(Clean::block(&text))),
        1 => (0u16..140, 0u16..50).prop_map(|(width, height)| Event::Resize(width, height)),
        1 => Just(Event::Tick),
    ]
}

fn check(world: &World) {
    let (screen, again) = (world.screen(), world.screen());
    assert_eq!((screen.area.width, screen.area.height), world.app.screen.size);
    assert!(screen == again, "a frame changed what the next one shows");
    for cell in screen.content() {
        assert!(!cell.symbol().contains(|c: char| c.is_control()), "{:?}", cell.symbol());
    }
    if let Some(page) = world.app.reader.page() {
        assert!(page.top() <= page.last_top(), "{} of {}", page.top(), page.last_top());
    }
    let browse = &world.app.browse;
    assert!(browse.selected().is_none_or(|post| browse.listing().ids().contains(&post)), "what is selected is listed");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: lives(), max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_monkey_at_the_keys_breaks_nothing(events in prop::collection::vec(event(), LIFE)) {
        let mut world = World::new(library(), (100, 30)).started();
        for event in events {
            world.send(event);
            check(&world);
        }
    }
}

/// Lives a run; more where somebody asks for them.
fn lives() -> u32 {
    std::env::var("FOLIO_MONKEYS").ok().and_then(|lives| lives.parse().ok()).unwrap_or(6)
}
