//! Typed filters on offer while somebody types, with the counts that they would have.

use std::cmp::Reverse;

use super::Catalogue;
use crate::group::GroupId;
use crate::query::suggest::{Suggestion, Typing, forms_of, may_mean, typing};
use crate::query::{Facet, FacetCount, FilterKey, Query};

/// How many values are offered at once.
const OFFERED: usize = 12;

impl Catalogue {
    /// What can be offered at the end of the query's text: keys that begin with its last word, or the values of its last key that
    /// anybody in the list has, the most frequent first.
    pub fn suggest(&self, query: &Query) -> Vec<Suggestion> {
        match typing(&query.text) {
            Typing::Nothing => Vec::new(),
            Typing::Key { before, keys } => keys
                .into_iter()
                .map(|key| Suggestion {
                    key,
                    value: None,
                    label: None,
                    count: None,
                    text: format!("{before}{}", key.typed()),
                })
                .collect(),
            Typing::Value {
                others,
                before,
                key,
                begun,
            } => {
                let Some(facet) = key.facet() else {
                    return Vec::new();
                };
                let rest = Query {
                    text: others,
                    ..query.clone()
                };
                self.values_on_offer(&rest, (key, facet), &before, &begun)
            }
        }
    }

    fn values_on_offer(
        &self,
        query: &Query,
        (key, facet): (FilterKey, Facet),
        before: &str,
        begun: &str,
    ) -> Vec<Suggestion> {
        let mut counts = self.facet(query, facet);
        counts.sort_by_key(|counted| Reverse(counted.count));
        counts
            .into_iter()
            .filter(|counted| counted.count > 0)
            .filter_map(|FacetCount { value, count }| {
                let label = self.group_name(key, &value);
                let meant = match &label {
                    Some(name) => may_mean(&[name], begun),
                    None => {
                        may_mean(&[&value], begun) || may_mean_any(&forms_of(key, &value), begun)
                    }
                };
                let written = label
                    .as_ref()
                    .map_or(value.clone(), |name| format!("\"{name}\""));
                meant.then(|| Suggestion {
                    key,
                    text: format!("{before}{written} "),
                    value: Some(value),
                    label,
                    count: Some(count),
                })
            })
            .take(OFFERED)
            .collect()
    }

    fn group_name(&self, key: FilterKey, value: &str) -> Option<String> {
        let number = value.parse().ok().filter(|_| key == FilterKey::Group)?;
        self.group(GroupId(number)).map(|group| group.name.clone())
    }
}

fn may_mean_any(forms: &[&str], begun: &str) -> bool {
    !forms.is_empty() && may_mean(forms, begun)
}
