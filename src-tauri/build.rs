//! Builds the window's context; writes a placeholder page where the interface is not built yet.
use std::{fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    let page = Path::new("../ui/dist/index.html");
    if !page.exists() {
        assert!(
            std::env::var("PROFILE").as_deref() != Ok("release"),
            "the interface is not built: run `cargo xtask run`, or `npm --prefix ui run build` first"
        );
        fs::create_dir_all("../ui/dist").expect("ui/dist can be made");
        fs::write(page, "<!doctype html><title>Prospect Desk</title><p>The interface is not built: run <code>cargo xtask run</code>.").expect("a placeholder can be written");
    }
    tauri_build::build();
}
