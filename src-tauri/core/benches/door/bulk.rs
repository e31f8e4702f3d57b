//! Changes of many at once, and their undo.

use prospect_core::changes::{Op, Target};
use prospect_core::listing::Selecting;
use prospect_core::query::{Place, Query};
use prospect_core::workspace::Workspace;

use super::table::Line;
use super::worlds::{Copy, world};
use super::{Result, line, now, timed};

/// As many as a bulk change is held against its goal with.
const MANY: u32 = 100_000;
/// Milliseconds that it may take.
const GOAL: f64 = 300.0;

pub fn measure(n: u32) -> Result<()> {
    let copy = Copy::of(&world(n)?)?;
    let workspace = copy.open()?;
    let listing = workspace.find(&Query::of(Place::Partners), now());
    let rows = Selecting::Rows {
        result: listing.result,
        from: 0,
        to: listing.total.min(MANY).saturating_sub(1),
        on: true,
    };
    workspace.select(Place::Partners, &rows)?;
    let selected = Target::Selected {
        place: Place::Partners,
    };
    changes(&workspace, "100,000 at most", &selected, Some(GOAL))?;
    let all = Target::Matching {
        query: Box::new(Query::of(Place::Everyone)),
    };
    changes(&workspace, "all that match", &all, None)
}

fn changes(workspace: &Workspace, whom: &str, target: &Target, goal: Option<f64>) -> Result<()> {
    let tell = |line: Line| match goal {
        Some(goal) => line.at_most(goal).tell(),
        None => line.tell(),
    };
    let (census, counted) = timed(|| workspace.census(target, now()));
    counted?;
    tell(Line::ms(format!("{whom}: census"), census));
    let target = target.clone();
    let groups: Vec<_> = workspace
        .groups()
        .into_iter()
        .map(|one| one.group.id)
        .collect();
    let mark = Op::Mark {
        target: target.clone(),
    };
    let hide = Op::Hide {
        target: target.clone(),
        reason: "no fit".to_owned(),
        until: None,
        archive_prospects: false,
    };
    let regroup = Op::SetGroups {
        target: target.clone(),
        add: groups[..2].to_vec(),
        remove: groups[2..3].to_vec(),
    };
    for (name, op) in [("mark", &mark), ("hide", &hide), ("set groups", &regroup)] {
        there_and_back(workspace, &format!("{whom}: {name}"), op, &tell)?;
    }
    workspace.transact(&mark, now())?;
    there_and_back(
        workspace,
        &format!("{whom}: unmark"),
        &Op::Unmark { target },
        &tell,
    )?;
    workspace.undo(None, now())?;
    Ok(())
}

/// Does a change, undoes and redoes it, and leaves all as it was.
fn there_and_back(workspace: &Workspace, name: &str, op: &Op, tell: &impl Fn(Line)) -> Result<()> {
    let (done, changed) = line(name, || workspace.transact(op, now()));
    changed?;
    tell(done);
    let (undone, changed) = line(format!("{name}, undo"), || workspace.undo(None, now()));
    changed?;
    tell(undone);
    let (redone, changed) = line(format!("{name}, redo"), || workspace.redo(None, now()));
    changed?;
    tell(redone);
    workspace.undo(None, now())?;
    Ok(())
}
