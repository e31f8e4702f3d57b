//! Imports: from the bytes of a file to what each of its rows would do.
//!
//! decode → sniff → parse → mapping → validate → match → plan → report. The stages are pure: they read accounts through
//! [`Lookup`] and hand what is to be done to a [`Sink`]. A dry run and an import are the same function with two sinks.

mod types;

pub use types::*;
