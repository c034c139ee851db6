//! How generators turn titles and file names into the parts of a URL: each its own way.
//!
//! Answers are not percent-encoded. Knows rules; knows nothing of posts.

use deunicode::deunicode;
use unicode_normalization::UnicodeNormalization as _;

/// Jekyll's slugify modes (documentation, "Liquid filters", slugify; `Jekyll::Utils.slugify`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JekyllMode {
    /// Runs of anything but letters, marks and digits become one hyphen.
    #[default]
    Default,
    /// As the default, but `._~!$&'()+,;=@` stay.
    Pretty,
    /// Only white space becomes hyphens.
    Raw,
    /// Only ASCII letters and digits stay.
    Ascii,
    /// Nothing changes.
    None,
}

/// Jekyll's slug of a text, its capitals kept.
pub fn jekyll_cased(text: &str, mode: JekyllMode) -> String {
    let slug = match mode {
        JekyllMode::None => return text.to_owned(),
        JekyllMode::Raw => hyphenate(text, |c| !c.is_whitespace()),
        JekyllMode::Ascii => hyphenate(text, |c| c.is_ascii_alphanumeric()),
        JekyllMode::Default => hyphenate(text, is_word),
        JekyllMode::Pretty => hyphenate(text, |c| is_word(c) || "._~!$&'()+,;=@".contains(c)),
    };
    let inner = slug.strip_prefix('-').unwrap_or(&slug);
    let inner = inner.strip_suffix('-').unwrap_or(inner);
    if inner.len() == slug.len() { slug } else { inner.to_owned() }
}

/// Jekyll's slug of a text.
pub fn jekyll(text: &str, mode: JekyllMode) -> String {
    jekyll_cased(text, mode).to_lowercase()
}

/// Hugo's path of a text (`PathSpec.URLize`): spaces become hyphens, most punctuation goes, capitals fall.
pub fn hugo(text: &str) -> String {
    hugo_cased(text).to_lowercase()
}

/// Hugo's path of a text on a site that keeps capitals (`disablePathToLower`).
pub fn hugo_cased(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let (mut pending, mut after_hyphen) = (false, false);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let is_escape = c == '%' && rest.clone().take(2).filter(char::is_ascii_hexdigit).count() == 2;
        if is_word(c) || "./\\_#+~-@".contains(c) || is_escape {
            after_hyphen = c == '-';
            if std::mem::take(&mut pending) && !after_hyphen {
                slug.push('-');
            }
            slug.push(c);
        } else if c.is_whitespace() && !slug.is_empty() && !after_hyphen {
            pending = true;
        }
    }
    slug
}

/// A text without the marks on its letters (Hugo's `removePathAccents`).
pub fn without_accents(text: &str) -> String {
    text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).nfc().collect()
}

/// Zola's slug (the `slug` crate's rule): ASCII letters and digits, everything else a single hyphen.
pub fn zola(text: &str) -> String {
    let slug = hyphenate(&deunicode(text), |c| c.is_ascii_alphanumeric());
    slug.trim_matches('-').to_lowercase()
}

/// Pelican's slug with its default substitutions: letters, digits and `_` of the text in ASCII, white space a hyphen.
pub fn pelican(text: &str) -> String {
    let ascii = deunicode(&text.nfkd().collect::<String>());
    let kept: String =
        ascii.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || c.is_whitespace()).collect();
    hyphenate(kept.trim(), |c| !c.is_whitespace() && c != '-').to_lowercase()
}

/// Hexo's slug (`hexo-util`'s slugize): punctuation and blanks become single hyphens, Latin letters lose their marks,
/// other scripts and capitals stay.
pub fn hexo(text: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || "~`!@#$%^&*()-_+=[]{}|\\;:\"'<>,.?/".contains(c);
    let plain: String = without_marks(text).chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
    hyphenate(&plain, |c| !is_mark(c)).trim_matches('-').to_owned()
}

