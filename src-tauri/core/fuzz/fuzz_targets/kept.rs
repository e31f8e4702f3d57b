#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| prospect_core_fuzz::kept::holds(bytes));
