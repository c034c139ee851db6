//! Every action folio knows, in one table: the command line, the configuration, help, `docs/KEYS.md`
//! and the default keys are all made from it.
//!
//! An action says what a person asked for. What it does where is the application's business; a key
//! means one thing in every pane.

use std::fmt;
use std::str::FromStr;

use super::Mode;

macro_rules! groups {
    ($($variant:ident $title:literal)*) => {
        /// What kind of action it is: the headings of help.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ActionGroup { $(#[doc = $title] $variant,)* }

        impl ActionGroup {
            /// All groups in the order of help.
            pub const ALL: &[ActionGroup] = &[$(ActionGroup::$variant,)*];
            /// Its heading.
            pub const fn title(self) -> &'static str { match self { $(ActionGroup::$variant => $title,)* } }
        }
    };
}

macro_rules! actions {
    ($($group:ident { $($variant:ident $name:literal $help:literal $([$($mode:ident: $keys:literal),*])?;)* })*) => {
        /// What a person can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[doc = $help] $variant,)*)* }

        impl Action {
            /// All actions in the order of help.
            pub const ALL: &[Action] = &[$($(Action::$variant,)*)*];
            /// The name, as after `:` and in a configuration.
            pub const fn name(self) -> &'static str { match self { $($(Action::$variant => $name,)*)* } }
            /// What it does, one sentence without its full stop.
            pub const fn help(self) -> &'static str { match self { $($(Action::$variant => $help,)*)* } }
            /// What kind of action it is.
            pub const fn group(self) -> ActionGroup { match self { $($(Action::$variant => ActionGroup::$group,)*)* } }
            /// Its keys where nothing is configured: sequences parted by commas, a mode at a time.
            pub const fn default_keys(self) -> &'static [(Mode, &'static str)] {
                match self { $($(Action::$variant => &[$($((Mode::$mode, $keys)),*)?],)*)* }
            }
        }
    };
}

groups! {
    Moving "Moving"
    Reading "Reading"
    Links "Links and places"
    Finding "Finding"
    Posts "Posts"
    Taking "Taking it elsewhere"
    View "The page"
    Folio "Folio"
}