/// Latin letters without their marks, full-width ones at their usual width; everything else as it is.
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let special = match c {
            'Æ' => "AE",
            'æ' => "ae",
            'Œ' => "OE",
            'œ' => "oe",
            'Ø' => "O",
            'ø' => "o",
            'Ł' => "L",
            'ł' => "l",
            'Đ' | 'Ð' => "D",
            'đ' | 'ð' => "d",
            'ß' => "s",
            'ı' => "i",
            _ => "",
        };
        let first = std::iter::once(c).nfkd().next().filter(char::is_ascii_alphabetic);
        match first {
            _ if !special.is_empty() => plain.push_str(special),
            Some(letter) if !c.is_ascii() => plain.push(letter),
            _ => plain.push(c),
        }
    }
    plain
}

/// GitHub's slug, as Astro and Docusaurus use for headings and ids: punctuation goes, spaces become hyphens.
pub fn github(text: &str) -> String {
    let lower = text.to_lowercase();
    let kept = lower.chars().filter(|c| is_word(*c) || matches!(c, '-' | '_' | ' '));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Eleventy's `slugify` filter (`@sindresorhus/slugify` without its camel case): ASCII words parted by hyphens; umlauts are
/// two letters, scripts that nobody spells in Latin letters go.
pub fn eleventy(text: &str) -> String {
    let plain: String = text.chars().map(in_latin).collect();
    let plain = plain.to_lowercase();
    // `it's` is one word, and so is `don't`.
    let joined = ["'s", "'t"].iter().fold(plain, |text, end| {
        let mut parts = text.split(end);
        let mut joined = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let is_end = part.is_empty() || part.starts_with(char::is_whitespace);
            let follows = joined.ends_with(|c: char| c.is_ascii_alphanumeric());
            joined.push_str(if is_end && follows { &end[1..] } else { end });
            joined.push_str(part);
        }
        joined
    });
    hyphenate(&joined, |c| c.is_ascii_alphanumeric()).trim_matches('-').to_owned()
}

/// A letter as `@sindresorhus/transliterate` writes it.
fn in_latin(c: char) -> String {
    match c {
        '&' => " and ".to_owned(),
        'ä' => "ae".to_owned(),
        'ö' => "oe".to_owned(),
        'ü' => "ue".to_owned(),
        'Ä' => "Ae".to_owned(),
        'Ö' => "Oe".to_owned(),
        'Ü' => "Ue".to_owned(),
        _ if c.is_ascii() || is_east_asian(c) => c.to_string(),
        _ => deunicode(c.encode_utf8(&mut [0; 4])),
    }
}

/// Kana, Hangul and Han, which slugs of JavaScript leave out.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{a960}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// npm's `slugify` with small letters, which is Eleventy's `slug` filter: much punctuation stays, blanks become hyphens.
pub fn npm(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            '&' => plain.push_str("and"),
            '%' => plain.push_str("percent"),
            '<' => plain.push_str("less"),
            '>' => plain.push_str("greater"),
            '|' => plain.push_str("or"),
            '$' => plain.push_str("dollar"),
            '-' => plain.push(' '),
            _ if c.is_ascii_alphanumeric() || c.is_whitespace() || "*_+~.()'\"!:@".contains(c) => plain.push(c),
            _ if c.is_ascii() || is_east_asian(c) => {}
            _ => plain.extend(deunicode(c.encode_utf8(&mut [0; 4])).chars().filter(char::is_ascii_alphanumeric)),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase()
}

/// lodash's `kebabCase`: words by blanks, signs, capitals and digits, in small letters (`unicodeWords`).
pub fn lodash(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !matches!(c, '\'' | '\u{2019}')).collect();
    let chars: Vec<char> = without_accents(&plain).chars().collect();
    let is_word = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() && !c.is_whitespace() && !is_sign(c);
    let mut slug = String::with_capacity(text.len());
    for (at, &c) in chars.iter().enumerate() {
        if !is_word(c) {
            continue;
        }
        let near = |place: Option<usize>| place.and_then(|place| chars.get(place)).copied().unwrap_or(' ');
        let (before, after) = (near(at.checked_sub(1)), near(at.checked_add(1)));
        let is_new = !is_word(before)
            || before.is_lowercase() && c.is_uppercase()
            || before.is_uppercase() && c.is_uppercase() && after.is_lowercase()
            || before.is_ascii_digit() != c.is_ascii_digit() && !in_ordinal(&chars, at);
        if is_new && !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(c.to_lowercase());
    }
    slug
}

