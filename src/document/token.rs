//! What a piece of code is: a small closed set, so that themes own the colors.

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenScope {
    /// A word of the language.
    Keyword,
    /// A literal text.
    String,
    /// A comment.
    Comment,
    /// A literal number.
    Number,
    /// A type, class or module.
    Type,
    /// A function or method.
    Function,
    /// A constant, an escape in a text.
    Constant,
    /// An operator.
    Operator,
    /// Brackets, commas.
    Punctuation,
    /// A variable or parameter.
    Variable,
    /// A tag of HTML or XML, a key of YAML or JSON.
    Tag,
    /// An attribute, annotation or macro.
    Attribute,
    /// A line that was added.
    Inserted,
    /// A line that was taken out.
    Deleted,
    /// A heading, the header of a diff.
    Heading,
    /// The prompt of a session.
    Prompt,
    /// What a session's command printed.
    Output,
}

impl TokenScope {
    /// All of them.
    pub const ALL: &[TokenScope] = &[
        Self::Keyword,
        Self::String,
        Self::Comment,
        Self::Number,
        Self::Type,
        Self::Function,
        Self::Constant,
        Self::Operator,
        Self::Punctuation,
        Self::Variable,
        Self::Tag,
        Self::Attribute,
        Self::Inserted,
        Self::Deleted,
        Self::Heading,
        Self::Prompt,
        Self::Output,
    ];

    /// The theme's scope: dotted, broader scopes to the left.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Keyword => "syntax.keyword",
            Self::String => "syntax.string",
            Self::Comment => "syntax.comment",
            Self::Number => "syntax.number",
            Self::Type => "syntax.type",
            Self::Function => "syntax.function",
            Self::Constant => "syntax.constant",
            Self::Operator => "syntax.operator",
            Self::Punctuation => "syntax.punctuation",
            Self::Variable => "syntax.variable",
            Self::Tag => "syntax.tag",
            Self::Attribute => "syntax.attribute",
            Self::Inserted => "syntax.inserted",
            Self::Deleted => "syntax.deleted",
            Self::Heading => "syntax.heading",
            Self::Prompt => "syntax.prompt",
            Self::Output => "syntax.output",
        }
    }
}
