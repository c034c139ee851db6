//! What the file of a shortcode can ask: what it is given, its page and site, its variables.

use std::cell::RefCell;

use super::super::tags::arguments::Arguments;
use super::super::tags::asked::LANGUAGE;
use super::super::tags::value::Value;
use super::super::values::TemplateValues;

/// Names of values that are no words of a template: what `.` is at first, what holds it, what it keeps values in.
pub(super) const TAG: &str = "shortcode";
pub(super) const PARENT: &str = "shortcode.parent";
pub(super) const SCRATCH: &str = "scratch";
pub(super) const PAGE_SCRATCH: &str = "page.scratch";

/// Values that are kept by their names; none is one that is not known.
pub(super) type Kept = RefCell<Vec<(String, Option<Value>)>>;

/// A shortcode as its file sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) given: &'a Arguments,
    /// The name of the shortcode around it, and what that is given.
    pub(super) parent: Option<(&'a str, &'a Arguments)>,
    /// Whether it stands around something.
    pub(super) holds: bool,
    /// What it stands around, where no other shortcode is in that.
    pub(super) inner: Option<&'a str>,
    /// What shortcodes of the page keep for each other by names.
    pub(super) page: &'a Kept,
    /// How many stand before it in what is around it.
    pub(super) ordinal: usize,
}

/// What an expression may ask for.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) tag: Tag<'a>,
    /// What is known of its page and the site.
    pub(super) values: &'a TemplateValues,
    /// What `.` is.
    pub(super) dot: Value,
    /// What `$` is.
    pub(super) root: Value,
    /// Variables with their `$`, the innermost last; none is known to have a value that is not known here.
    variables: Vec<(String, Option<Value>)>,
    /// What it keeps by names.
    scratch: Kept,
    /// Whether what the shortcode stands around is taken for its text.
    inner_is_text: bool,
}

/// Values that a shortcode keeps at most.
const MOST_KEPT: usize = 64;

impl<'a> Scope<'a> {
    pub(super) fn new(tag: Tag<'a>, values: &'a TemplateValues) -> Self {
        let root = Value::Named(TAG.to_owned());
        Self {
            tag,
            values,
            dot: root.clone(),
            root,
            variables: Vec::new(),
            scratch: Kept::default(),
            inner_is_text: false,
        }
    }

    /// The same for a file that is given something else.
    pub(super) fn within(&self, given: Value) -> Self {
        let Self { tag, values, inner_is_text, .. } = *self;
        Self { dot: given.clone(), root: given, inner_is_text, ..Self::new(tag, values) }
    }

    /// The same where what the shortcode stands around is a text like others, of which something is made.
    pub(super) fn with_text(self) -> Self {
        Self { inner_is_text: true, ..self }
    }

    /// What the shortcode stands around.
    pub(super) fn inner(&self) -> Value {
        match self.tag.inner.filter(|_| self.inner_is_text) {
            Some(text) => Value::Html(text.to_owned()),
            None if self.tag.holds => Value::Inner,
            None => Value::Nothing,
        }
    }

    /// The language of the page, where it has one.
    pub(super) fn language(&self) -> Option<&'a str> {
        self.values.file(LANGUAGE)
    }

    /// Gives a variable its value.
    pub(super) fn set(&mut self, name: &str, value: Option<Value>, is_new: bool) {
        let fits = self.variables.len() < MOST_KEPT;
        let old = self.variables.iter_mut().rev().find(|(old, _)| old == name).filter(|_| !is_new);
        match old {
            Some((_, old)) => *old = value,
            None if fits => self.variables.push((name.to_owned(), value)),
            None => {}
        }
    }

    /// The value of a variable.
    pub(super) fn variable(&self, name: &str) -> Option<Value> {
        self.variables.iter().rev().find(|(own, _)| own == name)?.1.clone()
    }

    /// How many variables there are, for [`Scope::forget`].
    pub(super) fn variables(&self) -> usize {
        self.variables.len()
    }

    /// Forgets the variables that came since.
    pub(super) fn forget(&mut self, variables: usize) {
        self.variables.truncate(variables);
    }

    /// Keeps a value by its name, of the page or of this shortcode.
    pub(super) fn keep(&self, thing: &str, name: &str, value: Option<Value>) {
        let mut kept = self.scratch(thing).borrow_mut();
        let fits = kept.len() < MOST_KEPT;
        match kept.iter_mut().find(|(old, _)| old == name) {
            Some((_, old)) => *old = value,
            None if fits => kept.push((name.to_owned(), value)),
            None => {}
        }
    }

    /// A value that was kept; nothing where none was.
    pub(super) fn kept(&self, thing: &str, name: &str) -> Option<Value> {
        let kept = self.scratch(thing).borrow();
        kept.iter().find(|(own, _)| own == name).map_or(Some(Value::Nothing), |(_, value)| value.clone())
    }

    fn scratch(&self, thing: &str) -> &Kept {
        if thing == PAGE_SCRATCH { self.tag.page } else { &self.scratch }
    }
}
