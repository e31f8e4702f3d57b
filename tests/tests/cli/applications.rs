//! Applications from a terminal.

use serde_json::Value;

use crate::desk::Desk;

const SIGN_UPS: &str = "Applied on,Name,Email,Invitation code\n\
    28/10/2026,Alpenkraut,kim@alpenkraut.example,\n\
    03/11/2026,Nordlicht,ann@nordlicht.example,\n\
    03/11/2026,Fjord,fay@fjord.example,XXXX\n";

fn desk() -> Desk {
    let desk = Desk::with_partners();
    std::fs::write(desk.folder.path().join("sign-ups.csv"), SIGN_UPS).unwrap();
    desk
}

fn listed(desk: &Desk, list: &str) -> Vec<Value> {
    let page = desk.json(&["list", "applications", list]);
    page["applications"].as_array().unwrap().clone()
}

#[test]
fn a_file_of_them_is_tried_and_imported() {
    let desk = desk();
    let file = desk.folder.path().join("sign-ups.csv");
    let file = file.to_str().unwrap();
    let dry = desk.json(&["import", "applications", file, "--dry-run"]);
    assert_eq!(dry["applications"]["matched"], 1, "{dry}");
    assert_eq!(dry["applications"]["new"], 2);
    assert!(listed(&desk, "--new").is_empty());
    let told = desk.run(&["import", "applications", file]).expect(0).out;
    assert!(
        told.contains("applications: 1 matched, waiting, 2 new partners"),
        "{told}"
    );
    assert!(told.contains("Unknown invitation code"), "{told}");
    let new = listed(&desk, "--new");
    assert_eq!(new.len(), 3);
    assert_eq!(
        new[0]["application"]["form"]["appliedOn"], "2026-11-03",
        "day first, as the column shows"
    );
    let again = desk.json(&["import", "applications", file]);
    assert_eq!(again["outcomes"]["unchanged"], 3);
    let unclear = desk.folder.path().join("unclear.csv");
    std::fs::write(&unclear, "Applied on,Email\n03/11/2026,x@x.example\n").unwrap();
    let unclear = unclear.to_str().unwrap();
    desk.run(&["import", "applications", unclear, "--dry-run"])
        .expect(1);
    desk.run(&["import", "applications", unclear, "--dates", "month"])
        .expect(0);
    let newest = &listed(&desk, "--new")[3];
    assert_eq!(newest["application"]["form"]["appliedOn"], "2026-03-11");
}

#[test]
fn one_is_recorded_decided_on_and_linked() {
    let desk = desk();
    desk.run(&["applications", "add", "--email", "nobody"])
        .expect(2);
    let add = [
        "applications",
        "add",
        "--email",
        "kim@alpenkraut.example",
        "--applied-on",
        "2026-10-28",
    ];
    let tried = desk.run(&[&add[..], &["--dry-run"]].concat()).expect(0).out;
    assert!(
        tried.contains("It is Alpenkraut; the application waits."),
        "{tried}"
    );
    let added = desk.json(&add);
    assert_eq!(added["row"]["outcome"], "match");
    let eva = [
        "applications",
        "add",
        "--email",
        "eva@eva.example",
        "--name",
        "Eva",
    ];
    desk.run(&eva).expect(0);

    let listed = |list| self::listed(&desk, list);
    desk.run(&["applications", "accept", "--id", "1"]).expect(0);
    assert_eq!(listed("--processed")[0]["application"]["state"], "accepted");
    desk.run(&[
        "applications",
        "link",
        "2",
        "--to",
        "2",
        "--reason",
        "it is hers",
    ])
    .expect(0);
    assert_eq!(listed("--new")[0]["partner"]["name"], "花园日记");
    let told = desk.run(&["list", "applications"]).expect(0).out;
    assert!(
        told.contains("Linked by hand") && told.contains("eva@eva.example"),
        "{told}"
    );
    desk.run(&["applications", "reject", "--all", "--reason", "no fit"])
        .expect(0);
    assert!(listed("--new").is_empty());
    let refused = desk.run(&["applications", "accept", "--id", "9"]).expect(2);
    assert!(
        refused.err.contains("there is no application 9"),
        "{}",
        refused.err
    );
    let late = ["applications", "link", "2", "--new", "--reason", "late"];
    let late = desk.run(&late).expect(2);
    assert!(late.err.contains("waits no more"), "{}", late.err);
    desk.run(&["undo"]).expect(0);
    assert_eq!(listed("--new").len(), 1);
}
