//! What builds a site, and what people call it. Its rules are in a file of its own.

/// What builds a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Generator {
    /// A folder of Markdown.
    #[default]
    Plain,
    /// Jekyll and Octopress.
    Jekyll,
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Hexo.
    Hexo,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
    /// Docusaurus.
    Docusaurus,
    /// Pelican.
    Pelican,
}

impl Generator {
    /// All of them, in the order of their popularity among blogs.
    pub const ALL: [Self; 9] = [
        Self::Jekyll,
        Self::Hugo,
        Self::Hexo,
        Self::Astro,
        Self::Eleventy,
        Self::Zola,
        Self::Pelican,
        Self::Docusaurus,
        Self::Plain,
    ];

    /// The generator of this name, in any case; `octopress` is Jekyll.
    pub fn from_name(name: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|known| known.name().eq_ignore_ascii_case(name));
        known.or(match name.to_ascii_lowercase().as_str() {
            "plain" | "none" | "markdown" => Some(Self::Plain),
            "octopress" => Some(Self::Jekyll),
            "11ty" => Some(Self::Eleventy),
            _ => None,
        })
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain Markdown",
            Self::Jekyll => "Jekyll",
            Self::Hugo => "Hugo",
            Self::Zola => "Zola",
            Self::Hexo => "Hexo",
            Self::Eleventy => "Eleventy",
            Self::Astro => "Astro",
            Self::Docusaurus => "Docusaurus",
            Self::Pelican => "Pelican",
        }
    }
}
