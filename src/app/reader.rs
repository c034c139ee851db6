//! What is read: the open post, the one that is on its way, and the places a reader came through.

use std::collections::HashMap;
use std::sync::Arc;

use crate::document::Document;
use crate::library::Library;
use crate::post::{Post, PostId, Revision};
use crate::state;
use crate::text::Clean;

use super::compose::Composer;
use super::page::OpenPage;
use super::place::{Anchor, Goal, Place};
use super::select::Note;
use super::{Effect, Extent, Opened, Source, Task};

/// What is read.
#[derive(Debug, Default)]
pub struct Reader {
    page: Option<OpenPage>,
    /// The post that shall be shown, and where in it.
    wanted: Option<(PostId, Goal)>,
    /// The post that is being read in the background: one at a time, so that a held key starts no crowd of tasks.
    on_its_way: Option<(PostId, Revision)>,
    back: Vec<Place>,
    forward: Vec<Place>,
    places: HashMap<PostId, Anchor>,
    /// Places of another time, until a post is shown again.
    recalled: HashMap<PostId, state::Place>,
    documents: Vec<(PostId, Revision, Arc<Document>)>,
    /// Words of each post that was read, as its page has them.
    counted: HashMap<PostId, (Revision, u32)>,
    sheets: u64,
}

/// Places kept to come back to.
const TRAIL: usize = 500;
/// Parsed posts kept, for going back and forth at once.
const KEPT: usize = 12;
/// Bytes of text that they have together, at most.
const KEPT_BYTES: usize = 2 * 1024 * 1024;

impl Reader {
    /// The open post.
    pub fn page(&self) -> Option<&OpenPage> {
        self.page.as_ref()
    }

    /// The open post, to be scrolled and selected in.
    pub fn page_mut(&mut self) -> Option<&mut OpenPage> {
        self.page.as_mut()
    }

    /// The post that is shown, or will be as soon as it is read.
    pub fn current(&self) -> Option<PostId> {
        self.wanted.as_ref().map(|(id, _)| *id).or(self.page.as_ref().map(|page| page.id))
    }

    /// Whether the post that shall be shown is not here yet.
    pub fn is_waiting(&self) -> bool {
        self.wanted.is_some()
    }

    /// Whether the post that shall be shown has rows.
    pub fn is_set(&self) -> bool {
        self.wanted.is_none() && self.page.as_ref().is_some_and(|page| page.layout().is_some())
    }

    /// Shows no post any more.
    pub fn close(&mut self) {
        self.remember();
        self.page = None;
        self.wanted = None;
    }

    /// Shows a post, at once if its body is at hand.
    pub fn show(&mut self, with: &Composer<'_>, id: PostId, goal: Goal) -> Vec<Effect> {
        self.remember();
        if self.page.as_ref().is_some_and(|page| page.id == id) {
            self.wanted = None;
            if let Some(page) = &mut self.page {
                page.go(goal);
            }
            return Vec::new();
        }
        self.wanted = Some((id, goal));
        self.fetch(with)
    }

    /// The goal that leads to where a reader left a post.
    pub fn kept(&self, id: PostId) -> Goal {
        let remembered = || self.recalled.get(&id).cloned().map(Goal::Remembered);
        self.places.get(&id).map(|anchor| Goal::Place(*anchor)).or_else(remembered).unwrap_or(Goal::Top)
    }

    /// How much of a post lay above the place where a reader stopped another time, in percent; none at its top.
    pub fn share_read(&self, id: PostId) -> Option<u32> {
        let place = self.recalled.get(&id).filter(|place| place.at > 0)?;
        Some((place.fraction.clamp(0.0, 1.0) * 100.0) as u32)
    }

    /// Where a reader is in a post, or was when it was last shown.
    pub fn anchor_in(&self, id: PostId) -> Option<Anchor> {
        let here = self.page.as_ref().filter(|page| page.id == id).map(OpenPage::anchor);
        here.or_else(|| self.places.get(&id).copied())
    }

    /// Where a reader stopped in a post another time.
    pub fn place_recalled(&self, id: PostId) -> Option<&state::Place> {
        self.recalled.get(&id)
    }

