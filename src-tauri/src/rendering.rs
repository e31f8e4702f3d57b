//! How the page is painted, where that can be chosen: WebKitGTK's own settings.

use tauri::{Runtime, WebviewWindow};

/// Paints without layers of the graphics processor where there is none: a program that only acts as one costs memory, and
/// time for every frame. Leaves out what no page of the app uses.
///
/// # Errors
/// When the window is gone.
#[cfg(target_os = "linux")]
pub fn settle<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{
        CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebViewExt,
    };

    window.with_webview(|webview| {
        let view = webview.inner();
        if let Some(context) = view.context() {
            // Its pages come from inside the program, and there is no way back to a page before.
            context.set_cache_model(CacheModel::DocumentViewer);
        }
        let Some(settings) = WebViewExt::settings(&view) else {
            return;
        };
        if !has_graphics_processor() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
        settings.set_enable_page_cache(false);
        settings.set_enable_webgl(false);
        settings.set_enable_webaudio(false);
        settings.set_enable_media(false);
        settings.set_enable_media_stream(false);
    })
}

/// Nothing is to be chosen elsewhere.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn settle<R: Runtime>(_window: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

/// Whether the system has a node to render by.
#[cfg(target_os = "linux")]
fn has_graphics_processor() -> bool {
    let nodes = std::fs::read_dir("/dev/dri");
    nodes.is_ok_and(|nodes| {
        nodes
            .flatten()
            .any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
    })
}
