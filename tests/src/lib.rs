//! Black-box tests of Prospect Desk, and what they stand on.
//!
//! [`desk`] is a desk to work at without a screen: a display, a message bus, a home folder and the real app, driven
//! as a person would. It needs WebKitGTK's driver and an X server, so it exists on Linux alone.

#[cfg(target_os = "linux")]
pub mod desk;
