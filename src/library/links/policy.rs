//! What may be opened outside: one type, made in one place, and nothing else can be handed to an opener.
//!
//! An address is parsed and written anew by `url`, so that what is shown is what is opened: hosts in their ASCII form
//! (punycode), no character that a shell, a terminal or an option parser would take for itself.

use url::Url;

use super::Target;
use crate::text::Clean;

/// An address that may be opened: `http`, `https` or `mailto`, absolute, plain ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SafeUrl(Clean);

impl SafeUrl {
    /// Longest address that is opened, in bytes: what every browser takes.
    pub const MAX_LEN: usize = 2083;

    /// The address, if it is one that may be opened.
    pub fn new(address: &str) -> Option<Self> {
        let hostile = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
        if address.len() > Self::MAX_LEN || address.starts_with('-') || address.contains(hostile) {
            return None;
        }
        let mut url = Url::parse(address).ok()?;
        match url.scheme() {
            "http" | "https" => url.host_str().filter(|host| !host.is_empty() && !host.starts_with('-')).map(|_| ())?,
            "mailto" => without_attachments(&mut url)?,
            _ => return None,
        }
        let written = String::from(url);
        let plain = written.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        (plain && written.len() <= Self::MAX_LEN && !written.starts_with('-')).then(|| Self(Clean::line(&written)))
    }

    /// The address a link leads to, if it leads outside and may be opened.
    pub fn of(target: &Target) -> Option<Self> {
        match target {
            Target::Web(address) | Target::Mail(address) => Self::new(address),
            _ => None,
        }
    }

    /// The address, as it is opened.
    pub fn address(&self) -> &Clean {
        &self.0
    }
}

/// Takes out what would attach a file of the reader's to the mail; none if the address would be an option.
fn without_attachments(url: &mut Url) -> Option<()> {
    let path = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy();
    if path.starts_with('-') || path.contains(char::is_control) {
        return None;
    }
    let Some(query) = url.query() else { return Some(()) };
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(query.replace('+', "%2B").as_bytes())
        .filter(|(name, _)| !name.to_ascii_lowercase().starts_with("attach"))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let written: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect();
    url.set_query((!written.is_empty()).then(|| written.join("&")).as_deref());
    Some(())
}

/// Percent-encoded as mail programs expect it: a blank is `%20`, never a plus (RFC 6068).
fn coded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(address: &str) -> Option<String> {
        SafeUrl::new(address).map(|url| url.address().to_string())
    }

    #[test]
    fn what_may_be_opened_is_written_anew() {
        for (address, want) in [
            ("https://example.com", "https://example.com/"),
            ("HTTP://EXAMPLE.com:80/a", "http://example.com/a"),
            ("https://bücher.example/ä?q=ü#é", "https://xn--bcher-kva.example/%C3%A4?q=%C3%BC#%C3%A9"),
            ("https://аpple.com/", "https://xn--pple-43d.com/"),
            ("https://e.com/$(touch${IFS}x);`id`", "https://e.com/$(touch$%7BIFS%7Dx);%60id%60"),
            ("https://e.com/%0a--x", "https://e.com/%0a--x"),
            ("https://e.com/'\"<>", "https://e.com/'%22%3C%3E"),
            ("https://user:pw@e.com/", "https://user:pw@e.com/"),
            ("mailto:a@example.com", "mailto:a@example.com"),
            ("mailto:a@e.com?subject=a%20b&attach=/etc/passwd", "mailto:a@e.com?subject=a%20b"),
            ("mailto:a@e.com?ATTACHMENT=x", "mailto:a@e.com"),
            ("mailto:a@e.com?subject=1+1", "mailto:a@e.com?subject=1%2B1"),
        ] {
            assert_eq!(opened(address).as_deref(), Some(want), "{address}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let long = format!("https://e.com/{}", "a".repeat(2100));
        let grows = format!("https://e.com/{}", "é".repeat(900));
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ssh://-oProxyCommand=x/",
            "ftp://e.com/",
            "vscode://x",
            "smb://e.com/x",
            "tel:1",
            "--help",
            "-https://e.com",
            "mailto:-a@e.com",
            "mailto:%2Da@e.com",
            "mailto:a%0d%0aBcc:b@e.com",
            "https://-e.com/",
            "https://e.com/a b",
            "https://e.com/\nx",
            "java\nscript:x",
            "https://e.com\\@evil.com",
            "https:\\\\e.com",
            "https://e.com/\u{1b}]52;",
            "https://e.com/\u{a0}",
            " https://e.com",
            "https://",
            "http:///x y",
            "//e.com",
            "/etc/passwd",
            "e.com",
            "é",
            "",
            &long,
            &grows,
        ] {
            assert_eq!(opened(address), None, "{address}");
        }
    }
}
