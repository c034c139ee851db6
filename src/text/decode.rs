//! Bytes to text: UTF-8 as it is, UTF-16 by its mark, anything else by a guess that is named.
//!
//! Knows encodings; does not clean what it decodes and does not know what the bytes are for.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes at the start of a file in which a NUL means that it is not text (git's rule is 8,000).
const BINARY_WINDOW: usize = 8 * 1024;
/// Bytes that the guess looks at.
const GUESS_WINDOW: usize = 64 * 1024;

/// What bytes say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark; nothing if the bytes are not text.
    pub text: Cow<'a, str>,
    /// How sure that is.
    pub certainty: Certainty,
}

/// How the text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is UTF-8, or says by its mark what it is.
    Sure,
    /// It is not UTF-8; this encoding was guessed.
    Guessed(&'static str),
    /// It is not text.
    Binary,
}

/// How much of a file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Its start: a character cut off at the end is left out.
    Head,
}

/// Decodes a file or the head of one. Takes time in proportion to the bytes.
pub fn decode(bytes: &[u8], extent: Extent) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return marked(encoding, bytes.get(mark..).unwrap_or_default(), extent);
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return utf8(text),
        Err(error) => error,
    };
    let cut_off = error.error_len().is_none() && extent == Extent::Head;
    if let Some(Ok(text)) = bytes.get(..error.valid_up_to()).filter(|_| cut_off).map(std::str::from_utf8) {
        return utf8(text);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return marked(encoding, bytes, extent);
    }
    if is_binary(bytes) { binary() } else { guessed(bytes) }
}

/// Decodes a whole file as [`decode`] does. Most are UTF-8, whose bytes become the text where they are.
pub fn decode_whole(bytes: Vec<u8>) -> (String, Certainty) {
    let bytes = match (Encoding::for_bom(&bytes), String::from_utf8(bytes)) {
        (None, Ok(text)) if !is_binary(text.as_bytes()) => return (text, Certainty::Sure),
        (_, Ok(text)) => text.into_bytes(),
        (_, Err(error)) => error.into_bytes(),
    };
    let Decoded { text, certainty } = decode(&bytes, Extent::Whole);
    (text.into_owned(), certainty)
}

fn utf8(text: &str) -> Decoded<'_> {
    let bytes = text.as_bytes();
    if is_binary(bytes) {
        let Some(encoding) = unmarked_utf16(bytes) else { return binary() };
        return marked(encoding, bytes, Extent::Head);
    }
    Decoded { text: Cow::Borrowed(text), certainty: Certainty::Sure }
}

/// One NUL in a page of text is a slip of an editor; more are none.
fn is_binary(bytes: &[u8]) -> bool {
    let window = bytes.get(..BINARY_WINDOW).unwrap_or(bytes);
    memchr::memchr_iter(0, window).take(9).count() * 1024 > window.len()
}

fn binary() -> Decoded<'static> {
    Decoded { text: Cow::Borrowed(""), certainty: Certainty::Binary }
}

fn marked<'a>(encoding: &'static Encoding, bytes: &'a [u8], extent: Extent) -> Decoded<'a> {
    if encoding == UTF_8 {
        return decode_lossy(bytes, extent);
    }
    let even = bytes.get(..bytes.len() & !1).unwrap_or(bytes);
    let whole = if extent == Extent::Head { even } else { bytes };
    let (text, _) = encoding.decode_without_bom_handling(whole);
    if text.contains('\0') {
        return binary();
    }
    Decoded { text, certainty: Certainty::Sure }
}

/// A file that says it is UTF-8 is taken at its word: bytes that are not become U+FFFD.
fn decode_lossy(bytes: &[u8], extent: Extent) -> Decoded<'_> {
    if is_binary(bytes) {
        return binary();
    }
    let kept = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() && extent == Extent::Head => bytes.get(..error.valid_up_to()),
        _ => Some(bytes),
    };
    let text = String::from_utf8_lossy(kept.unwrap_or_default());
    let certainty = if matches!(text, Cow::Owned(_)) { Certainty::Guessed("UTF-8") } else { Certainty::Sure };
    Decoded { text, certainty }
}

