//! What is done beside the window though nobody asked for it, again and again. A panic in it is logged with a number, and it goes on.

use std::thread;
use std::time::Duration;

use crate::error::CommandError;
use crate::logging;

/// How long something rests that panicked: what fell once may fall each time.
const AFTER_PANIC: Duration = Duration::from_secs(600);

/// Does `work` on a thread of its own, first after a while, and then for as long as the app lives, each time after the rest that it
/// asks for.
pub fn again_and_again(
    what: &'static str,
    first: Duration,
    mut work: impl FnMut() -> Duration + Send + 'static,
) {
    thread::spawn(move || {
        let mut rest = first;
        loop {
            thread::sleep(rest);
            rest = once(what, &mut work);
        }
    });
}

/// Does `work` once, and says how long to rest.
fn once(what: &str, work: impl FnOnce() -> Duration) -> Duration {
    logging::caught(work).unwrap_or_else(|panicked| {
        CommandError::logged(&format!("{what} {panicked}"));
        AFTER_PANIC
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn what_panics_is_done_again_after_a_longer_rest() {
        let long = once("a test", || panic!("as the test wants it"));
        assert_eq!(long, AFTER_PANIC);
        assert_eq!(once("a test", || Duration::ZERO), Duration::ZERO);
    }

    #[test]
    fn what_is_done_again_and_again_is() {
        let (tell, heard) = mpsc::channel();
        again_and_again("a test", Duration::ZERO, move || {
            // Nobody hears the last ones.
            let _ = tell.send(());
            Duration::from_millis(1)
        });
        for _ in 0..3 {
            heard.recv().unwrap();
        }
    }
}
