//! A pseudo-terminal with a program in it.

use std::io::{Read as _, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Long enough for a busy machine; a test that waits so long has failed.
const LIMIT: Duration = Duration::from_secs(20);

/// A program in a terminal.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    reader: Option<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
    reading: Arc<Mutex<()>>,
    chunks: Receiver<Vec<u8>>,
    emulator: vt100::Parser,
    /// Every byte that the program wrote.
    pub raw: Vec<u8>,
    child: Box<dyn Child + Send + Sync>,
    settings: String,
}

/// How a program ended.
pub struct Ended {
    /// Its status.
    pub status: ExitStatus,
    /// Every byte that it wrote.
    pub raw: Vec<u8>,
    /// The screen at the end.
    pub screen: String,
    /// Whether the line settings are as before.
    pub settings_restored: bool,
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The size of a terminal whose cells have so many pixels across and down.
fn size_of((rows, cols): (u16, u16), cell: (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: cols * cell.0, pixel_height: rows * cell.1 }
}

/// The built program with a blog, and an environment of nothing but what is named.
pub fn folio(blog: &Path, variables: &[(&str, &str)]) -> CommandBuilder {
    let mut command = program(env!("CARGO_BIN_EXE_folio"), blog, variables);
    command.args(["--no-state".as_ref(), blog.as_os_str()]);
    command
}

/// A shell that runs a script beside a blog. It knows no more than [`folio`].
pub fn shell(script: &str, blog: &Path, variables: &[(&str, &str)]) -> CommandBuilder {
    let mut command = program("/bin/sh", blog, variables);
    command.args(["-c", script]);
    command
}

/// A program in a directory, knowing nothing of who runs the test.
pub fn program(program: &str, directory: &Path, variables: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.cwd(directory);
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("HOME", "/nonexistent"), ("PATH", "/usr/bin:/bin")] {
        command.env(name, value);
    }
    for (name, value) in variables {
        command.env(name, value);
    }
    command
}

/// The built program with a blog and a home in which it may remember.
pub fn remembering(blog: &Path, home: &Path) -> CommandBuilder {
    let mut command = folio(blog, &[("HOME", home.to_str().unwrap())]);
    command.get_argv_mut().remove(1);
    command
}

