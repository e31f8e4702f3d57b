//! The notification service of a desk: it shows nothing and remembers everything.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::Result;
use zbus::{Connection, OwnedVariant, connection, interface, object_server::SignalEmitter};

use super::{LIMIT, Look, until};

const PATH: &str = "/org/freedesktop/Notifications";

/// Why a notification was closed: the user has dealt with it.
const CLOSED_BY_USER: u32 = 2;

/// A notification as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What the service calls it.
    pub id: u32,
    /// The sender's name.
    pub app: String,
    /// The first line.
    pub summary: String,
    /// The text under it.
    pub body: String,
    /// The keys of its actions, without their labels; `default` is a click on the notification itself.
    pub actions: Vec<String>,
}

/// The service, and what it was sent.
pub struct Notifications {
    connection: Connection,
    notes: Notes,
}

/// All notes so far, the oldest first.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<Note>>>);

impl Notes {
    fn lock(&self) -> MutexGuard<'_, Vec<Note>> {
        // A list of notes is whole at every moment, whoever panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Notifications {
    pub(super) async fn start(bus: &str) -> Result<Notifications> {
        let notes = Notes::default();
        let connection = connection::Builder::address(bus)
            .name("org.freedesktop.Notifications")
            .serve_at(PATH, notes.clone())
            .build()
            .await?;
        Ok(Notifications { connection, notes })
    }

    /// What was sent so far, the oldest first.
    pub fn all(&self) -> Vec<Note> {
        self.notes.lock().clone()
    }

    /// The first note that fits, once it was sent.
    ///
    /// # Errors
    /// When none comes in time; the message lists those that came.
    pub async fn wait_for(&self, fits: impl Fn(&Note) -> bool) -> Result<Note> {
        until("a notification", LIMIT, async || {
            let found = self.notes.lock().iter().find(|note| fits(note)).cloned();
            Ok(found.map_or_else(
                || Look::NotYet(format!("sent: {:#?}", self.all())),
                Look::Done,
            ))
        })
        .await
    }

    /// Does what a person does with a notification: a click on it (`default`) or on one of its buttons.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn choose(&self, note: &Note, action: &str) -> Result<()> {
        let emitter = SignalEmitter::new(&self.connection, PATH)?;
        Notes::action_invoked(&emitter, note.id, action).await?;
        Notes::notification_closed(&emitter, note.id, CLOSED_BY_USER).await?;
        Ok(())
    }
}

#[interface(name = "org.freedesktop.Notifications")]
impl Notes {
    fn get_capabilities(&self) -> Vec<&'static str> {
        vec!["body", "actions"]
    }

    #[allow(clippy::too_many_arguments)] // The protocol has them.
    fn notify(
        &self,
        app_name: String,
        replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedVariant>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut notes = self.lock();
        let next = u32::try_from(notes.len() + 1).unwrap_or(u32::MAX);
        let id = if replaces_id == 0 { next } else { replaces_id };
        notes.push(Note {
            id,
            app: app_name,
            summary,
            body,
            // Keys and labels take turns.
            actions: actions.into_iter().step_by(2).collect(),
        });
        id
    }

    async fn close_notification(&self, _id: u32) {}

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("desk", "Prospect Desk", "1", "1.2")
    }

    #[zbus(signal)]
    async fn action_invoked(
        emitter: &SignalEmitter<'_>,
        id: u32,
        action_key: &str,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(
        emitter: &SignalEmitter<'_>,
        id: u32,
        reason: u32,
    ) -> zbus::Result<()>;
}
