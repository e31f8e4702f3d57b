//! A record to a draft: what its cells say, checked cell by cell, and what is wrong with them.

use jiff::civil::Date;

use super::cells::{Issues, add, many, one, parts, shown, trimmed};
use super::fields::{Fields, Span};
use super::fixes::separators;
use super::group_names::{GroupCell, GroupNames};
use super::guard::unguarded;
use super::keys::Key;
use super::names::{self, Names};
use super::values;
use super::{DateOrder, Field, ImportKind, IssueCode, RowIssue};
use crate::group::{Group, GroupId};
use crate::partner::Channel;
use crate::place::{Country, Language};
use crate::vocabulary::{BusinessModel, Category, Kind, Platform};

mod applications;
mod channels;
mod figures;
mod groups;

pub(super) use groups::Asked;

/// What a record says, checked. Its texts stand in the record still; see [`Said`].
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    name: Span,
    email: Span,
    website: Span,
    partner_id: Span,
    first_name: Span,
    last_name: Span,
    title: Span,
    description: Span,
    notes: Span,
    code: Span,
    /// The group as the file has it, where it is one that is there.
    group_name: Span,
    other_emails: Vec<Span>,
    pub(super) keys: Keys,
    pub(super) kind: Option<Kind>,
    channels: Vec<Channel>,
    pub(super) country: Option<Country>,
    pub(super) languages: Vec<Language>,
    pub(super) business_model: Option<BusinessModel>,
    pub(super) categories: Vec<Category>,
    pub(super) areas: Vec<Country>,
    pub(super) visits: Option<u32>,
    pub(super) listed_on: Option<Date>,
    pub(super) last_active_on: Option<Date>,
    pub(super) applied_on: Option<Date>,
    pub(super) group: Option<GroupId>,
    pub(super) asked: Asked,
}

/// The keys by which a draft meets accounts and other rows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Keys {
    pub(super) name: Option<Key>,
    pub(super) id: Option<Key>,
    pub(super) email: Option<Key>,
    pub(super) domain: Option<Key>,
    /// Of its first channel.
    pub(super) handle: Option<Key>,
}

impl Keys {
    /// All of them.
    pub(super) fn all(self) -> impl Iterator<Item = Key> {
        let all = [self.id, self.email, self.domain, self.handle, self.name];
        all.into_iter().flatten()
    }

    /// A short hash of the name by which names are the same; 0 for none.
    pub(super) fn short_name(&self) -> u32 {
        self.name.map_or(0, |name| (name.hash as u32).max(1))
    }
}

/// A draft beside its record. Texts are as the cells have them, without white space around.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'r> {
    draft: &'r Draft,
    record: &'r Fields,
}

impl std::ops::Deref for Said<'_> {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        self.draft
    }
}

macro_rules! texts {
    ($($field:ident)*) => {
        #[allow(missing_docs, reason = "each is the field of its name")]
        impl<'r> Said<'r> {
            $(pub(super) fn $field(&self) -> &'r str {
                self.record.at(self.draft.$field)
            })*
        }
    };
}

texts! { name email website partner_id first_name last_name title description notes code group_name }

impl<'r> Said<'r> {
    pub(super) fn of(draft: &'r Draft, record: &'r Fields) -> Self {
        Self { draft, record }
    }

    pub(super) fn channels(&self) -> &'r [Channel] {
        &self.draft.channels
    }

    pub(super) fn other_emails(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let record = self.record;
        self.draft.other_emails.iter().map(|span| record.at(*span))
    }

    /// The host of its website.
    pub(super) fn host(&self) -> Option<String> {
        values::read_site(self.website()).map(|site| site.host.into_owned())
    }
}

/// Checks records against the rules for single rows.
pub(super) struct Checker {
    kind: ImportKind,
    /// The column of each field.
    columns: [Option<usize>; Field::ALL.len()],
    /// The order of day and month in the dates of each column.
    orders: Vec<Option<DateOrder>>,
    /// Whether this program wrote the file, so that guarded cells are its own.
    ours: bool,
    kinds: Names<Kind>,
    platforms: Names<Platform>,
    countries: Names<Country>,
    languages: Names<Language>,
    models: Names<BusinessModel>,
    categories: Names<Category>,
    groups: GroupNames,
    yes_or_no: Names<bool>,
}

