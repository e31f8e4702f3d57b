//! `cargo xtask check`: what can be told quickly and without a window.

use crate::{
    course::{Step, Work},
    setup,
    test::{cargo, format, has_nextest, lints, supply, types},
};

/// The steps in their order.
pub fn steps() -> Vec<Step> {
    let tests = if has_nextest() {
        "nextest run --package prospect-core --package prospects --no-fail-fast --no-tests=pass"
    } else {
        "test --package prospect-core --package prospects --no-fail-fast"
    };
    vec![
        Step {
            name: "setup",
            work: Work::Own(setup::to_check),
            advice: "install what is named above, then call `cargo xtask check` again",
        },
        format(),
        types(),
        lints(),
        supply(),
        Step {
            name: "core and command line",
            work: cargo(tests),
            advice: "read the failed test above; `cargo nextest run <its name>` runs it alone",
        },
    ]
}
