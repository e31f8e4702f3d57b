//! Errands over the real window, each as a person would run it: `cargo xtask test --only <name>`.
#![cfg(target_os = "linux")]

mod window;
