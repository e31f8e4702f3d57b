//! Every argument of a command has a bound: what the window sends stays far below, and nothing else is taken.

use prospect_core::application::Written;
use prospect_core::by_hand::{Details, Newcomer, Person};
use prospect_core::changes::{ApplicationPick, Op, Pick, Target};
use prospect_core::import::{Fixes, Look, Reading, Request, RowFilter};
use prospect_core::partner::Contact;
use prospect_core::program::Program;
use prospect_core::query::{Choice, Facet, Filters, Query};
use prospect_core::template::Wording;
use prospect_core::view::Arrangement;
use prospect_core::workflow::Rules;
use prospect_core::workspace::ListColumn;

use crate::error::{CommandError, Outcome};
use crate::settings::ShownColumn;

/// The most rows of a list that one command gives.
pub const ROWS: u32 = 500;
/// The most bytes of a text: search words, a name, a reason, an address.
pub const TEXT: u32 = 4_000;
/// The most partners that are named one by one; more are named by selection or query.
pub const IDS: u32 = 100_000;
/// The most values of a filter, and the most groups of a change.
pub const VALUES: u32 = 10_000;
/// The most columns of a mapping.
pub const COLUMNS: u32 = 20_000;
/// The most columns of a table, and the most bytes of the name of one.
pub const TABLE: u32 = 64;
/// The most cells that are written over, rows that are skipped and matches that are chosen in a file.
pub const FIXES: u32 = 100_000;
/// The most bytes of a cell that is written over, and of the name of a group, so that core says what is wrong with one too long.
pub const CELL: u32 = 100_000;
/// The most bytes of a table that is pasted.
pub const PASTED: u32 = 32 << 20;
/// The most entries of a history.
pub const HISTORY: u32 = 1_000;

/// Refuses more than `limit` of something.
pub fn at_most(argument: &str, count: usize, limit: u32) -> Outcome<()> {
    if count > limit as usize {
        return Err(CommandError::TooLarge {
            argument: argument.to_owned(),
            limit,
        });
    }
    Ok(())
}

/// Refuses a page of more than [`ROWS`] rows.
pub fn page(n: u32) -> Outcome<()> {
    at_most("n", n as usize, ROWS)
}

/// Refuses a text of more than [`TEXT`] bytes.
pub fn text(argument: &str, text: &str) -> Outcome<()> {
    at_most(argument, text.len(), TEXT)
}

/// Refuses a query that is larger than any that a person makes.
pub fn query(query: &Query) -> Outcome<()> {
    text("text", &query.text)?;
    filters(&query.filters)
}

fn filters(filters: &Filters) -> Outcome<()> {
    fn choice<T>(argument: &str, choice: &Choice<T>) -> Outcome<()> {
        at_most(argument, choice.values.len(), VALUES)
    }
    choice("status", &filters.status)?;
    choice("model", &filters.model)?;
    choice("category", &filters.category)?;
    choice("country", &filters.country)?;
    choice("language", &filters.language)?;
    choice("area", &filters.area)?;
    choice("size", &filters.size)?;
    choice("group", &filters.group)?;
    choice("platform", &filters.platform)?;
    choice("tier", &filters.tier)?;
    choice("stage", &filters.stage)?;
    choice("source", &filters.source)?;
    choice("archived", &filters.archived)?;
    choice("resized", &filters.resized)?;
    choice("import", &filters.import)
}

/// Refuses more columns than there are.
pub fn list_columns(columns: Option<&[ListColumn]>) -> Outcome<()> {
    let count = columns.map_or(0, <[_]>::len);
    at_most("columns", count, ListColumn::ALL.len() as u32)
}

/// Refuses more facets than there are.
pub fn facets(facets: &[Facet]) -> Outcome<()> {
    at_most("facets", facets.len(), Facet::ALL.len() as u32)
}

/// Refuses a target that names too many one by one.
pub fn target(target: &Target) -> Outcome<()> {
    match target {
        Target::Ids { ids } => at_most("ids", ids.len(), IDS),
        Target::Selected { .. } => Ok(()),
        Target::Matching { query } => self::query(query),
    }
}

