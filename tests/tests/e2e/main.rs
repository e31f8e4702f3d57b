//! Errands over the real window, each as a person would run it: `cargo xtask test --only <name>`.
#![cfg(target_os = "linux")]

mod bad_files;
mod bad_workspaces;
mod bulk;
mod by_hand;
mod cancel_import;
mod choose_catalogue;
mod choose_nothing;
mod error_rows;
mod existing_partners;
mod export_list;
mod first_start;
mod fix_import;
mod funnel;
mod group_changes;
mod groups;
mod hide;
mod hundred_thousand;
mod import_by_keys;
mod import_prospects;
mod keyboard;
mod language_and_theme;
mod mark;
mod paste_table;
mod profile_edits;
mod shots;
mod shots_funnel;
mod shots_groups;
mod shots_wizard;
mod showcase;
mod steps;
mod stock;
mod views;
mod window;
mod words;
mod workbook;
