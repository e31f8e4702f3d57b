//! What the window can ask for. Each command decodes its arguments, checks their bounds, calls one function of core on a
//! thread that may wait, and maps its error.

pub mod applications;
pub mod backups;
pub mod by_hand;
pub mod changes;
pub mod desktop;
pub mod groups;
pub mod imports;
pub mod incidents;
pub mod marketplace;
pub mod outbox;
pub mod profile;
pub mod program;
pub mod settings;
pub mod templates;
pub mod views;
pub mod workflows;
pub mod workspace;
