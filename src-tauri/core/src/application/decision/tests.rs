use jiff::Timestamp;

use super::*;
use crate::partner::{Contact, Origin};
use crate::standing::{Hiding, Source};
use crate::workflow::{Rules, WorkflowId, governing};

const ANKE: PartnerId = PartnerId(7);
const BORIS: PartnerId = PartnerId(8);
const DACH: GroupId = GroupId(1);
const VIP: GroupId = GroupId(2);
const JOINERS: GroupId = GroupId(3);

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A workflow that is paired with DACH: its number, whether it is on and accepts, and the second of its last change.
fn workflow((id, on, accept, second): (u32, bool, bool, i64)) -> Workflow {
    Workflow {
        id: WorkflowId(id),
        rules: Rules {
            name: format!("Workflow {id}"),
            on,
            groups: vec![DACH],
            accept,
            add_to: vec![JOINERS],
            ..Rules::default()
        },
        changed_at: at(second),
    }
}

fn in_stage(stage: Stage) -> Standing {
    let marked = Standing::default().marked(Source::ByHand, at(1));
    if stage == Stage::New {
        return marked;
    }
    marked.set_to(stage, at(1))
}

fn hidden(standing: &Standing) -> Standing {
    let hiding = Hiding {
        reason: "",
        until: None,
        size: None,
    };
    standing.hidden(hiding, false, at(2))
}

const ACCEPTING: (u32, bool, bool, i64) = (1, true, true, 5);

struct Case {
    title: &'static str,
    code: Code,
    matched: Option<Match>,
    standing: Standing,
    groups: &'static [GroupId],
    workflows: &'static [(u32, bool, bool, i64)],
    finding: Finding,
    link: Link,
    then: Then,
    bar: Option<Bar>,
    joins: &'static [GroupId],
}

/// The code of Anke's invitation, who wrote from her own contact, waits for an answer, and is in a group whose workflow accepts.
fn invited(title: &'static str) -> Case {
    Case {
        title,
        code: valid(Some(Same::Contact), false),
        matched: None,
        standing: in_stage(Stage::Outreach),
        groups: &[DACH],
        workflows: &[ACCEPTING],
        finding: Finding::InvitedContact,
        link: Link::Partner(ANKE),
        then: Then::Joins,
        bar: None,
        joins: &[JOINERS],
    }
}

/// The same where nothing happens by itself.
fn barred(title: &'static str, standing: Standing, bar: Bar) -> Case {
    Case {
        standing,
        then: Then::Rests,
        bar: Some(bar),
        joins: &[],
        ..invited(title)
    }
}

fn is(partner: PartnerId) -> Option<Match> {
    Some(Match {
        partner,
        guessed: false,
    })
}

fn guess(partner: PartnerId) -> Option<Match> {
    Some(Match {
        partner,
        guessed: true,
    })
}

fn valid(same: Option<Same>, used: bool) -> Code {
    Code::Valid {
        invited: ANKE,
        same,
        used,
    }
}

