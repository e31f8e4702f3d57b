//! How many tests a runner says have passed and failed.

use std::ops::AddAssign;

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub passed: u64,
    /// Failed, by an assertion or by running out of time.
    pub failed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The sum over the closing lines of nextest, `cargo test` and vitest in `lines`; `None` where there is none of them.
pub fn in_output(lines: &[String]) -> Option<Counts> {
    let mut sum = None;
    for counts in lines.iter().filter_map(|line| closing(line)) {
        *sum.get_or_insert_with(Counts::default) += counts;
    }
    sum
}

fn closing(line: &str) -> Option<Counts> {
    // Indented it is what nextest shows of a failed test, which its own closing line counts.
    let cargo = line.starts_with("test result:");
    let line = line.trim();
    let nextest = line.starts_with("Summary [") && line.contains("run:");
    let vitest = line.starts_with("Tests  ");
    if !(nextest || cargo || vitest) {
        return None;
    }
    Some(Counts {
        passed: before("passed", line),
        failed: before("failed", line) + before("timed out", line),
    })
}

/// The number that stands before `word`, or 0.
fn before(word: &str, line: &str) -> u64 {
    line.split([',', ';', '|', ':', '.', '('])
        .filter_map(|part| {
            part.trim()
                .strip_prefix("Tests")
                .map(str::trim)
                .or(Some(part.trim()))
        })
        .filter_map(|part| part.split_once(' '))
        .find(|(_, rest)| rest.starts_with(word))
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[&str]) -> Option<(u64, u64)> {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        in_output(&lines).map(|counts| (counts.passed, counts.failed))
    }

    #[test]
    fn every_runner_is_understood() {
        let table = [
            (
                "     Summary [   0.012s] 12 tests run: 12 passed, 3 skipped",
                (12, 0),
            ),
            (
                "     Summary [   0.5s] 14 tests run: 11 passed (1 slow), 2 failed, 1 timed out, 0 skipped",
                (11, 3),
            ),
            (
                "     Summary [   0.5s] 3/14 tests run: 2 passed, 1 failed, 0 skipped",
                (2, 1),
            ),
            (
                "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                (3, 0),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured",
                (3, 2),
            ),
            ("      Tests  12 passed (12)", (12, 0)),
            ("      Tests  1 failed | 11 passed (12)", (11, 1)),
        ];
        for (line, expected) in table {
            assert_eq!(counted(&[line]), Some(expected), "{line}");
        }
    }

    #[test]
    fn several_closing_lines_are_summed() {
        let lines = [
            "test result: ok. 3 passed; 0 failed; 0 ignored",
            "running 2 tests",
            "test result: ok. 2 passed; 0 failed; 0 ignored",
        ];
        assert_eq!(counted(&lines), Some((5, 0)));
    }

    #[test]
    fn a_failed_test_that_nextest_shows_is_counted_once() {
        let lines = [
            "          test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured",
            "     Summary [   0.5s] 3 tests run: 2 passed, 1 failed, 0 skipped",
        ];
        assert_eq!(counted(&lines), Some((2, 1)));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            counted(&["All matched files use Prettier code style!", "12 passed"]),
            None
        );
    }
}
