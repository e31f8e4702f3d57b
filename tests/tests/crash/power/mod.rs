//! Power that goes away. A program is run under `strace`, which writes down all that it does to its files; [`disk`] then tells what a
//! disk might hold had power gone away at any moment of that, and what is left is opened: it is as it was before or as it is after, and
//! what had been said to be done is done.

mod disk;
mod door;
mod files;
mod plans;
mod trace;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::any::Any;
use crate::command::Work;
use crate::door::DONE;
use crate::world::World;
use disk::{Disk, Part};
use plans::Plan;
use trace::Deed;

/// How much is left of what was not written through: of names, and of what is in files.
const LEFT: [(Part, Part); 6] = [
    (Part::Nothing, Part::Nothing),
    (Part::All, Part::Nothing),
    (Part::Nothing, Part::All),
    (Part::Any, Part::Any),
    (Part::Any, Part::Any),
    (Part::All, Part::Any),
];

/// Whether programs can be looked at here.
fn can_trace() -> bool {
    let mut strace = Command::new("strace");
    strace.args(["-f", "--seccomp-bpf", "-o", "/dev/null", "true"]);
    let ran = strace.stderr(Stdio::null()).status();
    let can = ran.is_ok_and(|status| status.success());
    if !can {
        // Past what keeps the output of tests to itself.
        let said = "cuts of power: left out, for strace is missing or may not trace here\n";
        io::stderr().write_all(said.as_bytes()).unwrap();
    }
    can
}

