//! What the benches read: prose, code, tables and whole blogs out of a generator of numbers, the same in every run.

#![allow(dead_code, reason = "each bench reads another part")]

use std::path::Path;

/// The single files of the benches, by name.
pub fn files() -> Vec<(&'static str, String)> {
    let mut words = Words(1);
    vec![
        ("one", words.prose(5_000)),
        ("long", words.prose(10_000_000)),
        ("code", words.code(2_000_000)),
        ("links", words.links(5_000)),
        ("table", words.table(2_000, 12)),
        ("nested", words.nested(100)),
        ("cjk", words.cjk(2_000_000)),
        ("oneline", words.prose(1_000_000).replace('\n', " ")),
    ]
}

/// Words from a generator of numbers: the same in every run.
pub struct Words(pub u64);

impl Words {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn word(&mut self) -> &'static str {
        const WORDS: [&str; 16] = [
            "the",
            "a",
            "of",
            "terminal",
            "reader",
            "blog",
            "post",
            "and",
            "well-set",
            "page",
            "is",
            "in",
            "typographic",
            "measure",
            "that",
            "row",
        ];
        WORDS[self.next(WORDS.len())]
    }

    pub fn prose(&mut self, bytes: usize) -> String {
        let mut out = String::with_capacity(bytes + 100);
        while out.len() < bytes {
            for _ in 0..40 + self.next(80) {
                out.push_str(self.word());
                out.push_str(match self.next(20) {
                    0 => ", ",
                    1 => ". ",
                    2 => "\n",
                    _ => " ",
                });
            }
            match self.next(8) {
                0 => out.push_str("*emphasis* `code` [link](https://example.com/x).\n\n"),
                1 => out.push_str("\n\n## A heading\n\n"),
                _ => out.push_str("end.\n\n"),
            }
        }
        out
    }

    pub fn code(&mut self, bytes: usize) -> String {
        let mut out = String::new();
        while out.len() < bytes {
            out.push_str("```rust\n");
            for _ in 0..12 {
                out.push_str(&format!("    let {} = {}({});\n", self.word(), self.word(), self.next(1_000)));
            }
            out.push_str("```\n\nSome words between.\n\n");
        }
        out
    }

    pub fn links(&mut self, number: usize) -> String {
        (0..number)
            .map(|index| format!("{} [{}](https://example.com/{index}) {}\n", self.word(), self.word(), self.word()))
            .collect()
    }

    pub fn table(&mut self, rows: usize, columns: usize) -> String {
        let row = |cell: &mut dyn FnMut() -> String| {
            (0..columns).map(|_| format!("| {} ", cell())).collect::<String>() + "|\n"
        };
        let mut out = row(&mut || "head".to_owned()) + &row(&mut || "---".to_owned());
        for _ in 0..rows {
            out += &row(&mut || format!("{} {}", self.word(), self.next(100)));
        }
        out
    }

    pub fn nested(&mut self, depth: usize) -> String {
        (0..depth).map(|level| format!("{}- {}\n", "  ".repeat(level), self.word())).collect()
    }

    pub fn cjk(&mut self, bytes: usize) -> String {
        let mut out = String::new();
        while out.len() < bytes {
            for _ in 0..200 {
                out.push(char::from_u32(0x4e00 + self.next(4_000) as u32).unwrap_or('字'));
                out.push_str(match self.next(15) {
                    0 => "、",
                    1 => "。",
                    _ => "",
                });
            }
            out.push_str("\n\n");
        }
        out
    }
}

/// A word that one post in a hundred has.
pub const RARE: &str = "sesquipedalian";

/// Makes a Jekyll blog of so many posts in an empty directory: about 220 bytes of front matter, bodies of about 5 KB
/// and some of 100 KB.
pub fn blog(directory: &Path, posts: usize) -> std::io::Result<()> {
    let mut words = Words(7);
    std::fs::write(directory.join("_config.yml"), "title: Bench\nurl: https://example.com\n")?;
    let folder = directory.join("_posts");
    std::fs::create_dir(&folder)?;
    let short = words.prose(5_000);
    let long = words.prose(100_000);
    for number in 0..posts {
        let (year, month, day) = (2000 + number % 24, 1 + number % 12, 1 + number % 28);
        let head = format!(
            "---\nlayout: post\ntitle: \"{} {} {}\"\ndate: {year}-{month:02}-{day:02} 08:{:02}:00 +0000\nauthor: Author {}\ntags:\n- tag{}\n- tag{}\ncategories: [c{}]\ndescription: {} {} {}\n---\n\n",
            words.word(),
            words.word(),
            words.word(),
            number % 60,
            number % 40,
            words.next(300),
            words.next(300),
            number % 9,
            words.word(),
            words.word(),
            words.word(),
        );
        let body = if number % 200 == 0 { &long } else { &short };
        let name = format!("{year}-{month:02}-{day:02}-post-{number}.md");
        let last = if number % 100 == 0 { RARE } else { "" };
        std::fs::write(folder.join(name), head + body + last)?;
    }
    Ok(())
}
