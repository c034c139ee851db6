//! `<<word>>`: words between quotation marks of French to Markdown that sets such signs, a tag between two signs to CommonMark,
//! which shows no word of it.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;
use super::element::RawLines;

/// Bytes of a tag at most.
const LONGEST: usize = 400;

/// Sets the sign that could begin a tag as what it is on the page. None if there is none.
pub(in crate::template) fn rewrite(text: &str, sign: &str) -> Option<Output> {
    if !holds(text, "<<") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    let mut raw = RawLines::default();
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if raw.holds(line) {
            continue;
        }
        for (place, _) in line.match_indices("<<") {
            let behind = line.get(place + 2..).unwrap_or_default();
            let end = behind.bytes().take(LONGEST).position(|byte| byte == b'>');
            let has_attributes = end.and_then(|end| behind.get(..end)).is_some_and(|tag| tag.contains("=\""));
            let begins_tag = behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && !has_attributes;
            let place = start + place;
            if begins_tag && code.at(place).is_none() {
                out.copy(text.get(copied..place).unwrap_or_default(), copied);
                out.make(sign, place);
                copied = place + 2;
            }
        }
    }
    out.ended(text, copied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_quotation_marks_of_french_are_no_tag() {
        for (source, want) in [
            ("a <<word>> b", Some("a «word>> b")),
            ("<<two words>> `<<c>>`", Some("«two words>> `<<c>>`")),
            ("cat <<EOF > x", Some("cat «EOF > x")),
            ("1 << 2 <b>x</b>", None),
            ("a/<<span class=\"b\">c</span>>", None),
            ("```\nx <<y>>\n```\n", None),
            ("<pre>\nx <<y>>\n</pre>\n<<z>>", Some("<pre>\nx <<y>>\n</pre>\n«z>>")),
        ] {
            assert_eq!(rewrite(source, "«").map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }

    #[test]
    fn very_many_signs_are_each_looked_at_once() {
        let made = rewrite(&"<<a ".repeat(100_000), "«").map(|out| out.finish(|_| (1, 1)).0);
        assert_eq!(made, Some("«a ".repeat(100_000)));
    }
}
