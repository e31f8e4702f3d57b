//! What a checked row does: whom it matches, and what comes of that.

mod applications;
mod catalogue;
mod groups;
mod matching;
mod memory;
mod prospects;

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::{Checker, Draft, Said};
use super::fixes::Mender;
use super::head::Head;
use super::reader::{Reader, Record};
use super::{
    Action, Addition, Alteration, Applied, Field, FileError, ImportKind, IssueCode, Key, Lookup,
    Marks, Matched, Outcome, Request, RowIssue,
};
use crate::group::GroupId;
use crate::partner::{Partner, PartnerId};
use crate::workflow::{Workflow, accepts};
use groups::Memberships;
use memory::Memory;

/// Accounts that a row offers to choose from.
const OFFERED: usize = 20;

/// What a row comes to.
pub(super) struct Decision {
    pub(super) outcome: Outcome,
    pub(super) matched: Option<Matched>,
    pub(super) action: Option<Action>,
}

impl Decision {
    pub(super) fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            matched: None,
            action: None,
        }
    }
}

/// A row to decide on.
pub(super) struct Row<'r> {
    pub(super) draft: Said<'r>,
    /// The hash of its fields.
    pub(super) hash: u64,
    /// Where it stands in the text.
    pub(super) at: u64,
    /// The account that a person chose for it: `Some(None)` is a new partner.
    pub(super) choice: Option<Option<PartnerId>>,
}

/// Decides rows in the order of the file, and remembers what it decided.
pub(super) struct Plan<'l, L> {
    kind: ImportKind,
    revive: bool,
    /// The groups that accept, where those who join do so at once.
    accepting: Option<FxHashSet<GroupId>>,
    lookup: &'l L,
    memory: Memory,
    memberships: Memberships,
    /// Applications, those of the rows so far among them.
    applied: Applied,
    workflows: Arc<Vec<Workflow>>,
    today: Date,
    earlier: Earlier,
    /// Those among whom the row that was decided last could have chosen.
    candidates: Vec<PartnerId>,
}

/// Reads earlier rows of the file again.
struct Earlier {
    reader: Reader,
    mender: Arc<Mender>,
    /// Rows whose cells were written over, by where they stand, and what was wrong with their form.
    written: FxHashMap<u64, (u32, Option<IssueCode>)>,
    record: Record,
    draft: Draft,
    checker: Checker,
    issues: Vec<RowIssue>,
}

impl<'l, L: Lookup> Plan<'l, L> {
    /// A plan for the rows of a file.
    pub(super) fn new(
        request: &Request,
        head: &Head,
        checker: Checker,
        mender: Arc<Mender>,
        lookup: &'l L,
    ) -> Result<Self, FileError> {
        let mut reader = head.open()?;
        reader.expect(head.names.len());
        Ok(Self {
            kind: request.kind,
            revive: request.revive,
            accepting: request.existing_partners.then(|| accepting(lookup)),
            lookup,
            memory: Memory::new(lookup.numbers()),
            memberships: Memberships::default(),
            applied: match request.kind {
                ImportKind::Applications => lookup.applications(),
                _ => Applied::default(),
            },
            workflows: Arc::new(lookup.workflows()),
            today: lookup.today(),
            candidates: Vec::new(),
            earlier: Earlier {
                reader,
                mender,
                written: FxHashMap::default(),
                record: Record::default(),
                draft: Draft::default(),
                checker,
                issues: Vec::new(),
            },
        })
    }

    /// Hears the keys of the rows that come next.
    pub(super) fn expect(&self, keys: impl Iterator<Item = Key>) {
        self.lookup.expect(keys);
    }

