//! Marks, and what is said of many.

use std::{collections::BTreeMap, time::Duration};

use prospect_tests::desk::Memory;

/// Name, begin and length of each, in milliseconds of the page.
pub type Marks = Vec<(String, f64, f64)>;

/// Lengths by names.
#[derive(Default)]
pub struct Figures(BTreeMap<String, Vec<f64>>);

impl Figures {
    pub fn add(&mut self, marks: &Marks) {
        for (name, _, length) in marks {
            self.0.entry(name.clone()).or_default().push(*length);
        }
    }

    /// The acts as lines of the table.
    pub fn say_acts(&self) {
        for (name, lengths) in &self.0 {
            if let Some(act) = name.strip_prefix("act:") {
                say(&format!("press to paint: {act}"), lengths, "p95 ≤ 50");
            }
        }
    }

    /// The frames of a moving list as a line of the table.
    pub fn say_frames(&self, what: &str, worked: Duration) {
        let of = |name| self.0.get(name).cloned().unwrap_or_default();
        let blank = of("frame:blank");
        let all = [of("frame"), blank.clone()].concat();
        let goal = format!("median ≤ 20; processors worked {worked:.1?}");
        say(&format!("frames: {what}"), &all, &goal);
        if !blank.is_empty() {
            println!(
                "{:<44} {:>5} of {}",
                "   of them with rows missing",
                blank.len(),
                all.len()
            );
        }
    }
}

/// A line of the table.
pub fn say(what: &str, lengths: &[f64], goal: &str) {
    let of = |share: f64| percentile(lengths, share);
    println!(
        "{what:<44} {:>5} {:>8.1} {:>8.1} {:>8.1}   {goal}",
        lengths.len(),
        of(0.5),
        of(0.95),
        of(1.0)
    );
}

/// The head of the table.
pub fn head() {
    println!(
        "{:<44} {:>5} {:>8} {:>8} {:>8}   goal, ms",
        "", "n", "median", "p95", "most"
    );
}

/// Megabytes of all processes as a line.
pub fn say_memory(what: &str, memory: &Memory) {
    let parts: Vec<String> = memory
        .iter()
        .map(|(program, megabytes)| format!("{program} {megabytes:.0}"))
        .collect();
    println!("{what:<44} {:>5.0} MB: {}", total(memory), parts.join(", "));
}

/// What all processes of the app hold.
pub fn total(memory: &Memory) -> f64 {
    memory.values().sum()
}

pub fn percentile(lengths: &[f64], share: f64) -> f64 {
    let mut sorted = lengths.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    let at = (last as f64 * share).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