    /// A post has gone and another stands for it, as when its file is renamed: all that is known of the one is the other's.
    pub fn renumber(&mut self, from: PostId, to: PostId) {
        if let Some(page) = self.page.as_mut().filter(|page| page.id == from) {
            page.renumber(to);
        }
        let walk = self.back.iter_mut().chain(&mut self.forward).map(|place| &mut place.id);
        let kept = self.documents.iter_mut().map(|(id, _, _)| id);
        let wanted = self.wanted.as_mut().map(|(id, _)| id);
        walk.chain(kept).chain(wanted).filter(|id| **id == from).for_each(|id| *id = to);
        if let Some(anchor) = self.places.remove(&from) {
            self.places.insert(to, anchor);
        }
        if let Some(counted) = self.counted.remove(&from) {
            self.counted.insert(to, counted);
        }
        if let Some(place) = self.recalled.remove(&from) {
            self.recalled.insert(to, place);
        }
    }

    /// Takes the place where a reader stopped another time.
    pub fn recall(&mut self, id: PostId, place: state::Place) {
        self.recalled.insert(id, place);
    }

    /// The words of a post that is at hand.
    pub fn text_of(&self, id: PostId) -> Option<&Clean> {
        let kept = || self.documents.iter().find(|(of, _, _)| *of == id).map(|(_, _, document)| &document.text);
        self.page.as_ref().filter(|page| page.id == id).map(OpenPage::text).or_else(kept)
    }

    /// How many words a post has: as its page counts them once it was read, before that as its head estimates them.
    pub fn words_of(&self, id: PostId, post: &Post) -> u32 {
        let counted = self.counted.get(&id).filter(|(of, _)| *of == post.revision);
        counted.map_or(post.words.count, |(_, words)| *words)
    }

    fn remember(&mut self) {
        if let Some(page) = &self.page {
            self.places.insert(page.id, page.anchor());
        }
    }

    fn fetch(&mut self, with: &Composer<'_>) -> Vec<Effect> {
        let Some((id, _)) = self.wanted else { return Vec::new() };
        let Some(source) = source(with.library, id) else {
            self.wanted = None;
            return Vec::new();
        };
        let at_hand = self.documents.iter().find(|(of, revision, _)| (*of, *revision) == (id, source.revision));
        if let Some((_, revision, document)) = at_hand.cloned() {
            return self.open(with, id, revision, document);
        }
        if self.on_its_way.is_some() {
            return Vec::new();
        }
        self.on_its_way = Some((id, source.revision));
        vec![Effect::Start(Task::Open(source))]
    }

    /// Takes a body that was read; a stale one only makes way for the one that is wanted.
    pub fn opened(&mut self, with: &Composer<'_>, answer: Opened) -> Vec<Effect> {
        if answer.extent == Extent::Part {
            return self.begun(with, answer);
        }
        if self.on_its_way == Some((answer.id, answer.revision)) {
            self.on_its_way = None;
        }
        let (revision, document) = match answer.body {
            Ok(document) => (answer.revision, document),
            // Of no bytes: once it can be read it is another, though the library knows the same bytes of it as before.
            Err(why) => (Revision::default(), Arc::new(sorry(&why))),
        };
        self.keep(answer.id, revision, &document);
        match (&self.wanted, &self.page) {
            (Some((id, _)), _) if *id == answer.id => self.open(with, answer.id, revision, document),
            (None, Some(page)) if page.id == answer.id => self.open(with, answer.id, revision, document),
            _ => self.fetch(with),
        }
    }

    /// Takes the beginning of a long body, if the place that is wanted lies in it.
    fn begun(&mut self, with: &Composer<'_>, answer: Opened) -> Vec<Effect> {
        let Ok(document) = answer.body else { return Vec::new() };
        let is_there = match &self.wanted {
            Some((id, _)) if *id != answer.id => false,
            Some((_, Goal::Top)) => true,
            Some((_, Goal::Place(anchor))) => (anchor.at as usize) < document.text.len(),
            _ => false,
        };
        if is_there { self.open(with, answer.id, answer.revision, document) } else { Vec::new() }
    }

    fn keep(&mut self, id: PostId, revision: Revision, document: &Arc<Document>) {
        if let Some(words) = document.words {
            self.counted.insert(id, (revision, words));
        }
        self.documents.retain(|(of, _, _)| *of != id);
        self.documents.push((id, revision, Arc::clone(document)));
        let bytes = |(_, _, document): &(PostId, Revision, Arc<Document>)| document.text.len();
        let mut kept: usize = self.documents.iter().map(bytes).sum();
        while self.documents.len() > KEPT || (kept > KEPT_BYTES && !self.documents.is_empty()) {
            kept -= bytes(&self.documents.remove(0));
        }
    }

