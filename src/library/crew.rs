//! Work shared out to all processors, with answers in the order of the work: for commands, which have nothing else to do.
//! The reader keeps to fewer threads, so that its keys don't wait.

use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};

/// Threads at most: beyond these a disk has no more to give.
const MOST: usize = 16;

/// How many threads share the work: the one that asks and its helpers.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(MOST)
}

/// Does the work on every item that `feed` hands out, while it is still handing out; `feed` runs on the calling thread,
/// which then works with the others. Answers in the order of the items.
pub fn in_order<I: Send, T: Send>(feed: impl FnOnce(&mut dyn FnMut(I)), work: impl Fn(I) -> T + Sync) -> Vec<T> {
    let (to, from) = channel();
    let from = Mutex::new(from);
    let share = || {
        let mut done = Vec::new();
        loop {
            // The lock is given back before the work begins.
            let next = from.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((place, item)) = next else { return done };
            done.push((place, work(item)));
        }
    };
    let share = &share;
    let mut done = std::thread::scope(move |scope| {
        let (mut helpers, mut place) = (Vec::new(), 0usize);
        feed(&mut |item| {
            // Who works waits for the end of `to`, which is here.
            let _ = to.send((place, item));
            place += 1;
            // One item needs no helper: to begin a thread takes longer than most posts do.
            if place == 2 {
                helpers.extend((1..threads()).map(|_| scope.spawn(share)));
            }
        });
        drop(to);
        let mut done = share();
        for helper in helpers {
            // A panic in a helper is a bug of folio: it goes on to whoever asked.
            done.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_items() {
        let numbers = |give: &mut dyn FnMut(usize)| (0..1000).for_each(give);
        assert_eq!(in_order(numbers, |number| number * 2), (0..1000).map(|number| number * 2).collect::<Vec<_>>());
        assert_eq!(in_order(|_| {}, |number: usize| number), Vec::<usize>::new());
    }

    #[test]
    fn a_panic_reaches_whoever_asked() {
        let work = |number: usize| assert!(number < 99);
        let asked = std::panic::catch_unwind(|| in_order(|give| (0..100).for_each(give), work));
        assert!(asked.is_err());
        let fed = std::panic::catch_unwind(|| {
            in_order(|_: &mut dyn FnMut(usize)| std::panic::resume_unwind(Box::new(0)), work)
        });
        assert!(fed.is_err());
    }
}
