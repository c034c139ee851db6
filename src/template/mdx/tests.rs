//! MDX in, Markdown out.

use super::*;

fn words(source: &str) -> String {
    rewrite(source, &TemplateValues::new()).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0)
}

fn folded(source: &str) -> String {
    words(source).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_mdx_leaves_to_a_reader() {
    for (source, want) in [
        ("import A from './a';\n// import B from './b';\nimport C from './c'\n\nText.", "Text."),
        ("import A from './a';\nexport const b = {\n  c: 1,\n};\n\nText.", "Text."),
        ("export const meta = {\n  a: 1,\n\n  b: { c: '}' },\n}\n\nText.", "Text."),
        ("<Intro>\n\nWords *here*.\n\n</Intro>", "Words *here*."),
        ("a {/* gone */} b {\"kept\"} c{' '}d", "a b kept c d"),
        ("a{'\\n\\n'}b {'it\\'s'}", "a b it's"),
        ("## Title {/*the-title*/}", "## Title"),
        ("a <Box color={x > 1 ? \"a\" : {}}>in</Box> b", "a in b"),
        ("<div className=\"a\" style={{b: 1}}>\n\nx\n\n</div>", "<div class=\"a\"> x </div>"),
        ("<img src={require('./a.png').default} alt=\"A\" />", "<img src=\"./a.png\" alt=\"A\">"),
        ("<Image src=\"/a.png\"\n  alt=\"A\" />", "<img src=\"/a.png\" alt=\"A\">"),
        ("<YouTube id=\"abc\" />", "<a href=\"https://www.youtube.com/watch?v=abc\">\u{25b6} YouTube video</a>"),
        ("<Note>\n\nx\n\n</Note>", "<blockquote markdown=\"1\" class=\"folio-alert note\"> x </blockquote>"),
        ("`<A>` and `{b}`", "`<A>` and `{b}`"),
        ("```js\nimport a from 'a';\n<A>{b}</A>\n```", "```js import a from 'a'; <A>{b}</A> ```"),
        ("1 < 2 and a <- b", "1 < 2 and a <- b"),
        ("import p from './p.png';\n\n<Image src={p} alt=\"P\" />", "<img src=\"./p.png\" alt=\"P\">"),
        ("export const a = { b: 'C' };\n\n<b title={a.b}>{a.b} {`${a.b}!`}</b>", "<b title=\"C\">C C!</b>"),
        ("export const l = ['x', 'y'];\n\n<ul>{l.map((i) => <li>{i}</li>)}</ul>", "<ul><li>x</li> <li>y</li> </ul>"),
        ("a {on && <b>words</b>} c", "a <b>words</b> c"),
        ("{1 + 1} {2} {on ? 'yes' : 'no'}", "2 2 yes"),
        ("a {on ? <b>words</b> : <i>none</i>} c {on ? null : <b>d</b>}", "a <b>words</b> c <b>d</b>"),
        (
            "<Tabs values={[{label: 'Go', value: 'go'}]}>\n<TabItem value=\"go\">\n\nx\n\n</TabItem>\n</Tabs>",
            "<p><strong>Go</strong></p> x",
        ),
        ("<Tab label=\"Go\">\n\nx\n\n</Tab>", "<p><strong>Go</strong></p> x"),
        ("a <Badge text=\"b\" /> c <Box title=\"T\">d</Box>", "a b c <strong>T</strong> d"),
        ("<Link title=\"T\" href=\"/x\">words</Link>", "<a href=\"/x\">words</a>"),
        ("a <Link to=\"/x\">*b*</Link> <Link>c</Link>", "a <a href=\"/x\">*b*</a> c"),
        ("<Card title=\"T\" href=\"/x\">\n\nwords\n\n</Card>", "<p><a href=\"/x\"><strong>T</strong></a></p> words"),
        ("<img src={useBaseUrl('/a.png')} alt=\"A\" />", "<img src=\"/a.png\" alt=\"A\">"),
        (
            "<CodeBlock language=\"js\" title=\"a.js\">\n  {`let a;\nlet b;`}\n</CodeBlock>",
            "```js title=\"a.js\" let a; let b; ```",
        ),
        ("<Box title=\"T\" width={3} text={`w <b>`} />", "<p>T</p> <p>w &lt;b&gt;</p>"),
        ("<Seo title=\"T\" /><Snippet code={`a b`} lang=\"js\" />", "```js a b ```"),
        ("# A {#id}", "# A {#id}"),
        ("{#if x}\n\nyes\n\n{:else if y}\n\nno\n\n{/if}\n", "yes no"),
        ("\\{kept\\}", "\\{kept\\}"),
        ("<div>\n<p>[a](b) `c`</p>\n</div>", "<div> <wbr><p>[a](b) `c`</p> </div>"),
        ("<p>words</p>", "<p>words</p>"),
    ] {
        assert_eq!(folded(source), want, "{source:?}");
    }
}

#[test]
fn files_that_are_imported_show_their_words() {
    let mut values = TemplateValues::new();
    values.set_file("./_a.mdx", "import PartB from '/b.md'\n\n*A* of {props.who}\n\n<PartB/>\n");
    values.set_file("/b.md", "B {frontMatter.title}\n");
    values.set_file("./me.md", "import Me from './me.md'\n\nme <Me/>\n");
    values.set("page.title", "T");
    let shown = |text: &str| {
        let made = rewrite(text, &values).unwrap().finish(|_| (1, 1)).0;
        made.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (text, want) in [
        ("import PartA from './_a.mdx';\n\nOne.\n\n<PartA who=\"us\" />\n\nTwo.\n", "One. *A* of us B T Two."),
        ("import PartA from './_a.mdx'\n\n- <PartA who={'me'}></PartA>\n", "- *A* of me B T"),
        ("import PartA from './gone.mdx'\n\n<PartA title=\"words\"/>\n", "<p>words</p>"),
        ("import Me from './me.md'\n\n<Me/>\n", "me me me"),
    ] {
        assert_eq!(shown(text), want, "{text:?}");
    }
    let bomb = format!("import PartA from './_a.mdx'\n\n{}", "<PartA/>\n\n".repeat(20_000));
    assert!(shown(&bomb).matches("*A*").count() <= 4_096);
}

#[test]
fn indented_words_are_no_code() {
    for (source, want) in [
        (
            "<figure>\n  <figcaption>\n    Some *words*\n    and more\n  </figcaption>\n</figure>\n",
            "\nSome *words*\nand more\n",
        ),
        ("a\n\n      six\n", "a\n\nsix\n"),
        ("a\n\n\t*b*\n", "a\n\n*b*\n"),
        ("a\n\n    `{b}` c\n", "a\n\n`{b}` c\n"),
        ("<A>\n  <B>\n    ```js\n    {x}\n\n      y\n    ```\n  </B>\n</A>\n", "\n```js\n{x}\n\n  y\n```\n"),
        ("1. a\n\n<Steps>\n\n1. c\n", "1. a\n\n\n<!-- -->\n\n\n\n1. c\n"),
        ("a[^1] {b}\n\n[^1]: note\n\n    more\n", "[^1]: note\n\n    more\n"),
        ("- a\n\n  b\n\n  ```\n      code\n  ```\n", "- a\n\n  b\n\n  ```\n      code\n  ```\n"),
    ] {
        assert!(words(source).contains(want), "{source:?}: {:?}", words(source));
    }
}

#[test]
fn what_is_fenced_for_other_readers_is_read() {
    let text = "```mdx-code-block\n<Tabs>\n```\n\na\n\n````mdx-code-block\n```js\nx\n```\n</Tabs>\n````\n";
    assert_eq!(unwrap(text).unwrap().text, "<Tabs>\n\na\n\n```js\nx\n```\n</Tabs>\n");
    assert!(unwrap("```js\nx\n```\n").is_none());
}

#[test]
fn fences_in_components_stay_fences() {
    let made = words("<Sandpack>\n\n```js src/App.js\nexport default function App() {}\n```\n\n</Sandpack>\n");
    assert!(made.contains("\n```js src/App.js\nexport default function App() {}\n```\n"), "{made}");
    assert!(!made.contains("Sandpack"));
}

#[test]
fn an_element_on_lines_of_its_own_parts_what_is_around_it() {
    for (source, want) in [
        ("a\n<br />\n**b**\n", "a||<br>||**b**"),
        ("<img\n  src=\"/a\"\n/>\n# b\n", "<img src=\"/a\">||# b"),
        ("> <br />\n> **q**\n", ">|>|> <br>|>|> **q**"),
        ("<picture>\n<img src=\"/a\" />\n</picture>\n**b**\n", "<picture>||<img src=\"/a\">||</picture>||**b**"),
        ("<callout-info>\n**b**\n</callout-info>\n", "<callout-info>||**b**|</callout-info>"),
        ("a <br />\n**b**\n", "a <br>|**b**"),
    ] {
        let made = words(source).lines().map(str::trim_end).collect::<Vec<_>>().join("|");
        assert_eq!(made.replace("|||", "||").trim_matches('|'), want, "{source}");
    }
}
