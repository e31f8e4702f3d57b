//! Columns to fields: guessed from the header in many networks' wording and in five languages, then from values.

use super::{Column, ColumnDates, Field, FileError, ImportKind, wordings};
use crate::text;

/// Columns that our own result files add; they are no part of what was imported.
pub(super) const RESULT_COLUMNS: [&str; 3] = ["Outcome", "Matched name", "Matched ID"];
/// Columns that our own files of rows with errors add.
pub(super) const ERROR_COLUMNS: [&str; 5] = ["Row", "Column", "Code", "Message", "Suggestion"];

/// The key by which headers are the same: folded, letters and digits only, without what stands in brackets.
fn header_key(header: &str) -> String {
    let folded = text::fold(header);
    let outside = match folded.find(['(', '[']) {
        Some(at) if at > 0 => &folded[..at],
        _ => folded.as_str(),
    };
    outside.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a header that means `field`, so well, means in a kind of file. Where groups change, whoever lists groups beside a partner
/// wants it to be in them.
fn meant(kind: ImportKind, rank: usize, field: Field) -> (usize, Field) {
    match (kind, field) {
        (ImportKind::Groups, Field::Group) => (rank + wordings::FARTHEST, Field::AddTo),
        // Whoever applied was registered then.
        (ImportKind::Applications, Field::ListedOn) => {
            (rank + wordings::FARTHEST, Field::AppliedOn)
        }
        _ => (rank, field),
    }
}

/// The fields that a header may mean, and how well each fits: 0 is best.
fn meanings(header: &str) -> &'static [(usize, Field)] {
    wordings::meanings(&header_key(header))
}

/// How many of these cells are header words that we know.
pub(super) fn known(cells: &[String]) -> usize {
    let known = cells
        .iter()
        .filter(|cell| cell.len() <= 100 && !meanings(cell).is_empty());
    known.count()
}

/// How many columns of `names` are the file's own: those that our result and error files add stand at the end.
pub(super) fn own_columns(names: &[String]) -> usize {
    let ends_in = |added: &[&str]| {
        names.len() > added.len()
            && names[names.len() - added.len()..]
                .iter()
                .zip(added)
                .all(|(name, added)| name.trim() == *added)
    };
    if ends_in(&ERROR_COLUMNS) {
        names.len() - ERROR_COLUMNS.len()
    } else if ends_in(&RESULT_COLUMNS) {
        names.len() - RESULT_COLUMNS.len()
    } else {
        names.len()
    }
}

/// Columns of our exports that no import fills.
const EXPORTED: [&str; 2] = ["Stage", "Marked on"];

/// Whether this program wrote the header: it adds our columns, or every column is one of ours, named as we name it.
pub(super) fn is_ours(names: &[String]) -> bool {
    let is_our_name = |name: &String| {
        Field::ALL.iter().any(|field| field.label() == name) || EXPORTED.contains(&name.as_str())
    };
    own_columns(names) < names.len() || names.iter().all(is_our_name)
}

/// What can be asked for in a row of group changes.
const CHANGES: [Field; 3] = [Field::AddTo, Field::RemoveFrom, Field::RemoveAll];

/// The fields that a kind of file can fill.
fn fills(kind: ImportKind, field: Field) -> bool {
    match kind {
        ImportKind::Prospects => !matches!(
            field,
            Field::OtherEmails
                | Field::Channels
                | Field::Languages
                | Field::Categories
                | Field::Areas
                | Field::Description
                | Field::Visits
                | Field::ListedOn
                | Field::LastActiveOn
                | Field::AppliedOn
                | Field::InvitationCode
                | Field::AddTo
                | Field::RemoveFrom
                | Field::RemoveAll
        ),
        ImportKind::Catalogue => {
            !matches!(
                field,
                Field::Group | Field::AppliedOn | Field::InvitationCode
            ) && !CHANGES.contains(&field)
        }
        ImportKind::Groups => field == Field::PartnerId || CHANGES.contains(&field),
        ImportKind::Applications => matches!(
            field,
            Field::AppliedOn
                | Field::Name
                | Field::Email
                | Field::Website
                | Field::PartnerId
                | Field::InvitationCode
                | Field::FirstName
                | Field::LastName
                | Field::Notes
        ),
    }
}

