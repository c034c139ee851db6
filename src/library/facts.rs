//! What queries ask of bodies, and what is known of the answers. Reads no file: bodies are handed in, answers kept.

use std::collections::HashSet;

use super::query::{Key, Part, Query, Term};
use crate::document::Document;
use crate::post::PostId;
use crate::search::Needle;

/// What only a body can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether any of these texts stands in its words as shown.
    Words(Vec<Box<str>>),
    /// Whether it has a picture.
    Image,
    /// Whether it has a block of code.
    Code,
}

impl Question {
    /// What a term asks of bodies; any yes keeps the post.
    pub(super) fn of(term: &Term) -> Vec<Self> {
        match term {
            Term::Phrase(phrase) => vec![Self::Words(vec![phrase.clone()])],
            Term::Name { key: Key::Text, values } => vec![Self::Words(values.clone())],
            Term::Has(parts) => parts.iter().map(|part| Self::of_part(*part)).collect(),
            _ => Vec::new(),
        }
    }

    fn of_part(part: Part) -> Self {
        match part {
            Part::Image => Self::Image,
            Part::Code => Self::Code,
        }
    }

    /// Whether whoever answers this with yes answers the other with yes, too: its texts only go on where those of the other end.
    fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Words(longer), Self::Words(shorter)) => {
                longer.iter().all(|text| shorter.iter().any(|part| text.contains(&**part)))
            }
            _ => self == other,
        }
    }

    /// All that a query asks of bodies, each once, in order.
    pub fn all_of(query: &Query) -> Vec<Self> {
        let mut questions: Vec<Self> = Vec::new();
        for question in query.terms().into_iter().flat_map(|(term, _)| Self::of(term)) {
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
        questions
    }
}

/// Questions made ready to be asked of body after body.
#[derive(Debug)]
pub struct Examiner {
    tests: Vec<Test>,
}

#[derive(Debug)]
enum Test {
    Words(Vec<Needle>),
    Image,
    Code,
}

impl Examiner {
    /// Makes questions ready.
    pub fn new(questions: &[Question]) -> Self {
        let test = |question: &Question| match question {
            Question::Words(texts) => Test::Words(texts.iter().filter_map(|text| Needle::new(&[&**text])).collect()),
            Question::Image => Test::Image,
            Question::Code => Test::Code,
        };
        Self { tests: questions.iter().map(test).collect() }
    }

    /// Whether a body may answer anything with yes, asked of its raw text: false only if it cannot.
    pub fn may_hold(&self, raw: &str) -> bool {
        self.tests.iter().any(|test| match test {
            Test::Words(needles) => needles.iter().any(|needle| needle.may_be_in(raw.as_bytes())),
            Test::Image | Test::Code => true,
        })
    }

    /// The answer to the question of this number.
    pub fn holds(&self, question: usize, document: &Document) -> bool {
        self.tests.get(question).is_some_and(|test| match test {
            Test::Words(needles) => needles.iter().any(|needle| needle.is_in(&document.text)),
            Test::Image => !document.images.is_empty(),
            Test::Code => !document.code_blocks.is_empty(),
        })
    }

    /// The numbers of the questions that a document answers with yes.
    pub fn answers(&self, document: &Document) -> Vec<usize> {
        (0..self.tests.len()).filter(|question| self.holds(*question, document)).collect()
    }
}

/// A post whose body was looked at, and the numbers of the questions it answers with yes.
pub type Answer = (PostId, Vec<usize>);

/// What is known of bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    questions: Vec<Question>,
    looked: HashSet<PostId>,
    /// By question.
    holding: Vec<HashSet<PostId>>,
}

impl Facts {
    /// Nothing is known yet of what a query asks.
    pub fn of(query: &Query) -> Self {
        let questions = Question::all_of(query);
        let holding = vec![HashSet::new(); questions.len()];
        Self { questions, looked: HashSet::new(), holding }
    }

    /// Takes over what is known of other questions, such as those of the same line a letter ago: a text that has not the
    /// beginning of a word has not the word. Costs time in proportion to the posts that were looked at.
    pub fn knowing(mut self, before: &Self) -> Self {
        if self.questions.is_empty() {
            return self;
        }
        for id in &before.looked {
            let answers: Option<Vec<bool>> =
                self.questions.iter().map(|question| before.follows(question, *id)).collect();
            let Some(answers) = answers else { continue };
            let yes = answers.iter().enumerate().filter(|(_, yes)| **yes).map(|(place, _)| place).collect();
            self.take((*id, yes));
        }
        self
    }

    /// What follows for a question of this post from what is known of others.
    fn follows(&self, question: &Question, id: PostId) -> Option<bool> {
        let mut known = self.questions.iter().enumerate();
        known.find_map(|(place, other)| match self.answer(place, id)? {
            answer if question == other => Some(answer),
            false if question.implies(other) => Some(false),
            _ => None,
        })
    }

    /// What is asked.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Takes an answer.
    pub fn take(&mut self, (id, yes): Answer) {
        self.looked.insert(id);
        for question in yes {
            if let Some(posts) = self.holding.get_mut(question) {
                posts.insert(id);
            }
        }
    }

    /// Forgets what was known of a post, which has changed.
    pub fn forget(&mut self, id: PostId) {
        if self.looked.remove(&id) {
            self.holding.iter_mut().for_each(|posts| {
                posts.remove(&id);
            });
        }
    }

    /// What a post answers to the question of this number; none if its body was not looked at.
    pub fn answer(&self, question: usize, id: PostId) -> Option<bool> {
        let holds = || self.holding.get(question).is_some_and(|posts| posts.contains(&id));
        self.looked.contains(&id).then(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Dialect;

    #[test]
    fn a_query_asks_each_thing_of_bodies_once() {
        let query = Query::parse("text:a (has:image,code OR -text:a) \"b c\" tag:x word").unwrap();
        let words = |text: &str| Question::Words(vec![text.into()]);
        assert_eq!(Question::all_of(&query), [words("a"), Question::Image, Question::Code, words("b c")]);
    }

    #[test]
    fn answers_are_known_until_the_post_changes() {
        let query = Query::parse("text:rain has:code").unwrap();
        let examiner = Examiner::new(&Question::all_of(&query));
        let document = crate::document::parse("Rain in *Spain*.", Dialect::Plain);
        assert!(examiner.may_hold("no rain") && examiner.may_hold("sun"), "code may be anywhere");
        let mut facts = Facts::of(&query);
        let id = PostId(3);
        assert_eq!(facts.answer(0, id), None);
        facts.take((id, examiner.answers(&document)));
        assert_eq!((facts.answer(0, id), facts.answer(1, id)), (Some(true), Some(false)));
        facts.forget(id);
        assert_eq!(facts.answer(0, id), None);
    }

    #[test]
    fn what_has_not_the_beginning_has_not_the_word() {
        let ask = |text: &str| Facts::of(&Query::parse(text).unwrap());
        let (yes, no) = (PostId(1), PostId(2));
        let mut before = ask("text:ra");
        before.take((yes, vec![0]));
        before.take((no, vec![]));
        for (query, of_yes, of_no) in [
            ("text:rai", None, Some(false)),
            ("text:ra", Some(true), Some(false)),
            ("text:train,Rain", None, None),
            ("text:train,rain", None, Some(false)),
            ("text:r", None, None),
            ("\"the rain\"", None, Some(false)),
            ("text:rai has:code", None, None),
            ("tag:rain", None, None),
        ] {
            let after = ask(query).knowing(&before);
            assert_eq!((after.answer(0, yes), after.answer(0, no)), (of_yes, of_no), "{query}");
        }
    }
}
