use std::{collections::BTreeMap, fs, path::Path};

use super::*;

const MOMENT: u64 = 1_795_712_400;

fn packaging(name: &str) -> String {
    fs::read_to_string(places::root().join("packaging/linux").join(name)).expect("it is there")
}

/// The lines of a text of keys and values.
fn keys(text: &str, separator: char) -> BTreeMap<&str, &str> {
    text.lines()
        .filter(|line| !line.starts_with([' ', '[']))
        .filter_map(|line| line.split_once(separator))
        .map(|(key, value)| (key, value.trim()))
        .collect()
}

#[test]
fn the_package_says_what_it_is_and_needs() {
    let control = Control {
        version: "1.2.3",
        architecture: "amd64",
        depends: "libc6 (>= 2.34), libwebkit2gtk-4.1-0 (>= 2.36)",
        installed: 12_345,
    };
    assert_eq!(control.file_name(), "prospect-desk_1.2.3_amd64.deb");
    let text = control.text();
    let fields = keys(&text, ':');
    assert_eq!(fields["Package"], "prospect-desk");
    assert_eq!(fields["Version"], "1.2.3");
    assert_eq!(fields["Architecture"], "amd64");
    assert_eq!(fields["Installed-Size"], "12345");
    assert!(fields["Depends"].contains("libwebkit2gtk-4.1-0"));
    assert!(
        fields["Recommends"].contains("fonts-inter"),
        "as it is drawn"
    );
    assert!(fields["Description"].len() < 80, "one line, and more below");
    let more = text.split_once("Description:").unwrap().1;
    assert!(
        more.lines().skip(1).all(|line| line.starts_with(' ')),
        "{text}"
    );
}

#[test]
fn the_desktop_is_told_how_a_workspace_is_opened() {
    let entry = packaging("prospect-desk.desktop");
    let entry = keys(&entry, '=');
    assert_eq!(entry["Exec"], "prospect-desk %f");
    assert_eq!(entry["Icon"], "prospect-desk");
    assert_eq!(entry["MimeType"], "application/x-prospect-desk;");
    assert!(entry["Categories"].starts_with("Office;"));
    for key in ["GenericName", "Comment", "Keywords"] {
        let chinese = format!("{key}[zh_CN]");
        assert!(
            entry.contains_key(key) && entry.contains_key(chinese.as_str()),
            "{key}"
        );
    }
}

/// Where SQLite keeps the number of whose file it is, and the one that core writes there.
#[test]
fn a_workspace_is_known_by_its_ending_and_by_what_stands_in_it() {
    let kind = packaging("prospect-desk.xml");
    for part in [
        r#"<mime-type type="application/x-prospect-desk">"#,
        r#"<glob pattern="*.prospects"/>"#,
        r#"value="SQLite format 3" offset="0""#,
        r#"value="PrDk" offset="68""#,
        r#"xml:lang="zh_CN""#,
    ] {
        assert!(kind.contains(part), "{part}");
    }
    let core = places::root().join("src-tauri/core/src/store/open.rs");
    let number = u32::from_be_bytes(*b"PrDk");
    let written = format!("0x{:04x}_{:04x}", number >> 16, number & 0xffff);
    assert!(fs::read_to_string(core).unwrap().contains(&written));
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path)
        .expect("it is there")
        .permissions()
        .mode()
        & 0o777
}

#[cfg(target_os = "linux")]
#[test]
fn all_of_it_lies_where_a_desktop_looks() {
    let folder = tempfile::tempdir().unwrap();
    let programs = folder.path().join("programs");
    for program in PROGRAMS {
        staging::write(&programs.join(program), b"\x7fELF", 0o700).unwrap();
    }
    let moment = Moment::at(MOMENT);
    let place = folder.path().join("package");
    fs::create_dir(&place).unwrap();
    let staged = Stage::new(places::root(), programs, &moment)
        .write(&place)
        .unwrap();
    staged.describe("Package: prospect-desk\n").unwrap();

    let at = |name: &str| staged.root.join(name);
    for program in PROGRAMS {
        assert_eq!(mode(&at("usr/bin").join(program)), 0o755);
        assert!(at(&format!("usr/share/man/man1/{program}.1.gz")).exists());
    }
    for (_, to) in staging::files() {
        assert!(at(&to).exists() || at(&format!("{to}.gz")).exists(), "{to}");
    }
    assert_eq!(
        mode(&at("usr/share/applications/prospect-desk.desktop")),
        0o644
    );
    assert_eq!(mode(&at("usr/share")), 0o755);
    let licence = fs::read_to_string(at("usr/share/doc/prospect-desk/copyright")).unwrap();
    assert!(licence.contains("Copyright: 2026 ") && licence.contains("\n .\n Permission is"));
    let about = at("usr/share/metainfo/app.prospect_desk.ProspectDesk.metainfo.xml");
    let about = fs::read_to_string(about).unwrap();
    let release = format!(
        r#"version="{}" date="2026-11-26""#,
        env!("CARGO_PKG_VERSION")
    );
    assert!(about.contains(&release), "{about}");
    let sums = fs::read_to_string(at("DEBIAN/md5sums")).unwrap();
    assert_eq!(
        sums.lines().count(),
        PROGRAMS.len() + staging::files().len() + 1
    );
    assert!(sums.contains("  usr/bin/prospects\n") && !sums.contains("DEBIAN"));
    assert!(!at("DEBIAN/postinst").exists(), "nothing runs");
    let left: Vec<_> = about.match_indices('@').collect();
    assert!(left.is_empty(), "a place is not filled: {about}");
}

#[test]
fn the_same_moment_is_written_the_same() {
    let moment = Moment::at(MOMENT);
    assert_eq!(moment.fill("@DATE@ @YEAR@"), "2026-11-26 2026");
    assert!(
        moment
            .changelog()
            .contains("  Thu, 26 Nov 2026 17:00:00 +0000\n")
    );
}
