//! Problems in content. One table of codes: the checker, `docs/` and the problems pane are made from it.

use crate::text::Clean;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably not what the author meant.
    Warning,
    /// The generator would fail or lose something.
    Error,
}

/// A problem in content, at a place in a file whose path its owner knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem.
    pub code: Code,
    /// Line in the file, from 1; 0 if the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 if the whole line is meant.
    pub column: u32,
    /// What is wrong here.
    pub message: Clean,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $what:literal $help:literal;)*) => {
        /// Every problem folio can name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $what] $variant,)* }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];
            /// The fixed name, as in `folio check`.
            pub const fn name(self) -> &'static str { match self { $(Code::$variant => $name,)* } }
            /// How bad it is.
            pub const fn severity(self) -> Severity { match self { $(Code::$variant => Severity::$severity,)* } }
            /// What it means, one sentence.
            pub const fn what(self) -> &'static str { match self { $(Code::$variant => $what,)* } }
            /// What to do, one sentence.
            pub const fn help(self) -> &'static str { match self { $(Code::$variant => $help,)* } }
        }
    };
}

codes! {
    YamlRepaired "yaml-repaired" Warning "The front matter is not valid YAML and was read line by line." "Quote the value, or indent with blanks.";
    TomlRepaired "toml-repaired" Warning "The front matter is not valid TOML and was read line by line." "Correct it at this place.";
    JsonRepaired "json-repaired" Warning "The front matter is not valid JSON and was read as far as it goes." "Correct it at this place.";
    SettingsRepaired "settings-repaired" Error "The site's configuration is broken and was read as far as it goes." "Correct it at this place: the site's generator stops there.";
    DuplicateKey "duplicate-key" Warning "A key stands twice in the front matter." "Remove one of the two.";
    FrontMatterUnclosed "front-matter-unclosed" Warning "The front matter has no closing line." "Close it with the mark that opens it.";
    FrontMatterTooLarge "front-matter-too-large" Warning "The front matter is larger than 64 KiB or nested too deep." "Move content into the body.";
    DateMissing "date-missing" Info "The post has no date." "Add a `date` to its front matter.";
    DateUnreadable "date-unreadable" Warning "The date could not be read." "Write it as YYYY-MM-DD or as RFC 3339.";
    TitleEmpty "title-empty" Warning "The title is empty." "Write one in the front matter.";
    NotUtf8 "not-utf8" Warning "The file is not UTF-8; its encoding was guessed." "Save it as UTF-8.";
    NotText "not-text" Error "The file is binary." "Move it out of the posts.";
    TooLarge "too-large" Error "The file is larger than folio reads." "Split it.";
    Unreadable "unreadable" Error "The file could not be read." "Check that it exists and that you may read it.";
    TemplateUnknown "template-unknown" Info "A template tag that folio does not know was left out; its text is kept." "Nothing, if the site's own generator knows it.";
    TemplateUnclosed "template-unclosed" Warning "A template tag is not closed." "Close it.";
    BodyUnreadable "body-unreadable" Error "The body could not be parsed and is shown as it is written." "Report it, with the post.";
    LinkBroken "link-broken" Error "A link leads to a post or file that does not exist." "Correct the target.";
    AnchorBroken "anchor-broken" Warning "A link leads to a heading that does not exist." "Correct the part after `#`.";
    ImageMissing "image-missing" Error "An image does not exist in the site." "Add the file or correct the path.";
    CaseMismatch "case-mismatch" Warning "A path differs from the file's name by case only." "Write it as the file is named.";
    DuplicateSlug "duplicate-slug" Info "Two posts have the same slug." "Give one of them another.";
    DuplicateUrl "duplicate-url" Error "Two posts have the same URL." "Give one of them another slug or date.";
    TagCase "tag-case" Info "A tag is spelled with other capitals elsewhere." "Settle on one spelling.";
    TooDeep "too-deep" Warning "The post is nested deeper than folio shows." "Flatten it.";
}
