//! Transcripts: what is done to the reader and what it shows and asks for then.
//!
//! A line that begins with `$` is a command, with `#` a remark, with `|` a line of the file that the command before it
//! writes; all others are what came of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use folio::app::{Effect, Event, Mouse, MouseKind};
use folio::input::{Key, KeyCode, Modifiers};
use folio::system::memory::MemorySystem;
use folio::text::Clean;

use super::world::World;

/// What is done, in order.
pub struct Script {
    steps: Vec<Step>,
}

enum Step {
    Remark(String),
    Command { line: String, lines: Vec<String> },
}

impl Script {
    pub fn parse(text: &str) -> Self {
        let mut steps = Vec::new();
        for line in text.lines() {
            match (line.chars().next(), steps.last_mut()) {
                (Some('#'), _) => steps.push(Step::Remark(line.to_owned())),
                (Some('$'), _) => {
                    let line = line.trim_start_matches(['$', ' ']).to_owned();
                    steps.push(Step::Command { line, lines: Vec::new() });
                }
                (Some('|'), Some(Step::Command { lines, .. })) => {
                    let line = line.strip_prefix("| ").or(line.strip_prefix('|')).unwrap();
                    lines.push(line.to_owned());
                }
                _ => {}
            }
        }
        Self { steps }
    }

    /// Does it, and writes it down with what came of it.
    pub fn play(&self) -> String {
        let mut stage = Stage { system: MemorySystem::default(), size: (80, 24), world: None, unwatched: false };
        let mut written = String::new();
        for step in &self.steps {
            match step {
                Step::Remark(line) => {
                    let gap = if written.is_empty()
                        || written.ends_with("\n\n")
                        || written.starts_with('#') && !written.contains('$')
                    {
                        ""
                    } else {
                        "\n"
                    };
                    writeln!(written, "{gap}{line}").unwrap();
                }
                Step::Command { line, lines } => {
                    writeln!(written, "$ {line}").unwrap();
                    lines.iter().for_each(|line| writeln!(written, "{}", format!("| {line}").trim_end()).unwrap());
                    for line in stage.act(line, lines).lines() {
                        writeln!(written, "{}", format!("  {line}").trim_end()).unwrap();
                    }
                }
            }
        }
        written
    }
}

struct Stage {
    system: MemorySystem,
    size: (u16, u16),
    world: Option<World>,
    /// Whether files change without a word, as when a branch is switched, until `look`.
    unwatched: bool,
}

impl Stage {
    fn act(&mut self, line: &str, lines: &[String]) -> String {
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        match command {
            "file" => self.file(rest, lines),
            "size" => self.size(rest),
            "start" => self.world = Some(World::new(self.system.clone(), self.size).started()),
            "start-held" => self.start_held(),
            "hold" => self.world().held = true,
            "perform" => self.world().go_on(),
            "keys" => self.world().press(rest),
            "type" => self.type_text(rest),
            "paste" => self.world().send(Event::Paste(Clean::block(&rest.replace("\\n", "\n")))),
            "click" => self.mouse(MouseKind::Click, rest),
            "side-buttons" => return self.side_buttons(),
            "wheel-down" => self.mouse(MouseKind::WheelDown, rest),
            "tick" => self.world().send(Event::Tick),
            "remove" => self.remove(rest),
            "rename" => self.rename(rest),
            "unwatched" => self.unwatched = true,
            "look" => self.look(),
            "screen" => return self.world().text(),
            "row" => return self.row(rest),
            "styled" => return self.styled(rest),
            _ => panic!("there is no command {command}"),
        }
        let asked = self.world.as_mut().map(|world| std::mem::take(&mut world.asked)).unwrap_or_default();
        asked.iter().map(|effect| format!("→ {}\n", told(effect))).collect()
    }

    fn world(&mut self) -> &mut World {
        self.world.as_mut().expect("the script starts the reader first")
    }

    fn file(&mut self, path: &str, lines: &[String]) {
        let bytes = lines.iter().flat_map(|line| [line.as_bytes(), b"\n"]).collect::<Vec<_>>().concat();
        self.system.files.insert(path.into(), bytes.clone());
        if let Some(world) = &mut self.world {
            world.system.files.insert(path.into(), bytes);
        }
        self.changed(&[path]);
    }