fn cases_of_codes() -> Vec<Case> {
    let waits = |title| Case {
        then: Then::Waits,
        joins: &[],
        ..invited(title)
    };
    vec![
        invited("code and same contact"),
        Case {
            code: valid(Some(Same::Domain), false),
            finding: Finding::InvitedDomain,
            ..invited("code and same email domain")
        },
        Case {
            code: valid(Some(Same::Account), false),
            finding: Finding::InvitedAccount,
            ..invited("code and same account")
        },
        Case {
            code: valid(None, false),
            matched: is(BORIS),
            finding: Finding::SharedInvitation,
            link: Link::Nobody,
            then: Then::Rests,
            joins: &[],
            ..invited("code of somebody else, whoever it is")
        },
        Case {
            code: valid(None, true),
            finding: Finding::SharedInvitation,
            link: Link::Nobody,
            then: Then::Rests,
            joins: &[],
            ..invited("code used before, by another now")
        },
        Case {
            code: valid(Some(Same::Contact), true),
            finding: Finding::UsedCode,
            ..waits("code used before, by the same person again")
        },
        Case {
            code: Code::Revoked(ANKE),
            matched: is(ANKE),
            finding: Finding::RevokedCode,
            ..waits("revoked code, and matched")
        },
        Case {
            code: Code::Revoked(ANKE),
            finding: Finding::RevokedCode,
            link: Link::Newcomer,
            ..waits("revoked code of somebody unknown")
        },
        Case {
            code: Code::Unknown,
            matched: is(BORIS),
            finding: Finding::UnknownCode,
            link: Link::Partner(BORIS),
            ..waits("unknown code, and matched")
        },
        Case {
            code: Code::Unknown,
            finding: Finding::UnknownCode,
            link: Link::Newcomer,
            ..waits("unknown code of somebody unknown")
        },
        Case {
            code: Code::Absent,
            matched: is(BORIS),
            finding: Finding::Matched,
            link: Link::Partner(BORIS),
            ..invited("no code, and matched")
        },
        Case {
            code: Code::Absent,
            matched: guess(BORIS),
            finding: Finding::Guessed,
            link: Link::Partner(BORIS),
            ..waits("no code, and the likeliest of several")
        },
        Case {
            code: Code::Unknown,
            matched: guess(BORIS),
            finding: Finding::UnknownCode,
            link: Link::Partner(BORIS),
            ..waits("unknown code, and the likeliest of several")
        },
        Case {
            code: Code::Absent,
            finding: Finding::New,
            link: Link::Newcomer,
            ..waits("no code, and unknown")
        },
    ]
}

fn cases_of_standings() -> Vec<Case> {
    use Stage::{Expired, Joined, Negotiating, New, Outreach, RejectedByPartner, RejectedByYou};
    let archived = |stage| in_stage(stage).archived(at(2));
    let from = |title, standing| Case {
        standing,
        ..invited(title)
    };
    vec![
        from("a stranger", Standing::default()),
        from("in New", in_stage(New)),
        from("in Negotiating", in_stage(Negotiating)),
        from("whose proposal expired", in_stage(Expired)),
        barred("joined already", in_stage(Joined), Bar::Joined),
        barred("joined and hidden", hidden(&in_stage(Joined)), Bar::Joined),
        barred("joined and archived", archived(Joined), Bar::Joined),
        barred("hidden", hidden(&in_stage(Outreach)), Bar::Hidden),
        barred("hidden stranger", hidden(&Standing::default()), Bar::Hidden),
        barred("archived", archived(Outreach), Bar::Archived),
        barred("rejected by us", in_stage(RejectedByYou), Bar::Rejected),
        barred("rejected us", in_stage(RejectedByPartner), Bar::Rejected),
        Case {
            code: valid(Some(Same::Contact), true),
            finding: Finding::UsedCode,
            ..barred("joined, and the code again", in_stage(Joined), Bar::Joined)
        },
        Case {
            code: Code::Absent,
            matched: is(ANKE),
            finding: Finding::Matched,
            ..barred("matched and hidden", hidden(&in_stage(New)), Bar::Hidden)
        },
    ]
}

fn cases_of_workflows() -> Vec<Case> {
    let waits = |title, joins| Case {
        then: Then::Waits,
        joins,
        ..invited(title)
    };
    vec![
        Case {
            workflows: &[(1, true, false, 5)],
            ..waits("a workflow that does not accept", &[JOINERS])
        },
        Case {
            workflows: &[(1, false, true, 5)],
            ..waits("a workflow switched off", &[])
        },
        Case {
            workflows: &[],
            ..waits("no workflow", &[])
        },
        Case {
            groups: &[VIP],
            ..waits("a workflow of another group", &[])
        },
        Case {
            workflows: &[(1, true, true, 5), (2, true, false, 9)],
            ..waits(
                "two disagree, and who was changed last does not accept",
                &[JOINERS],
            )
        },
        Case {
            workflows: &[(1, true, true, 9), (2, true, false, 5)],
            ..invited("two disagree, and who was changed last accepts")
        },
        Case {
            workflows: &[(1, true, true, 5), (2, false, false, 9)],
            ..invited("two disagree, and who was changed last is off")
        },
    ]
}