/// What a program does to the files of a world, and where it says that something is done.
fn traced(work: Work, world: &World) -> (Vec<Deed>, Vec<usize>) {
    let log = tempfile::NamedTempFile::new().unwrap();
    let program = work.program(world);
    let mut strace = Command::new("strace");
    strace
        .args("-f --seccomp-bpf -y -xx -a1 -qq -s 99999999 -e signal=none -o".split(' '))
        .arg(log.path())
        .current_dir(world.path())
        .arg(format!("--trace={}", trace::CALLS))
        .arg(program.get_program())
        .args(program.get_args())
        .envs(
            program
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        // That is written for tests.
        .env_remove("PROSPECTS_MOMENTS");
    let ran = strace.output().unwrap();
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(
        matches!(ran.status.code(), Some(0 | 1)),
        "{work:?}: {errors}"
    );
    let folder = world.path().canonicalize().unwrap();
    let log = fs::read_to_string(log.path()).unwrap();
    let deeds = trace::deeds(&log, folder.to_str().unwrap());
    let is_command = matches!(work, Work::Prospects(_));
    let says = |deed: &Deed| match deed {
        Deed::Said(text) => is_command || text.contains(DONE),
        _ => false,
    };
    let mut said: Vec<usize> = (0..deeds.len()).filter(|at| says(&deeds[*at])).collect();
    if is_command {
        // An answer is long, perhaps.
        said.drain(..said.len().saturating_sub(1));
    }
    (deeds, said)
}

/// After how many deeds power goes away, and what is left: first those where something was just said to be done, then, as chance has
/// it, before and after what makes something durable or changes names, and anywhere.
fn cuts(deeds: &[Deed], said: &[usize], any: &mut Any) -> Vec<(usize, Part, Part)> {
    let is_border = |deed: &Deed| !matches!(deed, Deed::Wrote { .. } | Deed::Opened { .. });
    let borders = (0..deeds.len()).filter(|at| is_border(&deeds[*at]));
    let mut moments: Vec<usize> = borders.flat_map(|at| [at, at + 1]).collect();
    moments.dedup();
    let anywhere = moments.len() / 2 + 1;
    moments.extend((0..anywhere).map(|_| any.below(deeds.len() + 1)));
    let with_all = |at: usize| LEFT.map(|(names, contents)| (at, names, contents));
    let mut cuts: Vec<_> = moments.into_iter().flat_map(with_all).collect();
    for last in (1..cuts.len()).rev() {
        cuts.swap(last, any.below(last + 1));
    }
    let first = said.iter().map(|at| (at + 1, Part::Nothing, Part::Nothing));
    first.chain(cuts).collect()
}

/// Cuts power so often, if there are so many states in which that can leave the files; gives how often it did.
fn cut(plan: &Plan, times: usize, any: &mut Any) -> usize {
    let world = plan.world.copy();
    let mut disk = Disk::of(world.path());
    let (deeds, said) = traced(plan.work, &world);
    assert_eq!(said.len(), plan.says, "{}: how often it said so", plan.name);
    let mut wanted: BTreeMap<usize, Vec<(Part, Part)>> = BTreeMap::new();
    for (at, names, contents) in cuts(&deeds, &said, any).into_iter().take(times) {
        wanted.entry(at).or_default().push((names, contents));
    }
    let (mut seen, hashes) = (HashSet::new(), RandomState::new());
    for at in 0..=deeds.len() {
        if at > 0 {
            disk.follow(&deeds[at - 1]);
        }
        let said = said.iter().filter(|said| **said < at).count();
        for (names, contents) in wanted.remove(&at).unwrap_or_default() {
            let left = disk.left(names, contents, any);
            if !seen.insert(hashes.hash_one((said, &left))) {
                continue;
            }
            let (name, of) = (&plan.name, deeds.len());
            println!(
                "{name}: power cut after {at} of {of}, {said} said; left {names:?} of names, {contents:?} of contents"
            );
            let world = World::empty();
            disk::write(&left, world.path());
            (plan.claim)(&world, said);
        }
    }
    seen.len()
}

/// Cuts power in each plan so often.
fn cut_all(plans: &[Plan], times: usize, seed: u64) {
    let (begun, mut any) = (Instant::now(), Any(seed));
    let mut all = 0;
    for plan in plans {
        let begun = Instant::now();
        let times = cut(plan, times, &mut any);
        all += times;
        println!(
            "{}: {times} cuts of power in {:.1?}",
            plan.name,
            begun.elapsed()
        );
    }
    println!(
        "{all} cuts of power, nothing lost, in {:.0?}",
        begun.elapsed()
    );
}

/// In each plan of the short form.
const FEW: usize = 24;

#[test]
fn a_power_cut_leaves_a_change_whole_or_not_at_all_and_what_was_said_to_be_done_stays() {
    if can_trace() {
        cut_all(&plans::changes(&World::of(300)), FEW, 1);
    }
}

#[test]
fn a_power_cut_after_many_changes_takes_back_at_most_the_one_that_was_not_said_to_be_done() {
    if can_trace() {
        cut_all(&[plans::a_day(&World::of(300))], 2 * FEW, 1);
    }
}

#[test]
fn what_has_the_name_of_a_copy_after_a_power_cut_is_whole() {
    if can_trace() {
        let world = World::of(300);
        cut_all(&plans::copies(&world), FEW, 1);
        cut_all(&plans::with_backups(&world), FEW, 1);
    }
}

#[test]
fn what_is_written_for_other_programs_is_whole_after_a_power_cut() {
    if can_trace() {
        let world = World::of(300);
        cut_all(&[files::an_export(&world), files::letters(&world)], FEW, 1);
    }
}

#[test]
fn a_power_cut_while_a_file_is_made_upgraded_or_replaced_leaves_the_old_one_or_the_new_one() {
    if can_trace() {
        let plans = [plans::a_new_one(), plans::a_damaged_one(&World::of(300))];
        cut_all(&plans, FEW, 1);
        cut_all(&plans::upgrades(&[1, 9]), FEW, 1);
    }
}

/// `cargo xtask soak --power-cuts N`.
#[test]
#[ignore = "the long form, of minutes"]
fn at_many_moments() {
    assert!(can_trace());
    let number = |name: &str, or: usize| {
        let said = std::env::var(name);
        said.map_or(or, |said| said.parse().unwrap())
    };
    let size = number("PROSPECTS_CUTS_SIZE", 3_000);
    let world = World::of(u32::try_from(size).unwrap());
    let mut plans = plans::changes(&world);
    plans.push(plans::a_day(&world));
    plans.extend(plans::copies(&world));
    plans.extend(plans::with_backups(&world));
    plans.extend(plans::upgrades(&[1, 2, 3, 4, 5, 6, 7, 8, 9]));
    plans.extend([plans::a_new_one(), plans::a_damaged_one(&world)]);
    plans.extend([files::an_export(&world), files::letters(&world)]);
    plans.push(plans::keeping(&world));
    let times = number("PROSPECTS_CUTS", 1_000).div_ceil(plans.len());
    cut_all(&plans, times, number("PROSPECTS_CUTS_SEED", 1) as u64);
}
