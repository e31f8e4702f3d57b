//! Files dropped on a window, as a file manager drops them: the source's side of the XDND protocol, version 5.
//!
//! The source owns a selection, tells the window under the pointer what it carries and where it is, and hands the
//! content over when the window asks for it. No button needs to be held: the messages are the whole drag.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use x11rb::{
    COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE,
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask,
            PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window,
            WindowClass,
        },
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

use super::LIMIT;

const PROTOCOL: u32 = 5;

/// How often the server is asked for an answer.
const PAUSE: Duration = Duration::from_millis(5);

x11rb::atom_manager! {
    /// The words of the protocol.
    Atoms: AtomsCookie {
        XdndAware,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndDrop,
        XdndFinished,
        XdndSelection,
        XdndActionCopy,
        TARGETS,
        UTF8_STRING,
        _NET_WM_NAME,
        URI_LIST: b"text/uri-list",
    }
}

/// Drops files onto the middle of the window whose title begins like this, and waits until it has taken them.
pub async fn drop_files(display: &str, title: &str, paths: &[&Path]) -> Result<()> {
    let display = display.to_owned();
    let title = title.to_owned();
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    let work = move || Source::new(&display, &paths)?.drop_on(&title);
    tokio::task::spawn_blocking(work)
        .await?
        .context("a drop of files")
}

/// The one who drags.
struct Source {
    connection: RustConnection,
    atoms: Atoms,
    root: Window,
    own: Window,
    content: String,
}

impl Source {
    fn new(display: &str, paths: &[PathBuf]) -> Result<Source> {
        let (connection, screen) = x11rb::connect(Some(display))?;
        let atoms = Atoms::new(&connection)?.reply()?;
        let root = connection
            .setup()
            .roots
            .get(screen)
            .context("a screen")?
            .root;
        let own = connection.generate_id()?;
        connection.create_window(
            COPY_DEPTH_FROM_PARENT,
            own,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            COPY_FROM_PARENT,
            &CreateWindowAux::new(),
        )?;
        connection.set_selection_owner(own, atoms.XdndSelection, CURRENT_TIME)?;
        Ok(Source {
            connection,
            atoms,
            root,
            own,
            content: uri_list(paths)?,
        })
    }

    fn drop_on(&self, title: &str) -> Result<()> {
        let target = self
            .window(self.root, title)?
            .with_context(|| format!("no window “{title}” takes drops"))?;
        let place = self.middle(target)?;
        let version = PROTOCOL << 24;
        self.tell(
            target,
            self.atoms.XdndEnter,
            [self.own, version, self.atoms.URI_LIST, NONE, NONE],
        )?;
        let position = [self.own, 0, place, CURRENT_TIME, self.atoms.XdndActionCopy];
        // The window asks for the content on the first move, and says what it makes of it on a later one.
        let end = Instant::now() + LIMIT;
        loop {
            self.tell(target, self.atoms.XdndPosition, position)?;
            let accepted = self.answer(self.atoms.XdndStatus)? & 1 == 1;
            if accepted {
                break;
            }
            ensure!(
                Instant::now() < end,
                "the window does not want what it is given"
            );
        }
        self.tell(
            target,
            self.atoms.XdndDrop,
            [self.own, 0, CURRENT_TIME, 0, 0],
        )?;
        self.answer(self.atoms.XdndFinished)?;
        Ok(())
    }

    /// The window with this title, or one that goes on from it, that takes drops, at or under `window`.
    fn window(&self, window: Window, title: &str) -> Result<Option<Window>> {
        let aware = self.property(window, self.atoms.XdndAware, AtomEnum::ATOM.into())?;
        let name = self.property(window, self.atoms._NET_WM_NAME, self.atoms.UTF8_STRING)?;
        if !aware.is_empty() && name.starts_with(title.as_bytes()) {
            return Ok(Some(window));
        }
        for child in self.connection.query_tree(window)?.reply()?.children {
            // A window may vanish while it is looked at.
            if let Ok(Some(found)) = self.window(child, title) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn property(&self, window: Window, name: Atom, kind: Atom) -> Result<Vec<u8>> {
        let reply = self
            .connection
            .get_property(false, window, name, kind, 0, 1024)?;
        Ok(reply.reply()?.value)
    }

    /// The middle of a window on the screen, packed as the protocol has it.
    fn middle(&self, window: Window) -> Result<u32> {
        let size = self.connection.get_geometry(window)?.reply()?;
        let (x, y) = (size.width / 2, size.height / 2);
        let there = self.connection.translate_coordinates(
            window,
            self.root,
            x.try_into()?,
            y.try_into()?,
        )?;
        let there = there.reply()?;
        Ok(u32::try_from(there.dst_x)? << 16 | u32::try_from(there.dst_y)?)
    }

    fn tell(&self, target: Window, what: Atom, data: [u32; 5]) -> Result<()> {
        let message = ClientMessageEvent::new(32, target, what, data);
        self.connection
            .send_event(false, target, EventMask::NO_EVENT, message)?;
        self.connection.flush()?;
        Ok(())
    }

    /// Waits for a message of this kind and returns its flags; meanwhile hands the content over to whoever asks.
    fn answer(&self, kind: Atom) -> Result<u32> {
        let end = Instant::now() + LIMIT;
        while Instant::now() < end {
            match self.connection.poll_for_event()? {
                Some(Event::ClientMessage(message)) if message.type_ == kind => {
                    return Ok(message.data.as_data32()[1]);
                }
                Some(Event::SelectionRequest(request)) => self.hand_over(&request)?,
                Some(_) => {}
                None => std::thread::sleep(PAUSE),
            }
        }
        bail!("the window does not answer")
    }

    fn hand_over(&self, request: &SelectionRequestEvent) -> Result<()> {
        let property = if request.property == NONE {
            request.target
        } else {
            request.property
        };
        let known = if request.target == self.atoms.URI_LIST {
            let bytes = self.content.as_bytes();
            self.connection.change_property8(
                PropMode::REPLACE,
                request.requestor,
                property,
                request.target,
                bytes,
            )?;
            true
        } else if request.target == self.atoms.TARGETS {
            let kinds = [self.atoms.TARGETS, self.atoms.URI_LIST];
            self.connection.change_property32(
                PropMode::REPLACE,
                request.requestor,
                property,
                AtomEnum::ATOM,
                &kinds,
            )?;
            true
        } else {
            false
        };
        let done = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if known { property } else { NONE },
        };
        self.connection
            .send_event(false, request.requestor, EventMask::NO_EVENT, done)?;
        self.connection.flush()?;
        Ok(())
    }
}

/// The paths as `text/uri-list` has them: one `file://` address a line, everything but plain letters escaped.
fn uri_list(paths: &[PathBuf]) -> Result<String> {
    let mut list = String::new();
    for path in paths {
        let path = path.to_str().context("a path to be dropped is text")?;
        list.push_str("file://");
        for byte in path.bytes() {
            match byte {
                b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                    list.push(byte.into())
                }
                _ => list.push_str(&format!("%{byte:02X}")),
            }
        }
        list.push_str("\r\n");
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_any_letters_is_an_address() {
        let list = uri_list(&[PathBuf::from("/a b/客.csv")]).expect("text");
        assert_eq!(list, "file:///a%20b/%E5%AE%A2.csv\r\n");
    }
}
