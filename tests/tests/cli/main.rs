//! The command line, as a person or a script meets it: the real binary, its output, its exit status, and what it leaves.

#![allow(clippy::unwrap_used, reason = "a failed step in a test may panic")]

mod applications;
mod backups;
mod by_hand;
mod data;
mod desk;
mod funnel;
mod group_changes;
mod groups;
mod history;
mod imports;
mod kept;
mod lists;
mod outbox;
mod program;
mod refusals;
mod views;
mod without_network;
mod workflows;
