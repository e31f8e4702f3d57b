//! Notifications of the operating system.

use std::time::Duration;

use tauri::{AppHandle, Runtime};

use crate::commands::desktop::Note;
use crate::events::{self, NotificationClicked};
use crate::front;

/// How long the system has to take a notification, before the window says the same inside itself.
const PATIENCE: Duration = Duration::from_secs(1);

/// The key by which the system tells of a click on the notification itself.
#[cfg(all(unix, not(target_os = "macos")))]
const CLICK: &str = "default";

/// Hands a notification to the system; says whether it took it.
pub async fn notify<R: Runtime>(app: &AppHandle<R>, note: Note) -> bool {
    match tokio::time::timeout(PATIENCE, hand_over(app, &note)).await {
        Ok(Ok(())) => true,
        Ok(Err(_)) => {
            tracing::info!("no notification service takes a notification");
            false
        }
        Err(_) => {
            tracing::info!("the notification service does not answer");
            false
        }
    }
}

fn notification(note: &Note) -> notify_rust::Notification {
    let mut notification = notify_rust::Notification::new();
    notification
        .appname("Prospect Desk")
        .summary(&note.title)
        .body(&body(note));
    notification
}

/// What the system shows under the title. Desktops of freedesktop.org take that as markup: what looks like some is a text.
fn body(note: &Note) -> String {
    if cfg!(all(unix, not(target_os = "macos"))) {
        let text = note.body.replace('&', "&amp;").replace('<', "&lt;");
        text.replace('>', "&gt;")
    } else {
        note.body.clone()
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
async fn hand_over<R: Runtime>(app: &AppHandle<R>, note: &Note) -> notify_rust::error::Result<()> {
    let mut notification = notification(note);
    if note.import.is_some() {
        notification.action(CLICK, &note.action);
    }
    let handle = notification.show_async().await?;
    if let Some(import) = note.import {
        let app = app.clone();
        // Waits until the notification is clicked or closed, which may be tomorrow.
        std::thread::spawn(move || {
            handle.wait_for_action(|action| {
                if action == CLICK {
                    raise(&app, import);
                }
            });
        });
    }
    Ok(())
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
async fn hand_over<R: Runtime>(_app: &AppHandle<R>, note: &Note) -> notify_rust::error::Result<()> {
    let notification = notification(note);
    tauri::async_runtime::spawn_blocking(move || notification.show().map(|_| ()))
        .await
        .unwrap_or(Ok(()))
}

/// Brings the window to the front and tells it which summary is wanted.
#[cfg(all(unix, not(target_os = "macos")))]
fn raise<R: Runtime>(app: &AppHandle<R>, import: u32) {
    let raised = app.clone();
    let asked = app.run_on_main_thread(move || {
        // Where it cannot come, it hears of the click all the same.
        let _ = front::raise(&raised, "");
    });
    let told = events::tell(app, &NotificationClicked { import });
    if let Err(error) = asked.and(told) {
        tracing::warn!(
            "the click on a notification comes to nothing: {}",
            events::facts(&error)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn markup_is_a_text() {
        let note = Note {
            title: "<b>Tom & Co</b>".to_owned(),
            body: "<a href=\"https://a.example\">Tom & Co</a> &lt;".to_owned(),
            action: String::new(),
            import: None,
        };
        let notification = notification(&note);
        // A title is never markup.
        assert_eq!(notification.summary, "<b>Tom & Co</b>");
        assert_eq!(
            notification.body,
            "&lt;a href=\"https://a.example\"&gt;Tom &amp; Co&lt;/a&gt; &amp;lt;"
        );
    }
}
