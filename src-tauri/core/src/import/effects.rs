//! What a row would change, told so that a person sees before and after.

use serde::{Deserialize, Serialize};

use super::cells::shown;
use super::{Action, Addition, Alteration, Field, Reception};
use crate::application::Finding;
use crate::export::{CATALOGUE_HEADER, catalogue_record};
use crate::group::{Group, GroupId};
use crate::partner::Partner;
use crate::vocabulary::Stage;

/// One thing that a row changes. Texts are as a file would have them, at most 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Effect {
    /// The account becomes a prospect.
    Mark,
    /// It is hidden, and shown again.
    Show,
    /// It is archived, and restored.
    Restore,
    /// It goes to another stage.
    Stage {
        /// From this one; `None`: it was no prospect.
        before: Option<Stage>,
        /// To this one.
        after: Stage,
    },
    /// An application is recorded.
    Application {
        /// What it comes to.
        reception: Reception,
        /// What was found out about it.
        finding: Finding,
    },
    /// A contact is added.
    Contact {
        /// Its address.
        email: String,
    },
    /// A note is added.
    Note {
        /// The note.
        text: String,
    },
    /// It joins a group.
    Group {
        /// The group's name.
        name: String,
    },
    /// It leaves a group.
    Leave {
        /// The group's name.
        name: String,
    },
    /// A field takes another value.
    Field {
        /// The field.
        field: Field,
        /// What stands there; empty: nothing.
        before: String,
        /// What will.
        after: String,
    },
}

/// What an action changes for a partner that is there already, and which groups a new one joins.
pub(super) fn effects(action: &Action, groups: &[Group]) -> Vec<Effect> {
    let received = action.application.as_deref();
    let application = received.map(|received| Effect::Application {
        reception: received.reception,
        finding: received.finding,
    });
    let mut effects = Vec::from_iter(application);
    of_arrival(action, &mut effects);
    match &action.edit {
        None => {}
        Some(Alteration::Add(addition)) => of_addition(addition, &mut effects),
        Some(Alteration::Replace(both)) => of_fields(&both.0, &both.1, &mut effects),
    }
    let named = |ids: &[GroupId], effect: fn(String) -> Effect| -> Vec<Effect> {
        let of = |id: &GroupId| groups.iter().find(|group| group.id == *id);
        let names = ids.iter().filter_map(of).map(|group| group.name.clone());
        names.map(effect).collect()
    };
    effects.extend(named(&action.leave, |name| Effect::Leave { name }));
    effects.extend(named(&action.join, |name| Effect::Group { name }));
    effects
}

fn of_arrival(action: &Action, effects: &mut Vec<Effect>) {
    let arrival = &action.arrival;
    for (happens, effect) in [
        (arrival.mark && action.create.is_none(), Effect::Mark),
        (arrival.show, Effect::Show),
        (arrival.restore, Effect::Restore),
    ] {
        if happens {
            effects.push(effect);
        }
    }
    if let Some((before, after)) = arrival.stage {
        effects.push(Effect::Stage {
            before: (!arrival.mark).then_some(before),
            after,
        });
    }
}

fn of_addition(addition: &Addition, effects: &mut Vec<Effect>) {
    effects.extend(addition.contact.as_ref().map(|contact| Effect::Contact {
        email: shown(&contact.email),
    }));
    effects.extend(
        addition
            .note
            .as_ref()
            .map(|note| Effect::Note { text: shown(note) }),
    );
}

fn of_fields(before: &Partner, after: &Partner, effects: &mut Vec<Effect>) {
    let (before, after) = (catalogue_record(before), catalogue_record(after));
    for ((header, before), after) in CATALOGUE_HEADER.iter().zip(&before).zip(&after) {
        let field = Field::ALL.iter().find(|field| field.label() == *header);
        if let (Some(field), true) = (field, before != after) {
            effects.push(Effect::Field {
                field: *field,
                before: shown(before),
                after: shown(after),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_a_catalogue_is_a_field_that_can_be_told_of() {
        for header in CATALOGUE_HEADER {
            assert!(
                Field::ALL.iter().any(|field| field.label() == header),
                "{header}"
            );
        }
    }
}
