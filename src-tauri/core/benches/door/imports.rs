//! Imports, and what goes before and after them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use prospect_core::import::{ImportKind, Progress, Request, Unwatched, Watch};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::{ImportError, Workspace};

use super::table::Line;
use super::worlds::{Copy, catalogue_file, prospects_file, request, world};
use super::{Result, Times, line, memory, now, peers, timed};

/// Megabytes that an import may take at most.
const MEMORY: f64 = 400.0;

pub fn of_a_catalogue(n: u32) -> Result<()> {
    let file = catalogue_file(n)?;
    let peer = peers::import(&file);
    let made = Copy::to_make()?;
    let workspace = Workspace::create(made.path(), now())?;
    let request = request(&file, ImportKind::Catalogue);
    let (import, done) = line("import a catalogue", || {
        workspace.import(&request, None, &Unwatched, now())
    });
    done?;
    import.times_peer(2.0).peer("sqlite3 .import", peer).tell();
    Ok(())
}

pub fn of_prospects(n: u32) -> Result<()> {
    let file = prospects_file(n)?;
    let peer = peers::import(&file);
    let copy = Copy::of(&world(n)?)?;
    let workspace = copy.open()?;
    // As it stands when somebody comes to the import: a list was shown.
    workspace.find(&Query::of(Place::Partners), now());
    let request = request(&file, ImportKind::Prospects);
    let previews = (0..5).map(|_| timed(|| workspace.preview_import(&request)).0);
    Line::ms(
        "first preview of as many prospects",
        Times::of(previews.collect()).worst(),
    )
    .at_most(100.0)
    .tell();

    let (dry, dry_run) = line("dry run of them", || {
        workspace.dry_run(&request, &Unwatched)
    });
    dry.at_most(4_000.0).tell();
    let first = dry_run?;
    let (again, second) = line("dry run of them after a fix", || {
        workspace.dry_run(&request, &Unwatched)
    });
    again.at_most(4_000.0).tell();
    drop((first, second?));
    // The allocator gives back what is free some time later, when it is asked for something again.
    thread::sleep(Duration::from_millis(500));
    workspace.find(&Query::of(Place::Creators), now());
    if let Some(megabytes) = memory::resident() {
        Line::megabytes("memory after the dry runs were forgotten", megabytes).tell();
    }
    cancelling(&workspace, &request)?;

    let import = || workspace.import(&request, None, &Unwatched, now());
    let (first, done) = line("import them", import);
    let memory = first.memory("import them: memory at most");
    first.times_peer(2.0).peer("sqlite3 .import", peer).tell();
    if let Some(memory) = memory {
        memory.at_most(MEMORY).tell();
    }
    let brought = done?.changes.change;
    let (second, done) = line("the same file again", import);
    second.at_most(4_000.0).tell();
    let changed = done?.changes.partners;
    Line::count("the same file again: partners changed", changed)
        .at_most(0.0)
        .tell();
    let (undone, changes) = line("undo of the import", || workspace.undo(brought, now()));
    changes?;
    undone.at_most(2_000.0).tell();
    Ok(())
}

/// As the window does it: what the dry run found out is held while the import runs, so that it can be looked at again should that fail.
pub fn in_the_wizard(n: u32) -> Result<()> {
    let file = prospects_file(n)?;
    let copy = Copy::of(&world(n)?)?;
    let workspace = copy.open()?;
    workspace.find(&Query::of(Place::Partners), now());
    let request = request(&file, ImportKind::Prospects);
    let seen = workspace.dry_run(&request, &Unwatched)?;
    let import = || workspace.import(&request, Some(seen.report()), &Unwatched, now());
    let (import, done) = line("import after its dry run", import);
    done?;
    if let Some(memory) = import.memory("import after its dry run: memory at most") {
        import.tell();
        memory.at_most(MEMORY).tell();
    }
    Ok(())
}

/// How long it takes until nothing is done any more, from when it was cancelled at several moments.
fn cancelling(workspace: &Workspace, request: &Request) -> Result<()> {
    let (whole, done) = timed(|| workspace.dry_run(request, &Unwatched));
    done?;
    let after = |part: f64| Duration::from_secs_f64(whole * part / 1e3);
    let dry_run = |watch: &Cancel| workspace.dry_run(request, watch).map(|_| ());
    let import = |watch: &Cancel| workspace.import(request, None, watch, now()).map(|_| ());
    let mut latencies = Vec::new();
    for part in [0.1, 0.4, 0.7] {
        latencies.extend(latency(after(part), dry_run)?);
    }
    for part in [0.1, 0.5, 1.0, 1.5] {
        match latency(after(part), import)? {
            Some(latency) => latencies.push(latency),
            // It was done by then, and is to be done again later.
            None => drop(workspace.undo(None, now())?),
        }
    }
    Line::ms(
        "cancelling a dry run or an import: worst",
        Times::of(latencies).worst(),
    )
    .at_most(100.0)
    .tell();
    Ok(())
}

/// Cancels when it is told to.
struct Cancel(AtomicBool);

impl Watch for Cancel {
    fn progress(&self, _: Progress) {}

    fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How many milliseconds work goes on that is cancelled after a while; `None` where it was done by then.
fn latency(
    after: Duration,
    work: impl FnOnce(&Cancel) -> std::result::Result<(), ImportError>,
) -> Result<Option<f64>> {
    let watch = Cancel(AtomicBool::new(false));
    thread::scope(|scope| {
        let cancelling = scope.spawn(|| {
            thread::sleep(after);
            watch.0.store(true, Ordering::Relaxed);
            Instant::now()
        });
        let done = work(&watch);
        let ended = Instant::now();
        let cancelled = cancelling
            .join()
            .map_err(|_| "the thread that cancels failed")?;
        match done {
            Err(ImportError::Cancelled) => {
                Ok(Some(ended.duration_since(cancelled).as_secs_f64() * 1e3))
            }
            Err(error) => Err(error.into()),
            Ok(()) => Ok(None),
        }
    })
}
