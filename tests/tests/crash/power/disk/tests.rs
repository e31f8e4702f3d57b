use super::*;

const EACH: [Part; 3] = [Part::Nothing, Part::All, Part::Any];

/// An empty disk, to which this was done.
fn after(deeds: &[Deed]) -> Disk {
    let mut disk = Disk::default();
    deeds.iter().for_each(|deed| disk.follow(deed));
    disk
}

fn made(file: &str) -> Deed {
    Deed::Opened {
        file: file.to_owned(),
        empties: false,
    }
}

fn wrote(file: &str, bytes: &[u8]) -> Deed {
    Deed::Wrote {
        file: file.to_owned(),
        at: None,
        bytes: bytes.to_vec(),
    }
}

fn synced(file: &str) -> Deed {
    Deed::Synced {
        file: file.to_owned(),
    }
}

fn renamed(from: &str, to: &str) -> Deed {
    Deed::Renamed {
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

/// Everything that may be left, as far as it comes up in many tries: each file with its content.
fn may_be_left(disk: &Disk) -> Vec<String> {
    let mut any = Any(1);
    let mut all: Vec<String> = Vec::new();
    for _ in 0..100 {
        for (names, contents) in EACH
            .iter()
            .flat_map(|names| EACH.map(|part| (*names, part)))
        {
            let left = disk.left(names, contents, &mut any);
            let files = left.iter().map(|(name, content)| {
                let content = content.as_deref().unwrap_or(b"/");
                format!("{name}={}", String::from_utf8_lossy(content))
            });
            all.push(files.collect::<Vec<_>>().join(" "));
        }
    }
    all.sort();
    all.dedup();
    all
}

#[test]
fn what_is_left_is_what_posix_leaves_to_the_disk() {
    let removed = |file: &str| Deed::Removed { file: file.into() };
    let cut = |file: &str, length| Deed::Resized {
        file: file.into(),
        length,
    };
    let at_start = || vec![made("a"), wrote("a", b"1"), synced("a")];
    let then = |deeds: Vec<Deed>| [at_start(), deeds].concat();
    for (deeds, left) in [
        // A write may be lost, and so may the name of a new file.
        (vec![made("a"), wrote("a", b"1")], &["", "a=", "a=1"][..]),
        // With a file its first name is written through.
        (at_start(), &["a=1"]),
        // Of two writes the second may be there alone.
        (
            then(vec![wrote("a", b"2"), wrote("a", b"3")]),
            &["a=1", "a=1?3", "a=12", "a=123"],
        ),
        // A new name may be lost, where its folder was not written through.
        (then(vec![renamed("a", "b")]), &["a=1", "b=1"]),
        (then(vec![renamed("a", "b"), synced("b")]), &["a=1", "b=1"]),
        (then(vec![renamed("a", "b"), synced("")]), &["b=1"]),
        // A file that takes the place of another may be empty, where it was not written through.
        (
            then(vec![made("b"), wrote("b", b"2"), renamed("b", "a")]),
            &["a=", "a=1", "a=1 b=", "a=1 b=2", "a=2"],
        ),
        (then(vec![removed("a")]), &["", "a=1"]),
        (
            then(vec![cut("a", 0), wrote("a", b"2")]),
            &["a=", "a=1", "a=2"],
        ),
        // Names come and go in their order.
        (
            then(vec![made("b"), removed("a"), made("c")]),
            &["a=1", "a=1 b=", "b=", "b= c="],
        ),
        (
            then(vec![
                Deed::MadeFolder { folder: "f".into() },
                renamed("a", "f/a"),
                synced("f"),
            ]),
            &["f=/ f/a=1"],
        ),
    ] {
        let found = may_be_left(&after(&deeds));
        let found: Vec<String> = found.iter().map(|left| left.replace('\0', "?")).collect();
        assert_eq!(found, left, "{deeds:?}");
    }
}

#[test]
fn a_write_may_be_torn_between_sectors_and_nowhere_else() {
    let long = wrote("a", &[b'x'; 1_300]);
    let disk = after(&[made("a"), synced("a"), long]);
    let lengths = may_be_left(&disk).into_iter().map(|left| {
        let kept = left.matches('x').count();
        assert!([0, 276, 512, 788, 1024, 1300].contains(&kept), "{kept}");
        kept
    });
    assert!(lengths.collect::<Vec<_>>().contains(&512));
}
