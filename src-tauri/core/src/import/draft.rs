//! A record to a draft: what its cells say, checked cell by cell, and what is wrong with them.

use jiff::civil::Date;

use super::cells::{Issues, add, figure, many, one, parts, shown, trimmed};
use super::figures;
use super::fixes::separators;
use super::group_names::{GroupCell, GroupNames};
use super::guard::unguarded;
use super::keys;
use super::names::{self, Names};
use super::parse::Fields;
use super::values::{self, Site};
use super::{Field, ImportKind, IssueCode, RowIssue};
use crate::group::{Group, GroupId};
use crate::partner::Channel;
use crate::place::{Country, Language};
use crate::vocabulary::{BusinessModel, Category, Kind, Platform};

mod channels;
mod groups;

pub(super) use groups::Asked;

/// What a record says, checked. Texts are as the cells have them, without white space around.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft<'r> {
    pub(super) name: &'r str,
    pub(super) email: &'r str,
    pub(super) email_key: Option<String>,
    pub(super) website: &'r str,
    pub(super) site: Option<Site>,
    pub(super) partner_id: &'r str,
    pub(super) first_name: &'r str,
    pub(super) last_name: &'r str,
    pub(super) title: &'r str,
    pub(super) other_emails: Vec<&'r str>,
    pub(super) kind: Option<Kind>,
    pub(super) channels: Vec<Channel>,
    pub(super) country: Option<Country>,
    pub(super) languages: Vec<Language>,
    pub(super) business_model: Option<BusinessModel>,
    pub(super) categories: Vec<Category>,
    pub(super) areas: Vec<Country>,
    pub(super) description: &'r str,
    pub(super) visits: Option<u32>,
    pub(super) listed_on: Option<Date>,
    pub(super) last_active_on: Option<Date>,
    pub(super) group: Option<GroupId>,
    /// The group as the file has it, where it is one that is there.
    pub(super) group_name: &'r str,
    pub(super) asked: Asked,
    pub(super) notes: &'r str,
}

/// Checks records against the rules for single rows.
pub(super) struct Checker {
    kind: ImportKind,
    /// The column of each field.
    columns: [Option<usize>; Field::ALL.len()],
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
fn limit(field: Field) -> usize {
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
    pub(super) fn draft<'r>(
        &mut self,
        record: &'r Fields,
        issues: &mut Vec<RowIssue>,
    ) -> Draft<'r> {
        let mut draft = Draft::default();
        let issues = &mut Issues(issues);
        if self.kind == ImportKind::Groups {
            self.read_group_changes(record, &mut draft, issues);
            return draft;
        }
        self.read_keys(record, &mut draft, issues);
        self.read_person(record, &mut draft, issues);
        self.read_vocabulary(record, &mut draft, issues);
        self.read_channels(record, &mut draft, issues);
        self.read_figures(record, &mut draft, issues);
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

    fn read_keys<'r>(&self, record: &'r Fields, draft: &mut Draft<'r>, issues: &mut Issues<'_>) {
        draft.name = self.cell(record, Field::Name, issues);
        let required = issues.0.len();
        draft.email = self.cell(record, Field::Email, issues);
        let email_told = issues.0[required..]
            .iter()
            .any(|i| i.code == IssueCode::TooLong);
        if !draft.email.is_empty() {
            if values::is_email(draft.email) {
                draft.email_key = keys::email_key(draft.email);
            } else {
                let mended = values::mend_email(draft.email);
                issues.add(IssueCode::EmailInvalid, Field::Email, draft.email, mended);
                draft.email = "";
            }
        } else if self.kind == ImportKind::Prospects && !email_told {
            issues.add(IssueCode::RequiredMissing, Field::Email, "", None);
        }
        let website = self.cell(record, Field::Website, issues);
        if !website.is_empty() {
            match values::read_site(website) {
                Some(site) => (draft.website, draft.site) = (website, Some(site)),
                None => issues.add(IssueCode::WebsiteInvalid, Field::Website, website, None),
            }
        }
        if draft.name.is_empty() && website.is_empty() {
            issues.add(IssueCode::RequiredMissing, Field::Name, "", None);
        }
        draft.partner_id = self.cell(record, Field::PartnerId, issues);
        if let Some(key) = &draft.email_key
            && self.kind == ImportKind::Prospects
            && values::is_role(key)
        {
            issues.add(IssueCode::RoleAddress, Field::Email, draft.email, None);
        }
    }

    fn read_person<'r>(&self, record: &'r Fields, draft: &mut Draft<'r>, issues: &mut Issues<'_>) {
        draft.first_name = self.cell(record, Field::FirstName, issues);
        draft.last_name = self.cell(record, Field::LastName, issues);
        draft.title = self.cell(record, Field::Title, issues);
        draft.description = self.cell(record, Field::Description, issues);
        draft.notes = self.cell(record, Field::Notes, issues);
        for email in parts(
            self.cell(record, Field::OtherEmails, issues),
            separators(Field::OtherEmails),
        ) {
            if values::is_email(email) {
                draft.other_emails.push(email);
            } else {
                let mended = values::mend_email(email);
                issues.add(IssueCode::EmailInvalid, Field::OtherEmails, email, mended);
            }
        }
    }

    fn read_vocabulary<'r>(
        &mut self,
        record: &'r Fields,
        draft: &mut Draft<'r>,
        issues: &mut Issues<'_>,
    ) {
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
                GroupCell::One(id) => (draft.group, draft.group_name) = (Some(id), cell),
                GroupCell::Two => issues.add(IssueCode::TwoGroups, Field::Group, cell, None),
                GroupCell::Unknown(near) => {
                    issues.add(IssueCode::UnknownGroup, Field::Group, cell, near)
                }
            }
        }
    }

    fn read_figures<'r>(&self, record: &'r Fields, draft: &mut Draft<'r>, issues: &mut Issues<'_>) {
        draft.visits = self.count(record, Field::Visits, issues);
        draft.listed_on = self.date(record, Field::ListedOn, issues);
        draft.last_active_on = self.date(record, Field::LastActiveOn, issues);
    }

    fn count(&self, record: &Fields, field: Field, issues: &mut Issues<'_>) -> Option<u32> {
        let cell = self.cell(record, field, issues);
        figure(
            cell,
            figures::read_count,
            IssueCode::NumberInvalid,
            field,
            issues,
        )
    }

    fn date(&self, record: &Fields, field: Field, issues: &mut Issues<'_>) -> Option<Date> {
        let cell = self.cell(record, field, issues);
        figure(
            cell,
            figures::read_date,
            IssueCode::DateInvalid,
            field,
            issues,
        )
    }
}
