//! A list of a hundred thousand, gone through from end to end.

use anyhow::Result;
use prospect_sample::Size;
use prospect_tests::desk::{ANY, App, Desk, LIMIT, Launch, Look, until};

use crate::stock::catalogue_of;

const PARTNERS: u32 = 100_000;

/// Waits until the keyboard stands on a row by its number, from 1, and that row is drawn.
async fn stands_on(app: &App<'_>, number: u32) -> Result<String> {
    until(
        &format!("the keyboard on row {number}"),
        LIMIT,
        async || {
            let rows = app.within("grid", ANY).all("row", ANY).await?;
            let active = rows.into_iter().find(|row| row.focused);
            let at = active.as_ref().and_then(|row| row.states.get("rowindex"));
            Ok(match (active.as_ref(), at) {
                (Some(row), Some(at)) if *at == number.to_string() && !row.name.is_empty() => {
                    Look::Done(row.name.clone())
                }
                other => Look::NotYet(format!("it stands on {other:?}")),
            })
        },
    )
    .await
}

#[tokio::test]
async fn end_leads_to_the_last_of_a_hundred_thousand_and_home_back() -> Result<()> {
    let desk = Desk::start().await?;
    let size = Size {
        partners: PARTNERS,
        creators: 0,
    };
    let workspace = catalogue_of(&desk, size).await?;
    let launch = Launch::default().arg("--workspace").arg(workspace);
    let app = desk.open_with(launch).await?;
    app.find("status", "100,000 partners").await?;
    app.press("home").await?;
    let first = stands_on(&app, 1).await?;
    app.press("end").await?;
    let last = stands_on(&app, PARTNERS).await?;
    assert_ne!(first, last);
    app.screenshot("hundred-thousand-end").await?;
    app.press("k").await?;
    stands_on(&app, PARTNERS - 1).await?;
    app.press("home").await?;
    assert_eq!(stands_on(&app, 1).await?, first);
    app.screenshot("hundred-thousand-home").await?;
    app.close().await
}
