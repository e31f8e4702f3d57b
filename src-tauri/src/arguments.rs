//! What the app can be told when it is started.

use std::ffi::OsString;
use std::path::PathBuf;

/// The file of `--workspace FILE`, or the file alone, as a file manager passes it. Unknown options count as nothing: a desktop
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
            // A path without a folder would follow the folder that the app runs in.
            return std::path::absolute(file).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_can_be_named_in_three_ways() {
        let file = |arguments: &[&str]| workspace(arguments.iter().map(OsString::from));
        let expected = Some(PathBuf::from("/data/b.prospects"));
        assert_eq!(file(&["--workspace", "/data/b.prospects"]), expected);
        assert_eq!(file(&["--workspace=/data/b.prospects"]), expected);
        assert_eq!(file(&["--unknown", "/data/b.prospects"]), expected);
        assert_eq!(file(&["--workspace"]), None);
        assert_eq!(file(&[]), None);
        assert!(file(&["b.prospects"]).is_some_and(|path| path.is_absolute()));
    }
}
