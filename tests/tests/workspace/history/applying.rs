//! Random operations on applications, and a file of some.

use proptest::prelude::*;
use prospect_core::application::ApplicationId;
use prospect_core::changes::{ApplicationPick, Op};
use prospect_core::partner::PartnerId;
use prospect_core::workflow::WorkflowId;

/// Two who are known, and one who is not.
pub const SIGN_UPS: &[u8] =
    b"Applied on,Email,Partner ID\n2026-10-01,claire@cartes-boussoles.example,\n\
    2026-10-02,x@x.example,1005\n2026-10-02,new@new.example,\n";

/// An operation on applications.
pub fn application_op() -> impl Strategy<Value = Op> {
    let pick = prop_oneof![
        proptest::collection::vec((1..5_u32).prop_map(ApplicationId), 1..3)
            .prop_map(|ids| ApplicationPick::Ids { ids }),
        prop_oneof![Just(""), Just("eva")].prop_map(|text| ApplicationPick::Waiting {
            text: text.into(),
            up_to: None
        }),
    ];
    prop_oneof![
        (pick, any::<bool>()).prop_map(|(applications, accept)| Op::DecideApplications {
            applications,
            accept,
            reason: String::new(),
        }),
        (
            1..5_u32,
            proptest::option::of((1..11_u32).prop_map(PartnerId))
        )
            .prop_map(|(application, partner)| Op::LinkApplication {
                application: ApplicationId(application),
                partner,
                reason: "why".into(),
            }),
        (1..4_u32).prop_map(|id| Op::AcceptWaiting {
            workflow: WorkflowId(id)
        }),
    ]
}
