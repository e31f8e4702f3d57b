//! A record to a draft: what its cells say, checked cell by cell, and what is wrong with them.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::guard::unguarded;
use super::keys;
use super::names::{self, Names};
use super::parse::Fields;
use super::values::{self, Read, Site};
use super::{Field, ImportKind, IssueCode, RowIssue};
use crate::group::{Group, GroupId};
use crate::partner::Channel;
use crate::place::{Country, Language};
use crate::text;
use crate::vocabulary::{BusinessModel, Category, Kind, Platform};

/// Characters of a value that an issue shows.
const SHOWN: usize = 200;

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
}

/// The groups by name, and what was made of the cells met so far.
struct GroupNames {
    by_key: FxHashMap<String, GroupId>,
    /// Folded and as written.
    shown: Vec<(String, String)>,
    met: FxHashMap<String, GroupCell>,
}

/// What a cell for a group came to.
#[derive(Debug, Clone)]
enum GroupCell {
    One(GroupId),
    Two,
    Unknown(Option<String>),
}

impl GroupNames {
    /// Cells that are remembered, and for which a nearest group is looked for.
    const REMEMBERED: usize = 20_000;

    fn new(groups: &[Group]) -> Self {
        Self {
            by_key: groups
                .iter()
                .map(|g| (text::name_key(&g.name), g.id))
                .collect(),
            shown: groups
                .iter()
                .map(|g| (text::fold(&g.name), g.name.clone()))
                .collect(),
            met: FxHashMap::default(),
        }
    }

    fn read(&mut self, cell: &str) -> GroupCell {
        if let Some(met) = self.met.get(cell) {
            return met.clone();
        }
        let remember = self.met.len() < Self::REMEMBERED;
        let found = self.look_up(cell, remember);
        if remember {
            self.met.insert(cell.to_owned(), found.clone());
        }
        found
    }

    fn look_up(&self, cell: &str, nearest: bool) -> GroupCell {
        if let Some(id) = self.by_key.get(&text::name_key(cell)) {
            return GroupCell::One(*id);
        }
        let known = |part: &&str| self.by_key.contains_key(&text::name_key(part));
        let parts = |separators: &[char]| -> Vec<String> {
            let parts = cell.split(separators).map(str::trim);
            parts
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        // A semicolon, bar or line break stands between names; a comma may be part of one.
        let hard = parts(&[';', '；', '|', '\n', '\r']);
        let soft = parts(&[';', '；', '|', '\n', '\r', ',', '，', '、']);
        if hard.len() > 1
            || soft.len() > 1 && soft.iter().map(String::as_str).any(|part| known(&part))
        {
            return GroupCell::Two;
        }
        let shown = self
            .shown
            .iter()
            .map(|(key, name)| (key.as_str(), name.as_str()));
        GroupCell::Unknown(if nearest {
            names::nearest(cell, shown)
        } else {
            None
        })
    }
}

/// The first characters of a value.
pub(super) fn shown(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((at, _)) => value[..at].to_owned(),
        None => value.to_owned(),
    }
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

/// Collects what is wrong with a row.
struct Issues<'a>(&'a mut Vec<RowIssue>);

