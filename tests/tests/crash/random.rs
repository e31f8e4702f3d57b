//! Programs that are ended at any moment of their work.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::any::Any;
use crate::command::Work;
use crate::door::UNDO_IMPORT;
use crate::state::{State, reopened};
use crate::world::World;

/// What is done before, and what then is ended. A prepared workspace is as far as its work goes.
const PLANS: [(&str, &[Work], Work); 6] = [
    ("import prospects", &[], IMPORT),
    (
        "import a catalogue",
        &[],
        Work::Prospects(&["import", "catalogue", "FOLDER/again.csv"]),
    ),
    ("undo an import", &[IMPORT], Work::Prospects(&["undo"])),
    (
        "redo an import",
        &[IMPORT, Work::Prospects(&["undo"])],
        Work::Prospects(&["redo"]),
    ),
    ("undo an earlier import", &[], UNDO_IMPORT),
    (
        "hide many",
        &[],
        Work::Prospects(&["hide", "--query", "country:US", "--reason", "far"]),
    ),
];

const IMPORT: Work = Work::Prospects(&["import", "prospects", "FOLDER/more.csv"]);

/// A plan at its beginning, and what it comes to.
struct Prepared {
    name: &'static str,
    work: Work,
    world: World,
    before: State,
    after: State,
    took: Duration,
}

impl Prepared {
    fn all(world: &World) -> Vec<Self> {
        let prepared = PLANS.iter().map(|(name, first, work)| {
            let world = world.copy();
            for work in *first {
                work.done(&world);
            }
            // The shorter of two: where others work too, one may take longer than it needs.
            let first = work.done(&world.copy());
            let undisturbed = world.copy();
            let took = work.done(&undisturbed).min(first);
            Self {
                name,
                work: *work,
                before: State::of(&world.workspace()),
                after: State::of(&undisturbed.workspace()),
                world,
                took,
            }
        });
        prepared.collect()
    }

    /// Ends the work after so long, and looks at what it left.
    fn killed_after(&self, delay: Duration) -> Survived {
        let (name, world) = (self.name, self.world.copy());
        let stage = self.work.killed_after(&world, delay);
        let stage = stage.unwrap_or_else(|| "done".to_owned());
        println!("{name} ended after {delay:?} of {:?}: {stage}", self.took);
        let (state, reopening) = reopened(&world.workspace());
        let is_done = state.difference(&self.after).is_none();
        if !is_done {
            let difference = state.difference(&self.before);
            assert_eq!(
                difference, None,
                "{name}, {delay:?}: neither whole nor not at all"
            );
            self.work.done(&world);
            let again = State::of(&world.workspace()).difference(&self.after);
            assert_eq!(again, None, "{name}, {delay:?}: done again");
        }
        Survived {
            stage,
            is_done,
            reopening,
        }
    }
}

struct Survived {
    stage: String,
    is_done: bool,
    reopening: Duration,
}

/// Where programs were ended, and what they left.
#[derive(Default)]
struct Table {
    rows: BTreeMap<(&'static str, String), [u32; 2]>,
    reopening: Vec<Duration>,
}

impl Table {
    fn add(&mut self, name: &'static str, survived: Survived) {
        let row = self.rows.entry((name, survived.stage)).or_default();
        row[usize::from(survived.is_done)] += 1;
        self.reopening.push(survived.reopening);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:24} {:24} {:>6} {:>8} {:>6}",
            "what", "last moment", "ended", "nothing", "whole"
        )?;
        for ((name, stage), [nothing, whole]) in &self.rows {
            let ended = nothing + whole;
            writeln!(f, "{name:24} {stage:24} {ended:>6} {nothing:>8} {whole:>6}")?;
        }
        let mut reopening = self.reopening.clone();
        reopening.sort_unstable();
        let median = reopening[reopening.len() / 2];
        let longest = reopening[reopening.len() - 1];
        let ended = reopening.len();
        write!(
            f,
            "{ended} programs ended, nothing lost; reopening took {median:.0?} (median), {longest:.0?} at the most"
        )
    }
}

/// Ends programs on a workspace of so many partners, so often, from before their work to its end.
fn kill(size: u32, times: u32, seed: u64) {
    let prepared = Prepared::all(&World::of(size));
    let mut any = Any(seed);
    let mut table = Table::default();
    println!("seed {seed}");
    for plan in prepared.iter().cycle().take(times as usize) {
        let delay = plan.took.mul_f64(any.part());
        table.add(plan.name, plan.killed_after(delay));
    }
    println!("{table}");
}

#[test]
fn at_any_moment() {
    kill(1_500, 24, 1);
}

/// `cargo xtask soak --kills N`.
#[test]
#[ignore = "the long form, of minutes"]
fn at_many_moments() {
    let number = |name: &str, or: u32| {
        let said = std::env::var(name);
        said.map_or(or, |said| said.parse().unwrap())
    };
    kill(
        number("PROSPECTS_KILLS_SIZE", 20_000),
        number("PROSPECTS_KILLS", 120),
        number("PROSPECTS_KILLS_SEED", 1).into(),
    );
}
