//! Scenarios at the door of core: what a manager does, over a real file.

mod desk;
mod history;
mod imports;
mod marketplace;
mod opening;
