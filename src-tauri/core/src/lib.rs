//! Prospect Desk without a screen: store, catalogue, queries, changes and imports behind one door.

pub mod activity;
pub mod application;
pub mod by_hand;
pub mod catalogue;
pub mod changes;
mod days;
pub mod error;
pub mod export;
pub mod funnel;
pub mod group;
pub mod import;
pub mod invitation;
pub mod listing;
pub mod mail;
pub mod partner;
pub mod place;
pub mod program;
pub mod query;
pub mod set;
pub mod standing;
mod store;
pub mod template;
pub mod text;
pub mod view;
pub mod vocabulary;
pub mod workflow;
pub mod workspace;
