//! Live reload: what changed below the root, told once things are quiet.
//!
//! Knows which directories hold posts; does not read files. Its thread sleeps until the system reports something:
//! debouncers that tick would wake an idle machine.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TrySendError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use notify::event::{CreateKind, EventKind, ModifyKind, RemoveKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::app::Event;
use crate::site::Site;
use crate::system::{System, WalkKind};
use crate::text::Clean;

use super::fault::{self, Place};
use super::wake::Answers;

/// Quiet for so long means that a change is over.
const QUIET: Duration = Duration::from_millis(100);
/// A change that goes on is told all the same.
const LONGEST: Duration = Duration::from_secs(1);
/// How often files are looked at where the system reports nothing, and how often a root that went is looked for.
const POLL: Duration = Duration::from_secs(2);
/// More changed files than this are a new load: a branch was switched.
const MOST_PATHS: usize = 256;

type Report = notify::Result<notify::Event>;

/// Watches until dropped.
#[derive(Debug)]
pub struct Watch {
    reports: Option<Sender<Option<Report>>>,
    thread: Option<JoinHandle<()>>,
}

struct Watcher {
    system: Arc<dyn System>,
    site: Arc<Site>,
    to: Answers,
    reports: Sender<Option<Report>>,
    source: Option<Box<dyn notify::Watcher + Send>>,
    /// Whether it was said that changes are not reported.
    has_said: bool,
}

/// What has changed since the last word.
#[derive(Debug, Default)]
struct Changes {
    paths: BTreeSet<PathBuf>,
    anything: bool,
}

impl Watch {
    /// Starts watching the directories that hold posts.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(system: Arc<dyn System>, site: Arc<Site>, to: Answers) -> io::Result<Self> {
        let (reports, inbox) = channel();
        let mut watcher = Watcher { system, site, to, reports: reports.clone(), source: None, has_said: false };
        let thread = std::thread::Builder::new().name("watch".into()).spawn(move || watcher.run(&inbox))?;
        Ok(Self { reports: Some(reports), thread: Some(thread) })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(reports) = self.reports.take() {
            let _ = reports.send(None);
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Watcher {
    fn run(&mut self, inbox: &Receiver<Option<Report>>) {
        self.watch();
        loop {
            let gone = !self.site.root.is_dir();
            let first =
                if gone { inbox.recv_timeout(POLL) } else { inbox.recv().map_err(|_| RecvTimeoutError::Disconnected) };
            let mut changes = Changes::default();
            match first {
                Ok(Some(report)) => self.note(report, &mut changes),
                Ok(None) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) if self.site.root.is_dir() => changes.anything = true,
                Err(RecvTimeoutError::Timeout) => continue,
            }
            let end = Instant::now() + LONGEST;
            loop {
                match inbox.recv_timeout(QUIET.min(end.saturating_duration_since(Instant::now()))) {
                    Ok(Some(report)) => self.note(report, &mut changes),
                    Ok(None) | Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => break,
                }
            }
            if !self.tell(changes) {
                return;
            }
        }
    }

    fn tell(&mut self, changes: Changes) -> bool {
        let Changes { paths, anything } = changes;
        if anything {
            // New directories may hold posts, and a new root has no watch.
            self.watch();
        }
        let all = anything || paths.len() > MOST_PATHS;
        let paths = if all { Vec::new() } else { paths.into_iter().collect() };
        if paths.is_empty() && !all {
            return true;
        }
        match self.to.try_send(Event::FilesChanged(paths)) {
            Ok(()) => true,
            Err(TrySendError::Disconnected(_)) => false,
            // Busy: told again after another quiet moment, as anything.
            Err(TrySendError::Full(_)) => self.reports.send(Some(Err(notify::Error::generic("told too late")))).is_ok(),
        }
    }

    /// Reading a post is reported too; only what changes files or names counts.
    fn note(&self, report: Report, changes: &mut Changes) {
        let Ok(event) = report else {
            changes.anything = true;
            return;
        };
        let folder =
            matches!(event.kind, EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder));
        let renamed = matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)));
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        changes.anything |= event.need_rescan();
        for path in &event.paths {
            let Ok(below) = path.strip_prefix(&self.site.root) else { continue };
            let is_root = below.as_os_str().is_empty();
            let is_folder = folder || renamed && (path.is_dir() || below.extension().is_none());
            if is_root || is_folder && self.site.enters(below) {
                changes.anything |= folder || renamed || matches!(event.kind, EventKind::Remove(_));
            } else if self.site.is_post(below) {
                changes.paths.insert(below.to_path_buf());
            }
        }
    }

    fn watch(&mut self) {
        let native = if is_remote(&self.site.root) { None } else { self.native().ok() };
        let native = native.map(|watcher| Box::new(watcher) as Box<dyn notify::Watcher + Send>);
        self.source = native.or_else(|| self.polling(POLL));
    }

    /// The system's own reports, a directory at a time: what holds no posts is not watched.
    fn native(&self) -> notify::Result<RecommendedWatcher> {
        if fault::strikes(Place::Watch) {
            return Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch));
        }
        let reports = self.reports.clone();
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(move |report| drop(reports.send(Some(report))), config)?;
        for directory in self.directories() {
            let whole = self.site.root.join(&directory);
            match watcher.watch(&whole, RecursiveMode::NonRecursive) {
                // It went meanwhile.
                Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
                result => result?,
            }
        }
        Ok(watcher)
    }

    fn directories(&self) -> Vec<PathBuf> {
        let directories = std::cell::RefCell::new(vec![PathBuf::new()]);
        let keep = |kind: WalkKind, path: &Path| {
            let enters = kind == WalkKind::Directory && self.site.enters(path);
            if enters {
                directories.borrow_mut().push(path.to_path_buf());
            }
            enters
        };
        // In any order: to sort them would keep the names of all files in memory at once.
        self.system.look(&self.site.root, &keep, &mut |_| true);
        directories.into_inner()
    }

    /// Where the system gives no more watches (inotify's limit), or does not hear of what others change: looking now and
    /// then, said once.
    fn polling(&mut self, every: Duration) -> Option<Box<dyn notify::Watcher + Send>> {
        let reports = self.reports.clone();
        let config = Config::default().with_poll_interval(every).with_follow_symlinks(false);
        let mut watcher = PollWatcher::new(move |report| drop(reports.send(Some(report))), config).ok()?;
        for directory in self.directories() {
            match watcher.watch(&self.site.root.join(&directory), RecursiveMode::NonRecursive) {
                // It went meanwhile.
                Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
                result => result.ok()?,
            }
        }
        if !std::mem::replace(&mut self.has_said, true) {
            let seconds = POLL.as_secs();
            let notice =
                format!("Changes of files are not reported here; folio looks for them every {seconds} seconds.");
            let _ = self.to.try_send(Event::Done(Clean::line(&notice)));
        }
        Some(Box::new(watcher))
    }
}

