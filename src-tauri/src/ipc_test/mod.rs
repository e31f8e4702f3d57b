//! Commands through the real IPC layer, with no display: what the window sends and gets, as JSON.

mod bad_input;
mod border;
mod by_itself;
mod described;
mod incidents;
mod walk;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use prospect_core::workspace::Workspace;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{
    INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets,
};
use tauri::webview::InvokeRequest;
use tauri::{App, DragDropEvent, Manager, WebviewWindow, WebviewWindowBuilder, generate_handler};
use tauri_specta::Event as _;

use crate::bindings::commands;
use crate::events::FileDrag;
use crate::state::{Desk, now};
use crate::{WINDOW, assemble, bindings, desktop};

const CATALOGUE: &str = "Type,Name,Email,Website,Country,Monthly visits\n\
    Partner,Alpenkraut,kim@alpenkraut.example,alpenkraut.example,DE,120000\n\
    Partner,花园日记,li@huayuan.example,huayuan.example,CN,900\n\
    Partner,Bright Home,jo@bright.example,bright.example,US,4000\n";

/// A window without a screen, with its own folder of data.
struct Window {
    data: tempfile::TempDir,
    app: App<MockRuntime>,
    webview: WebviewWindow<MockRuntime>,
}

impl Window {
    fn open() -> Self {
        Self::open_in(tempfile::tempdir().unwrap(), None)
    }

    fn open_in(data: tempfile::TempDir, asked: Option<PathBuf>) -> Self {
        let app = assemble(mock_builder(), commands!(generate_handler))
            .build(mock_context(noop_assets()))
            .unwrap();
        bindings::contract!(MockRuntime).mount_events(&app);
        app.manage(Desk::new(data.path().join("data"), asked));
        let webview = WebviewWindowBuilder::new(&app, WINDOW, Default::default())
            .build()
            .unwrap();
        Self { data, app, webview }
    }

    /// Calls a command as the page does.
    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: if cfg!(windows) {
                "http://tauri.localhost"
            } else {
                "tauri://localhost"
            }
            .parse()
            .unwrap(),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.webview, request).map(|body| match body {
            InvokeResponseBody::Json(json) => serde_json::from_str(&json).unwrap(),
            InvokeResponseBody::Raw(bytes) => json!(bytes.len()),
        })
    }

    /// Opens the default workspace.
    fn start(&self) -> Value {
        self.call("start", json!({})).unwrap()
    }

    /// Puts a file beside the data, as if the user had chosen it.
    fn chosen(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.data.path().join(name);
        fs::write(&path, content).unwrap();
        self.app.state::<Desk>().grants.grant(&path);
        path
    }

    /// A started window with three partners.
    fn with_partners() -> Self {
        let window = Self::open();
        window.start();
        let file = window.chosen("catalogue.csv", CATALOGUE);
        window
            .call("import", import_of(&file, "catalogue"))
            .unwrap();
        window
    }

    fn names(&self, query: Value) -> Vec<String> {
        let question = json!({ "query": query, "n": 500 });
        let found = self.call("find", question).unwrap();
        let page = json!({ "result": found["result"], "offset": 0, "n": 500 });
        assert_eq!(found["rows"], self.call("rows", page).unwrap());
        found["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn import_of(file: &Path, kind: &str) -> Value {
    let fixes = json!({ "cells": [], "values": [], "skipped": [], "choices": [] });
    let request =
        json!({ "file": file, "kind": kind, "reading": {}, "mapping": null, "fixes": fixes });
    json!({ "job": 1, "request": request, "seen": null, "progress": "__CHANNEL__:7" })
}

fn kind(error: &Value) -> &str {
    error["kind"].as_str().unwrap_or("none")
}

#[test]
fn the_first_start_makes_the_default_workspace() {
    let window = Window::open();
    let started = window.start();
    assert_eq!(started["workspace"]["kind"], "open", "{started}");
    assert_eq!(started["workspace"]["overview"]["partners"], 0);
    assert_eq!(
        started["settings"],
        json!({ "language": "system", "theme": "system", "layouts": {}, "columns": {}, "sorts": {} })
    );
    assert!(desktop::default_workspace(&window.data.path().join("data")).exists());
    assert_eq!(
        window.start()["workspace"],
        started["workspace"],
        "starting twice opens once"
    );
}

#[test]
fn a_workspace_that_cannot_be_opened_says_why_and_stays_as_it_is() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("notes.prospects");
    fs::write(&file, "Dear diary, this is no database at all.").unwrap();
    let window = Window::open_in(data, Some(file.clone()));
    let started = window.start();
    assert_eq!(started["workspace"]["kind"], "failed");
    assert_eq!(
        started["workspace"]["why"],
        json!({ "kind": "notAWorkspace", "path": file })
    );
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "Dear diary, this is no database at all."
    );
    assert_eq!(
        kind(&window.call("groups", json!({})).unwrap_err()),
        "noWorkspace"
    );
}