/// Guesses what each column fills. No field is filled twice: the wording that fits best wins, then the first column.
pub(super) fn guess(
    names: &[String],
    sample: &[Vec<String>],
    kind: ImportKind,
) -> Vec<Option<Field>> {
    let own = own_columns(names);
    let mut mapping = vec![None; names.len()];
    let mut offers: Vec<(usize, usize, Field)> = Vec::new();
    for (column, name) in names[..own].iter().enumerate() {
        let meanings = meanings(name)
            .iter()
            .map(|(rank, field)| meant(kind, *rank, *field));
        let possible = meanings.filter(|(_, field)| fills(kind, *field));
        offers.extend(possible.map(|(rank, field)| (rank, column, field)));
    }
    offers.sort();
    for (_, column, field) in offers {
        if mapping[column].is_none() && !mapping.contains(&Some(field)) {
            mapping[column] = Some(field);
        }
    }
    for (field, fits) in [
        (Field::Email, is_address as fn(&str) -> bool),
        (Field::Website, is_site),
    ] {
        if fills(kind, field) && !mapping.contains(&Some(field)) {
            let column =
                (0..own).find(|column| mapping[*column].is_none() && mostly(sample, *column, fits));
            if let Some(column) = column {
                mapping[column] = Some(field);
            }
        }
    }
    mapping
}

/// Whether most of a column's sample values are such, and at least one is.
fn mostly(sample: &[Vec<String>], column: usize, fits: fn(&str) -> bool) -> bool {
    let values = sample.iter().filter_map(|row| row.get(column));
    let filled: Vec<&str> = values.map(|v| v.trim()).filter(|v| !v.is_empty()).collect();
    let fitting = filled.iter().filter(|value| fits(value)).count();
    fitting > 0 && fitting * 10 >= filled.len() * 8
}

fn is_address(value: &str) -> bool {
    value.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !value.contains(' ')
    })
}

fn is_site(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")
}

/// The mapping as given, or guessed, checked against the columns.
///
/// # Errors
/// The mapping is longer than the columns, or fills a field twice.
pub(super) fn settle(
    given: Option<&[Option<Field>]>,
    names: &[String],
    sample: &[Vec<String>],
    kind: ImportKind,
) -> Result<Vec<Option<Field>>, FileError> {
    let Some(given) = given else {
        return Ok(guess(names, sample, kind));
    };
    if given.len() > names.len() {
        return Err(FileError::MappingTooLong {
            mapped: given.len(),
            columns: names.len(),
        });
    }
    let mut mapping = given.to_vec();
    mapping.resize(names.len(), None);
    for (at, field) in mapping.iter().enumerate() {
        if let Some(field) = field
            && mapping[..at].contains(&Some(*field))
        {
            return Err(FileError::MappedTwice(*field));
        }
    }
    Ok(mapping)
}

/// The required fields that no column fills: Email for prospects, and Name where there is no Website either; Email alone for
/// applications; of group changes Partner ID, and Add to where no other change is asked for either.
pub(super) fn missing(mapping: &[Option<Field>], kind: ImportKind) -> Vec<Field> {
    let filled = |field| mapping.contains(&Some(field));
    let mut missing = Vec::new();
    if kind == ImportKind::Groups {
        if !filled(Field::PartnerId) {
            missing.push(Field::PartnerId);
        }
        if !CHANGES.into_iter().any(filled) {
            missing.push(Field::AddTo);
        }
        return missing;
    }
    if matches!(kind, ImportKind::Prospects | ImportKind::Applications) && !filled(Field::Email) {
        missing.push(Field::Email);
    }
    if kind != ImportKind::Applications && !filled(Field::Name) && !filled(Field::Website) {
        missing.push(Field::Name);
    }
    missing
}

