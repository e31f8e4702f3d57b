//! A workspace in full use, for pictures: the sample catalogue with prospects, groups, hidden ones and an import.

use std::{fs::File, path::Path};

use anyhow::Result;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use prospect_core::{
    changes::{Op, Target},
    group::GroupId,
    import::{Request, Unwatched},
    partner::PartnerId,
    program::Program,
    query::{Place, Query},
    standing::Event,
    template::{TemplateId, Wording},
    workflow::{FollowUp, Rules},
    workspace::Workspace,
};
use prospect_sample::{GROUPS, Size, write_catalogue, write_prospects};

/// A workflow that accepts.
pub const WORKFLOW: &str = "Accept long-time partners";

/// Makes the workspace at this path.
///
/// # Errors
/// When core refuses a part of it.
pub fn furnish(path: &Path) -> Result<()> {
    let now = Timestamp::now();
    let workspace = Workspace::create(path, now)?;
    let mut sample = Vec::new();
    write_catalogue(&mut sample, Size::SHIPPED, today(now)?)?;
    workspace.load_sample(&sample, "sample-catalogue.csv", &Unwatched, now)?;

    // The last group is left out, so that a list can name one that is missing.
    let mut groups = Vec::new();
    for name in &GROUPS[..GROUPS.len() - 1] {
        let name = (*name).to_owned();
        let made = workspace.transact(&Op::CreateGroup { name }, now)?;
        groups.extend(made.group);
    }
    let emails = emails(&workspace, now)?;
    for (name, accept, paired) in [
        ("Review by hand", false, &groups[1..]),
        (WORKFLOW, true, &groups[..2]),
    ] {
        let rules = Rules {
            name: name.to_owned(),
            on: true,
            groups: paired.to_vec(),
            invite: emails.first().copied(),
            follow_ups: [7, 14]
                .into_iter()
                .zip(&emails[1..])
                .map(|(after, template)| FollowUp {
                    after,
                    template: *template,
                })
                .collect(),
            accept,
            add_to: Vec::new(),
        };
        workspace.transact(&Op::PutWorkflow { id: None, rules }, now)?;
    }
    for place in [Place::Partners, Place::Creators] {
        let ids = first(&workspace, place, now)?;
        stand(&workspace, &ids, &groups, now)?;
    }
    let list = path.with_file_name("Spring list.csv");
    write_prospects(&mut File::create(&list)?, Size::SHIPPED, 160)?;
    let then = now - (24 * 36).hours();
    workspace.import(&Request::of(&list), None, &Unwatched, then)?;
    travel(&workspace, now)
}

/// Says what the program is, and makes the emails that its workflows send.
fn emails(workspace: &Workspace, now: Timestamp) -> Result<Vec<TemplateId>> {
    let program = Program {
        name: "Fjellvik Outdoor".to_owned(),
        link_pattern: "https://join.fjellvik.example/?code={code}".to_owned(),
        sender_name: "Mara Lind".to_owned(),
        sender_email: "mara@fjellvik.example".to_owned(),
        expires_after: Some(14),
    };
    let program = Box::new(program);
    workspace.transact(&Op::SetProgram { program }, now)?;
    for (name, body) in [
        (
            "Invitation",
            "Hello {{first_name|there}}, we would like to have {{website|you}} in our program: {{invitation_link}}",
        ),
        (
            "First follow-up",
            "Did my invitation reach you? {{invitation_link}}",
        ),
        ("Last follow-up", "A last word: {{invitation_link}}"),
    ] {
        let wording = Wording {
            name: name.to_owned(),
            subject: "{{program}} and {{name}}".to_owned(),
            body: body.to_owned(),
        };
        workspace.transact(&Op::PutTemplate { id: None, wording }, now)?;
    }
    let mut made = workspace.templates()?;
    made.sort_by_key(|template| template.id);
    Ok(made.into_iter().map(|template| template.id).collect())
}

/// Marks some, puts some of them into groups, hides others.
fn stand(
    workspace: &Workspace,
    ids: &[PartnerId],
    groups: &[GroupId],
    now: Timestamp,
) -> Result<()> {
    let every = |step: usize, from: usize| Target::Ids {
        ids: ids.iter().copied().skip(from).step_by(step).collect(),
    };
    let target = every(3, 2);
    workspace.transact(&Op::Mark { target }, now - (24 * 34).hours())?;
    for (at, group) in groups.iter().enumerate() {
        let op = Op::SetGroups {
            target: every(14 + 7 * at, 2),
            add: vec![*group],
            remove: Vec::new(),
        };
        workspace.transact(&op, now)?;
    }
    let op = Op::Hide {
        target: every(41, 5),
        reason: "competitor".to_owned(),
        until: None,
        archive_prospects: false,
    };
    workspace.transact(&op, now)?;
    Ok(())
}

/// Lets the prospects travel: each a little farther than the one before, over some weeks.
fn travel(workspace: &Workspace, now: Timestamp) -> Result<()> {
    let listing = workspace.find(&Query::of(Place::Prospects), now);
    let rows = workspace.rows(listing.result, 0, 500)?;
    let proposed = |today: Timestamp| Event::ProposalSent {
        on: None,
        expires_on: Some(
            today
                .to_zoned(TimeZone::UTC)
                .date()
                .saturating_add(14.days()),
        ),
    };
    let mut happened: Vec<(i64, Event, PartnerId)> = Vec::new();
    for (at, row) in (0..).zip(&rows) {
        let far = at % 9;
        let early = 30 - at % 13;
        if far > 1 {
            happened.push((early, Event::Emailed { on: None }, row.id));
        }
        if far > 4 {
            let day = (early - 3 - at % 4).max(0);
            let then = now - (24 * day).hours();
            happened.push((day, proposed(then), row.id));
        }
        if far > 6 {
            let end = [
                Event::Accepted,
                Event::Accepted,
                Event::RejectedByPartner,
                Event::RejectedByYou,
            ];
            happened.push(((early - 16).max(0), end[(at / 9 % 4) as usize], row.id));
        }
    }
    happened.sort_by_key(|(ago, ..)| std::cmp::Reverse(*ago));
    for (ago, event, id) in happened {
        let op = Op::Record {
            target: Target::Ids { ids: vec![id] },
            event,
            reason: String::new(),
        };
        workspace.transact(&op, now - (24 * ago).hours())?;
    }
    let archived = rows.iter().skip(3).step_by(23).map(|row| row.id);
    let target = Target::Ids {
        ids: archived.collect(),
    };
    workspace.transact(&Op::Archive { target }, now)?;
    workspace.expire_proposals(now)?;
    Ok(())
}

fn first(workspace: &Workspace, place: Place, now: Timestamp) -> Result<Vec<PartnerId>> {
    let listing = workspace.find(&Query::of(place), now);
    let rows = workspace.rows(listing.result, 0, 300)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

fn today(now: Timestamp) -> Result<(i16, u8, u8)> {
    let today = now.to_zoned(TimeZone::UTC).date();
    Ok((
        today.year(),
        today.month().try_into()?,
        today.day().try_into()?,
    ))
}
