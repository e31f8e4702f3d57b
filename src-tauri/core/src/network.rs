//! Whether a file lies on another computer. There neither the locks nor the log that SQLite writes ahead are safe.

use std::path::Path;

/// File systems of other computers, and of the host of a virtual machine, as Linux calls them.
const REMOTE: [&str; 24] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.ceph-fuse",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// Whether the file lies in a folder of another computer, as far as the system tells.
pub fn is_on_network(file: &Path) -> bool {
    // A new one is not there yet, its folder may be.
    let whole = file
        .ancestors()
        .find_map(|part| part.canonicalize().ok())
        .unwrap_or_else(|| file.to_owned());
    if cfg!(target_os = "linux") {
        std::fs::read("/proc/self/mountinfo")
            .is_ok_and(|mounts| is_remote(&String::from_utf8_lossy(&mounts), &whole))
    } else {
        is_share(&whole.to_string_lossy())
    }
}

/// Whether Linux says so in its list of what is mounted where.
fn is_remote(mounts: &str, file: &Path) -> bool {
    let at = |line| {
        let (place, kind) = mounted(line)?;
        let place = Path::new(&place);
        file.starts_with(place)
            .then(|| (place.components().count(), REMOTE.contains(&kind)))
    };
    // The nearest; of those at one place the last, which hides the others.
    let nearest = mounts
        .lines()
        .filter_map(at)
        .max_by_key(|(depth, _)| *depth);
    nearest.is_some_and(|(_, is_remote)| is_remote)
}

/// What a line of that list says: where something is mounted, and what.
fn mounted(line: &str) -> Option<(String, &str)> {
    let (first, second) = line.split_once(" - ")?;
    let place = unescaped(first.split(' ').nth(4)?);
    Some((place, second.split(' ').next()?))
}

/// A path without its octal escapes, of which there are four: of a space, a tabulator, a line feed and a backslash.
fn unescaped(path: &str) -> String {
    path.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\")
}

/// Whether it is a path of Windows that leads to a share.
fn is_share(path: &str) -> bool {
    match path.strip_prefix(r"\\") {
        Some(rest) if rest.starts_with(['?', '.']) => rest.get(1..5) == Some(r"\UNC"),
        Some(_) => true,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = r"
21 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
22 21 0:20 / /proc rw shared:2 - proc proc rw
30 21 0:44 / /mnt/office rw shared:9 - cifs //server/office rw,vers=3.1.1
31 30 254:2 / /mnt/office/local rw - ext4 /dev/vdb1 rw
32 21 0:45 / /mnt/team\040files rw - nfs4 nas:/team rw
33 21 0:46 / /run/user/1000/gvfs rw shared:3 master:1 propagate_from:2 - fuse.gvfsd-fuse gvfsd-fuse rw
34 21 0:47 / /home/kim/box rw - fuse.sshfs kim@box.example:/ rw
35 21 0:48 / /twice rw - nfs nas:/a rw
36 21 0:49 / /twice rw - tmpfs tmpfs rw
37 21 0:50 / /again rw - tmpfs tmpfs rw
38 21 0:51 / /again rw - 9p host rw
39 21 0:52 / /home/kim/private rw - fuse.gocryptfs /home/kim/.private rw
half a line
";

    #[test]
    fn the_nearest_mount_tells() {
        for (file, is_on_network) in [
            ("/home/anke/a.prospects", false),
            ("/mnt/office/a.prospects", true),
            ("/mnt/office/deep/er/a.prospects", true),
            ("/mnt/office/local/a.prospects", false),
            ("/mnt/office2/a.prospects", false),
            ("/mnt/team files/客户/a.prospects", true),
            ("/mnt/team", false),
            ("/run/user/1000/gvfs/smb-share:server=x/a.prospects", true),
            ("/home/kim/box/a.prospects", true),
            ("/home/kim/private/a.prospects", false),
            ("/twice/a.prospects", false),
            ("/again/a.prospects", true),
        ] {
            assert_eq!(is_remote(MOUNTS, Path::new(file)), is_on_network, "{file}");
        }
        assert!(!is_remote("", Path::new("/a")));
    }

    #[test]
    fn a_share_of_windows_is_on_the_network() {
        for (path, is_on_network) in [
            (r"\\server\office\a.prospects", true),
            (r"\\?\UNC\server\office\a.prospects", true),
            (r"\\?\C:\Users\kim\a.prospects", false),
            (r"\\.\C:\a.prospects", false),
            (r"C:\Users\kim\a.prospects", false),
            ("/home/kim/a.prospects", false),
        ] {
            assert_eq!(is_share(path), is_on_network, "{path}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_yet_lies_where_its_folder_does() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_on_network(&folder.path().join("new/er/a.prospects")));
    }
}