/// Signs of writing beyond ASCII (general punctuation).
fn is_sign(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{2000}'..='\u{206f}')
}

/// Whether a letter is that of `1st`, `22nd`, `3rd`, `4th`.
fn in_ordinal(chars: &[char], at: usize) -> bool {
    let rest: String = chars.iter().skip(at).take_while(|c| c.is_alphanumeric()).collect();
    let ending = match at.checked_sub(1).and_then(|at| chars.get(at)) {
        Some('1') => "st",
        Some('2') => "nd",
        Some('3') => "rd",
        _ => "th",
    };
    rest.eq_ignore_ascii_case(ending)
}

/// Letters, their marks and digits of any script.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Each run of characters that are not kept becomes one hyphen.
fn hyphenate(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut in_gap = false;
    for c in text.chars() {
        let is_kept = keep(c);
        if is_kept {
            slug.push(c);
        } else if !in_gap {
            slug.push('-');
        }
        in_gap = !is_kept;
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lodash_parts_words_by_capitals_and_digits() {
        for (text, want) in [
            ("Hello, World!", "hello-world"),
            (
                "What's new in React16 & HTMLElement: the 1st of 22nd 10x C++ Déjà vu — 你好",
                "whats-new-in-react-16-html-element-the-1st-of-22nd-10-x-c-deja-vu-你好",
            ),
        ] {
            assert_eq!(lodash(text), want, "{text}");
        }
    }

    #[test]
    fn jekyll_modes() {
        for (mode, text, want) in [
            (JekyllMode::Default, "The _config.yml file", "the-config-yml-file"),
            (JekyllMode::Pretty, "The _config.yml file", "the-_config.yml-file"),
            (JekyllMode::Raw, "The _config.yml file", "the-_config.yml-file"),
            (JekyllMode::Ascii, "The _cönfig.yml file", "the-c-nfig-yml-file"),
            (JekyllMode::None, "The File", "the file"),
            (JekyllMode::Default, "日本語 Ünïcode!", "日本語-ünïcode"),
            (JekyllMode::Default, "", ""),
        ] {
            assert_eq!(jekyll(text, mode), want, "{mode:?} {text}");
        }
        assert_eq!(jekyll_cased("Economy of Motion", JekyllMode::Pretty), "Economy-of-Motion");
    }

    #[test]
    fn hugo_keeps_scripts_and_drops_punctuation() {
        for (text, want) in [
            ("Hello, World!", "hello-world"),
            ("a - b", "a-b"),
            ("C++ & C#", "c++-c#"),
            ("  lead", "lead"),
            ("Привет мир", "привет-мир"),
            ("100%25 done", "100%25-done"),
            ("100% done", "100-done"),
        ] {
            assert_eq!(hugo(text), want, "{text}");
        }
    }

    #[test]
    fn the_ascii_slugs_transliterate() {
        assert_eq!(zola("Écrire du Rust à 3h"), "ecrire-du-rust-a-3h");
        assert_eq!(pelican("C'est l'été -- déjà"), "cest-lete-deja");
        assert_eq!(hexo("C'est l'été: ＡＢ, Łódź & 中文 標題!"), "C-est-l-ete-AB-Lodz-中文-標題");
        assert_eq!(github("What's new in 2.0?"), "whats-new-in-20");
        for (text, slugify, slug) in [
            ("Rock & Roll", "rock-and-roll", "rock-and-roll"),
            ("It's 5: C++ (v1.0) — Ünï", "its-5-c-v1-0-ueni", "it's-5:-c++-(v1.0)-uni"),
            ("Don't 's 日本 x", "dont-s-x", "don't-'s-x"),
        ] {
            assert_eq!((eleventy(text).as_str(), npm(text).as_str()), (slugify, slug), "{text}");
        }
    }
}
