//! The window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

/// Rows go from thread to thread in small pieces: with the system's allocator threads wait for each other half of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    prospect_desk::run();
}
