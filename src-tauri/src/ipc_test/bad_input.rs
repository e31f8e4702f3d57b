//! What commands make of what they should not be given, and that the window lives on.

use super::*;

#[test]
fn files_that_cannot_be_imported_say_what_they_are() {
    let window = Window::with_partners();
    let table: [(&str, &[u8], Value); 7] = [
        ("empty.csv", b"", json!({ "kind": "fileEmpty" })),
        (
            "locked.xlsx",
            include_bytes!("../../../tests/data/encrypted.xlsx"),
            json!({ "kind": "workbookEncrypted" }),
        ),
        (
            "bomb.xlsx",
            include_bytes!("../../../tests/data/bomb.xlsx"),
            json!({ "kind": "workbookTooLarge", "excess": "ratio", "limit": 250 }),
        ),
        (
            "broken.xlsx",
            include_bytes!("../../../tests/data/broken.xlsx"),
            json!({ "kind": "workbookBroken", "format": "xlsx" }),
        ),
        (
            "logo.csv",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            json!({ "kind": "fileNotText", "looksLike": "png" }),
        ),
        (
            "colours.csv",
            b"Red,Green\n1,2\n",
            json!({ "kind": "requiredColumns" }),
        ),
        (
            "gone.csv",
            b"Name,Email\n",
            json!({ "kind": "fileVanished" }),
        ),
    ];
    for (name, content, expected) in table {
        let file = window.chosen(name, content);
        if name == "gone.csv" {
            fs::remove_file(&file).unwrap();
        }
        let error = window
            .call("dry_run", import_of(&file, "prospects"))
            .unwrap_err();
        for (fact, value) in expected.as_object().unwrap() {
            assert_eq!(&error[fact], value, "{name}: {error}");
        }
    }
    assert_eq!(
        window
            .call("imports", json!({}))
            .unwrap()
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_path_that_nobody_pointed_at_is_refused() {
    let window = Window::open();
    window.start();
    let file = window.data.path().join("secret.csv");
    fs::write(&file, CATALOGUE).unwrap();
    for command in ["preview_import", "dry_run", "import"] {
        let refused = window
            .call(command, import_of(&file, "catalogue"))
            .unwrap_err();
        assert_eq!(refused, json!({ "kind": "notGranted" }), "{command}");
    }
}

#[test]
fn a_pasted_table_may_be_read_as_a_file() {
    let window = Window::open();
    window.start();
    let paste = |text: &str| window.call("paste_table", json!({ "text": text }));
    let file = paste("Name\tEmail\nWanderbuch\tanke@wanderbuch.example\n").unwrap();
    assert_eq!(file["name"], "pasted-table.tsv");
    let path = PathBuf::from(file["path"].as_str().unwrap());
    let preview = window
        .call("preview_import", import_of(&path, "prospects"))
        .unwrap();
    assert_eq!(
        (&preview["delimiter"], &preview["rows"]),
        (&json!("\t"), &json!(1))
    );
    assert_eq!(kind(&paste(" \n").unwrap_err()), "fileEmpty");
    let long = "x".repeat((32 << 20) + 1);
    assert_eq!(kind(&paste(&long).unwrap_err()), "tooLarge");
    assert!(path.exists(), "it is kept");
    window.app.state::<Desk>().clear();
    assert!(!path.exists(), "it goes with the window");
}

#[test]
fn a_dropped_file_may_be_read_and_the_window_hears_of_it() {
    let window = Window::open();
    window.start();
    let file = window.data.path().join("客户.csv");
    fs::write(&file, CATALOGUE).unwrap();
    let (tell, heard) = mpsc::channel();
    FileDrag::listen(&window.app, move |event| tell.send(event.payload).unwrap());
    let drop = DragDropEvent::Drop {
        paths: vec![file.clone()],
        position: Default::default(),
    };
    crate::hear_drag(window.app.handle(), &drop);

    let FileDrag::Dropped { files } = heard.recv().unwrap() else {
        panic!("nothing was dropped");
    };
    assert_eq!((files.len(), files[0].name.as_str()), (1, "客户.csv"));
    let preview = import_of(Path::new(&files[0].path), "catalogue");
    let preview = window.call("preview_import", preview).unwrap();
    assert_eq!(preview["columns"][1]["field"], "name", "{preview}");
}

#[test]
fn arguments_out_of_bounds_are_refused() {
    let window = Window::open();
    window.start();
    let long = "x".repeat(5_000);
    let ids: Vec<u32> = (0..100_001).collect();
    let table = [
        ("rows", json!({ "result": 1, "offset": 0, "n": 501 }), "n"),
        (
            "find",
            json!({ "query": { "place": "partners", "text": long }, "n": 0 }),
            "text",
        ),
        (
            "find",
            json!({ "query": { "place": "partners" }, "n": 501 }),
            "n",
        ),
        (
            "transact",
            json!({ "op": { "kind": "createGroup", "name": "长".repeat(40_000) } }),
            "name",
        ),
        (
            "transact",
            json!({ "op": { "kind": "mergeGroups", "from": ids[..10_001], "into": 1 } }),
            "from",
        ),
        (
            "transact",
            json!({ "op": { "kind": "putWorkflow", "id": null, "rules": {
                "name": "A", "on": true, "accept": true, "groups": ids[..10_001]
            } } }),
            "groups",
        ),
        (
            "transact",
            json!({ "op": { "kind": "mark", "target": { "kind": "ids", "ids": ids } } }),
            "ids",
        ),
        (
            "transact",
            json!({ "op": { "kind": "addContact", "partner": 1, "person": {
                "firstName": "", "lastName": "", "email": long, "title": ""
            } } }),
            "email",
        ),
        (
            "transact",
            json!({ "op": { "kind": "setNotes", "partner": 1, "seen": "", "notes": long.repeat(21) } }),
            "notes",
        ),
        (
            "transact",
            json!({ "op": { "kind": "saveView", "name": "Best", "arrangement": {
                "query": { "place": "partners", "text": long }, "columns": [], "cards": true
            } } }),
            "text",
        ),
        (
            "try_by_hand",
            json!({ "asked": { "newcomer": { "name": long }, "choice": null, "revive": false } }),
            "name",
        ),
        (
            "history",
            json!({ "about": null, "offset": 0, "limit": 1_000_000 }),
            "limit",
        ),
        ("open_website", json!({ "address": long }), "address"),
    ];
    for (command, arguments, argument) in table {
        let error = window.call(command, arguments).unwrap_err();
        assert_eq!(
            (kind(&error), &error["argument"]),
            ("tooLarge", &json!(argument)),
            "{command}"
        );
    }
}

#[test]
fn refusals_carry_facts() {
    let window = Window::open();
    window.start();
    let create = |name: &str| {
        window.call(
            "transact",
            json!({ "op": { "kind": "createGroup", "name": name } }),
        )
    };
    create("VIP 2026").unwrap();
    let long = create(&"长".repeat(10_000)).unwrap_err();
    assert_eq!(kind(&long), "groupNameTooLong");
    assert_eq!(long["characters"], 10_000);
    let put = |id: Option<u32>, name: &str| {
        let rules = json!({ "name": name, "on": true, "accept": true, "groups": [1] });
        window.call(
            "transact",
            json!({ "op": { "kind": "putWorkflow", "id": id, "rules": rules } }),
        )
    };
    put(None, "Accept VIP").unwrap();
    let workflows = window.call("workflows", json!({})).unwrap();
    assert_eq!(workflows[0]["rules"]["groups"], json!([1]));
    let table = [
        (
            create("vip 2026"),
            json!({ "kind": "groupNameTaken", "existing": "VIP 2026" }),
        ),
        (create("  "), json!({ "kind": "groupNameEmpty" })),
        (
            put(None, "ACCEPT VIP"),
            json!({ "kind": "workflowNameTaken", "existing": "Accept VIP" }),
        ),
        (put(None, " "), json!({ "kind": "workflowNameEmpty" })),
        (put(Some(9), "Other"), json!({ "kind": "noSuchWorkflow" })),
        (
            window.call(
                "transact",
                json!({ "op": { "kind": "addNote", "note": " ", "target": { "kind": "ids", "ids": [] } } }),
            ),
            json!({ "kind": "badValue", "field": "notes", "flaw": "missing", "place": null, "limit": 20_000, "suggestion": null }),
        ),
        (
            window.call(
                "transact",
                json!({ "op": { "kind": "setNotes", "partner": 77, "seen": "", "notes": "x" } }),
            ),
            json!({ "kind": "noSuchPartner" }),
        ),
        (
            window.call("redo", json!({})),
            json!({ "kind": "nothingToRedo" }),
        ),
        (
            window.call("profile", json!({ "id": 77 })),
            json!({ "kind": "noSuchPartner" }),
        ),
        (
            window.call("rows", json!({ "result": 99, "offset": 0, "n": 1 })),
            json!({ "kind": "overtaken" }),
        ),
        (
            window.call("import_summary", json!({ "id": 9 })),
            json!({ "kind": "noSuchImport" }),
        ),
        (
            window.call(
                "dry_run_rows",
                json!({ "look": { "filter": { "kind": "all" }, "text": "", "problemsFirst": true }, "offset": 0, "n": 1 }),
            ),
            json!({ "kind": "noDryRun" }),
        ),
        (
            window.call("open_website", json!({ "address": "file:///etc/hosts" })),
            json!({ "kind": "addressRefused", "address": "file:///etc/hosts" }),
        ),
    ];
    for (answer, expected) in table {
        assert_eq!(answer.unwrap_err(), expected);
    }
}

#[test]
fn choices_are_kept_for_the_next_start() {
    let window = Window::open();
    window
        .call("set_language", json!({ "language": "zh-CN" }))
        .unwrap();
    window
        .call("set_theme", json!({ "theme": "dark" }))
        .unwrap();
    window
        .call(
            "set_layout",
            json!({ "place": "creators", "layout": "table" }),
        )
        .unwrap();
    let columns = json!([{ "id": "name", "width": 240 }, { "id": "stage", "width": null }]);
    window
        .call(
            "set_columns",
            json!({ "place": "prospects", "columns": columns }),
        )
        .unwrap();
    let sort = json!({ "by": "country", "descending": false });
    window
        .call("set_sort", json!({ "place": "partners", "sort": sort }))
        .unwrap();
    let next = Window::open_in(window.data, None);
    let expected = json!({
        "language": "zh-CN",
        "sorts": { "partners": sort },
        "theme": "dark",
        "layouts": { "creators": "table" },
        "columns": { "prospects": columns },
    });
    assert_eq!(next.start()["settings"], expected);
}

#[test]
fn what_cannot_have_happened_to_a_prospect_is_refused_with_its_facts() {
    let window = Window::open();
    window.start();
    let target = json!({ "kind": "ids", "ids": [] });
    let table = [
        (
            json!({ "kind": "setStage", "target": target, "stage": "joined", "reason": " " }),
            json!({ "kind": "reasonMissing" }),
        ),
        (
            json!({ "kind": "record", "target": target, "reason": "x".repeat(501), "event": { "kind": "accepted" } }),
            json!({ "kind": "reasonTooLong", "characters": 501, "limit": 500 }),
        ),
        (
            json!({ "kind": "record", "target": target, "reason": "",
                "event": { "kind": "emailed", "on": "2999-01-01" } }),
            json!({ "kind": "notYet", "day": "2999-01-01" }),
        ),
        (
            json!({ "kind": "record", "target": target, "reason": "",
                "event": { "kind": "proposalSent", "on": "2026-01-09", "expiresOn": "2026-01-03" } }),
            json!({ "kind": "expiresBeforeSent", "sent": "2026-01-09", "expires": "2026-01-03" }),
        ),
    ];
    for (op, expected) in table {
        let refused = window.call("transact", json!({ "op": op })).unwrap_err();
        assert_eq!(refused, expected);
    }
}