    /// What `row` comes to; its issues are added to. `marks` are those of the file as far as it was read.
    pub(super) fn decide(
        &mut self,
        row: &Row<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Decision, FileError> {
        self.candidates.clear();
        match self.kind {
            ImportKind::Groups => self.decide_memberships(row, marks, issues),
            _ if is_refused(issues) => Ok(Decision::of(Outcome::Error)),
            ImportKind::Prospects => self.decide_prospect(row, marks, issues),
            ImportKind::Applications => self.decide_application(row, marks, issues),
            ImportKind::Catalogue => self.decide_account(row, marks, issues),
        }
    }

    /// A row whose cells were written over will be read with them, should a later one ask for it.
    pub(super) fn note_written(&mut self, at: u64, row: u32, flaw: Option<IssueCode>) {
        self.earlier.written.insert(at, (row, flaw));
    }

    /// Partners met so far that would be brought back where that is asked for.
    pub(super) fn revivable(&self) -> u32 {
        self.memory.revivable()
    }

    /// Those among whom the row that was decided last can choose.
    pub(super) fn candidates(&mut self, marks: &Marks) -> Result<Vec<Matched>, FileError> {
        let mut candidates = Vec::new();
        for id in std::mem::take(&mut self.candidates) {
            candidates.extend(self.matched(id, marks)?);
        }
        Ok(candidates)
    }

    /// What was chosen for a row: an account that is there, or `Some(None)` for a new partner. A choice of who is gone by now is
    /// none.
    fn chosen(&self, row: &Row<'_>) -> Option<Option<PartnerId>> {
        row.choice
            .filter(|choice| choice.is_none_or(|id| self.lookup.is_there(id)))
    }

    /// Offers accounts to choose from, the likeliest first. Partners of the file itself are not among them: their numbers say
    /// nothing once another row is mended.
    fn offer(&mut self, first: Option<PartnerId>, partners: &[PartnerId]) {
        let others = partners.iter().copied().filter(|id| Some(*id) != first);
        let accounts = first.into_iter().chain(others);
        self.candidates = accounts
            .filter(|id| !self.memory.is_new(*id))
            .take(OFFERED)
            .collect();
    }

    /// The data of a partner as it stands after the rows so far.
    fn current(&mut self, id: PartnerId, marks: &Marks) -> Result<Option<Partner>, FileError> {
        if let Some(state) = self.memory.state(id) {
            return Ok(Some(state.clone()));
        }
        let base = if self.memory.is_new(id) {
            None
        } else {
            self.lookup.partner(id)
        };
        let Some(touch) = self.memory.touch(id) else {
            return Ok(base);
        };
        let kind = self.kind;
        let draft = self.earlier.draft(touch.at, marks)?;
        Ok(Some(arrive(kind, base, draft)))
    }

    fn matched(&mut self, id: PartnerId, marks: &Marks) -> Result<Option<Matched>, FileError> {
        let account = if self.memory.is_new(id) {
            self.current(id, marks)?
                .map(|partner| (partner.name, partner.partner_id))
        } else {
            self.lookup
                .account(id)
                .map(|account| (account.name, account.partner_id))
        };
        Ok(account.map(|(name, partner_id)| Matched {
            id,
            name,
            partner_id,
        }))
    }
}

impl Earlier {
    fn draft(&mut self, at: u64, marks: &Marks) -> Result<Said<'_>, FileError> {
        let (row, flaw) = self.written.get(&at).copied().unwrap_or_default();
        self.reader.again(at, flaw, marks, &mut self.record)?;
        self.mender.mend(row, &mut self.record);
        self.issues.clear();
        self.draft = self.checker.draft(&self.record.fields, &mut self.issues);
        Ok(Said::of(&self.draft, &self.record.fields))
    }
}

/// A partner after its first row in the file: new, or as it stood with the row's data added.
fn arrive(kind: ImportKind, base: Option<Partner>, draft: Said<'_>) -> Partner {
    match (kind, base) {
        (ImportKind::Prospects | ImportKind::Applications, None) => prospects::newcomer(draft),
        (ImportKind::Prospects | ImportKind::Applications, Some(mut partner)) => {
            prospects::add_to(&mut partner, draft);
            partner
        }
        (ImportKind::Catalogue, None) => catalogue::newcomer(draft),
        (ImportKind::Catalogue, Some(partner)) => catalogue::merged(partner, draft),
        // Where only groups change, nobody comes and no data differ.
        (ImportKind::Groups, base) => base.unwrap_or_default(),
    }
}

/// The groups whose sign-ups are accepted by themselves.
fn accepting(lookup: &impl Lookup) -> FxHashSet<GroupId> {
    let workflows = lookup.workflows();
    let groups = lookup.groups().into_iter().map(|group| group.id);
    groups.filter(|group| accepts(*group, &workflows)).collect()
}

/// Whether an issue keeps the row out.
fn is_refused(issues: &[RowIssue]) -> bool {
    issues
        .iter()
        .any(|issue| issue.code.severity() == super::Severity::Error)
}

fn issue(code: IssueCode, field: Field, value: &str, suggestion: Option<String>) -> RowIssue {
    RowIssue {
        code,
        field: Some(field),
        value: super::cells::shown(value),
        suggestion,
    }
}
