//! The border between page and shell, as it is configured and built.

use super::*;

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_page_may_load_nothing_but_what_comes_with_the_app() {
    let config = json_of(include_str!("../../tauri.conf.json"));
    let app = &config["app"];
    assert_eq!(app["withGlobalTauri"], Value::Null);
    assert_eq!(config["plugins"], Value::Null);
    let windows = app["windows"].as_array().unwrap();
    assert_eq!(windows.len(), 1);
    assert_eq!(windows[0]["devtools"], Value::Null);
    assert_eq!(windows[0]["url"], Value::Null, "its own page");
    let security = app["security"].as_object().unwrap();
    let mut keys: Vec<_> = security.keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["csp", "dangerousDisableAssetCspModification"]);
    // Styles alone: components of the interface set some by attribute.
    assert_eq!(
        security["dangerousDisableAssetCspModification"],
        json!(["style-src"])
    );

    let policy = security["csp"].as_str().unwrap();
    let directives: Vec<(&str, Vec<&str>)> = policy
        .split(';')
        .map(|directive| {
            let mut words = directive.split_whitespace();
            (words.next().unwrap(), words.collect())
        })
        .collect();
    let of = |name: &str| {
        let found = directives.iter().find(|(other, _)| *other == name);
        found.map(|(_, sources)| sources.as_slice())
    };
    assert_eq!(of("default-src"), Some(&["'none'"][..]));
    assert_eq!(of("script-src"), Some(&["'self'"][..]));
    for none in ["base-uri", "form-action", "frame-ancestors"] {
        assert_eq!(of(none), Some(&["'none'"][..]), "{none}");
    }
    // By which the page talks to the shell; the second is its form on Windows, and goes to no network.
    let shell = ["ipc:", "http://ipc.localhost"];
    assert_eq!(of("connect-src"), Some(&shell[..]));
    let known = ["'none'", "'self'", "data:", "ipc:", "http://ipc.localhost"];
    for (name, sources) in &directives {
        for source in sources {
            let inline = *name == "style-src" && *source == "'unsafe-inline'";
            assert!(inline || known.contains(source), "{name} {source}");
            let data = *source == "data:" && *name != "img-src";
            assert!(!data, "{name} takes data:");
        }
    }
}

#[test]
fn the_page_may_ask_the_shell_for_its_commands_and_to_hear_events() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities");
    let files: Vec<_> = fs::read_dir(folder).unwrap().flatten().collect();
    assert_eq!(files.len(), 1);
    let capability = json_of(&fs::read_to_string(files[0].path()).unwrap());
    assert_eq!(
        capability["permissions"],
        json!(["core:event:allow-listen", "core:event:allow-unlisten"])
    );
    assert_eq!(capability["windows"], json!([WINDOW]));
    assert_eq!(capability["remote"], Value::Null);
    // No plugin is in the program, and no window that can be looked into.
    let manifests = [
        include_str!("../../Cargo.toml"),
        include_str!("../../../Cargo.toml"),
    ];
    for line in manifests.iter().flat_map(|manifest| manifest.lines()) {
        assert!(!line.starts_with("tauri-plugin"), "{line}");
        let of_tauri = line.starts_with("tauri ") || line.starts_with("tauri.");
        assert!(!(of_tauri && line.contains("devtools")), "{line}");
    }
}

#[test]
fn the_window_never_leaves_the_pages_of_the_app() {
    let is_own = |address: &str| crate::is_own_page(&address.parse().unwrap());
    for own in [
        "tauri://localhost",
        "tauri://localhost/index.html",
        "http://tauri.localhost/",
        "about:blank",
    ] {
        assert!(is_own(own), "{own}");
    }
    for other in [
        "https://a.example/",
        "http://a.example/tauri.localhost",
        "https://tauri.localhost.a.example/",
        "https://tauri.localhost@a.example/",
        "http://localhost:1420/",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "data:text/html,<script>1</script>",
        "javascript:alert(1)",
        "blob:tauri://localhost/1",
        "ipc://localhost/undo",
        "about:srcdoc",
    ] {
        assert!(!is_own(other), "{other}");
    }
}

/// Where the page is built.
#[test]
fn the_built_page_holds_no_script_and_no_address() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist/index.html");
    let Ok(page) = fs::read_to_string(page) else {
        return;
    };
    assert!(!page.contains("://"), "{page}");
    for (at, _) in page.match_indices("<script") {
        let tag = &page[at..];
        assert!(
            tag.contains("></script>") && tag.contains("src=\"./"),
            "{tag}"
        );
        let inside = tag.split_once('>').unwrap().1;
        assert!(inside.starts_with("</script>"), "{tag}");
    }
    assert!(!page.contains(" on"), "no attribute is a script: {page}");
}

#[cfg(unix)]
#[test]
fn what_is_dropped_and_is_no_file_is_refused_at_once() {
    let window = Window::open();
    window.start();
    let pipe = window.data.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let link = window.data.path().join("link.csv");
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    let folder = window.data.path().join("folder.csv");
    fs::create_dir(&folder).unwrap();
    let paths = vec![pipe, link, folder, "/dev/zero".into(), "/".into()];
    let drop = DragDropEvent::Drop {
        paths: paths.clone(),
        position: Default::default(),
    };
    crate::hear_drag(window.app.handle(), &drop);
    for path in paths {
        for command in ["preview_import", "dry_run", "import"] {
            let refused = window.call(command, import_of(&path, "prospects"));
            assert_eq!(
                refused,
                Err(json!({ "kind": "fileUnreadable" })),
                "{path:?}"
            );
        }
    }
    // What is dropped is what was dropped, not what lies beside or behind it.
    for path in ["folder.csv/a.csv", "../data/link.csv", "./link.csv"] {
        let path = window.data.path().join(path);
        let refused = window.call("preview_import", import_of(&path, "prospects"));
        let is_dropped = path.ends_with("link.csv") && !path.ends_with("data/link.csv");
        let kind = if is_dropped {
            "fileUnreadable"
        } else {
            "notGranted"
        };
        assert_eq!(refused, Err(json!({ "kind": kind })), "{path:?}");
    }
}