/// Refuses an operation with too large a part.
pub fn op(op: &Op) -> Outcome<()> {
    match op {
        Op::Mark { target }
        | Op::Unmark { target }
        | Op::Show { target }
        | Op::Snooze { target, .. }
        | Op::ComeBack { target }
        | Op::Archive { target }
        | Op::Restore { target } => self::target(target),
        Op::Hide { target, reason, .. }
        | Op::SetStage { target, reason, .. }
        | Op::Record { target, reason, .. } => {
            text("reason", reason)?;
            self::target(target)
        }
        Op::AddContact { person, .. } => self::person(person),
        Op::ChangeContact {
            contact, person, ..
        } => {
            self::contact(contact)?;
            self::person(person)
        }
        Op::RemoveContact { contact, .. } => self::contact(contact),
        Op::SetNotes { seen, notes, .. } => {
            at_most("seen", seen.len(), CELL)?;
            at_most("notes", notes.len(), CELL)
        }
        Op::AddNote { target, note } => {
            at_most("note", note.len(), CELL)?;
            self::target(target)
        }
        Op::SetDetails { details, .. } => self::details(details),
        Op::CreateGroup { name } | Op::RenameGroup { name, .. } => {
            at_most("name", name.len(), CELL)
        }
        Op::MergeGroups { from, .. } => at_most("from", from.len(), VALUES),
        Op::SetGroups {
            target,
            add,
            remove,
        } => {
            at_most("add", add.len(), VALUES)?;
            at_most("remove", remove.len(), VALUES)?;
            self::target(target)
        }
        Op::PutWorkflow { rules, .. } => self::rules(rules),
        Op::PutTemplate { wording, .. } => self::wording(wording),
        Op::SetProgram { program } => self::program(program),
        Op::MarkSent { messages, .. } | Op::SkipMessages { messages } => pick(messages),
        Op::RevokeInvitation { target } => self::target(target),
        Op::DecideApplications {
            applications,
            reason,
            ..
        } => {
            text("reason", reason)?;
            self::applications(applications)
        }
        Op::LinkApplication { reason, .. } => text("reason", reason),
        Op::SaveView { name, arrangement } => {
            at_most("name", name.len(), CELL)?;
            self::arrangement(arrangement)
        }
        Op::UpdateView { arrangement, .. } => self::arrangement(arrangement),
        Op::RenameView { name, .. } => at_most("name", name.len(), CELL),
        Op::DeleteGroup { .. }
        | Op::DeleteWorkflow { .. }
        | Op::DeleteTemplate { .. }
        | Op::AcceptWaiting { .. }
        | Op::MoveView { .. }
        | Op::DeleteView { .. } => Ok(()),
    }
}

/// Refuses rules with too large a part.
pub fn rules(rules: &Rules) -> Outcome<()> {
    text("name", &rules.name)?;
    at_most("groups", rules.groups.len(), VALUES)?;
    at_most("followUps", rules.follow_ups.len(), TABLE)?;
    at_most("addTo", rules.add_to.len(), VALUES)
}

/// Refuses too many messages that are named one by one.
pub fn pick(messages: &Pick) -> Outcome<()> {
    match messages {
        Pick::All { .. } => Ok(()),
        Pick::Ids { ids, .. } => at_most("ids", ids.len(), IDS),
    }
}

/// Refuses a template with a text that no email holds.
pub fn wording(wording: &Wording) -> Outcome<()> {
    at_most("name", wording.name.len(), CELL)?;
    at_most("subject", wording.subject.len(), CELL)?;
    at_most("body", wording.body.len(), CELL)
}

fn program(program: &Program) -> Outcome<()> {
    text("name", &program.name)?;
    text("linkPattern", &program.link_pattern)?;
    text("senderName", &program.sender_name)?;
    text("senderEmail", &program.sender_email)
}

/// Refuses too many applications that are named one by one.
pub fn applications(applications: &ApplicationPick) -> Outcome<()> {
    match applications {
        ApplicationPick::Waiting { text, .. } => self::text("text", text),
        ApplicationPick::Ids { ids } => at_most("ids", ids.len(), IDS),
    }
}

