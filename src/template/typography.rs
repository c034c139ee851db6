//! What a generator's Markdown makes of quotation marks, dashes and dots in running text. Knows which signs; where they
//! stand is looked for by the document.

/// Which signs of a keyboard are set as those of print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typography {
    /// `"` and `'` become quotation marks and apostrophes.
    pub quotes: bool,
    /// What hyphens become.
    pub dashes: Dashes,
    /// Three dots become an ellipsis.
    pub dots: bool,
    /// `<<` and `>>` become quotation marks of French.
    pub guillemets: bool,
}

/// What hyphens in a row become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dashes {
    /// Nothing.
    #[default]
    AsTyped,
    /// Two are a short dash, three a long one.
    Both,
    /// Two are a long dash.
    Long,
}

impl Typography {
    /// Everything stays as it was typed.
    pub const AS_TYPED: Self = Self { quotes: false, dashes: Dashes::AsTyped, dots: false, guillemets: false };
    /// As kramdown and Goldmark set.
    pub const FULL: Self = Self { quotes: true, dashes: Dashes::Both, dots: true, guillemets: true };
    /// As Markdown's first companion for type, Pandoc, and what follows them set.
    pub const SMART: Self = Self { guillemets: false, ..Self::FULL };
    /// As remark's plugin sets.
    pub const REMARK: Self = Self { dashes: Dashes::Long, ..Self::SMART };
}
