//! A workspace in memory, for tests: a lookup over partners, and a sink that does what it is handed.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use tempfile::NamedTempFile;

use super::{
    Accounts, Action, Alteration, Applied, DryRun, ImportKind, Key, Lookup, Numbers, Outcome,
    Received, Report, Request, RowReport, RunError, Sink, Unwatched, run,
};
use crate::application::decision::Then;
use crate::application::{Application, ApplicationId, ApplicationState};
use crate::group::{Group, GroupId};
use crate::invitation::Invitation;
use crate::partner::{Partner, PartnerId};
use crate::standing::{Source, Standing};
use crate::workflow::Workflow;

/// The day of every import.
pub(crate) const TODAY: Date = date(2026, 3, 4);

/// Partners, standings and groups in memory.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pub(crate) partners: BTreeMap<PartnerId, Partner>,
    pub(crate) standings: BTreeMap<PartnerId, Standing>,
    pub(crate) groups: Vec<Group>,
    pub(crate) workflows: Vec<Workflow>,
    pub(crate) members: BTreeSet<(GroupId, PartnerId)>,
    /// Codes, and what they are of.
    pub(crate) invitations: Vec<(String, Invitation)>,
    pub(crate) applications: Vec<Application>,
    /// The index of the partners as they stand.
    accounts: OnceLock<Arc<Accounts>>,
}

impl Book {
    /// A book with these partners, numbered from 1, and these groups, numbered from 1.
    pub(crate) fn of(partners: impl IntoIterator<Item = Partner>, groups: &[&str]) -> Self {
        let mut book = Self::default();
        for (id, partner) in (1..).zip(partners) {
            book.put(PartnerId(id), partner);
        }
        for (id, name) in (1..).zip(groups) {
            book.groups.push(Group {
                id: GroupId(id),
                name: (*name).to_owned(),
            });
        }
        book
    }

    fn accounts(&self) -> &Arc<Accounts> {
        let partners = || self.partners.iter().map(|(id, partner)| (*id, partner));
        self.accounts
            .get_or_init(|| Arc::new(Accounts::of(partners())))
    }

    /// What an import of a file would do.
    pub(crate) fn dry_run(&self, request: &Request) -> Result<DryRun, RunError<Infallible>> {
        DryRun::of(request, self, Arc::clone(self.accounts()), &Unwatched)
    }

    /// Records an application, and notes what it does to where the partner stands.
    fn receive(&mut self, received: &Received, partner: Option<PartnerId>) {
        let joins = received.then == Then::Joins;
        let number = self.applications.len() as u32 + 1;
        self.applications.push(Application {
            id: ApplicationId(number),
            form: received.form.clone(),
            finding: received.finding,
            partner,
            invited: received.invited,
            state: if joins {
                ApplicationState::Accepted
            } else {
                ApplicationState::New
            },
            decided_at: joins.then_some(Timestamp::UNIX_EPOCH),
            decided_by: received.by.clone(),
            import: Some(1),
        });
        if let Some(partner) = partner {
            let standing = self.standings.entry(partner).or_default();
            *standing = received.then.done(standing, Timestamp::UNIX_EPOCH);
        }
    }

    pub(crate) fn put(&mut self, id: PartnerId, partner: Partner) {
        self.partners.insert(id, partner);
        self.accounts = OnceLock::new();
    }

    /// Does what a row does, as a workspace would.
    pub(crate) fn apply(&mut self, action: Action) {
        if let Some(received) = &action.application {
            self.receive(received, action.partner);
        }
        let Some(id) = action.partner else {
            return;
        };
        if let Some(partner) = action.create {
            assert!(!self.partners.contains_key(&id), "{id:?} is new");
            self.put(id, *partner);
        }
        if !action.arrival.is_nothing() {
            let standing = self.standings.entry(id).or_default();
            *standing = standing.arrived(&action.arrival, Source::Import(1), Timestamp::UNIX_EPOCH);
        }
        match action.edit {
            None => {}
            Some(Alteration::Add(addition)) => {
                let mut partner = self.partners[&id].clone();
                addition.apply(&mut partner.contacts, &mut partner.notes);
                assert_ne!(partner, self.partners[&id], "what is added is new");
                self.put(id, partner);
            }
            Some(Alteration::Replace(both)) => {
                let (before, after) = *both;
                assert_eq!(before, self.partners[&id], "the edit begins at what stands");
                self.put(id, after);
            }
        }
        for group in action.join {
            assert!(self.members.insert((group, id)), "joins anew");
        }
        for group in action.leave {
            assert!(self.members.remove(&(group, id)), "was there");
        }
    }

