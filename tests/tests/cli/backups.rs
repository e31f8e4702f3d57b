//! Backups from a terminal, and what can be done with a damaged workspace.

use std::fs;

use crate::desk::Desk;

/// A desk on which a large import was made, so that there is a backup of what was there before.
fn with_backup() -> (Desk, String) {
    let desk = Desk::with_partners();
    let rows = (0..6_000).map(|n| format!("Newcomer number {n},post@newcomer-{n}.example\n"));
    let csv = "Name,Email\n".to_owned() + &rows.collect::<String>();
    let file = desk.file("large.csv", csv);
    desk.run(&["import", "prospects", &file]).expect(0);
    let name = desk.json(&["backups", "list"])["all"][0]["name"].clone();
    (desk, name.as_str().unwrap().to_owned())
}

#[test]
fn they_are_listed_compared_and_restored() {
    let (desk, name) = with_backup();
    let listed = desk.json(&["backups", "list"]);
    assert_eq!(listed["all"].as_array().unwrap().len(), 1);
    assert_eq!(listed["all"][0]["reason"], "import");
    assert_eq!(listed["all"][0]["contents"]["prospects"], 0);
    let text = desk.run(&["backups", "list"]).expect(0).out;
    assert!(
        text.contains("Before an import") && text.contains(&name),
        "{text}"
    );

    let compared = desk
        .run(&["backups", "restore", &name, "--dry-run"])
        .expect(0)
        .out;
    assert!(compared.contains("6,000 would go"), "{compared}");
    assert!(
        compared.contains("1 change would be taken back"),
        "{compared}"
    );
    assert_eq!(desk.json(&["list", "prospects"])["total"], 6_000);

    let undo = desk.json(&["backups", "restore", &name])["undo"].clone();
    assert_eq!(desk.json(&["list", "prospects"])["total"], 0);
    desk.run(&["backups", "restore", undo.as_str().unwrap()])
        .expect(0);
    assert_eq!(desk.json(&["list", "prospects"])["total"], 6_000);
    desk.run(&["check"]).expect(0);
}

#[test]
fn what_is_no_backup_is_refused() {
    let (desk, name) = with_backup();
    let refused = desk
        .run(&["backups", "restore", "../x.prospects"])
        .expect(2);
    assert!(
        refused.err.contains("there is no backup"),
        "{}",
        refused.err
    );
    let folder = desk.json(&["backups", "list"])["folder"].clone();
    let path = std::path::Path::new(folder.as_str().unwrap()).join(&name);
    fs::write(&path, "torn").unwrap();
    let refused = desk.run(&["backups", "restore", &name]).expect(2);
    assert!(
        refused
            .err
            .contains("the backup is damaged; nothing was changed"),
        "{}",
        refused.err
    );
    assert_eq!(desk.json(&["list", "prospects"])["total"], 6_000);
    let listed = desk.run(&["backups", "list"]).expect(0).out;
    assert!(listed.contains('?'), "{listed}");
}

#[test]
fn a_damaged_workspace_says_what_to_do_and_that_works() {
    let (desk, name) = with_backup();
    let path = desk.workspace();
    let whole = fs::read(&path).unwrap();
    let mut torn = whole.clone();
    torn[100..4_096].fill(0x55);
    fs::write(&path, &torn).unwrap();
    let refused = desk.run(&["check"]).expect(2);
    assert!(
        refused.err.contains("prospects backups list") && refused.err.contains("prospects salvage"),
        "{}",
        refused.err
    );
    let restored = desk.run(&["backups", "restore", &name]).expect(0).out;
    assert!(
        restored.contains("The damaged file stays beside it"),
        "{restored}"
    );
    desk.run(&["check"]).expect(0);
    assert_eq!(desk.json(&["list", "prospects"])["total"], 0);

    fs::write(&path, &whole).unwrap();
    let out = desk.path("salvaged.prospects");
    let told = desk.run(&["salvage", &out]).expect(0).out;
    assert!(
        told.contains("6,000 prospects") && told.contains("Every row could be read"),
        "{told}"
    );
    desk.run(&["salvage", &out]).expect(2);
}