actions! {
    Moving {
        LineDown "line-down" "Move down one line" [
            Anywhere: "j, Down, Ctrl-n, Ctrl-e, Ctrl-j", Input: "Down, Ctrl-n"];
        LineUp "line-up" "Move up one line" [
            Anywhere: "k, Up, Ctrl-p, Ctrl-y, Ctrl-k", Input: "Up, Ctrl-p"];
        HalfPageDown "half-page-down" "Move down half a page" [Anywhere: "d, Ctrl-d"];
        HalfPageUp "half-page-up" "Move up half a page" [Anywhere: "u, Ctrl-u"];
        PageDown "page-down" "Move down a page" [
            Anywhere: "Space, PageDown, Ctrl-f, Ctrl-v", Facets: "PageDown", Input: "PageDown"];
        PageUp "page-up" "Move up a page" [
            Anywhere: "b, PageUp, Ctrl-b, Shift-Space, Alt-v", Input: "PageUp"];
        Top "top" "Go to the first line, or the one typed before" [Anywhere: "g, Home, Ctrl-Home, Alt-<"];
        Bottom "bottom" "Go to the last line, or the one typed before" [Anywhere: "G, End, Ctrl-End, Alt->"];
        Percent "percent" "Go to the percentage typed before" [Anywhere: "%"];
        LineToTop "line-to-top" "Move what is selected to the top of the pane" [Anywhere: "zt"];
        LineToMiddle "line-to-middle" "Move what is selected to the middle of the pane" [Anywhere: "zz"];
        LineToBottom "line-to-bottom" "Move what is selected to the bottom of the pane" [Anywhere: "zb"];
        NextSection "next-section" "Go to the next heading, month or year" [Anywhere: "], }"];
        PreviousSection "previous-section" "Go to the heading, month or year before" [
            Anywhere: "[, {"];
        ScrollLeft "scroll-left" "Scroll long lines of code to the left" [Anywhere: "Shift-Left"];
        ScrollRight "scroll-right" "Scroll long lines of code to the right" [Anywhere: "Shift-Right"];
        NextPane "next-pane" "Go to the next pane" [
            Anywhere: "Ctrl-w w, F6", List: "Tab", Facets: "Tab"];
        PreviousPane "previous-pane" "Go to the pane before" [
            Anywhere: "Ctrl-w W, Shift-F6", List: "Shift-Tab", Facets: "Shift-Tab"];
        PaneLeft "pane-left" "Go to the pane on the left" [Anywhere: "Ctrl-w h", List: "h, Left", Facets: "h, Left"];
        PaneRight "pane-right" "Go to the pane on the right" [Anywhere: "Ctrl-w l", Facets: "l, Right"];
    }
    Reading {
        Open "open" "Read the post, follow the link, take the choice" [
            Anywhere: "Enter, Ctrl-]", List: "l, Right", Popup: "l, Right", Input: "Enter, Ctrl-j"];
        Back "back" "Go back to the exact line you came from" [
            Anywhere: "Backspace, Ctrl-h, Alt-Left, Ctrl-o, H, B, Ctrl-t, '', ``", Post: "h, Left", Popup: "h, Left"];
        Forward "forward" "Go forward again" [Anywhere: "Alt-Right, Ctrl-i"];
        NextPost "next-post" "Read the next post of the list" [Anywhere: "J, Alt-Down, Ctrl-PageDown"];
        PreviousPost "previous-post" "Read the previous post of the list" [Anywhere: "K, p, Alt-Up, Ctrl-PageUp"];
        NextUnread "next-unread" "Go to the next unread post" [Anywhere: "U"];
        RandomPost "random-post" "Read a post picked at random" [Anywhere: "R"];
        Outline "outline" "Choose a heading of the post" [Anywhere: "\\"];
        Details "details" "Show all of the front matter, and what is wrong" [
            Anywhere: "=, Ctrl-g"];
        ToggleFolds "toggle-folds" "Open or fold what is folded, or a year's months" [Anywhere: "x, za"];
        ToggleZen "toggle-zen" "Give the post the whole screen, or not" [Anywhere: "z, Ctrl-w o"];
    }
    Links {
        NextLink "next-link" "Select the next link" [Post: "Tab"];
        PreviousLink "previous-link" "Select the link before" [Post: "Shift-Tab"];
        Hints "hints" "Follow a link in sight by a letter" [Anywhere: "f"];
        LinkList "link-list" "List the links of the post" [Anywhere: "L"];
        OpenOutside "open-outside" "Open the link outside, or else the post's page" [Anywhere: "o"];
        OpenPage "open-page" "Open the post's page in the browser" [Anywhere: "O"];
        CopyLink "copy-link" "Copy the link, or else the post's address" [Anywhere: "y"];
        ToggleLinkNumbers "toggle-link-numbers" "Show or hide the numbers after links" [Anywhere: "#"];
    }
    Finding {
        Find "find" "Narrow the list while you type; search in a post" [Anywhere: "/"];
        NextHit "next-hit" "Go to the next hit, or to the next post" [Anywhere: "n, F3"];
        PreviousHit "previous-hit" "Go to the hit before" [Anywhere: "N, Shift-F3"];
        SearchText "search-text" "Search the text of all posts in the list" [Anywhere: "S, Alt-/"];
        ShowHits "show-hits" "Show the hits of the last search again" [Anywhere: "&"];
        Tags "tags" "Choose tags" [Anywhere: "t"];
        Archive "archive" "Choose a year or month" [Anywhere: "a"];
        FacetAnd "facet-and" "Narrow by this too" [Facets: "Space, +"];
        FacetOr "facet-or" "Take posts with this as well" [Facets: "|"];
        FacetNot "facet-not" "Leave out posts with this" [Facets: "-"];
        FacetSort "facet-sort" "Order by count or by name" [Facets: "s"];
        ClearFilter "clear-filter" "Show all posts again" [Anywhere: "T"];
        ToggleAll "toggle-all" "Show or hide drafts, future and hidden posts" [Anywhere: "D"];
        Sort "sort" "Order by date, title, length or change" [List: "s", Post: "s"];
        ReverseSort "reverse-sort" "Turn the order round" [List: "r", Facets: "r"];
    }
    Posts {
        ToggleRead "toggle-read" "Mark as read or unread" [Anywhere: "m"];
        MarkAllRead "mark-all-read" "Mark all posts of the list as read";
        ToggleStar "toggle-star" "Star, or take the star away" [Anywhere: "*"];
        Blogs "blogs" "Choose another blog" [Anywhere: "A"];
        Problems "problems" "List what is wrong in the posts" [Anywhere: "E"];
        Reload "reload" "Read the files again" [Anywhere: "Ctrl-r, F5", Post: "r"];
    }
    Taking {
        CopyCode "copy-code" "Copy a block of code as it was written" [Anywhere: "c"];
        CopyPost "copy-post" "Copy the whole post as plain text" [Anywhere: "C"];
        CopyPath "copy-path" "Copy the path of the post's file" [Anywhere: "Y"];
        Edit "edit" "Edit the post at this line" [Anywhere: "e, v"];
        Pipe "pipe" "Give the post to the configured command" [Anywhere: "!"];
    }
    View {
        Narrower "narrower" "Set the text narrower" [Anywhere: "<"];
        Wider "wider" "Set the text wider" [Anywhere: ">"];
        PaneNarrower "pane-narrower" "Make the pane narrower" [Anywhere: "Ctrl-w <"];
        PaneWider "pane-wider" "Make the pane wider" [Anywhere: "Ctrl-w >"];
        ToggleWrap "toggle-wrap" "Wrap long lines of code, or not" [Anywhere: "w"];
        ToggleImages "toggle-images" "Draw images, or only name them" [Anywhere: "i"];
        ToggleMouse "toggle-mouse" "Use the mouse, or leave it to the terminal" [Anywhere: "M"];
        NextTheme "next-theme" "Try the next theme" [Anywhere: "F10"];
        Redraw "redraw" "Draw the screen anew" [Anywhere: "Ctrl-l"];
    }
    Folio {
        Help "help" "Show the keys" [Anywhere: "?, F1"];
        CommandLine "command-line" "Type a command" [Anywhere: ":"];
        Messages "messages" "Show again what was said at the bottom";
        Palette "palette" "Find an action by its name" [Anywhere: "P, Alt-x"];
        Complete "complete" "Complete the word" [Input: "Tab"];
        CompleteBack "complete-back" "Complete the word, the other way round" [Input: "Shift-Tab"];
        Cancel "cancel" "Leave a line, popup, search, choice or filter" [
            Anywhere: "Esc", Input: "Esc, Ctrl-g", Hints: "Esc, Backspace, q"];
        Close "close" "Close what is in front, at last folio" [Anywhere: "q, Ctrl-w q, Ctrl-w c"];
        Quit "quit" "Quit from anywhere" [
            Anywhere: "Q, Ctrl-c, Ctrl-q, ZZ, ZQ", Input: "Ctrl-c", Hints: "Ctrl-c"];
        Suspend "suspend" "Go to the shell; `fg` comes back" [Anywhere: "Ctrl-z", Input: "Ctrl-z", Hints: "Ctrl-z"];
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Action {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|action| action.name() == name).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_and_read_as_themselves() {
        let names: HashSet<_> = Action::ALL.iter().map(|action| action.name()).collect();
        assert_eq!(names.len(), Action::ALL.len());
        for action in Action::ALL {
            assert_eq!(action.name().parse(), Ok(*action));
            assert!(action.name().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{action}");
        }
    }

    #[test]
    fn help_is_one_line_that_fits_a_narrow_popup() {
        for action in Action::ALL {
            assert!(action.help().len() <= 50, "{action}: {}", action.help().len());
            assert!(!action.help().ends_with('.'), "{action}");
        }
    }
}
