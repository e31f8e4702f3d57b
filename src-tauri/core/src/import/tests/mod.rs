//! Imports as a whole: files in, outcomes out.

mod prospects;
