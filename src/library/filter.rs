//! A query made ready for a library: names become numbers, words become matchers, and each post gets a verdict.

use regex::{Regex, RegexBuilder};

use super::ask::{Ask, Show};
use super::facts::Question;
use super::fold::composed;
use super::names::NameId;
use super::query::{Day, Expr, Key, State, Term};
use super::{Card, Library};
use crate::post::{Post, PostId, Status};
use crate::search;

/// Whether a query keeps a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Kept,
    /// It does not.
    Dropped,
    /// Its body decides.
    Open,
}

impl Verdict {
    fn of(kept: bool) -> Self {
        if kept { Self::Kept } else { Self::Dropped }
    }

    fn opposite(self) -> Self {
        match self {
            Self::Kept => Self::Dropped,
            Self::Dropped => Self::Kept,
            Self::Open => Self::Open,
        }
    }
}

/// A query made ready.
#[derive(Debug)]
pub struct Filter<'a> {
    node: Option<Node>,
    ask: Ask<'a>,
    /// States that the query asks for by name, so that they are not hidden by default.
    named: Status,
}

/// A post that is judged: only tests of its words look at the post itself.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Its library.
    pub library: &'a Library,
    /// Its number.
    pub id: PostId,
    /// What queries see of it.
    pub card: &'a Card,
}

#[derive(Debug)]
enum Node {
    Test(Test),
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
}

#[derive(Debug)]
enum Test {
    Never,
    Names(Vec<NameId>),
    Word {
        text: Regex,
        names: Vec<NameId>,
    },
    Ranked,
    Title(Regex),
    Path(Regex),
    From(i32),
    Until(i32),
    Within(Vec<(i32, i32)>),
    States(Vec<State>),
    /// Numbers of questions to bodies; any yes is enough.
    Body(Vec<usize>),
    /// In the title, or a question to the body.
    Phrase(Regex, Vec<usize>),
}

impl<'a> Filter<'a> {
    /// Makes a query ready. Costs time in proportion to the names of the library.
    pub fn new(library: &Library, ask: Ask<'a>) -> Self {
        let mut named = Status::default();
        for (term, positive) in ask.query.terms() {
            if let (Term::Is(states), true) = (term, positive) {
                named.draft |= states.contains(&State::Draft);
                named.future |= states.contains(&State::Future);
                named.hidden |= states.contains(&State::Hidden);
            }
        }
        let questions = Question::all_of(ask.query);
        let facts = ask.facts.filter(|facts| facts.questions() == questions);
        let making = Making { library, ask, questions: &questions };
        Self { node: ask.query.filter.as_ref().map(|filter| making.node(filter)), ask: Ask { facts, ..ask }, named }
    }

    /// Whether the query's own terms keep a post, whatever its state.
    pub fn verdict(&self, candidate: Candidate<'_>) -> Verdict {
        let known = |question| self.ask.facts.and_then(|facts| facts.answer(question, candidate.id));
        self.judge(candidate, &known)
    }

    /// The verdict once the body is at hand, which answers questions by number.
    pub fn keeps_body(&self, candidate: Candidate<'_>, body: &dyn Fn(usize) -> bool) -> bool {
        self.judge(candidate, &|question| Some(body(question))) == Verdict::Kept
    }

    /// Whether a post of this state is shown at all.
    pub fn shows(&self, status: Status) -> bool {
        let asked = |is: bool, named: bool| is && named;
        self.ask.show == Show::All
            || status.is_public()
            || asked(status.draft, self.named.draft)
            || asked(status.future, self.named.future)
            || asked(status.hidden, self.named.hidden)
    }

    fn judge(&self, candidate: Candidate<'_>, body: Answers<'_>) -> Verdict {
        let case = Case { candidate, ask: self.ask, body };
        self.node.as_ref().map_or(Verdict::Kept, |node| case.judge(node))
    }
}

/// What a body answers to the question of a number, if that is known.
type Answers<'a> = &'a dyn Fn(usize) -> Option<bool>;

struct Case<'a> {
    candidate: Candidate<'a>,
    ask: Ask<'a>,
    body: Answers<'a>,
}

