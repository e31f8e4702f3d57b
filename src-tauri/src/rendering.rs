//! How the page is painted, where that can be chosen: on Linux, by WebKitGTK.

/// Has the page painted without layers, where there is no graphics processor and nobody has chosen: a program that acts as one
/// costs memory, and time for every frame. WebKit must know before its first view, for its policy of acceleration is heard
/// after that, and turns of the wheel are then lost. To be called before anything else: while the environment is written
/// no other thread may read it.
#[cfg(target_os = "linux")]
pub fn without_layers_where_they_are_only_acted() {
    /// What tells WebKitGTK to paint without layers, and what else is set for that.
    const PLAINLY: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
    const CHOSEN: [&str; 2] = [PLAINLY, "WEBKIT_DISABLE_DMABUF_RENDERER"];

    let chosen = CHOSEN.iter().any(|name| std::env::var_os(name).is_some());
    if !chosen && !has_node(std::path::Path::new("/dev/dri")) {
        // Where it fails, the page is painted with layers.
        let _ = glib::setenv(PLAINLY, "1", false);
    }
}

/// Nothing is to be chosen elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn without_layers_where_they_are_only_acted() {}

/// Whether a folder of devices has a node to render by.
#[cfg(target_os = "linux")]
fn has_node(folder: &std::path::Path) -> bool {
    let is_node = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("renderD");
    std::fs::read_dir(folder)
        .is_ok_and(|nodes| nodes.flatten().any(|node| is_node(&node.file_name())))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_screen_alone_is_no_graphics_processor() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_node(&folder.path().join("none")));
        std::fs::write(folder.path().join("card0"), "").unwrap();
        assert!(!has_node(folder.path()));
        std::fs::write(folder.path().join("renderD128"), "").unwrap();
        assert!(has_node(folder.path()));
    }
}
