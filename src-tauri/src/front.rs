//! Bringing the window to the front: when its notification is clicked, and when somebody starts the app on the workspace that is open
//! here.

mod door;

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

use crate::logging;
use crate::state::Desk;

pub use door::{Answer, Door};

/// How long a window may take to come to the front before it says that it is about to.
const AT_ONCE: Duration = Duration::from_secs(1);
/// How long is asked again while the other one says that it is about to open the workspace, or to come, and with which rest. One that is
/// stuck does not come.
const PATIENCE: Duration = Duration::from_secs(8);
const REST: Duration = Duration::from_millis(50);

/// What a start of the app came with, to be read before GTK takes it.
#[derive(Debug, Clone)]
pub struct Start {
    /// The right to come to the front, as the desktop gave it to this start; may be empty.
    token: String,
    /// Where windows listen for those that are started later; `None`: the system has no such place.
    folder: Option<PathBuf>,
}

impl Start {
    /// Reads it from the environment.
    pub fn of_this() -> Self {
        let said = |name| std::env::var(name).ok().filter(|said| !said.is_empty());
        let token = said("XDG_ACTIVATION_TOKEN").or_else(|| said("DESKTOP_STARTUP_ID"));
        let folder = said("XDG_RUNTIME_DIR").map(|folder| Path::new(&folder).join("prospect-desk"));
        Self {
            token: token.unwrap_or_default(),
            folder,
        }
    }

    /// Asks the windows that stand to come to the front, if one has this workspace open.
    pub fn ask(&self, workspace: &Path, own: Option<&Door>) -> Answer {
        let Some(folder) = &self.folder else {
            return Answer::No;
        };
        door::ask(folder, own, workspace, &self.token)
    }

    /// The same, for one that found the workspace in use: whoever holds it may be about to open it.
    pub fn ask_patiently(&self, workspace: &Path, own: Option<&Door>) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.ask(workspace, own) {
                Answer::Here => return true,
                Answer::No => return false,
                Answer::Soon => std::thread::sleep(REST),
            }
        }
        false
    }

    /// Begins to listen for those that are started later. Where that cannot be, they say that the workspace is in use.
    pub fn listen<R: Runtime>(&self, app: &AppHandle<R>) -> Option<Door> {
        let folder = self.folder.as_deref()?;
        let app = app.clone();
        let opened = Door::open(folder, move |workspace, token| {
            answer(&app, workspace, token)
        });
        if let Err(error) = &opened {
            tracing::warn!("a second window will not find this one: {}", error.kind());
        }
        opened.ok()
    }
}

/// Whether the workspace is open in this window, which then is in front.
fn answer<R: Runtime>(app: &AppHandle<R>, workspace: &Path, token: &str) -> Answer {
    let desk = app.state::<Desk>();
    if !desk
        .open_workspace()
        .is_some_and(|open| open.is_itself(workspace))
    {
        return desk.opening.answer(&desk, workspace);
    }
    let (tell, told) = mpsc::channel();
    let (raised, token) = (app.clone(), token.to_owned());
    let asked = app.run_on_main_thread(move || {
        // Whoever waits may have gone.
        let _ = tell.send(raise(&raised, &token));
    });
    match asked.ok().and_then(|()| told.recv_timeout(AT_ONCE).ok()) {
        Some(true) => Answer::Here,
        // It may be starting: there is no window before the workspace is being opened.
        _ => Answer::Soon,
    }
}

/// Brings the window to the front, by the right that a desktop gave for that, if any; says whether it could be asked. To be called on
/// the main thread.
pub fn raise<R: Runtime>(app: &AppHandle<R>, token: &str) -> bool {
    let Some(window) = app.get_webview_window(crate::WINDOW) else {
        return false;
    };
    let shown = window.unminimize().and_then(|()| window.show());
    if shown.is_err() {
        return false;
    }
    logging::caught(|| present(&window, token)).is_ok()
}

/// A window manager keeps windows from taking the focus while somebody works elsewhere: it wants to know when they were asked to.
#[cfg(target_os = "linux")]
fn present<R: Runtime>(window: &WebviewWindow<R>, token: &str) {
    use gtk::prelude::{Cast as _, GtkWindowExt as _, WidgetExt as _};

    let Ok(window) = window.gtk_window() else {
        return;
    };
    if !token.is_empty() {
        window.set_startup_id(token);
    }
    let on_x = window
        .window()
        .and_then(|window| window.downcast::<gdkx11::X11Window>().ok());
    match on_x {
        Some(on_x) => {
            let asked =
                time_of(token).unwrap_or_else(|| gdkx11::functions::x11_get_server_time(&on_x));
            window.present_with_time(asked);
        }
        None => window.present(),
    }
}

#[cfg(not(target_os = "linux"))]
fn present<R: Runtime>(window: &WebviewWindow<R>, _token: &str) {
    // Where the system does not let it, it asks for attention.
    let _ = window.set_focus();
}

/// The time in a startup identifier of X, at which somebody clicked.
#[cfg(target_os = "linux")]
fn time_of(token: &str) -> Option<u32> {
    let time = token.rsplit_once("_TIME")?.1.parse().ok()?;
    (time != 0).then_some(time)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::time_of;

    #[test]
    fn a_startup_identifier_says_when_somebody_clicked() {
        assert_eq!(time_of("nautilus-1-kim_TIME4711"), Some(4711));
        assert_eq!(time_of("nautilus-1-kim_TIME0"), None);
        assert_eq!(time_of("f2b0c1d2-token-of-wayland"), None);
        assert_eq!(time_of("_TIMEx"), None);
    }
}
