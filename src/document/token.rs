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
    /// Words a terminal shows in black or dark gray.
    AnsiBlack,
    /// In red.
    AnsiRed,
    /// In green.
    AnsiGreen,
    /// In yellow.
    AnsiYellow,
    /// In blue.
    AnsiBlue,
    /// In magenta.
    AnsiPurple,
    /// In cyan.
    AnsiCyan,
    /// In white or light gray.
    AnsiWhite,
    /// Bold.
    AnsiBold,
    /// Dim.
    AnsiDim,
    /// Slanted.
    AnsiItalic,
    /// Underlined.
    AnsiUnderline,
    /// With ink and ground exchanged, or on a ground of their color.
    AnsiReverse,
    /// Struck through.
    AnsiStrike,
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
        Self::AnsiBlack,
        Self::AnsiRed,
        Self::AnsiGreen,
        Self::AnsiYellow,
        Self::AnsiBlue,
        Self::AnsiPurple,
        Self::AnsiCyan,
        Self::AnsiWhite,
        Self::AnsiBold,
        Self::AnsiDim,
        Self::AnsiItalic,
        Self::AnsiUnderline,
        Self::AnsiReverse,
        Self::AnsiStrike,
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
            Self::AnsiBlack => "ansi.black",
            Self::AnsiRed => "ansi.red",
            Self::AnsiGreen => "ansi.green",
            Self::AnsiYellow => "ansi.yellow",
            Self::AnsiBlue => "ansi.blue",
            Self::AnsiPurple => "ansi.purple",
            Self::AnsiCyan => "ansi.cyan",
            Self::AnsiWhite => "ansi.white",
            Self::AnsiBold => "ansi.bold",
            Self::AnsiDim => "ansi.dim",
            Self::AnsiItalic => "ansi.italic",
            Self::AnsiUnderline => "ansi.underline",
            Self::AnsiReverse => "ansi.reverse",
            Self::AnsiStrike => "ansi.strike",
        }
    }
}
