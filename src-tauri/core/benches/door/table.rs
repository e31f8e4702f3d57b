//! Lines of figures: told by the process that measures, printed by the one that asked for them.

use serde::{Deserialize, Serialize};

/// A figure and what it is held against.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    figure: String,
    value: f64,
    unit: Unit,
    goal: Option<Goal>,
    /// The most memory at once while it was measured, in megabytes.
    peak: Option<f64>,
    /// What a peer needs for the same, in milliseconds.
    peer: Option<(String, f64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
enum Unit {
    Milliseconds,
    Megabytes,
    Count,
}

/// What a figure is to keep within.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Goal {
    AtMost(f64),
    TimesPeer(f64),
}

impl Line {
    fn of(figure: impl Into<String>, value: f64, unit: Unit) -> Self {
        let figure = figure.into();
        Self {
            figure,
            value,
            unit,
            goal: None,
            peak: None,
            peer: None,
        }
    }

    pub fn ms(figure: impl Into<String>, value: f64) -> Self {
        Self::of(figure, value, Unit::Milliseconds)
    }

    pub fn megabytes(figure: impl Into<String>, value: f64) -> Self {
        Self::of(figure, value, Unit::Megabytes)
    }

    pub fn count(figure: impl Into<String>, value: u32) -> Self {
        Self::of(figure, f64::from(value), Unit::Count)
    }

    /// It is to be at most so much, in its own unit.
    pub fn at_most(mut self, most: f64) -> Self {
        self.goal = Some(Goal::AtMost(most));
        self
    }

    /// It is to take at most so many times what the peer takes.
    pub fn times_peer(mut self, times: f64) -> Self {
        self.goal = Some(Goal::TimesPeer(times));
        self
    }

    pub fn peak(mut self, megabytes: Option<f64>) -> Self {
        self.peak = megabytes;
        self
    }

    /// The most memory at once, as a figure of its own.
    pub fn memory(&self, figure: &str) -> Option<Self> {
        self.peak.map(|peak| Self::megabytes(figure, peak))
    }

    /// What a peer needs, where it could be asked.
    pub fn peer(mut self, name: &str, ms: Option<f64>) -> Self {
        self.peer = ms.map(|ms| (name.to_owned(), ms));
        self
    }

    /// Tells it to the process that asked.
    pub fn tell(&self) {
        println!(
            "{}",
            serde_json::to_string(self).expect("figures can be written")
        );
    }

    fn ratio(&self) -> Option<f64> {
        let (_, other) = self.peer.as_ref()?;
        Some(self.value / other)
    }

    fn goal_told(&self) -> String {
        match self.goal {
            Some(Goal::AtMost(most)) => format!("≤ {}", value_told(most, self.unit)),
            Some(Goal::TimesPeer(times)) => format!("≤ {times} × peer"),
            None => String::new(),
        }
    }

    /// Whether it keeps within its goal, where that can be told.
    fn is_within(&self) -> Option<bool> {
        match self.goal? {
            Goal::AtMost(most) => Some(self.value <= most),
            Goal::TimesPeer(times) => self.ratio().map(|ratio| ratio <= times),
        }
    }

    fn print(&self) {
        let within = match self.is_within() {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        let peak = self
            .peak
            .map_or_else(String::new, |peak| format!("{peak} MB"));
        let peer =
            self.peer
                .as_ref()
                .zip(self.ratio())
                .map_or_else(String::new, |((name, ms), ratio)| {
                    format!(
                        "{ratio:.3} of {name}, {}",
                        value_told(*ms, Unit::Milliseconds)
                    )
                });
        let (value, goal) = (value_told(self.value, self.unit), self.goal_told());
        println!(
            "{:<58} {value:>13}  {goal:<14} {within:<4} {peak:>8}  {peer}",
            self.figure
        );
    }
}

fn value_told(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Milliseconds if value < 100.0 => format!("{value:.2} ms"),
        Unit::Milliseconds => format!("{value:.0} ms"),
        Unit::Megabytes => format!("{value:.0} MB"),
        Unit::Count => format!("{value}"),
    }
}

/// The lines of one size.
pub struct Table {
    size: u32,
    lines: Vec<Line>,
}

impl Table {
    /// Begins a table with its head.
    pub fn begin(size: u32) -> Self {
        println!("\n{size} partners and creators");
        println!(
            "{:<58} {:>13}  {:<14} {:<4} {:>8}  peer",
            "figure", "value", "goal", "held", "peak"
        );
        Self {
            size,
            lines: Vec::new(),
        }
    }

    pub fn add(&mut self, line: Line) {
        line.print();
        self.lines.push(line);
    }

    fn find(&self, figure: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.figure == figure)
    }
}

/// How the figures grow from the first size to the last.
pub fn growth(tables: &[Table]) {
    let [first, .., last] = tables else { return };
    let times = f64::from(last.size) / f64::from(first.size);
    println!(
        "\nfrom {} to {} partners and creators: {times:.0} times as many",
        first.size, last.size
    );
    for line in last.lines.iter().filter(|line| line.unit != Unit::Count) {
        let all = tables.iter().map(|table| table.find(&line.figure));
        let values = all.map(|found| {
            found.map_or_else(String::new, |found| value_told(found.value, found.unit))
        });
        let values: String = values.map(|value| format!("{value:>13}")).collect();
        let factor = first
            .find(&line.figure)
            .map(|small| line.value / small.value);
        let factor = factor.map_or_else(String::new, |factor| format!("{factor:.1} ×"));
        println!("{:<58} {values}  {factor:>8}", line.figure);
    }
}