    /// Imports `file`, and shows that a dry run of it says the same of every row.
    pub(crate) fn import(&mut self, kind: ImportKind, file: &Path) -> (Report, Vec<RowReport>) {
        let request = Request {
            kind,
            ..Request::of(file)
        };
        self.import_as(&request)
    }

    /// As [`Self::import`], with a request of one's own.
    pub(crate) fn import_as(&mut self, request: &Request) -> (Report, Vec<RowReport>) {
        let dry = self.dry_run(request).expect("the file can be read");
        let foreseen: Vec<RowReport> = dry
            .rows()
            .expect("it is there")
            .map(|row| row.expect("it is there"))
            .collect();
        let (report, rows, actions) = self.record(request).expect("the file can be read");
        assert_eq!(&report, dry.report(), "dry run = import");
        assert_eq!(rows, foreseen, "dry run = import, row by row");
        assert_eq!(
            report.outcomes.rows(),
            report.rows,
            "each row has one outcome"
        );
        for action in actions {
            self.apply(action);
        }
        (report, rows)
    }

    /// Runs an import and records what it hands over, without doing it.
    pub(crate) fn record(
        &self,
        request: &Request,
    ) -> Result<(Report, Vec<RowReport>, Vec<Action>), RunError<Infallible>> {
        let mut recorder = Recorder::default();
        let report = run(request, self, &mut recorder, &Unwatched)?;
        Ok((report, recorder.rows, recorder.actions))
    }
}

#[derive(Default)]
struct Recorder {
    rows: Vec<RowReport>,
    actions: Vec<Action>,
}

impl Sink for Recorder {
    type Error = Infallible;

    fn take(&mut self, row: &RowReport, action: Option<Action>) -> Result<(), Infallible> {
        let acts = matches!(
            row.outcome,
            Outcome::Create | Outcome::Match | Outcome::Update
        );
        assert_eq!(
            action.is_some(),
            acts,
            "row {} acts as its outcome says",
            row.row
        );
        self.rows.push(row.clone());
        self.actions.extend(action);
        Ok(())
    }
}

impl Lookup for Book {
    fn find(&self, key: Key) -> &[PartnerId] {
        self.accounts().find(key)
    }

    fn is_there(&self, id: PartnerId) -> bool {
        self.partners.contains_key(&id)
    }
    fn partner(&self, id: PartnerId) -> Option<Partner> {
        self.partners.get(&id).cloned()
    }
    fn standing(&self, id: PartnerId) -> Standing {
        self.standings.get(&id).cloned().unwrap_or_default()
    }
    fn is_member(&self, group: GroupId, id: PartnerId) -> bool {
        self.members.contains(&(group, id))
    }
    fn groups_of(&self, id: PartnerId) -> Vec<GroupId> {
        let of = |(group, member): &(GroupId, PartnerId)| (*member == id).then_some(*group);
        self.members.iter().filter_map(of).collect()
    }
    fn groups(&self) -> Vec<Group> {
        self.groups.clone()
    }
    fn workflows(&self) -> Vec<Workflow> {
        self.workflows.clone()
    }
    fn today(&self) -> Date {
        TODAY
    }
    fn invitation(&self, code: &str) -> Option<Invitation> {
        let read = |known: &&(String, Invitation)| known.0.eq_ignore_ascii_case(code);
        self.invitations.iter().find(read).map(|known| known.1)
    }
    fn applications(&self) -> Applied {
        let mut applied = Applied::default();
        for one in &self.applications {
            applied.take(one, &one.form.code);
        }
        applied
    }
    fn numbers(&self) -> Numbers {
        let last = self.partners.keys().last();
        Numbers::from(PartnerId(last.map_or(0, |last| last.0) + 1))
    }
}

/// A file with these bytes.
pub(crate) fn file(bytes: impl AsRef<[u8]>) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a place for files");
    file.write_all(bytes.as_ref()).expect("room for it");
    file.flush().expect("room for it");
    file
}
