//! `prospects list`: what a place holds.

use std::collections::BTreeMap;
use std::time::Instant;

use prospect_core::listing::{Listing, Row};
use prospect_core::query::{Facet, Place, Query, Show, Sort, SortBy};
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, views};
use crate::arguments::ListArguments;
use crate::output::{Output, counted, number};
use crate::refusal::Refusal;
use crate::table::{Column, table};
use crate::{Done, opening};

/// Rows that core gives at once.
const PAGE: u32 = 500;

/// A list, as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    total: u32,
    /// The counts of each value by facet; empty where they were not asked for.
    facets: BTreeMap<&'static str, BTreeMap<String, u32>>,
    rows: Vec<Row>,
    /// What looks like a typed filter and is not understood; it was left out.
    not_understood: Vec<String>,
    /// Groups that the view asks for and that are gone; they were left out.
    gone_groups: u32,
    milliseconds: f64,
}

/// Prints what matches.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn run(workspace: &Workspace, arguments: &ListArguments, output: &mut Output) -> Told {
    let (query, gone_groups) = views::asked(workspace, arguments)?;
    let start = Instant::now();
    let listing = workspace.find(&query, opening::now());
    let rows = rows(workspace, &listing, arguments.offset, arguments.limit)?;
    let facets = if arguments.facets {
        facets(workspace, &query)
    } else {
        BTreeMap::new()
    };
    let answer = Answer {
        total: listing.total,
        facets,
        rows,
        not_understood: listing.not_understood,
        gone_groups,
        milliseconds: start.elapsed().as_secs_f64() * 1000.0,
    };
    output.answer(&answer, |answer| text(answer, arguments.offset))?;
    Ok(Done::Whole)
}

/// `name`, `name:desc`, `best-match` …: what a list is sorted by.
///
/// # Errors
/// What can be said instead.
pub fn sort(text: &str) -> Result<Sort, &'static str> {
    let (by, direction) = text.split_once(':').unwrap_or((text, ""));
    let plain = |key: &str| key.replace('-', "").to_lowercase();
    let found = SortBy::ALL
        .iter()
        .copied()
        .find(|sort| plain(sort.key()) == plain(by));
    let by =
        found.ok_or(
        "best-match, name, visits, followers, engagement, newest, last-active, marked-on, last-contact, stage, source, model, country, hidden-on or hidden-until",
    )?;
    let descending = match direction {
        "" => !matches!(
            by,
            SortBy::Name
                | SortBy::Stage
                | SortBy::Source
                | SortBy::Model
                | SortBy::Country
                | SortBy::HiddenUntil
        ),
        "asc" => false,
        "desc" => true,
        _ => return Err("the direction is asc or desc"),
    };
    Ok(Sort { by, descending })
}

/// Rows `offset` to `offset + limit` of a result.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn rows(
    workspace: &Workspace,
    listing: &Listing,
    offset: u32,
    limit: u32,
) -> Result<Vec<Row>, Refusal> {
    let end = offset.saturating_add(limit).min(listing.total);
    let mut rows = Vec::new();
    let mut at = offset;
    while at < end {
        let page = workspace.rows(listing.result, at, PAGE.min(end - at))?;
        if page.is_empty() {
            break;
        }
        at += u32::try_from(page.len()).unwrap_or(PAGE);
        rows.extend(page);
    }
    Ok(rows)
}

/// Rows as people read them.
pub fn row_table(rows: &[Row]) -> String {
    let cells: Vec<[String; 8]> = rows.iter().map(cells).collect();
    table(
        [
            Column::Number("ID"),
            Column::Text("Name"),
            Column::Text("Domain"),
            Column::Text("Country"),
            Column::Text("Business model"),
            Column::Number("Visits"),
            Column::Number("Followers"),
            Column::Text("Stage"),
        ],
        &cells,
    )
}

fn cells(row: &Row) -> [String; 8] {
    let stage = row.stage.map_or("", |stage| stage.label());
    [
        row.id.0.to_string(),
        row.name.clone(),
        row.domain.clone(),
        row.country
            .map(|country| country.to_string())
            .unwrap_or_default(),
        row.business_model
            .map_or("", |model| model.label())
            .to_owned(),
        row.monthly_visits.map(number).unwrap_or_default(),
        row.followers
            .map(|followers| number(followers as u32))
            .unwrap_or_default(),
        if row.archived {
            format!("{stage} (archived)")
        } else {
            stage.to_owned()
        },
    ]
}

fn facets(workspace: &Workspace, query: &Query) -> BTreeMap<&'static str, BTreeMap<String, u32>> {
    let wanted: Vec<Facet> = Facet::ALL
        .iter()
        .copied()
        .filter(|facet| match facet {
            Facet::Resized => query.show == Show::Hidden,
            Facet::Platform | Facet::Tier => query.place != Place::Partners,
            Facet::Stage | Facet::Source | Facet::Import | Facet::Archived => {
                query.place == Place::Prospects
            }
            _ => true,
        })
        .collect();
    let counted = workspace.facets(query, &wanted, opening::now());
    counted
        .into_iter()
        .map(|facet| {
            let counts = facet
                .counts
                .into_iter()
                .map(|count| (count.value, count.count))
                .collect();
            (facet.facet.key(), counts)
        })
        .collect()
}

fn text(answer: &Answer, offset: u32) -> String {
    let mut text = String::new();
    if !answer.rows.is_empty() {
        text.push_str(&row_table(&answer.rows));
    }
    for (facet, counts) in &answer.facets {
        let mut counts: Vec<_> = counts.iter().filter(|(_, count)| **count > 0).collect();
        if counts.is_empty() {
            continue;
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let counts: Vec<String> = counts
            .iter()
            .map(|(value, count)| format!("{value} {}", number(**count)))
            .collect();
        text.push_str(&format!("{facet}: {}\n", counts.join(", ")));
    }
    for word in &answer.not_understood {
        text.push_str(&format!("Left out, for it is not understood: {word}\n"));
    }
    if answer.gone_groups > 0 {
        let groups = counted(answer.gone_groups, "group", "groups");
        text.push_str(&format!("Left out of the view, for it is gone: {groups}\n"));
    }
    let shown = u32::try_from(answer.rows.len()).unwrap_or(u32::MAX);
    let total = counted(answer.total, "match", "matches");
    if shown == answer.total || shown == 0 {
        text.push_str(&format!("{total}.\n"));
    } else {
        text.push_str(&format!(
            "{} to {} of {total}.\n",
            number(offset + 1),
            number(offset + shown)
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_has_a_name_and_a_direction() {
        let by = |by, descending| Ok(Sort { by, descending });
        assert_eq!(sort("name"), by(SortBy::Name, false));
        assert_eq!(sort("name:desc"), by(SortBy::Name, true));
        assert_eq!(sort("last-active"), by(SortBy::LastActive, true));
        assert_eq!(sort("bestMatch"), by(SortBy::BestMatch, true));
        assert_eq!(sort("visits:asc"), by(SortBy::Visits, false));
        assert_eq!(sort("marked-on"), by(SortBy::MarkedOn, true));
        assert_eq!(sort("stage"), by(SortBy::Stage, false));
        assert_eq!(sort("country"), by(SortBy::Country, false));
        assert_eq!(sort("source:desc"), by(SortBy::Source, true));
        assert!(sort("shoe-size").is_err() && sort("name:up").is_err());
    }
}
