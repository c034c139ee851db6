//! What holds of every screen.

use folio::app::Event;
use folio::system::memory::MemorySystem;

use super::world::World;

fn blog(posts: usize) -> MemorySystem {
    let file = |number: usize| {
        let day = 1 + number % 28;
        let next = (number + 1) % posts;
        let path = format!("_posts/20{:02}-{:02}-{day:02}-post-{number}.md", 10 + number % 9, 1 + number % 12);
        let link = format!("20{:02}-{:02}-{:02}-post-{next}.md", 10 + next % 9, 1 + next % 12, 1 + next % 28);
        let lines: String = (0..30).map(|line| format!("Line {line} of post {number}, 漢字 and émigré.\n\n")).collect();
        let text = format!(
            "---\ntitle: Post {number} with a title of its own\ntags: [t{}, u{}]\n---\n\n## One\n\nSee [the next]({link}).\n\n{lines}## Two\n\n```rust\nfn main() {{}}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            number % 3,
            number % 5
        );
        (path, text)
    };
    let files: Vec<(String, String)> = (0..posts).map(file).collect();
    let config = ("_config.yml".to_owned(), "title: Laws\n".to_owned());
    let files: Vec<(String, String)> = files.into_iter().chain([config]).collect();
    MemorySystem::with_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

#[test]
fn any_split_of_batches_shows_the_same() {
    let shown = |batch| {
        let mut world = World::new(blog(40), (120, 30)).in_batches_of(batch).started();
        world.press("j j j");
        let list = world.text();
        world.press("/ p o s t 1 Enter");
        (list, world.text())
    };
    let whole = shown(1000);
    for batch in [1, 2, 7, 39, 40] {
        assert_eq!(shown(batch), whole, "{batch} posts a batch");
    }
}

#[test]
fn back_and_forward_lead_to_the_same_screen() {
    let mut world = World::new(blog(12), (100, 24)).started();
    // A post that is read loses its mark in the list, which going back does not bring again.
    world.press(": m a r k - a l l - r e a d Enter Enter");
    let mut screens = Vec::new();
    for _ in 0..4 {
        world.press("Tab j j");
        screens.push(world.text());
        world.press("Enter");
    }
    let end = world.text();
    for screen in screens.iter().rev() {
        world.press("Backspace");
        assert_eq!(&world.text(), screen);
    }
    for screen in screens.iter().skip(1).chain([&end]) {
        world.press("Alt-Right");
        assert_eq!(&world.text(), screen);
    }
}

#[test]
fn every_size_is_drawn_in_every_state() {
    let states =
        ["", "t", "Enter", "Enter z", "Enter /  L i n e", "Enter f", "Enter L", "?", "P", "/ t a g :", "Enter \\"];
    let mut worlds: Vec<World> = states
        .into_iter()
        .map(|keys| {
            let mut world = World::new(blog(9), (100, 24)).started();
            world.press(keys);
            world
        })
        .collect();
    worlds.push(World::new(MemorySystem::with_files([("_config.yml", "title: Nothing\n")]), (80, 24)).started());
    let small = (0..=8).flat_map(|width| (0..=8).map(move |height| (width, height)));
    let sizes: Vec<(u16, u16)> = small.chain((1..=250).step_by(3).map(|width| (width, 20))).collect();
    for world in &mut worlds {
        for (width, height) in &sizes {
            world.send(Event::Resize(*width, *height));
            let _ = world.screen();
        }
    }
}
