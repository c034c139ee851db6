//! What authors call languages, and what the syntaxes are called.

/// The name under which a syntax is found; None where code is shown plain.
pub(super) fn canonical(written: &str) -> Option<&str> {
    let name = match written {
        "" | "text" | "plain" | "plaintext" | "txt" | "none" | "nohighlight" | "no-highlight" | "raw" | "output"
        | "ansi" | "mermaid" | "ascii" | "tree" | "math" | "dot-output" | "cypher" => return None,
        "shell" | "zsh" | "ksh" | "ash" | "shellscript" | "sh" | "bashrc" | "nushell" | "nu" => "bash",
        "golang" => "go",
        "python3" | "py3" | "python2" | "ipython" | "ipython3" | "pycon" | "sage" => "python",
        "json5" | "jsonc" | "jsonl" | "ndjson" | "hjson" | "json-ld" | "webmanifest" => "json",
        "elisp" | "emacs-lisp" | "emacs" | "common-lisp" | "cl" | "racket" | "scheme" | "scm" | "fennel" => "lisp",
        "fsharp" | "f#" => "fs",
        "csharp" | "c#" | "dotnet" | "cshtml" => "cs",
        "c++" | "cxx" | "hpp" | "cuda" | "arduino" | "ino" | "glsl-es" => "cpp",
        "objc" | "objectivec" | "objective-c" | "obj-c" => "objective-c",
        "javascript" | "node" | "nodejs" | "mjs" | "cjs" | "es6" | "ecmascript" | "flow" | "qml" => "js",
        "typescript" | "mts" | "cts" | "deno" => "ts",
        "docker" | "containerfile" => "dockerfile",
        "make" | "mk" | "gnumake" => "makefile",
        "ps" | "pwsh" | "ps1" | "posh" => "powershell",
        "bat" | "batch" | "cmd" | "dos" | "dosbatch" => "bat",
        "latex" | "tex" | "context" | "bibtex" => "tex",
        "viml" | "vimscript" | "vimrc" | "nvim" => "vim",
        "html5" | "xhtml" | "handlebars" | "hbs" | "mustache" | "liquid" | "ejs" | "njk" | "htm"
        | "go-html-template" | "gotmpl" | "html+jinja" | "htmldjango" | "angular" | "astro" | "jinja2-html"
        | "heex" => "html",
        "svg" | "plist" | "xsl" | "xslt" | "xsd" | "rss" | "atom" | "xaml" | "csproj" | "pom" | "wsdl" => "xml",
        "terraform" | "hcl" | "tofu" => "tf",
        "conf" | "cfg" | "config" | "dosini" | "editorconfig" | "systemd" | "desktop" | "gitconfig" | "properties" => {
            "ini"
        }
        "mysql" | "pgsql" | "postgres" | "postgresql" | "plsql" | "sqlite" | "sqlite3" | "tsql" | "psql" | "hql"
        | "plpgsql" => "sql",
        "crystal" | "rbs" | "irb" | "rb" | "jruby" | "gemfile" | "rake" => "ruby",
        "raku" | "perl6" => "perl",
        "yml" | "eyaml" | "ansible" | "docker-compose" => "yaml",
        "md" | "mdx" | "mkd" | "gfm" | "rmarkdown" | "rmd" | "qmd" => "markdown",
        "patch" | "udiff" | "gitdiff" => "diff",
        // A language in which a change is shown (`diff-js`): the change is what the author points at.
        name if name.starts_with("diff-") => "diff",
        "kt" | "kts" => "kotlin",
        "gradle" => "groovy",
        "jl" => "julia",
        "hs" | "lhs" | "purescript" | "elm-hs" => "haskell",
        "gql" => "graphql",
        "sol" => "solidity",
        "rs" => "rust",
        "ex" | "exs" | "iex" => "elixir",
        "erl" => "erlang",
        "nasm" | "assembly" | "x86asm" | "gas" | "x86" => "asm",
        "wat" | "wast" | "wasm" => "lisp",
        "scss" | "postcss" | "pcss" => "scss",
        "protobuf" => "proto",
        "apacheconf" | "apache" | "htaccess" => "conf",
        "matlab" | "octave" => "matlab",
        "s" | "splus" | "rscript" => "r",
        other => other,
    };
    Some(name)
}

/// Whether it is a session at a prompt.
pub(super) fn is_session(written: &str) -> bool {
    matches!(
        written,
        "console"
            | "shell-session"
            | "sh-session"
            | "shellsession"
            | "bash-session"
            | "terminal"
            | "zsh-session"
            | "session"
    )
}