impl Issues<'_> {
    fn add(&mut self, code: IssueCode, field: Field, value: &str, suggestion: Option<String>) {
        self.0.push(RowIssue {
            code,
            field: Some(field),
            value: shown(value),
            suggestion,
        });
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
        let meant =
            open.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
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
        for email in parts(self.cell(record, Field::OtherEmails, issues), &[';', ',']) {
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
        // A region behind a language's code is not kept.
        for language in parts(
            self.cell(record, Field::Languages, issues),
            &[';', ',', '，', '、'],
        ) {
            let code = language
                .split(['-', '_'])
                .next()
                .filter(|code| (2..=3).contains(&code.len()));
            let found = self.languages.read(code.unwrap_or(language));
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
                GroupCell::One(id) => draft.group = Some(id),
                GroupCell::Two => issues.add(IssueCode::TwoGroups, Field::Group, cell, None),
                GroupCell::Unknown(near) => {
                    issues.add(IssueCode::UnknownGroup, Field::Group, cell, near)
                }
            }
        }
    }

    fn read_channels<'r>(
        &mut self,
        record: &'r Fields,
        draft: &mut Draft<'r>,
        issues: &mut Issues<'_>,
    ) {
        let cell = self.cell(record, Field::Channels, issues);
        for entry in parts(cell, &[';', '；', '\n']) {
            match self.read_channel(entry) {
                Ok(channel) => draft.channels.push(channel),
                Err(near) => issues.add(IssueCode::ChannelInvalid, Field::Channels, entry, near),
            }
        }
        let cell = self.cell(record, Field::Platform, issues);
        let platform = one(
            &mut self.platforms,
            cell,
            IssueCode::UnknownPlatform,
            Field::Platform,
            issues,
        );
        let handle = self.cell(record, Field::Handle, issues);
        let followers = self.count(record, Field::Followers, issues);
        let cell = self.cell(record, Field::Engagement, issues);
        let engagement = values::read_percent(cell);
        if engagement.is_none() && !cell.is_empty() {
            issues.add(IssueCode::NumberInvalid, Field::Engagement, cell, None);
        }
        if let Some(platform) = platform
            && !handle.is_empty()
        {
            let (handle, url) = (handle.to_owned(), String::new());
            draft.channels.insert(
                0,
                Channel {
                    platform,
                    handle,
                    url,
                    followers,
                    engagement,
                },
            );
        }
    }

    /// Reads `Platform @handle followers engagement%`, the last two where known.
    fn read_channel(&mut self, entry: &str) -> Result<Channel, Option<String>> {
        let mut words: Vec<&str> = entry.split_whitespace().collect();
        let percent = |word: &&str| word.ends_with(['%', '％']);
        let engagement = words
            .last()
            .filter(|w| words.len() > 2 && percent(w))
            .map(|w| values::read_percent(w));
        let engagement = engagement.map(|read| read.ok_or(None)).transpose()?;
        words.truncate(words.len() - usize::from(engagement.is_some()));
        let followers = words
            .last()
            .filter(|_| words.len() > 2)
            .and_then(|w| values::read_count(w));
        words.truncate(words.len() - usize::from(followers.is_some()));
        let [platform @ .., handle] = words.as_slice() else {
            return Err(None);
        };
        if platform.is_empty() || text::handle_key(handle).is_none() {
            return Err(None);
        }
        Ok(Channel {
            platform: self.platforms.read(&platform.join(" "))?,
            handle: (*handle).to_owned(),
            url: String::new(),
            followers: followers.map(|read| read.value),
            engagement,
        })
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
            values::read_count,
            IssueCode::NumberInvalid,
            field,
            issues,
        )
    }

    fn date(&self, record: &Fields, field: Field, issues: &mut Issues<'_>) -> Option<Date> {
        let cell = self.cell(record, field, issues);
        figure(
            cell,
            values::read_date,
            IssueCode::DateInvalid,
            field,
            issues,
        )
    }
}

/// The entries of a list in a cell.
fn parts<'r>(cell: &'r str, separators: &'static [char]) -> impl Iterator<Item = &'r str> {
    cell.split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn one<T: Copy>(
    names: &mut Names<T>,
    cell: &str,
    code: IssueCode,
    field: Field,
    issues: &mut Issues<'_>,
) -> Option<T> {
    if cell.is_empty() {
        return None;
    }
    match names.read(cell) {
        Ok(value) => Some(value),
        Err(near) => {
            issues.add(code, field, cell, near);
            None
        }
    }
}

fn many<T: Copy + PartialEq>(
    names: &mut Names<T>,
    cell: &str,
    code: IssueCode,
    field: Field,
    issues: &mut Issues<'_>,
) -> Vec<T> {
    let mut values = Vec::new();
    for entry in parts(cell, &[';', '；', '|']) {
        let found = names.read(entry);
        add(found, entry, &mut values, code, field, issues);
    }
    values
}

fn add<T: PartialEq>(
    found: Result<T, Option<String>>,
    entry: &str,
    values: &mut Vec<T>,
    code: IssueCode,
    field: Field,
    issues: &mut Issues<'_>,
) {
    match found {
        Ok(value) if values.contains(&value) => {}
        Ok(value) => values.push(value),
        Err(near) => issues.add(code, field, entry, near),
    }
}

fn figure<T: ToString>(
    cell: &str,
    read: impl Fn(&str) -> Option<Read<T>>,
    code: IssueCode,
    field: Field,
    issues: &mut Issues<'_>,
) -> Option<T> {
    if cell.is_empty() {
        return None;
    }
    let Some(read) = read(cell) else {
        issues.add(code, field, cell, None);
        return None;
    };
    if read.normalised {
        issues.add(
            IssueCode::Normalised,
            field,
            cell,
            Some(read.value.to_string()),
        );
    }
    Some(read.value)
}
