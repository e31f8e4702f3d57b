//! Scenarios at the door of core: what a manager does, over a real file.

#![allow(clippy::unwrap_used, reason = "a failed step in a test may panic")]

mod activity;
mod applications;
mod backups;
mod by_hand;
mod cancelled_imports;
mod conflicts;
mod contacts;
mod desk;
mod email_lists;
mod expiry;
mod funnel;
mod group_changes;
mod groups;
mod hidden;
mod history;
mod identity;
mod imports;
mod invitations;
mod kept;
mod marketplace;
mod migration;
mod opening;
mod outbox;
mod own_data;
mod remembered;
mod restoring;
mod restoring_damage;
mod reviving;
mod salvaging;
mod seen;
mod simulating;
mod templates;
mod trust;
mod undo_import;
mod views;
mod whole_loop;
mod wordings;
mod workflows;