fn arrangement(arrangement: &Arrangement) -> Outcome<()> {
    at_most("columns", arrangement.columns.len(), TABLE)?;
    query(&arrangement.query)
}

fn person(person: &Person) -> Outcome<()> {
    text("firstName", &person.first_name)?;
    text("lastName", &person.last_name)?;
    text("email", &person.email)?;
    text("title", &person.title)
}

/// A contact as it was seen.
fn contact(contact: &Contact) -> Outcome<()> {
    text("firstName", &contact.first_name)?;
    text("lastName", &contact.last_name)?;
    text("email", &contact.email)?;
    text("title", &contact.title)
}

/// Refuses a prospect with a text that no field holds.
pub fn newcomer(newcomer: &Newcomer) -> Outcome<()> {
    text("name", &newcomer.name)?;
    text("email", &newcomer.email)?;
    at_most("website", newcomer.website.len(), CELL)?;
    text("partnerId", &newcomer.partner_id)?;
    text("firstName", &newcomer.first_name)?;
    text("lastName", &newcomer.last_name)?;
    text("title", &newcomer.title)?;
    text("handle", &newcomer.handle)?;
    at_most("notes", newcomer.notes.len(), CELL)
}

/// Refuses an application with too long a text. What is long but no attack is core's to speak of.
pub fn written(written: &Written) -> Outcome<()> {
    text("name", &written.name)?;
    text("email", &written.email)?;
    at_most("website", written.website.len(), CELL)?;
    text("partnerId", &written.partner_id)?;
    text("code", &written.code)
}

fn details(details: &Details) -> Outcome<()> {
    text("partnerId", &details.partner_id)?;
    text("name", &details.name)?;
    at_most("description", details.description.len(), CELL)?;
    at_most("website", details.website.len(), CELL)?;
    at_most("languages", details.languages.len(), VALUES)?;
    at_most("categories", details.categories.len(), VALUES)?;
    at_most("areas", details.areas.len(), VALUES)?;
    at_most("channels", details.channels.len(), VALUES)?;
    details.channels.iter().try_for_each(|channel| {
        text("handle", &channel.handle)?;
        at_most("url", channel.url.len(), CELL)
    })
}

/// Refuses columns of a table that no table has.
pub fn columns(columns: &[ShownColumn]) -> Outcome<()> {
    at_most("columns", columns.len(), TABLE)?;
    columns
        .iter()
        .try_for_each(|column| at_most("id", column.id.len(), TABLE))
}

/// Refuses a request for an import with too large a part.
pub fn request(request: &Request) -> Outcome<()> {
    let Reading {
        encoding, sheet, ..
    } = &request.reading;
    text("encoding", encoding.as_deref().unwrap_or_default())?;
    text("sheet", sheet.as_deref().unwrap_or_default())?;
    at_most(
        "mapping",
        request.mapping.as_deref().map_or(0, <[_]>::len),
        COLUMNS,
    )?;
    fixes(&request.fixes)
}

fn fixes(fixes: &Fixes) -> Outcome<()> {
    at_most("cells", fixes.cells.len(), FIXES)?;
    at_most("values", fixes.values.len(), VALUES)?;
    at_most("skipped", fixes.skipped.len(), FIXES)?;
    at_most("choices", fixes.choices.len(), FIXES)?;
    for cell in &fixes.cells {
        at_most("cell", cell.value.len(), CELL)?;
    }
    for value in &fixes.values {
        at_most("from", value.from.len(), CELL)?;
        at_most("to", value.to.len(), CELL)?;
    }
    Ok(())
}

/// Refuses to look for what is too long.
pub fn look(look: &Look) -> Outcome<()> {
    text("text", &look.text)?;
    match &look.filter {
        RowFilter::Code {
            value: Some(value), ..
        } => text("value", value),
        RowFilter::Code { value: None, .. }
        | RowFilter::All
        | RowFilter::Outcome { .. }
        | RowFilter::Reception { .. } => Ok(()),
    }
}
