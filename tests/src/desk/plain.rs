//! The app as a person starts it, without a driver: nothing is asked of its page, keys go to its window and an eye looks at the
//! display. For what the driver would disturb, such as whether the app opens a network socket: the driver itself does.

use std::{
    cell::{Cell, RefCell},
    ffi::OsStr,
    fs,
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::ExitStatus,
};

use anyhow::{Context, Result, ensure};
use rustix::process::Pid;
use tokio::{process::Child, time::timeout};

use super::{Desk, LIMIT, Launch, Look, app, eye::Eye, first_rows, process, until};

/// By what the app is found again and ended.
const MARK: (&str, &str) = ("PROSPECT_DESK_PLAIN", "true");

/// Looks, one after the other, that see the same when nothing moves any more.
const AT_REST: u32 = 4;

/// The running app. Dropping it ends it without asking.
pub struct Plain<'a> {
    desk: &'a Desk,
    child: Child,
    eye: Eye,
}

impl Desk {
    /// Starts the app through a program that gets the app's path and arguments, and waits until something is seen.
    ///
    /// # Errors
    /// When nothing is seen in time.
    pub async fn open_through(&self, program: &Path, launch: &Launch) -> Result<Plain<'_>> {
        let mut environment = self.environment();
        environment.push((MARK.0.to_owned(), MARK.1.to_owned()));
        let mut command = launch.through(program, &app::binary()?, environment);
        let child = command
            .spawn()
            .with_context(|| program.display().to_string())?;
        let eye = Eye::on(self.display.name())?;
        let plain = Plain {
            desk: self,
            child,
            eye,
        };
        until("rows are seen", LIMIT, async || {
            Ok(if first_rows::has_letters(&plain.eye.pixels()?) {
                Look::Done(())
            } else {
                Look::NotYet(format!("the display is empty, {:?} run", plain.processes()))
            })
        })
        .await?;
        Ok(plain)
    }
}

impl Plain<'_> {
    /// Presses keys as xdotool calls them, and waits until the display looks otherwise and has come to rest.
    ///
    /// # Errors
    /// When nothing else is seen in time.
    pub async fn press(&self, keys: &[&str]) -> Result<()> {
        let before = self.eye.all()?;
        let pressed = [&["key", "--clearmodifiers"], keys].concat();
        self.desk.display.screen().xdotool(&pressed).await?;
        let (seen, same) = (RefCell::new(before.clone()), Cell::new(0));
        until(
            &format!("something is seen of {keys:?}"),
            LIMIT,
            async || {
                let sees = self.eye.all()?;
                let stays = sees == *seen.borrow();
                same.set(if stays { same.get() + 1 } else { 0 });
                seen.replace(sees);
                Ok(if *seen.borrow() != before && same.get() >= AT_REST {
                    Look::Done(())
                } else {
                    Look::NotYet("the display looks as before, or moves".to_owned())
                })
            },
        )
        .await
    }

    /// Its processes by program, with their numbers, those of the webview with them.
    ///
    /// # Errors
    /// When there are none.
    pub fn processes(&self) -> Result<Vec<(String, i32)>> {
        let mark = process::variable(MARK.0, MARK.1.as_ref());
        let all = process::all_with(&[&app::home_of(self.desk), &mark]);
        let mut named: Vec<_> = all
            .into_iter()
            .filter_map(|process| Some((program(process)?, process.as_raw_nonzero().get())))
            .collect();
        named.sort();
        ensure!(!named.is_empty(), "the app is gone");
        Ok(named)
    }

    /// Whether every one of its processes runs under a filter of system calls.
    ///
    /// # Errors
    /// When there are none.
    pub fn is_filtered(&self) -> Result<bool> {
        let status = |process| fs::read_to_string(format!("/proc/{process}/status"));
        let filtered = |status: String| status.lines().any(|line| line == "Seccomp:\t2");
        let mut processes = self.processes()?.into_iter();
        Ok(processes.all(|(_, process)| status(process).is_ok_and(filtered)))
    }

    /// Closes the window as a person does, and tells how the app ended; of a signal the number.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn close(mut self) -> Result<(ExitStatus, Option<i32>)> {
        self.desk.display.screen().key("alt+F4").await?;
        let status = timeout(LIMIT, self.child.wait())
            .await
            .context("the app does not end")??;
        Ok((status, status.signal()))
    }
}

impl Drop for Plain<'_> {
    fn drop(&mut self) {
        let mark = process::variable(MARK.0, OsStr::new(MARK.1));
        process::end_all_with(&[&app::home_of(self.desk), &mark]);
    }
}

fn program(process: Pid) -> Option<String> {
    let name = fs::read_to_string(format!("/proc/{}/comm", process.as_raw_nonzero())).ok()?;
    Some(name.trim().to_owned())
}
