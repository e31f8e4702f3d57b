//! What holds for any bytes. Each `holds` takes what a fuzzer made, and panics where it does not hold.
//!
//! What is told of a file, such as its delimiter, comes from the last bytes of the input: any file is an input then.

#![forbid(unsafe_code)]

pub mod decode;
mod file;
pub mod kept;
mod lines;
pub mod parse;
pub mod query;
mod rows;
pub mod sniff;
pub mod template;
pub mod values;
pub mod workbook;
