//! Markdown files and their pages at three widths: a plane of text and a plane of roles, one letter a column.
//! `FOLIO_BLESS=1 cargo test --test suite goldens` writes them anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use folio::document::{self, Document, InlineStyle, LinkId};
use folio::layout::{EndEntry, EndSection, Layout, Masthead, Metrics, Page, Role, Segment};
use folio::template::Dialect;
use folio::text::Clean;

const WIDTHS: [u16; 3] = [40, 80, 120];

#[test]
fn pages_are_as_they_were() {
    let mut changed = Vec::new();
    for source in sources() {
        let body = std::fs::read_to_string(&source).unwrap();
        let document = document::parse(&body, Dialect::Plain);
        let name = source.file_stem().unwrap().to_string_lossy().into_owned();
        let masthead = masthead(&name);
        let end: Vec<EndSection> = links(&document).into_iter().collect();
        let page = Page { masthead: Some(&masthead), document: &document, end: &end, images: &[] };
        for width in WIDTHS {
            let golden = source.with_file_name(format!("golden/{name}.{width}.txt"));
            if !agrees(&golden, &planes(&page, width)) {
                changed.push(golden);
            }
        }
    }
    assert!(changed.is_empty(), "pages changed: {changed:#?}\nlook at the differences; FOLIO_BLESS=1 accepts them");
}

fn sources() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut sources: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    sources.sort();
    assert!(!sources.is_empty());
    sources
}

/// Whether the golden file says the same; in the blessing run it is made to.
fn agrees(golden: &Path, planes: &str) -> bool {
    if std::env::var_os("FOLIO_BLESS").is_some() {
        std::fs::create_dir_all(golden.parent().unwrap()).unwrap();
        std::fs::write(golden, planes).unwrap();
    }
    std::fs::read_to_string(golden).is_ok_and(|known| known == planes)
}

fn planes(page: &Page<'_>, width: u16) -> String {
    let layout = Layout::new(page, &Metrics::at(width));
    let (mut text, mut roles) = (String::new(), String::new());
    for index in 0..layout.len() {
        let row = layout.row(index, &page.document.text);
        let shown: String = row.segments.iter().map(|segment| segment.text.as_str()).collect();
        let letters: String = row.segments.iter().map(letters).collect();
        writeln!(text, "|{}", shown.trim_end()).unwrap();
        writeln!(roles, "|{}", letters.trim_end()).unwrap();
    }
    format!("{text}\n{roles}")
}

fn letters(segment: &Segment<'_>) -> String {
    letter(segment).to_string().repeat(usize::from(segment.width))
}

/// The letter of a segment: of its role, and for running text of its marks.
fn letter(segment: &Segment<'_>) -> char {
    let marks = [
        (InlineStyle::CODE, 'c'),
        (InlineStyle::KEYBOARD, 'k'),
        (InlineStyle::STRONG, 's'),
        (InlineStyle::EMPHASIS, 'e'),
        (InlineStyle::STRIKE, 'x'),
        (InlineStyle::MARK, 'm'),
        (InlineStyle::INSERTED, 'i'),
    ];
    let marked = marks.iter().find(|(mark, _)| segment.style.has(*mark)).map(|(_, letter)| *letter);
    match segment.role {
        Role::Space => ' ',
        Role::Text if segment.link.is_some() => 'l',
        Role::Text | Role::Quote => marked.unwrap_or(if segment.role == Role::Text { 't' } else { 'q' }),
        role => role_letter(role),
    }
}

fn role_letter(role: Role) -> char {
    match role {
        Role::Heading(level) => char::from(b'0' + level),
        Role::HeadingRule | Role::Rule | Role::TableRule => '-',
        Role::QuoteBar | Role::CodeBar | Role::AlertBar(_) => '!',
        Role::AlertTitle(_) => 'A',
        Role::ListMarker => '*',
        Role::Code => 'C',
        Role::CodeLabel => 'L',
        Role::CodeNumber => '#',
        Role::CodeMarked => 'M',
        Role::CodeContinued => '>',
        Role::TableHeader => 'H',
        Role::Term => 'D',
        Role::Caption => 'P',
        Role::Image => 'I',
        Role::FootnoteMarker => 'F',
        Role::LinkNumber => 'N',
        Role::Math => '$',
        Role::Summary => 'S',
        Role::Title => 'T',
        Role::Byline => 'b',
        Role::Tag => 'g',
        Role::Status => 'w',
        Role::EndHeading => 'E',
        Role::EndDetail => 'd',
        _ => '?',
    }
}

fn masthead(name: &str) -> Masthead {
    let byline = |role, text: &str| (role, Clean::line(text));
    Masthead {
        title: Clean::line(&format!("Golden page: {name}, under a title that is wrapped and never cut")),
        byline: vec![
            byline(Role::Byline, "8 June 2010"),
            byline(Role::Byline, "A. Writer"),
            byline(Role::Byline, "3 min"),
            byline(Role::Status, "draft"),
        ],
        tags: ["typography", "golden files", "三つ"].map(Clean::line).to_vec(),
    }
}

fn links(document: &Document) -> Option<EndSection> {
    let entries: Vec<EndEntry> = (0u32..)
        .zip(&document.links)
        .map(|(number, link)| EndEntry {
            marker: Clean::line(&format!("[{}]", number + 1)),
            text: document.text.slice(link.range).to_clean(),
            detail: link.href.clone(),
            link: Some(LinkId(number)),
        })
        .collect();
    (!entries.is_empty()).then(|| EndSection { heading: Clean::line("Links"), entries })
}
