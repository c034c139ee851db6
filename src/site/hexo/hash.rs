//! The twelve digits that stand for `:hash` in Hexo's addresses: the beginning of a SHA-1 (FIPS 180-4) over the slug and the
//! seconds of the date (`filter/post_permalink.js`). It tells posts apart and keeps nothing secret.

/// The digits of a post.
pub(super) fn of(slug: &str, seconds: i64) -> String {
    let digest = sha1(format!("{slug}{seconds}").as_bytes());
    digest.iter().map(|word| format!("{word:08x}")).collect::<String>().chars().take(12).collect()
}

fn sha1(text: &[u8]) -> [u32; 5] {
    let mut padded = text.to_vec();
    padded.push(0x80);
    padded.resize(padded.len().next_multiple_of(64), 0);
    if text.len() % 64 > 55 {
        padded.resize(padded.len() + 64, 0);
    }
    let bits = (text.len() as u64).wrapping_mul(8);
    padded.truncate(padded.len() - 8);
    padded.extend(bits.to_be_bytes());
    padded.chunks_exact(64).fold([0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0], block)
}

fn block(hash: [u32; 5], bytes: &[u8]) -> [u32; 5] {
    let mut words: Vec<u32> =
        bytes.chunks_exact(4).map(|four| four.iter().fold(0, |word, byte| word << 8 | u32::from(*byte))).collect();
    let word = |words: &[u32], at: usize| words.get(at).copied().unwrap_or_default();
    for at in 16..80 {
        let mixed = word(&words, at - 3) ^ word(&words, at - 8) ^ word(&words, at - 14) ^ word(&words, at - 16);
        words.push(mixed.rotate_left(1));
    }
    let [mut a, mut b, mut c, mut d, mut e] = hash;
    for (round, word) in words.into_iter().enumerate() {
        let (mixed, constant) = match round {
            0..20 => ((b & c) | (!b & d), 0x5a82_7999),
            20..40 => (b ^ c ^ d, 0x6ed9_eba1),
            40..60 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc_u32),
            _ => (b ^ c ^ d, 0xca62_c1d6),
        };
        let next = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e).wrapping_add(constant).wrapping_add(word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
    }
    let [h0, h1, h2, h3, h4] = hash;
    [h0.wrapping_add(a), h1.wrapping_add(b), h2.wrapping_add(c), h3.wrapping_add(d), h4.wrapping_add(e)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_are_those_of_the_standard() {
        for (text, want) in [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        ] {
            let sum: String = sha1(text.as_bytes()).iter().map(|word| format!("{word:08x}")).collect();
            assert_eq!(sum, want, "{text}");
        }
        assert_eq!(of("hello-world", 1_373_683_585).len(), 12);
    }
}
