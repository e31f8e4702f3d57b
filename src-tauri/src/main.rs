//! The window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

/// Rows are allocated by one thread and freed by another, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    prospect_desk::run();
}
