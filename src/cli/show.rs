//! `folio show`: one post, laid out and printed.

use std::io;
use std::sync::Arc;

use crate::config::DateFormat;
use crate::document::{self, Document};
use crate::layout::{EndEntry, EndSection, Layout, Masthead, Metrics, Page, Part, Role};
use crate::library::anchors::Anchors;
use crate::library::body::Body;
use crate::library::crew;
use crate::library::links::OnDisk;
use crate::library::whole::{Read, library_of};
use crate::library::{Batch, Library};
use crate::post::{Post, PostDate, minutes};
use crate::system::System;
use crate::template;
use crate::text::{Clean, CleanStr};

use super::args::{ShowArgs, ShowFormat};
use super::found::{Found, Search, find, from_input};
use super::output::Printed;
use super::page_text::{hyperlinks, print_plain, print_styled};
use super::theme::{dress, forced};
use super::{CommandError, Exit, GlobalArgs, Output, Resolver, ShowJson, stdin};

/// Columns of a page where nobody asked for others: a comfortable measure.
const MEASURE: u16 = 72;

/// Runs the command.
///
/// # Errors
/// If the post cannot be read or the output written.
pub fn run(
    system: &dyn System,
    args: &ShowArgs,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    if args.post.as_os_str() == stdin::NAME {
        let found = from_input(system, global, args.blog.as_deref())?;
        return print(system, &found, args, global, out).map(|()| Exit::Done);
    }
    match find(system, global, &args.post, args.blog.as_deref())? {
        Search::Found(found) => print(system, &found, args, global, out).map(|()| Exit::Done),
        Search::Missing(alike) => {
            out.complain(&missing(&args.post.to_string_lossy(), &alike));
            Ok(Exit::Nothing)
        }
    }
}

fn missing(name: &str, alike: &[String]) -> Clean {
    let offer = match alike {
        [] => "give its path, its slug or its URL, and --blog if it is elsewhere".to_owned(),
        names => format!("did you mean {}?", names.join(", ")),
    };
    Clean::line(&format!("no post is called {name}; {offer}"))
}

fn print(
    system: &dyn System,
    found: &Found,
    args: &ShowArgs,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<(), CommandError> {
    let format = args.format.unwrap_or(if out.is_terminal || forced(system, global.color) {
        ShowFormat::Ansi
    } else {
        ShowFormat::Plain
    });
    match format {
        ShowFormat::Markdown => print_markdown(found, found.body()?, out),
        ShowFormat::Json => {
            let document = found.document()?;
            let anchors = Anchors::of(&document, &found.body()?.text);
            print_json(system, found, &document, &anchors, out)
        }
        ShowFormat::Plain | ShowFormat::Ansi => {
            let document = found.document()?;
            let masthead = masthead(&found.post);
            let end: Vec<EndSection> = links(&document).into_iter().collect();
            let page = Page { masthead: Some(&masthead), document: &document, end: &end, images: &[] };
            let width = args.width.unwrap_or_else(|| out.columns.map_or(MEASURE, |columns| columns.clamp(1, MEASURE)));
            let metrics = Metrics::at(width);
            if format == ShowFormat::Plain {
                return print_parts(&page, &metrics, out, |layout, out| print_plain(layout, &document, out));
            }
            // Whoever asks for `ansi` wants escapes, into a pipe too.
            out.color = true;
            let dress = dress(system, global, out);
            let links = hyperlinks(&document, &dress);
            print_parts(&page, &metrics, out, |layout, out| print_styled(layout, &document, (&dress, &links), out))
        }
    }
}

/// Sets a page and prints it, part by part on all processors.
fn print_parts(
    page: &Page<'_>,
    metrics: &Metrics,
    out: &mut Output<'_>,
    print: impl Fn(&Layout, &mut Output<'_>) -> io::Result<()> + Sync,
) -> Result<(), CommandError> {
    /// Bytes of text that are worth a thread's while.
    const LEAST: usize = 64 * 1024;
    /// Parts at most: each has a table of the page's links.
    const MOST: usize = 32;
    let color = out.color;
    let parts = Part::all_of(page, LEAST.max(page.document.text.len() / MOST));
    let printed = crew::in_order(
        |give| parts.into_iter().for_each(give),
        |part| Printed::by(color, |out| print(&Layout::of_part(page, metrics, part), out)),
    );
    for part in printed {
        out.printed(&part?)?;
    }
    Ok(())
}

/// The body with its templates rewritten, ending in a line feed.
fn print_markdown(found: &Found, body: &Body, out: &mut Output<'_>) -> Result<(), CommandError> {
    let reading = found.reading(body);
    let rewritten = template::rewrite(&body.text, &reading, |_| (0, 0));
    let text = Clean::block(rewritten.text.trim_start_matches(['\n', '\r']));
    out.text(text.borrowed())?;
    if !text.ends_with('\n') {
        out.line(CleanStr::default())?;
    }
    Ok(())
}

/// The post as data; its links are resolved against all posts of its site.
fn print_json(
    system: &dyn System,
    found: &Found,
    document: &Document,
    anchors: &Anchors,
    out: &mut Output<'_>,
) -> Result<(), CommandError> {
    // Only links and pictures lead to other posts.
    let leads_out = !document.links.is_empty() || !document.images.is_empty();
    let mut library = match leads_out {
        true => library_of(system, &found.site, Read::Head),
        false => Library::new(Arc::clone(&found.site)),
    };
    // The post as it was read whole: of the others only the heads are known.
    let added = library.apply(Batch::of([found.post.clone()]));
    let from = *added.first().ok_or_else(|| CommandError::told("the post could not be read"))?;
    let files = OnDisk::new(system, &found.site.root);
    let resolver = Resolver { library: &library, from, files: &files, anchors };
    if let Some(json) = ShowJson::new(document, resolver) {
        out.json(&json)?;
        out.line(CleanStr::own(""))?;
    }
    Ok(())
}

fn masthead(post: &Post) -> Masthead {
    let mut byline: Vec<(Role, Clean)> = Vec::new();
    let written = |date: &PostDate| Clean::line(&date.told(|day| DateFormat::default().written_out(day)));
    byline.extend(post.date.as_ref().map(|date| (Role::Byline, written(date))));
    byline.extend(post.authors.iter().map(|author| (Role::Byline, author.clone())));
    byline.extend(minutes(post.words.count).map(|minutes| (Role::Byline, Clean::line(&format!("{minutes} min")))));
    byline.extend(post.status.words().map(|word| (Role::Status, Clean::line(word))));
    Masthead { title: post.title.clone(), byline, tags: post.tags.to_vec() }
}

/// Every link with its whole target.
fn links(document: &Document) -> Option<EndSection> {
    let entry = |(number, link): (u32, &document::Link)| EndEntry {
        marker: Clean::line(&format!("[{}]", number.saturating_add(1))),
        text: Clean::line(&template::plain(&link.href)),
        detail: Clean::default(),
        link: Some(document::LinkId(number)),
    };
    let entries: Vec<EndEntry> = (0u32..).zip(&document.links).map(entry).collect();
    (!entries.is_empty()).then(|| EndSection { heading: Clean::line("Links"), entries })
}
