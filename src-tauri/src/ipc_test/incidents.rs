//! What goes wrong: the window lives on and has a number for it, and neither the log nor the report says anything of anybody.

use tauri::ipc::Invoke;

use super::*;
use crate::error::Outcome;
use crate::logging;
use crate::state::{blocking, or_incident};

/// What stands in names, addresses and paths of these tests, and may stand in no log.
const SECRETS: [&str; 6] = ["alpenkraut", "kim", "花园", "huayuan", "客户", "@"];

/// Panics as commands might, with data in its message: on a thread of its own, and in the command itself.
#[tauri::command]
async fn fall(deep: bool) -> Outcome<()> {
    let fall = || panic!("kim@alpenkraut.example fell");
    if deep {
        blocking(fall).await
    } else {
        or_incident(fall)
    }
}

/// What answers the window.
type Answer = Box<dyn Fn(Invoke<MockRuntime>) -> bool + Send + Sync>;

fn sight() -> Value {
    json!({ "sight": { "language": "zh-CN", "theme": "dark", "width": 1440, "height": 900 } })
}

fn log(window: &Window) -> String {
    logging::latest(&window.app.state::<Desk>().data.join("logs"), 10_000).join("\n")
}

/// One test, for a process has one log.
#[test]
fn neither_the_log_nor_the_report_says_anything_of_anybody() {
    let data = tempfile::Builder::new()
        .prefix("客户 kim")
        .tempdir()
        .unwrap();
    let folder = data.path().join("data");
    logging::start(&folder.join("logs"));
    fs::write(
        folder.join("settings.json"),
        r#"{"language":"kim@alpenkraut.example","workspace":"/home/kim/花园.prospects"}"#,
    )
    .unwrap();
    let window = Window::open_in(data, None);
    window.start();
    let file = window.chosen("客户 kim.csv", CATALOGUE);
    window
        .call("import", import_of(&file, "catalogue"))
        .unwrap();

    // Refusals, with data in what they are given and in what they answer.
    let name = "花园 kim@alpenkraut.example\nERROR forged";
    for _ in 0..2 {
        let _ = window.call(
            "transact",
            json!({ "op": { "kind": "createGroup", "name": name } }),
        );
    }
    let gone = window.chosen("gone kim.csv", "Name\n");
    fs::remove_file(&gone).unwrap();
    assert!(
        window
            .call("dry_run", import_of(&gone, "prospects"))
            .is_err()
    );
    for address in ["kim@alpenkraut.example://x", "file:///home/kim"] {
        let opened = window.call("open_website", json!({ "address": address }));
        assert!(opened.is_err());
    }
    // A folder stands where the settings are to be written.
    fs::remove_file(folder.join("settings.json")).ok();
    fs::create_dir_all(folder.join("settings.json/kim")).unwrap();
    let kept = window.call("set_theme", json!({ "theme": "dark" }));
    assert_eq!(kind(&kept.unwrap_err()), "cannotWrite");

    // Panics, and errors of the page.
    let desk = window.app.state::<Desk>();
    let fell = tauri::async_runtime::block_on(
        desk.ask(|_| -> Outcome<()> { panic!("kim@alpenkraut.example fell") }),
    );
    let Err(crate::error::CommandError::Internal { incident }) = fell else {
        panic!("no incident: {fell:?}");
    };
    let frame = json!({ "function": "draw@kim", "file": "index.js", "line": 1, "column": 99 });
    let error = json!({ "error": { "during": "drawing", "name": "TypeError", "frames": [frame] } });
    let number = window.call("report_ui_error", error).unwrap()["number"].clone();

    let log = log(&window);
    assert!(
        log.contains(&incident) && log.contains("panicked at src-tauri/src/ipc_test"),
        "{log}"
    );
    assert!(log.contains(number.as_str().unwrap()), "{log}");
    let report = window.call("diagnostic_report", sight()).unwrap();
    let report = report.as_str().unwrap();
    for line in [
        "Prospect Desk 0.1.0",
        "Window: 1440 x 900, zh-CN, dark",
        "Holds: partners 3, creators 0, prospects 0, hidden 0, groups 1",
        number.as_str().unwrap(),
        incident.as_str(),
    ] {
        assert!(report.contains(line), "{line} in {report}");
    }
    // The page's own word for where it fell is no address.
    let of_the_page = "drawkim (index.js:1:99)";
    for text in [log.as_str(), report] {
        let text = text.replace(of_the_page, "");
        for secret in SECRETS {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(
            !text.contains("forged") && !text.contains("prospect-desk-"),
            "{text}"
        );
    }
}

#[test]
fn a_command_that_panics_is_answered_with_an_incident_and_the_window_lives_on() {
    let data = tempfile::tempdir().unwrap();
    let answer: Answer = Box::new(commands!(generate_handler));
    let fall: Answer = Box::new(generate_handler![fall]);
    let app = assemble(mock_builder(), move |invoke| {
        if invoke.message.command() == "fall" {
            fall(invoke)
        } else {
            answer(invoke)
        }
    })
    .build(mock_context(noop_assets()))
    .unwrap();
    app.manage(Desk::new(data.path().join("data"), None));
    let webview = WebviewWindowBuilder::new(&app, WINDOW, Default::default())
        .build()
        .unwrap();
    let window = Window { data, app, webview };
    window.start();
    for deep in [true, false] {
        let fell = window.call("fall", json!({ "deep": deep })).unwrap_err();
        assert_eq!(kind(&fell), "internal", "{fell}");
        assert!(
            fell["incident"].as_str().is_some_and(|n| n.len() > 12),
            "{fell}"
        );
        assert_eq!(window.call("groups", json!({})).unwrap(), json!([]));
    }
}

#[test]
fn an_error_of_the_page_has_bounds() {
    let window = Window::open();
    let report = |name: &str, frames: usize, function: &str| {
        let frame = json!({ "function": function, "file": "", "line": 0, "column": 0 });
        let frames = vec![frame; frames];
        let error = json!({ "during": "promise", "name": name, "frames": frames });
        window.call("report_ui_error", json!({ "error": error }))
    };
    assert!(
        report("TypeError", 30, "draw").is_ok(),
        "without a workspace too"
    );
    for refused in [
        report(&"x".repeat(65), 0, ""),
        report("", 31, ""),
        report("", 1, &"x".repeat(4_001)),
    ] {
        assert_eq!(kind(&refused.unwrap_err()), "tooLarge");
    }
    let report = window.call("diagnostic_report", sight()).unwrap();
    assert!(report.as_str().unwrap().contains("Workspace: none is open"));
}