impl Case<'_> {
    /// As deep as the query is nested, which is capped.
    fn judge(&self, node: &Node) -> Verdict {
        match node {
            Node::Test(test) => self.test(test),
            Node::Not(inner) => self.judge(inner).opposite(),
            Node::All(parts) => self.join(parts, Verdict::Dropped),
            Node::Any(parts) => self.join(parts, Verdict::Kept),
        }
    }

    /// The first verdict that decides, else open if one is open, else its opposite.
    fn join(&self, parts: &[Node], decides: Verdict) -> Verdict {
        let mut verdict = decides.opposite();
        for part in parts {
            match self.judge(part) {
                decided if decided == decides => return decides,
                Verdict::Open => verdict = Verdict::Open,
                _ => {}
            }
        }
        verdict
    }

    fn test(&self, test: &Test) -> Verdict {
        let Candidate { library, id, card } = self.candidate;
        let day = |test: &dyn Fn(i32) -> bool| card.day.is_some_and(test);
        let carries = |names: &[NameId]| library.cards().names(card).iter().any(|name| names.contains(name));
        let post = |test: &dyn Fn(&Post) -> bool| library.get(id).is_some_and(test);
        Verdict::of(match test {
            Test::Never => false,
            Test::Names(names) => carries(names),
            Test::Word { text, names } => carries(names) || post(&|post| in_head(text, post)),
            Test::Ranked => self.ask.ranks.is_some_and(|ranks| ranks.get(id).is_some()),
            Test::Title(title) => post(&|post| title.is_match(&composed(&post.title))),
            Test::Path(path) => post(&|post| path.is_match(&composed(&post.path.to_string_lossy()))),
            Test::From(first) => day(&|day| day >= *first),
            Test::Until(first) => day(&|day| day < *first),
            Test::Within(spans) => day(&|day| spans.iter().any(|(first, last)| (*first..=*last).contains(&day))),
            Test::States(states) => states.iter().any(|state| self.is(*state)),
            Test::Body(questions) => return self.ask_body(questions),
            Test::Phrase(title, questions) => match post(&|post| title.is_match(&composed(&post.title))) {
                true => true,
                false => return self.ask_body(questions),
            },
        })
    }

    fn ask_body(&self, questions: &[usize]) -> Verdict {
        let mut verdict = Verdict::Dropped;
        for question in questions {
            match (self.body)(*question) {
                Some(true) => return Verdict::Kept,
                Some(false) => {}
                None => verdict = Verdict::Open,
            }
        }
        verdict
    }

    fn is(&self, state: State) -> bool {
        let (id, card) = (self.candidate.id, self.candidate.card);
        match state {
            State::Draft => card.status.draft,
            State::Future => card.status.future,
            State::Hidden => card.status.hidden,
            State::Untagged => !card.tagged,
            State::Unread => self.ask.marks.is_none_or(|marks| !marks.read.contains(&id)),
            State::Starred => self.ask.marks.is_some_and(|marks| marks.starred.contains(&id)),
        }
    }
}

fn in_head(text: &Regex, post: &Post) -> bool {
    let description = post.description.iter();
    std::iter::once(&post.title).chain(description).any(|field| text.is_match(&composed(field)))
}

/// What the nodes of a query are made from.
struct Making<'a> {
    library: &'a Library,
    ask: Ask<'a>,
    /// All that the query asks of bodies.
    questions: &'a [Question],
}

impl Making<'_> {
    /// As deep as the query is nested, which is capped.
    fn node(&self, expr: &Expr) -> Node {
        let each = |parts: &[Expr]| parts.iter().map(|part| self.node(part)).collect();
        match expr {
            Expr::Term(term) => Node::Test(self.test(term)),
            Expr::Not(inner) => Node::Not(Box::new(self.node(inner))),
            Expr::All(parts) => Node::All(each(parts)),
            Expr::Any(parts) => Node::Any(each(parts)),
        }
    }

    fn test(&self, term: &Term) -> Test {
        match term {
            Term::Word(_) if self.ask.ranks.is_some() => Test::Ranked,
            Term::Word(word) => word_test(word, self.library),
            Term::Phrase(phrase) => {
                matcher(phrase).map_or(Test::Never, |title| Test::Phrase(title, self.questions_of(term)))
            }
            Term::Name { key: Key::Text, .. } | Term::Has(_) => Test::Body(self.questions_of(term)),
            Term::Name { key, values } => name_test(*key, values, self.library),
            Term::Day { key, days } => day_test(*key, days),
            Term::Is(states) => Test::States(states.clone()),
        }
    }

    /// The numbers of what a term asks of bodies.
    fn questions_of(&self, term: &Term) -> Vec<usize> {
        let asked = Question::of(term).into_iter();
        asked.filter_map(|asked| self.questions.iter().position(|question| *question == asked)).collect()
    }
}

fn word_test(word: &str, library: &Library) -> Test {
    let Some(text) = in_any_case([word]) else { return Test::Never };
    let in_name = |name: &super::names::Name| {
        matches!(name.key, Key::Tag | Key::Author) && text.is_match(&composed(&name.spelling))
    };
    let names = library.names().iter().filter(|(_, name)| in_name(name)).map(|(id, _)| id).collect();
    Test::Word { text, names }
}

fn name_test(key: Key, values: &[Box<str>], library: &Library) -> Test {
    let texts = || values.iter().map(|value| &**value);
    match key {
        Key::Title => in_any_case(texts()).map_or(Test::Never, Test::Title),
        Key::Path => in_any_case(texts()).map_or(Test::Never, Test::Path),
        _ => Test::Names(values.iter().flat_map(|value| library.names().meant(key, value)).collect()),
    }
}

fn day_test(key: Key, days: &[Day]) -> Test {
    match (key, days) {
        (Key::After, [day]) => Test::From(day.first()),
        (Key::Before, [day]) => Test::Until(day.first()),
        _ => Test::Within(days.iter().map(|day| (day.first(), day.last())).collect()),
    }
}

/// Finds a phrase in a title: in any case if it is written in lower case, else as it stands. Blanks in it match any white
/// space.
fn matcher(phrase: &str) -> Option<Regex> {
    pattern(&[phrase]).case_insensitive(!phrase.chars().any(char::is_uppercase)).build().ok()
}

/// Finds any of these texts in any case: for titles, paths and names.
fn in_any_case<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Regex> {
    let texts: Vec<&str> = texts.into_iter().collect();
    pattern(&texts).case_insensitive(true).build().ok()
}

fn pattern(texts: &[&str]) -> RegexBuilder {
    RegexBuilder::new(&texts.iter().map(|text| search::pattern(text)).collect::<Vec<_>>().join("|"))
}
