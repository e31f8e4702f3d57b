//! Random templates, workflows that use them, and what becomes of the messages that are due.

use proptest::prelude::*;
use prospect_core::changes::{Op, Pick};
use prospect_core::group::GroupId;
use prospect_core::partner::PartnerId;
use prospect_core::template::TemplateId;
use prospect_core::workflow::{FollowUp, Rules, WorkflowId};

use crate::templates::wording;

fn template() -> impl Strategy<Value = TemplateId> {
    (1..3_u32).prop_map(TemplateId)
}

/// Templates, and what becomes of messages.
pub fn message_op() -> impl Strategy<Value = Op> {
    let pick = || {
        let ids = proptest::collection::vec((1..11_u32).prop_map(PartnerId), 1..5);
        prop_oneof![
            Just(Pick::ALL),
            ids.prop_map(|ids| Pick::Ids { ids, seen: None })
        ]
    };
    let body = prop::sample::select(vec![
        "Hi",
        "Hi {{first_name}}",
        "{{website}}",
        "{{sender}}",
        "{{",
    ]);
    let id = proptest::option::of(template());
    prop_oneof![
        3 => (id, "[a-c]{1,2}", body).prop_map(|(id, name, body)| Op::PutTemplate {
            id,
            wording: wording(&name, "{{name}}", body)
        }),
        1 => template().prop_map(|id| Op::DeleteTemplate { id }),
        3 => pick().prop_map(|messages| Op::MarkSent { messages, on: None }),
        1 => pick().prop_map(|messages| Op::SkipMessages { messages }),
    ]
}

/// A workflow, with emails as far as there are templates.
pub fn workflow() -> impl Strategy<Value = Op> {
    let id = proptest::option::of((1..4_u32).prop_map(WorkflowId));
    let groups = proptest::collection::vec((1..3_u32).prop_map(GroupId), 0..3);
    let invite = proptest::option::weighted(0.4, template());
    let follow_up = proptest::option::weighted(0.3, (1..3_u16, template()));
    let rules = (
        "[a-c]{1,2}",
        any::<bool>(),
        groups,
        any::<bool>(),
        invite,
        follow_up,
    );
    (id, rules).prop_map(
        |(id, (name, on, groups, accept, invite, follow_up))| Op::PutWorkflow {
            id,
            rules: Rules {
                name,
                on,
                groups,
                accept,
                invite,
                follow_ups: follow_up
                    .into_iter()
                    .map(|(after, template)| FollowUp { after, template })
                    .collect(),
                ..Rules::default()
            },
        },
    )
}
