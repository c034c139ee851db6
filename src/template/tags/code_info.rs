//! The info string of code that a tag holds: its language, a title, lines that are marked.

use super::arguments::Arguments;

/// Language and attributes of code, as an info string.
pub(super) fn of(arguments: &Arguments) -> String {
    let language = arguments.get(&["lang", "language"]);
    let mut words = arguments.positional.iter();
    let mut info = language.map_or_else(|| words.next().cloned().unwrap_or_default(), str::to_owned);
    info.retain(|c| !c.is_whitespace() && c != '`');
    for (name, value) in &arguments.named {
        let value = value.replace(['`', '\n', '"'], "");
        match name.as_str() {
            "lang" | "language" => {}
            "linenos" if value == "false" => {}
            "hl_lines" | "mark_lines" | "mark" => info.push_str(&format!(" hl_lines=\"{value}\"")),
            "linenostart" | "first_line" | "startline" => info.push_str(&format!(" linenostart={value}")),
            "linenos" => info.push_str(" linenos"),
            "title" | "caption" | "filename" | "file" => info.push_str(&format!(" title=\"{value}\"")),
            _ => {}
        }
    }
    for word in words {
        match word.as_str() {
            "linenos" => info.push_str(" linenos"),
            options if options.contains('=') => {
                info.push_str(&format!(" {{{}}}", options.replace(['`', '\n', '{', '}'], "")));
            }
            _ => {}
        }
    }
    info
}

/// Code in a tab, whose name is its title.
pub(super) fn of_tab(arguments: &Arguments, around: &Arguments) -> String {
    let of = |given: &'_ Arguments| given.get(&["lang", "codelang"]).map(str::to_owned);
    let language = of(arguments).or_else(|| arguments.at(1).map(str::to_owned)).or_else(|| of(around));
    let language = language.unwrap_or_default().replace(['`', '\n', ' '], "");
    let title = arguments.get(&["header", "name", "title"]).or_else(|| arguments.at(0));
    let title = title.map(|title| format!(" title=\"{}\"", title.replace(['`', '\n', '"'], "")));
    format!("{language}{}", title.unwrap_or_default())
}

/// Whether an argument names a language that code is written in, or none (`plain`).
pub(super) fn is_language(word: Option<&str>) -> bool {
    const NAMES: &str = " bash sh shell console plain plaintext text output json yaml yml toml ini xml html css go rust c cpp java \
        javascript js typescript ts python py ruby php sql proto diff dockerfile powershell csharp kotlin swift lua perl r ";
    word.is_some_and(|word| !word.contains(' ') && NAMES.contains(&format!(" {} ", word.to_lowercase())))
}

/// Whether a word is the first of a drawing of Mermaid.
pub(super) fn is_graph(word: &str) -> bool {
    const KINDS: [&str; 8] = ["graph", "flowchart", "pie", "gantt", "journey", "mindmap", "timeline", "gitGraph"];
    KINDS.contains(&word) || word.contains("Diagram")
}

/// Whether what a tag of that name holds is drawn by a program.
pub(super) fn is_drawing(name: &str) -> bool {
    matches!(
        name,
        "mermaid"
            | "chart"
            | "plantuml"
            | "graphviz"
            | "dot"
            | "echarts"
            | "plotly"
            | "apexcharts"
            | "vega"
            | "vega-lite"
            | "wavedrom"
            | "nomnoml"
            | "tikz"
            | "digraph"
            | "graph"
            | "uml"
            | "blockdiag"
            | "seqdiag"
            | "svgbob"
            | "ditaa"
            | "goat"
            | "d2"
            | "diagram"
    )
}
