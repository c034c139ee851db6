//! The parts of a template of the site as a tree: text, what is printed, choices, loops. Knows no template language: which of its
//! words opens and closes what is told by those that do.

/// Parts within parts at most.
const DEEPEST: usize = 32;

/// A part of a template.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::template) enum Node<'t> {
    /// As it stands.
    Text(&'t str),
    /// What is evaluated, and printed if it gives words.
    Print(&'t str),
    /// What is evaluated for what it keeps.
    Silent(&'t str),
    /// The first branch whose condition holds.
    Choice(Vec<Branch<'t>>),
    /// A body for each item of what its head names, else the other one.
    Loop(&'t str, Vec<Node<'t>>, Vec<Node<'t>>),
}

/// A branch of a choice.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::template) struct Branch<'t> {
    pub(in crate::template) condition: Condition<'t>,
    pub(in crate::template) body: Vec<Node<'t>>,
}

/// When a branch is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::template) enum Condition<'t> {
    /// If this is true.
    If(&'t str),
    /// If this is true, which is then what the branch speaks of.
    With(&'t str),
    /// Else.
    Always,
}

/// What a part of a template says of its tree.
#[derive(Clone, Copy, Debug)]
pub(in crate::template) enum Word<'t> {
    Leaf(Leaf<'t>),
    /// Opens a choice.
    Choice(Condition<'t>),
    /// Opens a loop.
    Loop(&'t str),
    /// Goes on to the next branch.
    Else(Condition<'t>),
    /// Closes what was opened last.
    Close,
}

/// A part that holds no others.
#[derive(Clone, Copy, Debug)]
pub(in crate::template) enum Leaf<'t> {
    Text(&'t str),
    Print(&'t str),
    Silent(&'t str),
}

/// What is open.
enum Open<'t> {
    Choice(Vec<Branch<'t>>, Condition<'t>),
    Loop(&'t str, Option<Vec<Node<'t>>>),
}

/// The tree of the parts. None if they do not match, or are nested too deep.
pub(in crate::template) fn of<'t>(words: impl Iterator<Item = Option<Word<'t>>>) -> Option<Vec<Node<'t>>> {
    let mut open: Vec<(Open<'t>, Vec<Node<'t>>)> = Vec::new();
    let mut nodes = Vec::new();
    for word in words {
        match word? {
            Word::Leaf(leaf) => nodes.push(match leaf {
                Leaf::Text(text) => Node::Text(text),
                Leaf::Print(expression) => Node::Print(expression),
                Leaf::Silent(statement) => Node::Silent(statement),
            }),
            Word::Choice(condition) => open.push((Open::Choice(Vec::new(), condition), std::mem::take(&mut nodes))),
            Word::Loop(head) => open.push((Open::Loop(head, None), std::mem::take(&mut nodes))),
            Word::Else(condition) => match &mut open.last_mut()?.0 {
                Open::Choice(branches, current) => {
                    branches.push(Branch { condition: *current, body: std::mem::take(&mut nodes) });
                    *current = condition;
                }
                Open::Loop(_, body) if body.is_none() && condition == Condition::Always => {
                    *body = Some(std::mem::take(&mut nodes));
                }
                Open::Loop(..) => return None,
            },
            Word::Close => {
                let (ended, before) = open.pop()?;
                let inner = std::mem::replace(&mut nodes, before);
                nodes.push(match ended {
                    Open::Choice(mut branches, condition) => {
                        branches.push(Branch { condition, body: inner });
                        Node::Choice(branches)
                    }
                    Open::Loop(head, None) => Node::Loop(head, inner, Vec::new()),
                    Open::Loop(head, Some(body)) => Node::Loop(head, body, inner),
                });
            }
        }
        if open.len() > DEEPEST {
            return None;
        }
    }
    open.is_empty().then_some(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Option<Word<'_>> {
        Some(match text {
            "if" => Word::Choice(Condition::If("a")),
            "for" => Word::Loop("b"),
            "else" => Word::Else(Condition::Always),
            "end" => Word::Close,
            text => Word::Leaf(Leaf::Text(text)),
        })
    }

    #[test]
    fn what_opens_holds_what_stands_before_its_end() {
        let tree = of("x if y else for z else w end end v".split(' ').map(word)).unwrap();
        let branches = vec![
            Branch { condition: Condition::If("a"), body: vec![Node::Text("y")] },
            Branch {
                condition: Condition::Always,
                body: vec![Node::Loop("b", vec![Node::Text("z")], vec![Node::Text("w")])],
            },
        ];
        assert_eq!(tree, [Node::Text("x"), Node::Choice(branches), Node::Text("v")]);
        for odd in ["end", "if x", "else", "for x else y else z end"] {
            assert_eq!(of(odd.split(' ').map(word)), None, "{odd}");
        }
        assert_eq!(of("if ".repeat(40).split_whitespace().chain("end ".repeat(40).split_whitespace()).map(word)), None);
    }
}
