//! What happens by itself: proposals expire, and the window hears of it.

use super::*;
use crate::events::HappenedByItself;
use crate::expiry;

/// A window with two prospects whose proposal expired long ago.
fn with_old_proposals() -> Window {
    let window = Window::with_partners();
    let target = json!({ "kind": "ids", "ids": [1, 2] });
    for op in [
        json!({ "kind": "mark", "target": target }),
        json!({ "kind": "record", "target": target, "reason": "",
            "event": { "kind": "proposalSent", "on": "2026-01-03", "expiresOn": "2026-01-09" } }),
    ] {
        window.call("transact", json!({ "op": op })).unwrap();
    }
    window
}

#[test]
fn proposals_expire_when_their_workspace_is_opened() {
    let window = with_old_proposals();
    window.app.state::<Desk>().clear();
    let next = Window::open_in(window.data, None);
    let started = next.start();
    let undo = &started["workspace"]["overview"]["history"]["undo"];
    assert_eq!(undo["title"]["event"]["kind"], "proposalExpired");
    assert_eq!(undo["partners"], 2);
}

#[test]
fn proposals_expire_while_the_window_stands_and_it_hears_of_it_once() {
    let window = with_old_proposals();
    let (tell, heard) = mpsc::channel();
    HappenedByItself::listen(&window.app, move |event| tell.send(event.payload).unwrap());
    expiry::look(window.app.handle());
    expiry::look(window.app.handle());
    assert_eq!(heard.recv().unwrap().changes.partners, 2);
    assert!(heard.try_recv().is_err(), "once is enough");
}

/// Begins to open before the page asks, as the app does.
fn begin(window: &Window) {
    let desk = window.app.state::<Desk>();
    desk.opening.begin(window.app.handle());
}

#[test]
fn what_was_begun_before_the_page_asks_is_what_it_is_told() {
    let window = Window::with_partners();
    window.app.state::<Desk>().clear();
    let next = Window::open_in(window.data, None);
    begin(&next);
    let started = next.start();
    assert_eq!(started["workspace"]["overview"]["partners"], 3, "{started}");
    assert_eq!(next.start(), started, "it is opened once");
}

#[test]
fn what_cannot_be_opened_is_told_and_tried_again_when_asked_again() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("asked.prospects");
    let window = Window::open_in(data, Some(path.clone()));
    begin(&window);
    let failed = &window.start()["workspace"];
    assert_eq!(failed["kind"], "failed", "{failed}");
    drop(Workspace::create(&path, now()).unwrap());
    assert_eq!(window.start()["workspace"]["kind"], "open");
}
