//! Saved views: what a list is asked for and how it is shown, under a name.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::group::GroupId;
use crate::query::{Choice, Place, Query};
use crate::workspace::ListColumn;

/// The number of a view in its workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(transparent)]
pub struct ViewId(pub u32);

/// A view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct View {
    /// Its number.
    pub id: ViewId,
    /// The list that it is of.
    pub place: Place,
    /// Its name as the manager writes it, trimmed.
    pub name: String,
    /// What it shows; `None` where a newer version of the program saved it, or it is damaged. Groups that are gone are left out.
    pub arrangement: Option<Arrangement>,
    /// How many groups it asks for that are gone.
    pub gone: u32,
}

/// What a list is asked for, and how it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Arrangement {
    /// Text, filters and order.
    pub query: Query,
    /// The columns of its table, in order; none where the table has its own.
    pub columns: Vec<ViewColumn>,
    /// Whether it is shown as cards rather than as a table.
    pub cards: bool,
}

/// A column that a view shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ViewColumn {
    /// Which.
    pub id: ListColumn,
    /// Its width in px, where the user gave it one.
    pub width: Option<u32>,
}

/// A view as the file keeps it, in its place among those of its list. What it shows stands as a text, which undo and redo carry
/// along whether it is understood or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in View")]
pub struct KeptView {
    pub id: ViewId,
    pub place: Place,
    /// The least stands first.
    pub rank: u32,
    pub name: String,
    pub arrangement: String,
}

/// The form in which arrangements are kept. Whoever changes what an old one means gives it the next number.
const FORM: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Kept<A> {
    form: u32,
    #[serde(flatten)]
    arrangement: A,
}

impl Arrangement {
    /// As the file keeps it.
    ///
    /// # Errors
    /// What cannot be written as JSON.
    pub(crate) fn kept(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Kept {
            form: FORM,
            arrangement: self,
        })
    }

    /// From what the file keeps; `None` where any of it is not understood, for a filter that is passed over would show others than
    /// those that were meant.
    pub(crate) fn read(kept: &str) -> Option<Self> {
        let written: Value = serde_json::from_str(kept).ok()?;
        let read: Kept<Self> = serde_json::from_value(written.clone()).ok()?;
        let ours = serde_json::to_value(&read).ok()?;
        (read.form == FORM && covers(&ours, &written)).then_some(read.arrangement)
    }

    /// Leaves groups out that are gone; gives how many.
    pub(crate) fn leave_out(&mut self, is_there: impl Fn(GroupId) -> bool) -> u32 {
        let choice = &mut self.query.filters.group;
        let asked = choice.values.len();
        choice.values.retain(|group| is_there(*group));
        let gone = asked - choice.values.len();
        if choice.values.is_empty() {
            *choice = Choice::default();
        }
        u32::try_from(gone).unwrap_or(u32::MAX)
    }
}

/// Whether `ours` has a place for everything that stands in `written`.
fn covers(ours: &Value, written: &Value) -> bool {
    match (ours, written) {
        (Value::Object(ours), Value::Object(written)) => written
            .iter()
            .all(|(key, value)| ours.get(key).is_some_and(|own| covers(own, value))),
        (Value::Array(ours), Value::Array(written)) => ours
            .iter()
            .zip(written)
            .all(|(own, value)| covers(own, value)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;

    fn arrangement() -> Arrangement {
        let mut query = Query::of(Place::Prospects);
        query.text = "coupon".into();
        query.filters.country.values = vec![Country::parse("de").unwrap()];
        query.filters.group.values = vec![GroupId(1), GroupId(2)];
        query.filters.visits.min = Some(1e4);
        Arrangement {
            query,
            columns: vec![ViewColumn {
                id: ListColumn::Name,
                width: Some(240),
            }],
            cards: false,
        }
    }

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let kept = arrangement().kept().unwrap();
        assert_eq!(Arrangement::read(&kept), Some(arrangement()));
        let older = kept.replace(r#""text":"coupon","#, "");
        assert_eq!(Arrangement::read(&older).unwrap().query.text, "");
    }

    #[test]
    fn what_is_not_understood_is_not_read_at_all() {
        let kept = arrangement().kept().unwrap();
        for (what, other) in [
            ("no JSON", kept[1..].to_owned()),
            ("nothing", String::new()),
            ("a newer form", kept.replace(r#""form":1"#, r#""form":2"#)),
            (
                "a filter that is not known",
                kept.replace(r#""country""#, r#""planet""#),
            ),
            (
                "a value that is not known",
                kept.replace(r#""DE""#, r#""??""#),
            ),
            (
                "a list that is not known",
                kept.replace(r#""prospects""#, r#""friends""#),
            ),
            (
                "a column that is not known",
                kept.replace(r#""id":"name""#, r#""id":"shoeSize""#),
            ),
            (
                "more about a column",
                kept.replace(r#""width":240"#, r#""width":240,"pinned":true"#),
            ),
        ] {
            assert_ne!(other, kept, "{what}");
            assert_eq!(Arrangement::read(&other), None, "{what}");
        }
    }

    #[test]
    fn groups_that_are_gone_are_left_out_and_counted() {
        let mut one = arrangement();
        assert_eq!(one.leave_out(|group| group == GroupId(2)), 1);
        assert_eq!(one.query.filters.group.values, [GroupId(2)]);
        one.query.filters.group.exclude = true;
        assert_eq!(one.leave_out(|_| false), 1);
        assert_eq!(one.query.filters.group, Choice::default());
        assert_eq!(one.leave_out(|_| false), 0);
    }
}