    fn open(&mut self, with: &Composer<'_>, id: PostId, revision: Revision, document: Arc<Document>) -> Vec<Effect> {
        self.sheets += 1;
        let goal = self.wanted.take().map(|(_, goal)| goal);
        let (sheet, targets) = with.sheet(id, Arc::clone(&document), self.sheets);
        match &mut self.page {
            Some(page) if page.id == id => {
                page.replace(revision, sheet, targets);
                if let Some(goal) = goal {
                    page.go(goal);
                }
            }
            _ => self.page = Some(OpenPage::new(id, revision, sheet, targets, goal.unwrap_or(Goal::Top))),
        }
        if document.code_blocks.is_empty() {
            return Vec::new();
        }
        vec![Effect::Start(Task::Highlight { id, revision, document })]
    }

    /// Composes the open page again: what it links to or what links to it may have come.
    pub fn recompose(&mut self, with: &Composer<'_>) {
        // A post that is gone stays as it is for as long as it is read.
        let Some(page) = self.page.as_mut().filter(|page| with.library.get(page.id).is_some()) else { return };
        self.sheets += 1;
        let document = Arc::clone(&page.sheet.document);
        let (sheet, targets) = with.sheet(page.id, document, self.sheets);
        let same = page.targets == targets && page.sheet.end == sheet.end && page.sheet.masthead == sheet.masthead;
        if !same {
            page.set_sheet(sheet, targets);
        }
    }

    /// Reads the open post again if the library knows other bytes of it by now.
    pub fn refresh(&mut self, with: &Composer<'_>) -> Vec<Effect> {
        let Some(page) = &self.page else { return Vec::new() };
        let Some(source) = source(with.library, page.id) else { return Vec::new() };
        if source.revision == page.revision || self.on_its_way.is_some() {
            return Vec::new();
        }
        self.on_its_way = Some((source.id, source.revision));
        vec![Effect::Start(Task::Open(source))]
    }

    /// Where a reader is now.
    pub fn here(&self) -> Option<Place> {
        self.page.as_ref().map(|page| Place { id: page.id, anchor: page.anchor(), link: page.link, note: page.note })
    }

    /// Keeps the present place to come back to: call before going elsewhere.
    pub fn leave_mark(&mut self) {
        if let Some(here) = self.here() {
            self.forward.clear();
            push(&mut self.back, here);
        }
    }

    /// The footnote's number that was selected at the last place to come back to.
    pub fn last_note(&self) -> Option<Note> {
        let here = self.page.as_ref().map(|page| page.id);
        self.back.last().filter(|place| Some(place.id) == here).and_then(|place| place.note)
    }

    /// Forgets the way here: a new walk begins.
    pub fn start_walk(&mut self) {
        self.back.clear();
        self.forward.clear();
    }

    /// Goes back to the place before. None if this is where the walk began.
    pub fn go_back(&mut self, with: &Composer<'_>) -> Option<Vec<Effect>> {
        let place = self.back.pop()?;
        if let Some(here) = self.here() {
            push(&mut self.forward, here);
        }
        Some(self.return_to(with, place))
    }

    /// Goes forward again. None if there is nothing ahead.
    pub fn go_forward(&mut self, with: &Composer<'_>) -> Option<Vec<Effect>> {
        let place = self.forward.pop()?;
        if let Some(here) = self.here() {
            push(&mut self.back, here);
        }
        Some(self.return_to(with, place))
    }

    fn return_to(&mut self, with: &Composer<'_>, place: Place) -> Vec<Effect> {
        let effects = self.show(with, place.id, Goal::Place(place.anchor));
        if let Some(page) = self.page.as_mut().filter(|page| page.id == place.id) {
            page.link = place.link;
            page.note = place.note;
        }
        effects
    }
}

fn push(places: &mut Vec<Place>, place: Place) {
    if places.len() == TRAIL {
        places.remove(0);
    }
    places.push(place);
}

/// Where the body of a post is.
pub fn source(library: &Library, id: PostId) -> Option<Source> {
    library.get(id).map(|post| Source { id, revision: post.revision, path: post.path.clone(), body: post.body })
}

/// A body that says why there is none.
fn sorry(why: &Clean) -> Document {
    crate::document::parse(&format!("*This post cannot be read.*\n\n{why}"), crate::template::Dialect::Plain)
}