/// A blog of a few posts.
pub fn blog(posts: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in posts {
        let path = directory.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    directory
}

/// A blog of two posts.
pub fn small_blog() -> tempfile::TempDir {
    blog(&[
        ("_posts/2020-01-02-first.md", "---\ntitle: The first post\n---\nSome words.\n"),
        ("_posts/2021-03-04-second.md", "---\ntitle: The second post\n---\nOther words.\n"),
    ])
}

impl Pty {
    /// Starts a command on a terminal of this size.
    pub fn start(command: CommandBuilder, rows: u16, cols: u16) -> Self {
        Self::start_at(command, size(rows, cols))
    }

    /// Starts a command on a terminal that tells how large its cells are.
    pub fn start_with_cells(command: CommandBuilder, cells: (u16, u16), cell: (u16, u16)) -> Self {
        Self::start_at(command, size_of(cells, cell))
    }

    fn start_at(command: CommandBuilder, size: PtySize) -> Self {
        let (rows, cols) = (size.rows, size.cols);
        let pair = native_pty_system().openpty(size).unwrap();
        let settings = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut source = pair.master.try_clone_reader().unwrap();
        let (to, chunks) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let reading = Arc::new(Mutex::new(()));
        let gate = Arc::clone(&reading);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = source.read(&mut bytes) {
                drop(gate.lock());
                if stopped.load(Ordering::SeqCst) || to.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let emulator = vt100::Parser::new(rows, cols, 0);
        Self {
            master: pair.master,
            writer,
            reader: Some(reader),
            stop,
            reading,
            chunks,
            emulator,
            raw: Vec::new(),
            child,
            settings,
        }
    }

    /// The process.
    pub fn process(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// The process that has the terminal now.
    pub fn foreground(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_raw(self.master.process_group_leader().unwrap()).unwrap()
    }

    /// Types.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.writer.write_all(bytes.as_ref()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Makes the terminal another size.
    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.emulator.screen_mut().set_size(rows, cols);
        self.master.resize(size(rows, cols)).unwrap();
    }

    /// Makes the letters of the terminal another size, and so the terminal.
    pub fn zoom(&mut self, cells: (u16, u16), cell: (u16, u16)) {
        self.emulator.screen_mut().set_size(cells.0, cells.1);
        self.master.resize(size_of(cells, cell)).unwrap();
    }

    /// The text on the screen.
    pub fn screen(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Waits until the screen is as wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        self.wait(what, |pty| wanted(pty.emulator.screen()));
    }

    /// How often a sequence was written so far.
    pub fn written(&self, sequence: &str) -> usize {
        self.raw.windows(sequence.len()).filter(|bytes| *bytes == sequence.as_bytes()).count()
    }

    /// Waits until a sequence was written so many times.
    pub fn until_written(&mut self, sequence: &str, times: usize) {
        self.wait(sequence, |pty| pty.written(sequence) >= times);
    }

    fn wait(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) {
        let end = Instant::now() + LIMIT;
        while !wanted(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.chunks.recv_timeout(left) {
                Ok(chunk) => self.take(&chunk),
                Err(_) => panic!(
                    "{what} did not come; the screen is\n{}\n{:?}\n{:?}",
                    self.screen(),
                    self.child.try_wait(),
                    String::from_utf8_lossy(&self.raw[self.raw.len().saturating_sub(600)..])
                ),
            }
        }
    }

    /// Waits until this text is on the screen.
    pub fn until_text(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// How often threads of the program were given the processor, all together (Linux).
    pub fn switches(&self) -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.process().as_raw_nonzero()));
        let of_task = |task: std::io::Result<std::fs::DirEntry>| {
            let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
            text.split_whitespace().nth(2)?.parse::<u64>().ok()
        };
        tasks.into_iter().flatten().filter_map(of_task).sum()
    }

    /// Waits until the program has had nothing to do for a while.
    pub fn until_asleep(&mut self) {
        let end = Instant::now() + LIMIT;
        let mut before = None;
        while before != Some(self.switches()) {
            assert!(Instant::now() < end, "it never sleeps");
            before = Some(self.switches());
            self.pause(Duration::from_millis(200));
        }
    }

    /// Takes what is written in the next moment.
    pub fn pause(&mut self, moment: Duration) {
        let end = Instant::now() + moment;
        while let Ok(chunk) = self.chunks.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.take(&chunk);
        }
    }

    fn take(&mut self, chunk: &[u8]) {
        self.raw.extend_from_slice(chunk);
        self.emulator.process(chunk);
    }

    /// While this is locked nothing is read from the terminal: a window that hangs.
    pub fn hanging(&self) -> Arc<Mutex<()>> {
        Arc::clone(&self.reading)
    }

    /// Waits for the program to end, whoever reads what it writes; answers with its status and the time it took.
    pub fn end_unread(self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        (wait(self.child), start.elapsed())
    }

    /// Waits for the end.
    pub fn end(mut self) -> Ended {
        let status = wait(self.child);
        while let Ok(chunk) = self.chunks.recv_timeout(LIMIT) {
            self.raw.extend_from_slice(&chunk);
            self.emulator.process(&chunk);
        }
        let settings_restored = format!("{:?}", self.master.get_termios()) == self.settings;
        Ended { status, raw: self.raw, screen: self.emulator.screen().contents(), settings_restored }
    }

    /// Closes the window under the program; answers with its status and the time it took to end.
    pub fn hang_up(mut self) -> (ExitStatus, Duration) {
        self.stop.store(true, Ordering::SeqCst);
        // Whatever it writes next wakes the reader, which then lets go.
        self.master.resize(size(11, 47)).unwrap();
        self.reader.take().unwrap().join().unwrap();
        drop((self.writer, self.master));
        let start = Instant::now();
        (wait(self.child), start.elapsed())
    }
}

fn wait(mut child: Box<dyn Child + Send + Sync>) -> ExitStatus {
    let (to, status) = channel();
    let mut killer = child.clone_killer();
    std::thread::spawn(move || to.send(child.wait().unwrap()));
    status.recv_timeout(LIMIT).unwrap_or_else(|_| {
        killer.kill().unwrap();
        panic!("the program did not end");
    })
}
