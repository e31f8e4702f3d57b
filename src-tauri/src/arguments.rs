//! What the app can be told when it is started.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use url::Url;

/// The file of `--workspace FILE`, or the file alone, as a file manager passes it: by its path, or as some do by its address. Unknown options count as nothing: a desktop
/// may add its own.
pub fn workspace(arguments: impl IntoIterator<Item = OsString>) -> Option<PathBuf> {
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let named = match argument.to_str() {
            Some("--workspace") => arguments.next(),
            Some(text) if text.starts_with("--workspace=") => {
                text.split_once('=').map(|(_, file)| file.into())
            }
            Some(text) if text.starts_with('-') => None,
            _ => Some(argument),
        };
        if let Some(file) = named {
            if let Some(path) = local(&file) {
                return Some(path);
            }
            // A path without a folder would follow the folder that the app runs in.
            return std::path::absolute(file).ok();
        }
    }
    None
}

/// The path that an address of a file stands for.
fn local(address: &OsStr) -> Option<PathBuf> {
    let address = address
        .to_str()
        .filter(|text| text.starts_with("file://"))?;
    Url::parse(address).ok()?.to_file_path().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_can_be_named_in_several_ways() {
        let file = |arguments: &[&str]| workspace(arguments.iter().map(OsString::from));
        let expected = Some(PathBuf::from("/data/b.prospects"));
        assert_eq!(file(&["--workspace", "/data/b.prospects"]), expected);
        assert_eq!(file(&["--workspace=/data/b.prospects"]), expected);
        assert_eq!(file(&["--unknown", "/data/b.prospects"]), expected);
        for named in [
            "/data/客户 list.prospects",
            "file:///data/%E5%AE%A2%E6%88%B7%20list.prospects",
        ] {
            let expected = Some(PathBuf::from("/data/客户 list.prospects"));
            assert_eq!(file(&[named]), expected, "{named}");
        }
        assert_eq!(file(&["--workspace"]), None);
        assert_eq!(file(&[]), None);
        assert!(file(&["b.prospects"]).is_some_and(|path| path.is_absolute()));
    }
}