/// Whether a directory lies on another machine, where files change without a word to this one: NFS, SMB, AFS, Ceph, 9P, and
/// FUSE, which sshfs is made with. The numbers are those of statfs(2).
#[cfg(target_os = "linux")]
fn is_remote(root: &Path) -> bool {
    const REMOTE: &[u64] =
        &[0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x5346_414f, 0x00c3_6400, 0x0102_1997, 0x6573_5546];
    let kind = rustix::fs::statfs(root).map(|status| u64::try_from(status.f_type).unwrap_or_default() & 0xffff_ffff);
    kind.is_ok_and(|kind| REMOTE.contains(&kind))
}

#[cfg(not(target_os = "linux"))]
fn is_remote(_root: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::wake::Wake;
    use crate::system::os::OsSystem;
    use std::sync::mpsc::sync_channel;

    fn next(from: &Receiver<Wake>) -> Vec<PathBuf> {
        match from.recv_timeout(Duration::from_secs(20)) {
            Ok(Wake::Event(_, Event::FilesChanged(paths))) => paths,
            other => panic!("{other:?}"),
        }
    }

    fn watcher(root: &Path) -> (Watcher, Receiver<Option<Report>>, Receiver<Wake>) {
        std::fs::write(root.join("one.md"), "one").unwrap();
        let site = Arc::new(Site::open(&OsSystem, root).unwrap());
        let (to, from) = sync_channel(16);
        let (reports, inbox) = channel();
        let to = Answers::new(to, 0);
        let watcher = Watcher { system: Arc::new(OsSystem), site, to, reports, source: None, has_said: false };
        (watcher, inbox, from)
    }

    #[test]
    fn where_nothing_is_reported_changes_are_looked_for() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        let (mut watcher, inbox, from) = watcher(&root);
        assert!(!is_remote(&root) && !is_remote(Path::new("/nonexistent")));
        watcher.source = watcher.polling(Duration::from_millis(20));
        let Ok(Wake::Event(_, Event::Done(said))) = from.recv() else { panic!("it is said") };
        assert!(said.contains("every 2 seconds"), "{said}");
        let reports = watcher.reports.clone();
        std::fs::write(root.join("two.md"), "two").unwrap();
        // Its own watching would put the usual one in the place of this.
        let mut changes = Changes::default();
        while !changes.paths.contains(Path::new("two.md")) {
            watcher.note(inbox.recv_timeout(Duration::from_secs(20)).unwrap().unwrap(), &mut changes);
        }
        drop(reports);
    }

    #[test]
    fn changes_are_told_and_reading_is_none() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        let (mut watcher, inbox, from) = watcher(&root);
        let reports = watcher.reports.clone();
        watcher.watch();
        let thread = std::thread::spawn(move || watcher.run(&inbox));
        let _ = std::fs::read(root.join("one.md")).unwrap();
        std::fs::write(root.join("two.md"), "two").unwrap();
        assert_eq!(next(&from), [PathBuf::from("two.md")]);
        std::fs::rename(root.join("two.md"), root.join("three.md")).unwrap();
        assert_eq!(next(&from), [PathBuf::from("three.md"), PathBuf::from("two.md")]);
        std::fs::create_dir(root.join("new")).unwrap();
        assert_eq!(next(&from), [] as [PathBuf; 0], "anything may be in a new directory");
        reports.send(None).unwrap();
        thread.join().unwrap();
    }
}