/// The most characters that a field holds.
pub(crate) fn limit(field: Field) -> usize {
    match field {
        Field::Name => 300,
        Field::Website => 2_048,
        Field::PartnerId | Field::FirstName | Field::LastName | Field::Title | Field::Handle => 200,
        Field::Description | Field::Notes => 20_000,
        _ => 4_000,
    }
}

impl Checker {
    /// A checker for files of `kind` whose columns fill these fields.
    pub(super) fn new(
        kind: ImportKind,
        mapping: &[Option<Field>],
        orders: &[Option<DateOrder>],
        ours: bool,
        groups: &[Group],
    ) -> Self {
        let mut columns = [None; Field::ALL.len()];
        for (column, field) in mapping.iter().enumerate() {
            if let Some(field) = field {
                columns[field.index()] = Some(column);
            }
        }
        Self {
            kind,
            columns,
            orders: orders.to_vec(),
            ours,
            kinds: names::kinds(),
            platforms: names::platforms(),
            countries: names::countries(),
            languages: names::languages(),
            models: names::business_models(),
            categories: names::categories(),
            groups: GroupNames::new(groups),
            yes_or_no: names::yes_or_no(),
        }
    }

    /// What `record` says. Problems are added to `issues`; a cell with a problem counts as empty.
    pub(super) fn draft(&mut self, record: &Fields, issues: &mut Vec<RowIssue>) -> Draft {
        let mut draft = Draft::default();
        let issues = &mut Issues(issues);
        if self.kind == ImportKind::Groups {
            self.read_group_changes(record, &mut draft, issues);
            return draft;
        }
        self.read_keys(record, &mut draft, issues);
        self.read_person(record, &mut draft, issues);
        if self.kind == ImportKind::Applications {
            self.read_application(record, &mut draft, issues);
            return draft;
        }
        self.read_vocabulary(record, &mut draft, issues);
        self.read_channels(record, &mut draft, issues);
        self.read_figures(record, &mut draft, issues);
        let first = draft.channels.first();
        draft.keys.handle = first.and_then(|first| Key::handle(first.platform, &first.handle));
        draft
    }

    /// The cell of a field as meant: without a guard, without white space around.
    fn cell<'r>(&self, record: &'r Fields, field: Field, issues: &mut Issues<'_>) -> &'r str {
        let Some(cell) = self.columns[field.index()].and_then(|column| record.get(column)) else {
            return "";
        };
        if cell.is_empty() {
            return "";
        }
        let open = unguarded(cell);
        let meant = trimmed(open);
        if meant.len() != open.len() || open.len() != cell.len() && !self.ours {
            issues.add(IssueCode::Normalised, field, cell, Some(shown(meant)));
        }
        if meant.len() > limit(field) && meant.chars().count() > limit(field) {
            issues.add(IssueCode::TooLong, field, meant, None);
            return "";
        }
        meant
    }

    fn read_keys(&self, record: &Fields, draft: &mut Draft, issues: &mut Issues<'_>) {
        let name = self.cell(record, Field::Name, issues);
        (draft.name, draft.keys.name) = (record.span(name), Key::name(name));
        self.read_email(record, draft, issues);
        let website = self.cell(record, Field::Website, issues);
        if !website.is_empty() {
            match values::read_site(website) {
                Some(site) => {
                    draft.website = record.span(website);
                    draft.keys.domain = site.domain().map(Key::domain);
                }
                None => issues.add(IssueCode::WebsiteInvalid, Field::Website, website, None),
            }
        }
        let named = self.kind == ImportKind::Applications || !name.is_empty();
        if !named && website.is_empty() {
            issues.add(IssueCode::RequiredMissing, Field::Name, "", None);
        }
        let id = self.cell(record, Field::PartnerId, issues);
        (draft.partner_id, draft.keys.id) = (record.span(id), Key::id(id));
        let email = record.at(draft.email);
        if self.kind == ImportKind::Prospects && values::is_role(email) {
            issues.add(IssueCode::RoleAddress, Field::Email, email, None);
        }
    }

