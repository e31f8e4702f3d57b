//! A partner's own data, edited on its profile: contacts, notes.

use anyhow::Result;
use prospect_tests::desk::{ANY, App, Desk, Part, containing, starting};

use crate::{steps::go, stock::stock};

async fn opened<'d>(desk: &'d Desk, name: &str) -> Result<(App<'d>, Part)> {
    stock(desk)?;
    let app = desk.open().await?;
    go(&app, "Partner Marketplace").await?;
    app.click("row", starting(&format!("{name},"))).await?;
    let profile = app.within("complementary", "Profile");
    profile.find("heading", name).await?;
    Ok((app, profile))
}

#[tokio::test]
async fn a_contact_with_a_wrong_address_is_corrected_changed_removed_and_brought_back() -> Result<()>
{
    let desk = Desk::start().await?;
    let (app, profile) = opened(&desk, "Wanderbuch").await?;
    let contacts = profile.within("region", "Contacts");
    contacts.click("button", "Add contact").await?;
    let form = contacts.within("form", "Contact");
    form.has_focus("textbox", "Email").await?;
    app.type_text("kim@@agency.example").await?;
    form.fill("textbox", "First name", "Kim").await?;
    app.press("enter").await?;
    form.find(
        "alert",
        "That is not an email address. Perhaps it is kim@agency.example.",
    )
    .await?;
    form.has_focus("textbox", "Email").await?;
    app.screenshot("profile-contact-wrong").await?;
    form.fill("textbox", "Email", "kim@agency.example").await?;
    app.press("enter").await?;
    app.wait_gone("form", "Contact").await?;
    contacts.has_focus("button", "Add contact").await?;
    contacts
        .find("button", "Write to kim@agency.example")
        .await?;
    app.find(
        "status",
        containing("Kim added to the contacts of Wanderbuch"),
    )
    .await?;
    app.screenshot("profile-contact-added").await?;

    contacts.click("button", "Edit Kim").await?;
    form.fill("textbox", "Title", "Partnerships").await?;
    app.press("enter").await?;
    contacts.find("button", "Edit Kim").await?;
    app.wait_gone("form", "Contact").await?;
    contacts.click("button", "Remove Kim").await?;
    contacts.wait_gone("button", "Remove Kim").await?;
    app.press("ctrl+z").await?;
    contacts.find("button", "Remove Kim").await?;
    profile
        .within("region", "Timeline")
        .find("listitem", containing("Contact Kim changed"))
        .await?;

    contacts.click("button", "Edit Kim").await?;
    form.has_focus("textbox", "Email").await?;
    app.press("escape").await?;
    app.wait_gone("form", "Contact").await?;
    contacts.has_focus("button", "Edit Kim").await?;
    app.close().await
}

#[tokio::test]
async fn notes_are_written_on_the_profile_and_added_to_several_at_once() -> Result<()> {
    let desk = Desk::start().await?;
    let (app, profile) = opened(&desk, "Fellside").await?;
    let notes = profile.within("region", "Notes");
    notes.click("button", "Add notes").await?;
    notes.has_focus("textbox", "Notes").await?;
    app.type_text("Met in Kendal").await?;
    app.screenshot("profile-notes").await?;
    app.press("ctrl+enter").await?;
    notes.has_focus("button", "Edit notes").await?;
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await?;

    app.press("ctrl+a").await?;
    app.press("p").await?;
    go(&app, "Prospects").await?;
    app.find("status", "6 prospects").await?;
    app.within("main", "Prospects")
        .find("row", starting("Fellside,"))
        .await?;
    app.click("row", starting("Fellside,")).await?;
    profile.find("heading", "Fellside").await?;
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await?;
    app.press("ctrl+a").await?;
    let bar = app.within("toolbar", "6 selected");
    bar.click("button", "More").await?;
    app.click("menuitem", starting("Add note…")).await?;
    let dialog = app.within("dialog", "Add a note to 6 partners");
    dialog.click("button", "Add note").await?;
    dialog.find("alert", "Write the note first.").await?;
    dialog
        .fill("textbox", "Note", "Invited to the fair")
        .await?;
    app.screenshot("prospects-note").await?;
    dialog.click("button", "Add note").await?;
    app.wait_gone("dialog", ANY).await?;
    app.click("row", starting("Fellside,")).await?;
    notes
        .find("paragraph", containing("Invited to the fair"))
        .await?;
    notes.find("paragraph", containing("Met in Kendal")).await?;
    app.close().await
}

#[tokio::test]
async fn own_data_is_edited_in_a_dialog_that_keeps_what_was_written() -> Result<()> {
    let desk = Desk::start().await?;
    let (app, profile) = opened(&desk, "Fellside").await?;
    profile.click("button", "Edit partner").await?;
    let dialog = app.within("dialog", "Edit Fellside");
    dialog.fill("textbox", "Website", "no site").await?;
    dialog.fill("textbox", "Name", "Fellside & Co").await?;
    app.press("enter").await?;
    dialog.find("alert", "That is not a website.").await?;
    dialog
        .wait_value("textbox", "Name", "Fellside & Co")
        .await?;
    dialog
        .fill("textbox", "Website", "fellside-co.example")
        .await?;
    dialog.click("button", "Remove Travel").await?;
    dialog.click("combobox", "Add a language…").await?;
    app.click("option", "German").await?;
    dialog.find("button", "Remove German").await?;
    app.screenshot("profile-details").await?;
    dialog.click("button", "Save").await?;
    app.wait_gone("dialog", ANY).await?;
    profile.find("heading", "Fellside & Co").await?;
    profile.find("button", "fellside-co.example").await?;
    app.find("row", starting("Fellside & Co,")).await?;
    profile.has_focus("button", "Edit partner").await?;
    app.press("ctrl+z").await?;
    profile.find("heading", "Fellside").await?;
    app.close().await
}

#[tokio::test]
async fn a_partner_gets_an_id_of_its_own_and_a_channel_by_which_it_is_found() -> Result<()> {
    let desk = Desk::start().await?;
    let (app, profile) = opened(&desk, "Fellside").await?;
    profile.click("button", "Edit partner").await?;
    let dialog = app.within("dialog", "Edit Fellside");
    dialog.fill("textbox", "Partner ID", "1001").await?;
    dialog.click("button", "Add channel").await?;
    let channel = dialog.within("group", "Channel 1");
    channel.has_focus("textbox", "Handle").await?;
    app.type_text("@fells").await?;
    channel.fill("textbox", "Followers", "6,200,000").await?;
    app.press("enter").await?;
    dialog
        .find("alert", "“Wanderbuch” has this partner ID already.")
        .await?;
    app.screenshot("profile-id-taken").await?;
    dialog.fill("textbox", "Partner ID", "F-77").await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    profile.find("button", containing("@fells")).await?;
    app.screenshot("profile-channel").await?;
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await?;
    app.press("/").await?;
    app.has_focus("combobox", "Search").await?;
    for found_by in ["@fells", "f-77"] {
        app.type_text(found_by).await?;
        app.find("status", "1 partner").await?;
        app.find("row", starting("Fellside,")).await?;
        app.press("escape").await?;
        app.find("status", "6 partners").await?;
    }
    app.close().await
}
