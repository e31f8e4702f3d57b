//! Programs that are ended in the midst of their work, at moments that have names and at any others, and programs whose disk, folder,
//! file or neighbours fail them: what they were doing is done whole or not at all, the workspace is as sound as before, and the next
//! try works.
//!
//! A program that is ended leaves to the system what it wrote. What a cut of power takes of that is in [`power`].

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a failed step in a test may panic")]

mod any;
mod at_moments;
mod command;
mod door;
mod foreign;
mod full_disk;
mod gone;
mod migrating;
mod moments;
mod not_writable;
#[cfg(target_os = "linux")]
mod power;
mod random;
mod source_file;
mod state;
mod world;