/// UTF-16 without a mark shows in mostly-Latin text as a NUL in every other byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..512.min(bytes.len()) & !1)?;
    let pairs = window.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |offset: usize| window.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match () {
        () if even == 0 && odd * 10 >= pairs * 7 => Some(UTF_16LE),
        () if odd == 0 && even * 10 >= pairs * 7 => Some(UTF_16BE),
        () => None,
    }
}

fn guessed(bytes: &[u8]) -> Decoded<'_> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let window = bytes.get(..GUESS_WINDOW).unwrap_or(bytes);
    detector.feed(window, window.len() == bytes.len());
    let guess = if mostly_utf8(bytes) { UTF_8 } else { detector.guess(None, Utf8Detection::Deny) };
    let (text, _) = guess.decode_without_bom_handling(bytes);
    Decoded { text, certainty: Certainty::Guessed(guess.name()) }
}

/// One bad byte in a long UTF-8 file does not make it Latin-1: more well-formed than broken characters decide.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.get(..GUESS_WINDOW).unwrap_or(bytes).utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(bytes: &[u8]) -> String {
        let decoded = decode(bytes, Extent::Whole);
        assert_eq!(decoded.certainty, Certainty::Sure, "{bytes:?}");
        decoded.text.into_owned()
    }

    #[test]
    fn utf8_is_borrowed_and_its_mark_is_dropped() {
        assert!(matches!(decode("naïve".as_bytes(), Extent::Whole).text, Cow::Borrowed("naïve")));
        assert_eq!(sure("\u{feff}---".as_bytes()), "---");
        assert_eq!(sure(b""), "");
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        let little: Vec<u8> = "---\ntitle: Größe\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}title".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(sure(&little), "---\ntitle: Größe\n");
        assert_eq!(sure(&big), "title");
    }

    #[test]
    fn latin_1_is_guessed_and_named() {
        let decoded = decode(b"title: Caf\xe9 cr\xe8me br\xfbl\xe9e", Extent::Whole);
        assert_eq!(decoded.text, "title: Café crème brûlée");
        assert_eq!(decoded.certainty, Certainty::Guessed("windows-1252"));
    }

    #[test]
    fn one_bad_byte_leaves_the_rest_utf8() {
        let decoded =
            decode("Grüße aus Köln \u{2013} ".bytes().chain([0xff]).collect::<Vec<_>>().leak(), Extent::Whole);
        assert_eq!(decoded.text, "Grüße aus Köln – \u{fffd}");
    }

    #[test]
    fn a_character_cut_off_by_a_head_is_left_out() {
        let bytes = "aé".as_bytes();
        assert_eq!(decode(&bytes[..2], Extent::Head), Decoded { text: "a".into(), certainty: Certainty::Sure });
        assert_ne!(decode(&bytes[..2], Extent::Whole).certainty, Certainty::Sure);
    }

    #[test]
    fn a_whole_file_is_decoded_as_its_bytes_are() {
        let utf16: Vec<u8> = "---\ntitle: a\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let files: [&[u8]; 7] =
            ["naïve".as_bytes(), b"", b"\xef\xbb\xbfa", b"\xef\xbb\xbfa\xff", b"Caf\xe9 noir", &utf16, b"PNG\0\x89"];
        for bytes in files {
            let Decoded { text, certainty } = decode(bytes, Extent::Whole);
            assert_eq!(decode_whole(bytes.to_vec()), (text.into_owned(), certainty), "{bytes:?}");
        }
    }

    #[test]
    fn a_nul_means_that_it_is_not_text() {
        assert_eq!(decode(b"PNG\0\x89\xff", Extent::Whole).certainty, Certainty::Binary);
        assert_eq!(decode(b"text\0text text text", Extent::Whole).certainty, Certainty::Binary);
    }
}