    fn read_email(&self, record: &Fields, draft: &mut Draft, issues: &mut Issues<'_>) {
        let before = issues.0.len();
        let email = self.cell(record, Field::Email, issues);
        let too_long = |issue: &RowIssue| issue.code == IssueCode::TooLong;
        if !email.is_empty() {
            if values::is_email(email) {
                (draft.email, draft.keys.email) = (record.span(email), Key::email(email));
            } else {
                let mended = values::mend_email(email);
                issues.add(IssueCode::EmailInvalid, Field::Email, email, mended);
            }
        } else if matches!(self.kind, ImportKind::Prospects | ImportKind::Applications)
            && !issues.0[before..].iter().any(too_long)
        {
            issues.add(IssueCode::RequiredMissing, Field::Email, "", None);
        }
    }

    fn read_person(&self, record: &Fields, draft: &mut Draft, issues: &mut Issues<'_>) {
        let mut text = |field| record.span(self.cell(record, field, issues));
        draft.first_name = text(Field::FirstName);
        draft.last_name = text(Field::LastName);
        draft.title = text(Field::Title);
        draft.description = text(Field::Description);
        draft.notes = text(Field::Notes);
        for email in parts(
            self.cell(record, Field::OtherEmails, issues),
            separators(Field::OtherEmails),
        ) {
            if values::is_email(email) {
                draft.other_emails.push(record.span(email));
            } else {
                let mended = values::mend_email(email);
                issues.add(IssueCode::EmailInvalid, Field::OtherEmails, email, mended);
            }
        }
    }

    fn read_vocabulary(&mut self, record: &Fields, draft: &mut Draft, issues: &mut Issues<'_>) {
        let cell = self.cell(record, Field::Type, issues);
        draft.kind = one(
            &mut self.kinds,
            cell,
            IssueCode::UnknownType,
            Field::Type,
            issues,
        );
        let cell = self.cell(record, Field::Country, issues);
        draft.country = one(
            &mut self.countries,
            cell,
            IssueCode::UnknownCountry,
            Field::Country,
            issues,
        );
        let cell = self.cell(record, Field::BusinessModel, issues);
        draft.business_model = one(
            &mut self.models,
            cell,
            IssueCode::UnknownBusinessModel,
            Field::BusinessModel,
            issues,
        );
        let cell = self.cell(record, Field::Areas, issues);
        draft.areas = many(
            &mut self.countries,
            cell,
            IssueCode::UnknownCountry,
            Field::Areas,
            issues,
        );
        // A region behind a language's code is not kept, and that is told.
        for language in parts(
            self.cell(record, Field::Languages, issues),
            separators(Field::Languages),
        ) {
            let code = language
                .split(['-', '_'])
                .next()
                .filter(|code| (2..=3).contains(&code.len()));
            let found = self.languages.read(code.unwrap_or(language));
            if let (Some(code), Ok(_)) = (code, &found)
                && code.len() < language.len()
            {
                let kept = Some(code.to_owned());
                issues.add(IssueCode::Normalised, Field::Languages, language, kept);
            }
            add(
                found,
                language,
                &mut draft.languages,
                IssueCode::UnknownLanguage,
                Field::Languages,
                issues,
            );
        }
        let cell = self.cell(record, Field::Categories, issues);
        draft.categories = many(
            &mut self.categories,
            cell,
            IssueCode::UnknownCategory,
            Field::Categories,
            issues,
        );
        let cell = self.cell(record, Field::Group, issues);
        if !cell.is_empty() {
            match self.groups.read(cell) {
                GroupCell::One(id) => {
                    (draft.group, draft.group_name) = (Some(id), record.span(cell));
                }
                GroupCell::Two => issues.add(IssueCode::TwoGroups, Field::Group, cell, None),
                GroupCell::Unknown(near) => {
                    issues.add(IssueCode::UnknownGroup, Field::Group, cell, near)
                }
            }
        }
    }
}
