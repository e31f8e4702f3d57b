//! What happens by itself: proposals expire, and the window hears of it.

use super::*;
use crate::events::HappenedByItself;
use crate::expiry;
use crate::front::Start;
use crate::keeping::{self, Look};

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

/// Has so many partners that they are worth keeping.
fn import_many(window: &Window, name: &str) -> PathBuf {
    let rows: String = (0..20_000)
        .map(|n| format!("{name}{n},{name} {n}\n"))
        .collect();
    let csv = format!("Partner ID,Name\n{rows}");
    let workspace = window.app.state::<Desk>().workspace().unwrap();
    let unwatched = prospect_core::import::Unwatched;
    workspace
        .load_sample(csv.as_bytes(), "many.csv", &unwatched, crate::state::now())
        .unwrap();
    let mut kept = workspace.path().as_os_str().to_owned();
    kept.push("-catalogue");
    kept.into()
}

#[test]
fn a_large_catalogue_is_kept_at_the_second_look_and_when_it_is_closed() {
    let window = Window::with_partners();
    let desk = window.app.state::<Desk>();
    let kept = import_many(&window, "a");
    let mut last = Look::default();
    keeping::look(&desk, &mut last);
    assert!(!kept.exists(), "something happened just now");
    keeping::look(&desk, &mut last);
    let first = std::fs::read(&kept).unwrap();
    keeping::look(&desk, &mut last);
    assert!(std::fs::read(&kept).unwrap() == first, "once is enough");

    import_many(&window, "b");
    keeping::look(&desk, &mut last);
    desk.clear();
    assert!(std::fs::read(&kept).unwrap().len() > first.len());
    keeping::look(&desk, &mut last);
    let next = Window::open_in(window.data, None);
    next.start();
    let workspace = next.app.state::<Desk>().workspace().unwrap();
    assert!(workspace.has_kept_catalogue());
}

#[test]
fn closing_waits_until_what_is_done_aside_has_let_go() {
    let window = Window::with_partners();
    let desk = window.app.state::<Desk>();
    let path = desk.workspace().unwrap().path().to_owned();
    std::thread::scope(|scope| {
        let (tell, begun) = mpsc::channel();
        let desk = &desk;
        scope.spawn(move || {
            desk.aside(|_, is_open| {
                tell.send(is_open()).unwrap();
                while is_open() {
                    std::thread::yield_now();
                }
            });
        });
        assert!(begun.recv().unwrap());
        desk.clear();
    });
    // Nobody holds it any more.
    prospect_core::workspace::Workspace::open(&path, crate::state::now()).unwrap();
}

/// Begins to open before the page asks, as the app does.
fn begin(window: &Window) {
    let desk = window.app.state::<Desk>();
    desk.opening.begin(window.app.handle(), Start::of_this());
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