    fn changed(&mut self, paths: &[&str]) {
        if let Some(world) = self.world.as_mut().filter(|_| !self.unwatched) {
            world.send(Event::FilesChanged(paths.iter().map(PathBuf::from).collect()));
        }
    }

    fn remove(&mut self, path: &str) {
        self.world().system.files.remove(Path::new(path));
        self.changed(&[path]);
    }

    fn rename(&mut self, paths: &str) {
        let (from, to) = paths.split_once(' ').unwrap();
        let files = &mut self.world().system.files;
        let bytes = files.remove(Path::new(from)).expect("a file to rename");
        files.insert(to.into(), bytes);
        self.changed(&[from, to]);
    }

    fn look(&mut self) {
        self.unwatched = false;
        self.world().send(Event::FilesChanged(Vec::new()));
    }

    fn size(&mut self, size: &str) {
        let (width, height) = size.split_once(' ').unwrap();
        self.size = (width.parse().unwrap(), height.parse().unwrap());
        let (width, height) = self.size;
        if let Some(world) = &mut self.world {
            world.send(Event::Resize(width, height));
        }
    }

    fn start_held(&mut self) {
        let mut world = World::new(self.system.clone(), self.size);
        world.held = true;
        self.world = Some(world.started());
    }

    fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.world().send(Event::Key(Key { code: KeyCode::Char(c), modifiers: Modifiers::default() }));
        }
    }

    /// Back, and forward again.
    fn side_buttons(&mut self) -> String {
        let mut rows = String::new();
        for kind in [MouseKind::Back, MouseKind::Forward] {
            self.mouse(kind, "1 1");
            writeln!(rows, "{}", self.row("2")).unwrap();
        }
        rows
    }

    fn mouse(&mut self, kind: MouseKind, at: &str) {
        let (column, row) = at.split_once(' ').unwrap();
        let mouse = Mouse { kind, column: column.parse().unwrap(), row: row.parse().unwrap() };
        self.world().send(Event::Mouse(mouse));
    }

    /// One row of the screen, from 0; negative from the end.
    fn row(&mut self, number: &str) -> String {
        let text = self.world().text();
        let rows: Vec<&str> = text.split('\n').collect();
        let number: isize = number.parse().unwrap();
        let place = if number < 0 { rows.len().checked_add_signed(number).unwrap() } else { number.unsigned_abs() };
        rows[place].to_owned()
    }

    /// What is shown in the style of a scope, a line a row.
    fn styled(&mut self, scope: &str) -> String {
        let world = self.world();
        let (screen, style) = (world.screen(), world.app.theme.overlay(scope));
        let mut found = String::new();
        for y in 0..screen.area.height {
            let is_styled = |x: &u16| {
                let cell = screen[(*x, y)].style();
                style.fg.is_none_or(|fg| cell.fg == Some(fg))
                    && style.bg.is_none_or(|bg| cell.bg == Some(bg))
                    && cell.add_modifier.contains(style.add_modifier)
            };
            let mut text = String::new();
            let mut last = None;
            for x in (0..screen.area.width).filter(is_styled) {
                if last.is_some_and(|last| last + 1 < x) {
                    text.push_str(" … ");
                }
                text.push_str(screen[(x, y)].symbol());
                last = Some(x);
            }
            if !text.trim().is_empty() {
                writeln!(found, "row {y}: {}", text.trim_end()).unwrap();
            }
        }
        found
    }
}

fn told(effect: &Effect) -> String {
    match effect {
        Effect::OpenUrl(url) => format!("open {}", url.address()),
        Effect::OpenAsset(path) => format!("open the file {}", path.display()),
        Effect::Copy(text) => format!("copy {:?}", text.as_str()),
        Effect::Edit { path, line, words } if words.is_empty() => format!("edit {} at line {line}", path.display()),
        Effect::Edit { path, line, words } => format!("edit {} from line {line} at {words:?}", path.display()),
        Effect::Pipe(text) => format!("pipe {:?}", text.as_str()),
        Effect::Save(change) => format!("remember {change:?}"),
        other => format!("{other:?}").to_lowercase(),
    }
}
