//! The minutes of a post in the list are an estimate by its beginning until it is read, and those of its page from then on.

use folio::system::memory::MemorySystem;

use super::world::World;

/// A post that begins with many words and goes on with code, which has none.
fn more_code_than_words() -> String {
    let words = "All words stand at its beginning. ".repeat(80);
    let code = "let x = [0, 1, 2, 3];\n".repeat(3000);
    format!("---\ntitle: Long code\ndate: 2022-01-01\n---\n{words}\n\n```\n{code}```\n")
}

#[test]
fn the_list_has_the_minutes_of_the_page_once_a_post_was_read() {
    let long = more_code_than_words();
    let files =
        [("_config.yml", "title: Yard\n"), ("_posts/2022-01-02-b.md", "B."), ("_posts/2022-01-01-a.md", &*long)];
    let mut world = World::new(MemorySystem::with_files(files), (120, 20)).started();
    let minutes = |world: &World| {
        let text = world.text();
        let row = text.lines().find(|line| line.contains("1  Long code")).unwrap();
        row.split_once('′').unwrap().0.rsplit(' ').next().unwrap().parse::<u32>().unwrap()
    };
    assert!(minutes(&world) > 20);
    world.press("j");
    assert_eq!(minutes(&world), 3);
    assert!(world.text().contains("1 January 2022 · 3 min"));
    // And they stay when the page makes way for another.
    world.press("k");
    assert_eq!(minutes(&world), 3);
}
