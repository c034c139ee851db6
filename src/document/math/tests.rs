//! TeX in, lines out.

use super::*;

#[test]
fn formulas_as_readers_know_them() {
    for (source, want) in [
        ("e^{i\\pi} + 1 = 0", "e^(iπ) + 1 = 0"),
        ("\\alpha \\le \\beta", "α ≤ β"),
        ("latex y^2 \\alpha&fg=000000&s=2", "y²α"),
        ("x_1 &lt; y_2", "x₁ < y₂"),
        ("\\sqrt{2} \\sqrt[3]{x+1}", "√2∛(x + 1)"),
        ("\\frac12 + \\frac{a}{b} + \\frac{a+1}{b}", "½ + a/b + (a + 1)/b"),
        ("\\sum_{i=1}^n x_i^2", "∑ᵢ₌₁ⁿ xᵢ²"),
        ("\\int_0^\\infty f(x)\\,dx", "∫₀^∞ f(x) dx"),
        ("x \\in \\mathbb{R}, y \\notin \\mathcal L", "x ∈ ℝ, y ∉ ℒ"),
        ("\\left( \\frac{1}{2} \\right]", "(½]"),
        ("\\text{if } x > -1", "if x > −1"),
        ("\\log n \\cdot \\sin\\theta", "log n · sin θ"),
        ("a \\not= b, f''", "a ≠ b, f′′"),
        ("\\hat{x} + \\overline{ab}", "x\u{302} + a\u{305}b\u{305}"),
        ("{n \\choose k} = \\binom{n}{k}", "(n choose k) = (n choose k)"),
        ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "(1 2; 3 4)"),
        ("O(n \\lfloor n/2 \\rfloor)", "O(n⌊n/2⌋)"),
        ("x^{\\prime}", "x′"),
        ("\\unknown{x}^2 + \\alpha", "\\unknown{x}² + α"),
        ("\\unknown{x}^2", "\\unknown{x}^2"),
        ("\\frac{a}{b}c + 2\\frac{3}{7}", "(a/b)c + 2(3/7)"),
        ("\\frac{1}{2a} \\frac{n(n+1)}{2}", "(1/(2a))n(n + 1)/2"),
        ("\\int \\frac{1}{x}\\,dx, \\log\\frac{a}{b}", "∫1/x dx, log (a/b)"),
        ("\\lim_{x \\to 0} f(x) = \\log_2 n", "lim_(x → 0) f(x) = log₂ n"),
        ("\\sum_{i \\in I} x_i \\sin^2 x", "∑_(i ∈ I) xᵢ sin² x"),
        ("\\underbrace{a+b}_{n \\text{ times}}", "(a + b)_(n times)"),
        ("\\sum_{\\substack{i<n \\\\ j<m}} a", "∑_(i < n, j < m) a"),
        ("A \\xrightarrow[g]{f} B", "A ─f→_g B"),
        ("a := b, f: A \\to B", "a := b, f: A → B"),
        ("\\ce{H2O} \\to \\R \\ket{0}", "H₂O → ℝ|0⟩"),
        ("W^{[l]} \\text{ of $x_i$ for \\$5}", "W^[l] of xᵢ for $5"),
        ("\\href{a}{b} \\kern3pt c \\eqref{d}", "bc(d)"),
        ("\\frac{a", "\\frac{a"),
        ("a_{i,j}", "a_(i,j)"),
        ("k \\bmod p \\pmod{q}", "k mod p (mod q)"),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
}

#[test]
fn rows_stand_on_lines() {
    for (source, want) in [
        ("\\begin{aligned} a &= b \\\\ &= c \\end{aligned}", "a = b\n  = c"),
        ("A = \\begin{bmatrix} 1 & 20 \\\\ 3 & 4 \\end{bmatrix}", "A = ⎡1  20⎤\n    ⎣3  4 ⎦"),
        ("f = \\begin{cases} 1 & x \\\\ 0 & y \\end{cases}", "f = ⎧1  x\n    ⎩0  y"),
        ("a \\\\ b", "a\nb"),
        (
            "\\begin{bmatrix}1\\\\2\\end{bmatrix}\\begin{bmatrix}x\\\\y\\\\z\\end{bmatrix} = b",
            "⎡1⎤⎡x⎤\n⎣2⎦⎢y⎥ = b\n   ⎣z⎦",
        ),
        ("\\left(\\begin{array}{c}a\\\\b\\end{array}\\right)", "⎛a⎞\n⎝b⎠"),
        ("\\left\\{\\begin{aligned}x&=1\\\\y&=2\\end{aligned}\\right.", "⎧x  = 1\n⎩y  = 2"),
        ("\\begin{equation}\\begin{split}a&=b\\\\&=c\\end{split}\\end{equation}", "a = b\n  = c"),
    ] {
        assert_eq!(display(source), want, "{source}");
    }
}

#[test]
fn hostile_formulas_end() {
    for source in ["{", "\\frac", "^", "\\begin{a}", "\\left(", "\\sqrt[", "_{", "\\\\", "&", "\\", "}", "\\not"] {
        let _ = inline(&source.repeat(3_000));
        let _ = display(&source.repeat(3_000));
    }
}