#[test]
fn a_window_hears_that_the_workspace_is_in_use() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("held.prospects");
    let held = Workspace::create(&file, now()).unwrap();
    let window = Window::open_in(data, Some(file.clone()));
    let in_use = json!({ "kind": "workspaceInUse", "path": file });
    assert_eq!(window.start()["workspace"]["why"], in_use);
    drop(held);
    let again = window.start();
    assert_eq!(again["workspace"]["kind"], "open", "the next try works");
}

#[test]
fn rows_of_a_result_come_in_its_order() {
    let window = Window::with_partners();
    let by_name = json!({ "place": "partners", "sort": { "by": "name", "descending": false } });
    assert_eq!(
        window.names(by_name).first().map(String::as_str),
        Some("Alpenkraut")
    );
    assert_eq!(
        window.names(json!({ "place": "partners", "text": "花" })),
        ["花园日记"]
    );
    assert_eq!(
        window.names(json!({ "place": "partners", "text": "country:US" })),
        ["Bright Home"]
    );
    assert!(window.names(json!({ "place": "creators" })).is_empty());
}

#[test]
fn a_mark_can_be_undone() {
    let window = Window::with_partners();
    let prospects = json!({ "place": "partners", "show": "prospects" });
    let target = json!({ "kind": "matching", "query": { "place": "partners", "text": "bright" } });
    let changes = window
        .call(
            "transact",
            json!({ "op": { "kind": "mark", "target": target } }),
        )
        .unwrap();
    assert_eq!(
        (&changes["partners"], &changes["name"]),
        (&json!(1), &json!("Bright Home"))
    );
    assert_eq!(window.names(prospects.clone()), ["Bright Home"]);

    let undone = window.call("undo", json!({})).unwrap();
    assert_eq!(
        (&undone["undone"], &undone["title"]["kind"]),
        (&json!(true), &json!("mark"))
    );
    assert!(window.names(prospects).is_empty());
}

#[test]
fn a_dry_run_shows_its_rows_and_touches_nothing() {
    let window = Window::with_partners();
    let rows = "Name,Email,Group\nKim,kim@alpenkraut.example,\nNew,new@new.example,Nobody\n";
    let file = window.chosen("prospects.csv", rows);
    let mut arguments = import_of(&file, "prospects");
    let report = window.call("dry_run", arguments.clone()).unwrap();
    assert_eq!(report["outcomes"]["match"], 1, "{report}");
    assert_eq!(report["outcomes"]["error"], 1, "{report}");
    let filter = json!({ "kind": "outcome", "outcome": "error" });
    let page = json!({ "look": { "filter": filter, "text": "", "problemsFirst": false }, "offset": 0, "n": 10 });
    let errors = window.call("dry_run_rows", page).unwrap();
    assert_eq!(errors["total"], 1, "{errors}");
    assert_eq!(
        errors["rows"][0]["issues"][0]["code"], "unknownGroup",
        "{errors}"
    );
    assert_eq!(window.call("overview", json!({})).unwrap()["prospects"], 0);

    fs::write(&file, format!("{rows}Later,later@later.example,\n")).unwrap();
    arguments["seen"] = report["fileHash"].clone();
    assert_eq!(
        kind(&window.call("import", arguments).unwrap_err()),
        "fileChanged"
    );
}
