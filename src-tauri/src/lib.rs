//! The window of Prospect Desk: all that needs a window or the operating system. What the app does is in `prospect-core`.

mod arguments;
mod background;
mod bindings;
mod bounds;
mod commands;
mod desktop;
mod diagnostics;
mod error;
mod events;
mod expiry;
mod front;
mod grants;
#[cfg(test)]
mod ipc_test;
mod jobs;
mod keeping;
mod logging;
mod notifications;
mod opening;
mod rendering;
mod settings;
mod state;
mod sweeping;
mod template;
mod typing;

use tauri::ipc::Invoke;
use tauri::utils::config::WindowConfig;
use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{App, DragDropEvent, Manager, RunEvent, Runtime, Url, WindowEvent, generate_handler};

use crate::bindings::commands;
use crate::events::FileDrag;
use crate::front::Answer;
use crate::state::Desk;

/// The label of the one window.
const WINDOW: &str = "main";

/// Opens the window and runs until it is closed.
///
/// # Panics
/// Where the system has no windows to give, or no folder for data: there is nobody to tell but the terminal.
pub fn run() {
    let start = front::Start::of_this();
    let context = tauri::generate_context!();
    let data = desktop::data_folder(&context.config().identifier);
    let data = data.expect("the system has a folder for data");
    let desk = Desk::new(data, arguments::workspace(std::env::args_os().skip(1)));
    // Before there is anything that would have to be ended in order.
    if start.ask(&desk.first_workspace(), None) == Answer::Here {
        return;
    }
    rendering::without_layers_where_they_are_only_acted();
    typing::leave_xim_out();
    assemble(tauri::Builder::default(), commands!(generate_handler))
        .setup(move |app| {
            logging::start(&desk.data.join("logs"));
            app.manage(desk);
            let desk = app.state::<Desk>();
            desk.listen_by(start.listen(app.handle()));
            desk.opening.begin(app.handle(), start);
            expiry::every_hour(app.handle());
            keeping::while_idle(app.handle());
            sweeping::in_quiet_moments(app.handle());
            typing::name_others();
            open_window(app)?;
            Ok(())
        })
        .build(context)
        .expect("the system opens a window")
        .run(|app, event| {
            if let (RunEvent::Exit, Some(desk)) = (event, app.try_state::<Desk>()) {
                desk.clear();
            }
        });
}

/// What every runtime has: the commands, which `answer` answers, and the files that are dropped.
fn assemble<R: Runtime>(
    builder: tauri::Builder<R>,
    answer: impl Fn(Invoke<R>) -> bool + Send + Sync + 'static,
) -> tauri::Builder<R> {
    builder
        .invoke_handler(answer)
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(drag) = event {
                hear_drag(window.app_handle(), drag);
            }
        })
}

/// Opens the window of the configuration, which never leaves the app's own pages, and opens no other.
fn open_window<R: Runtime>(app: &App<R>) -> tauri::Result<()> {
    let windows = &app.config().app.windows;
    let config: WindowConfig = windows
        .iter()
        .find(|window| window.label == WINDOW)
        .cloned()
        .unwrap_or_default();
    WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

fn is_own_page(url: &Url) -> bool {
    let is_app = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    let is_development = tauri::is_dev() && url.host_str() == Some("localhost");
    is_app || is_development || url.as_str() == "about:blank"
}

/// Tells the window of files over it, and grants those that are dropped on it.
fn hear_drag<R: Runtime>(app: &tauri::AppHandle<R>, drag: &DragDropEvent) {
    let heard = match drag {
        DragDropEvent::Enter { paths, .. } => FileDrag::Over {
            files: u32::try_from(paths.len()).unwrap_or(u32::MAX),
        },
        DragDropEvent::Drop { paths, .. } => {
            let desk = app.state::<Desk>();
            paths.iter().for_each(|path| desk.grants.grant(path));
            FileDrag::Dropped {
                files: paths
                    .iter()
                    .map(|path| commands::imports::chosen(path))
                    .collect(),
            }
        }
        DragDropEvent::Leave => FileDrag::Left,
        _ => return,
    };
    if let Err(error) = events::tell(app, &heard) {
        tracing::warn!(
            "the window does not hear of a drag: {}",
            events::facts(&error)
        );
    }
}