/// The columns by name, what each fills, and how the dates of those are read that have some.
pub(super) fn columns(
    names: &[String],
    mapping: &[Option<Field>],
    dates: &[Option<ColumnDates>],
) -> Vec<Column> {
    let pairs = names.iter().zip(mapping).enumerate();
    pairs
        .map(|(at, (name, field))| Column {
            name: name.clone(),
            field: *field,
            dates: dates.get(at).cloned().flatten(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(kind: ImportKind, header: &str) -> Vec<(String, &'static str)> {
        let names: Vec<String> = header.split(',').map(str::to_owned).collect();
        let mapping = guess(&names, &[], kind);
        let pairs = names.into_iter().zip(mapping);
        pairs
            .filter_map(|(name, field)| Some((name, field?.key())))
            .collect()
    }

    #[test]
    fn headers_of_many_networks_are_known() {
        let table = [
            (
                "impact.com",
                "Media Partner Id,Media Partner Name,Contact Email,Website,Primary Business Model,Group",
                "partnerId,name,email,website,businessModel,group",
            ),
            (
                "CJ",
                "PID,Publisher Name,Publisher Email,Primary Promotional Method URL,Promotional Method,Country",
                "partnerId,name,email,website,businessModel,country",
            ),
            (
                "Awin",
                "Publisher ID,Publisher,Contact Name,Contact Email Address,Promotion Type,Site URL",
                "partnerId,name,email,businessModel,website",
            ),
            (
                "ShareASale",
                "Affiliate ID,Organization,First Name,Last Name,Email Address,Website,Tags",
                "partnerId,name,firstName,lastName,email,website,group",
            ),
            (
                "Rakuten",
                "SID,Publisher Name,Contact Email,Website URL,Primary Country",
                "partnerId,name,email,website,country",
            ),
            (
                "PartnerStack",
                "partner_key,first_name,last_name,email,company,group",
                "partnerId,firstName,lastName,email,name,group",
            ),
            (
                "Everflow",
                "Affiliate ID,Affiliate Name,Account Email,Labels,Internal Notes",
                "partnerId,name,email,group,notes",
            ),
            (
                "HubSpot",
                "Record ID,First Name,Last Name,Email,Company name,Website URL,Job Title,Country/Region",
                "partnerId,firstName,lastName,email,name,website,title,country",
            ),
            (
                "Chinese",
                "合作伙伴名称,电子邮件,网站,合作伙伴 ID,平台,账号,国家/地区,商业模式,群组,备注",
                "name,email,website,partnerId,platform,handle,country,businessModel,group,notes",
            ),
            (
                "German",
                "Firma,E-Mail-Adresse,Webseite,Partner-Nr.,Vorname,Nachname,Typ,Plattform,Benutzername,Land,Geschäftsmodell,Gruppe,Bemerkungen",
                "name,email,website,partnerId,firstName,lastName,type,platform,handle,country,businessModel,group,notes",
            ),
            (
                "German without umlauts",
                "Partnername,Geschaeftsmodell,Laendercode",
                "name,businessModel,country",
            ),
            (
                "French",
                "Société,Nom,Prénom,Adresse e-mail,Site web,Identifiant,Plateforme,Nom d'utilisateur,Pays,Modèle économique,Groupe,Remarques",
                "name,lastName,firstName,email,website,partnerId,platform,handle,country,businessModel,group,notes",
            ),
            (
                "Spanish",
                "Empresa,Nombre,Apellidos,Correo electrónico,Página web,ID de afiliado,Tipo,Red social,Usuario,País,Modelo de negocio,Grupo,Comentarios",
                "name,firstName,lastName,email,website,partnerId,type,platform,handle,country,businessModel,group,notes",
            ),
            ("a name alone, in French", "Nom,Courriel", "name,email"),
            ("a name alone, in Spanish", "Nombre,Correo", "name,email"),
            (
                "template",
                "Name,Email (required),Website,Partner ID,First name,Last name,Type,Platform,Handle,Country,Business model,Group,Notes",
                "name,email,website,partnerId,firstName,lastName,type,platform,handle,country,businessModel,group,notes",
            ),
        ];
        for (network, header, fields) in table {
            let keys: Vec<&str> = guessed(ImportKind::Prospects, header)
                .into_iter()
                .map(|(_, key)| key)
                .collect();
            assert_eq!(keys.join(","), fields, "{network}");
        }
    }

    #[test]
    fn the_catalogue_of_the_sample_is_known_whole() {
        let header = "Partner ID,Type,Name,Description,Website,Email,First name,Last name,Title,Other emails,Country,Languages,\
            Business model,Categories,Promotional areas,Channels,Monthly visits,Listed on,Last active on";
        let keys: Vec<&str> = guessed(ImportKind::Catalogue, header)
            .into_iter()
            .map(|(_, key)| key)
            .collect();
        assert_eq!(
            keys.join(","),
            "partnerId,type,name,description,website,email,firstName,lastName,title,otherEmails,country,languages,\
             businessModel,categories,areas,channels,visits,listedOn,lastActiveOn"
        );
    }

    #[test]
    fn no_field_is_filled_twice_and_the_better_wording_wins() {
        let found = guessed(
            ImportKind::Prospects,
            "Company,Contact email,Name,E-Mail,EMAIL",
        );
        assert_eq!(
            found,
            [("Name".to_owned(), "name"), ("E-Mail".to_owned(), "email")]
        );
    }

    #[test]
    fn no_wording_stands_twice() {
        let mut all: Vec<&str> = wordings::WORDINGS
            .iter()
            .flat_map(|(_, words)| words.iter().copied())
            .filter(|word| !word.starts_with('?'))
            .collect();
        all.sort_unstable();
        let twice: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
        for word in all {
            assert_eq!(header_key(word), word, "wordings stand as keys");
        }
    }

    #[test]
    fn our_own_columns_at_the_end_are_left_out() {
        let names = |header: &str| header.split(',').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            own_columns(&names("Name,Email,Row,Column,Code,Message,Suggestion")),
            2
        );
        assert_eq!(
            own_columns(&names("Name,Email,Outcome,Matched name,Matched ID")),
            2
        );
        assert_eq!(own_columns(&names("Name,Code")), 2);
    }
}
