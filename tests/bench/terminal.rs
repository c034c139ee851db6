//! A program in a pseudo-terminal, watched with a clock.

use std::io::{Read as _, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// What a frame ends with.
const FRAME_END: &[u8] = b"\x1b[?2026l";
/// A program that says nothing for so long has stopped.
const LIMIT: Duration = Duration::from_secs(60);

/// A program that runs.
pub struct Watched {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    emulator: vt100::Parser,
    child: Box<dyn Child + Send + Sync>,
    start: Instant,
    /// From the start to the end of the first frame.
    pub first_frame: Duration,
}

type Failure = Box<dyn std::error::Error>;

impl Watched {
    /// Starts a program on 160 columns and 50 rows and waits for its first frame.
    pub fn start(mut command: CommandBuilder) -> Result<Self, Failure> {
        for (name, value) in [("TERM", "xterm-256color"), ("COLORFGBG", "15;0"), ("HOME", "/nonexistent")] {
            command.env(name, value);
        }
        // Else it is the home directory, which is none.
        command.cwd(std::env::current_dir()?);
        let size = PtySize { rows: 50, cols: 160, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut source = pair.master.try_clone_reader()?;
        let (to, chunks) = channel();
        let start = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        std::thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(count @ 1..) = source.read(&mut bytes) {
                let chunk = bytes.get(..count).unwrap_or_default().to_vec();
                if to.send((Instant::now(), chunk)).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer()?;
        let emulator = vt100::Parser::new(50, 160, 0);
        let first_frame = Duration::ZERO;
        let mut watched = Self { master: pair.master, writer, chunks, emulator, child, start, first_frame };
        watched.first_frame = watched.frame()?.duration_since(start);
        Ok(watched)
    }

    /// Waits for the end of the next frame.
    fn frame(&mut self) -> Result<Instant, Failure> {
        loop {
            let (when, chunk) = self.chunks.recv_timeout(LIMIT)?;
            self.emulator.process(&chunk);
            if chunk.windows(FRAME_END.len()).any(|window| window == FRAME_END) {
                return Ok(when);
            }
        }
    }

    /// The time from the start until the screen is as wanted.
    pub fn until(&mut self, wanted: impl Fn(&str) -> bool) -> Result<Duration, Failure> {
        let mut when = Instant::now();
        while !wanted(&self.emulator.screen().contents()) {
            let (next, chunk) = self.chunks.recv_timeout(LIMIT)?;
            (when, _) = (next, self.emulator.process(&chunk));
        }
        Ok(when.duration_since(self.start))
    }

    /// Presses a key; the time to the end of the frame after it.
    pub fn key(&mut self, key: &str) -> Result<Duration, Failure> {
        while let Ok((_, chunk)) = self.chunks.try_recv() {
            self.emulator.process(&chunk);
        }
        let sent = Instant::now();
        self.writer.write_all(key.as_bytes())?;
        Ok(self.frame()?.duration_since(sent))
    }

    /// Makes the terminal so wide; the time to the end of the frame after it.
    pub fn resize(&mut self, columns: u16) -> Result<Duration, Failure> {
        while let Ok((_, chunk)) = self.chunks.try_recv() {
            self.emulator.process(&chunk);
        }
        let asked = Instant::now();
        self.master.resize(PtySize { rows: 50, cols: columns, pixel_width: 0, pixel_height: 0 })?;
        self.emulator.screen_mut().set_size(50, columns);
        Ok(self.frame()?.duration_since(asked))
    }

    /// Presses a key without waiting for what it does.
    pub fn press(&mut self, key: &str) -> Result<(), Failure> {
        Ok(self.writer.write_all(key.as_bytes())?)
    }

    /// Memory by the name that the kernel has for it, in kB (Linux; nought elsewhere).
    pub fn memory(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(self.proc().join("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
    }

    /// How often its threads were given the processor in a second, once it has had nothing to do for another.
    pub fn wakes_in_a_second(&mut self) -> u64 {
        let quiet = Duration::from_secs(1);
        while self.chunks.recv_timeout(quiet).is_ok() {}
        let before = self.switches();
        while self.chunks.recv_timeout(quiet).is_ok() {}
        self.switches().saturating_sub(before)
    }

    fn switches(&self) -> u64 {
        let of_task = |task: std::io::Result<std::fs::DirEntry>| {
            let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
            text.split_whitespace().nth(2)?.parse::<u64>().ok()
        };
        std::fs::read_dir(self.proc().join("task")).into_iter().flatten().filter_map(of_task).sum()
    }

    fn proc(&self) -> PathBuf {
        PathBuf::from(format!("/proc/{}", self.child.process_id().unwrap_or_default()))
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