#[test]
fn each_case_comes_to_what_the_table_says() {
    let tables = [cases_of_codes(), cases_of_standings(), cases_of_workflows()];
    for case in tables.into_iter().flatten() {
        let workflows: Vec<Workflow> = case.workflows.iter().copied().map(workflow).collect();
        let look = |partner| {
            assert_eq!(Link::Partner(partner), case.link, "{}", case.title);
            Seen {
                bar: Bar::of(&case.standing),
                governing: governing(case.groups, &workflows),
            }
        };
        let decision = decide(case.code, case.matched, look);
        assert_eq!(
            (decision.finding, decision.link, decision.then, decision.bar),
            (case.finding, case.link, case.then, case.bar),
            "{}",
            case.title
        );
        assert_eq!(decision.groups(), case.joins, "{}", case.title);
        let owner = !matches!(case.code, Code::Absent | Code::Unknown);
        assert_eq!(decision.invited, owner.then_some(ANKE), "{}", case.title);
        if decision.then == Then::Joins {
            let accepts = decision.by.is_some_and(|by| by.rules.accept);
            assert!(accepts, "nobody joins but by a workflow: {}", case.title);
        }
    }
}

#[test]
fn who_was_invited_is_known_by_contact_own_domain_or_account() {
    let contact = |email: &str| Contact {
        email: email.to_owned(),
        origin: Origin::Custom,
        ..Contact::default()
    };
    let of = |website: &str, emails: &[&str]| Partner {
        partner_id: "007A".to_owned(),
        website: website.to_owned(),
        contacts: emails.iter().map(|email| contact(email)).collect(),
        ..Partner::default()
    };
    let wander = of(
        "https://www.wanderbuch.example/x",
        &["anke@wanderbuch.example"],
    );
    let post = of("https://berge.example", &["anke@mail.wanderbuch.co.uk"]);
    let open = of(
        "https://anke.blogspot.com",
        &["anke@gmail.com", "anke@qq.com", ""],
    );
    let canada = of("", &["anke@yahoo.ca"]);
    let nobody = Partner::default();
    use Same::{Account, Contact as Same1, Domain};
    // The one who was invited; email, website and ID of the applicant; by what they are the same.
    let table = [
        (&wander, ("ANKE@Wanderbuch.Example ", "", ""), Some(Same1)),
        (&wander, ("eva@wanderbuch.example", "", ""), Some(Domain)),
        (
            &wander,
            ("eva@shop.wanderbuch.example", "", ""),
            Some(Domain),
        ),
        (&post, ("eva@wanderbuch.co.uk", "", ""), Some(Domain)),
        (&post, ("eva@berge.example", "", ""), Some(Domain)),
        (&post, ("eva@elsewhere.co.uk", "", ""), None),
        (
            &wander,
            ("eva@gmail.com", "wanderbuch.example", ""),
            Some(Account),
        ),
        (
            &wander,
            ("eva@gmail.com", "http://blog.wanderbuch.example/a", ""),
            Some(Account),
        ),
        (&wander, ("eva@gmail.com", "", "007a"), Some(Account)),
        (&wander, ("eva@gmail.com", "other.example", "007B"), None),
        (&open, ("anke@gmail.com", "", ""), Some(Same1)),
        // Anybody has an address at a public mail host, and many share a host.
        (&open, ("eva@gmail.com", "", ""), None),
        (&open, ("eva@vip.qq.com", "", ""), None),
        (&canada, ("eva@yahoo.ca", "", ""), None),
        (
            &open,
            ("eva@blogspot.com", "https://anke.blogspot.com", ""),
            None,
        ),
        (&nobody, ("eva@elsewhere.example", "", ""), None),
        (&nobody, ("no address", "no site", ""), None),
    ];
    for (partner, (email, website, partner_id), expected) in table {
        let applicant = Applicant {
            email,
            website,
            partner_id,
        };
        assert_eq!(Same::of(applicant, partner), expected, "{applicant:?}");
    }
}
