//! A part of the page, worked as a person works it: things are found by their role and accessible name.

use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::{
    actions::{
        Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
    },
    elements::Element,
    error::CmdError,
};
use serde_json::Value;

use super::{
    LIMIT, Look, Name, keys,
    name::Wanted,
    page::{Answer, Page, Sight},
    until,
};

/// How long the pointer takes from where it is: a real path, so that hovering is told.
const STROKE: Duration = Duration::from_millis(20);

/// The page, or the inside of one thing on it.
#[derive(Clone)]
pub struct Part {
    page: Page,
    path: Vec<Wanted>,
}

impl Part {
    pub(super) fn whole(page: Page) -> Part {
        Part {
            page,
            path: Vec::new(),
        }
    }

    pub(super) fn page(&self) -> &Page {
        &self.page
    }

    /// The inside of the thing with this role and name; it is looked for anew at each use.
    pub fn within(&self, role: &str, name: impl Into<Name>) -> Part {
        let mut inner = self.clone();
        inner.path.push(wanted(role, name));
        inner
    }

    /// The one visible thing with this role and name, as soon as there is exactly one.
    ///
    /// # Errors
    /// When there is none in time, or there stay several; the message lists what can be seen.
    pub async fn find(&self, role: &str, name: impl Into<Name>) -> Result<Sight> {
        self.settle(&wanted(role, name), "", |_| true).await
    }

    /// All visible things with this role and name at this moment, in the order of the page; there may be none.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn all(&self, role: &str, name: impl Into<Name>) -> Result<Vec<Sight>> {
        Ok(self.look(&wanted(role, name)).await?.found)
    }

    /// Waits until just so many things with this role and name are visible.
    ///
    /// # Errors
    /// When it is another number to the end.
    pub async fn wait_count(&self, role: &str, name: impl Into<Name>, count: usize) -> Result<()> {
        let wanted = wanted(role, name);
        let what = format!("{count} of {wanted}");
        self.page
            .watched(until(&what, LIMIT, async || {
                let found = self.look(&wanted).await?.found;
                if found.len() == count {
                    return Ok(Look::Done(()));
                }
                Ok(Look::NotYet(format!(
                    "there are {}: {}",
                    found.len(),
                    listed(&found)
                )))
            }))
            .await
    }

    /// Waits until nothing with this role and name is visible.
    ///
    /// # Errors
    /// When it stays.
    pub async fn wait_gone(&self, role: &str, name: impl Into<Name>) -> Result<()> {
        self.wait_count(role, name, 0).await
    }

    /// The text of a thing, as it is laid out.
    ///
    /// # Errors
    /// As [`Part::find`].
    pub async fn text_of(&self, role: &str, name: impl Into<Name>) -> Result<String> {
        Ok(self.find(role, name).await?.text)
    }

    /// Waits until a thing's text has this in it.
    ///
    /// # Errors
    /// When it never does; the message has its last text.
    pub async fn wait_text(&self, role: &str, name: impl Into<Name>, text: &str) -> Result<Sight> {
        let what = format!(" with the text “{text}”");
        self.settle(&wanted(role, name), &what, |sight| {
            sight.text.contains(text)
        })
        .await
    }

    /// Waits until a field holds just this.
    ///
    /// # Errors
    /// When it never does.
    pub async fn wait_value(
        &self,
        role: &str,
        name: impl Into<Name>,
        value: &str,
    ) -> Result<Sight> {
        let what = format!(" with the value “{value}”");
        self.settle(&wanted(role, name), &what, |sight| {
            sight.value.as_deref() == Some(value)
        })
        .await
    }

    /// Waits until a state has this value: `("checkbox", "Prospect", "checked", "true")`.
    ///
    /// # Errors
    /// When it never has.
    pub async fn wait_state(
        &self,
        role: &str,
        name: impl Into<Name>,
        state: &str,
        value: &str,
    ) -> Result<Sight> {
        let what = format!(" with {state} = {value}");
        let has = |sight: &Sight| sight.states.get(state).map(String::as_str) == Some(value);
        self.settle(&wanted(role, name), &what, has).await
    }

    /// Waits until the focus is on it.
    ///
    /// # Errors
    /// When it stays elsewhere.
    pub async fn has_focus(&self, role: &str, name: impl Into<Name>) -> Result<Sight> {
        self.settle(&wanted(role, name), " with the focus", |sight| {
            sight.focused
        })
        .await
    }

    /// Clicks in its middle, which must not be covered.
    ///
    /// # Errors
    /// As [`Part::find`]; when it stays covered or moves away.
    pub async fn click(&self, role: &str, name: impl Into<Name>) -> Result<()> {
        self.act(&wanted(role, name), "to click it", async |element| {
            element.click().await
        })
        .await
    }

    /// Clicks while a key is held: `("shift", "row", …)` for a range.
    ///
    /// # Errors
    /// As [`Part::find`].
    pub async fn click_holding(&self, key: &str, role: &str, name: impl Into<Name>) -> Result<()> {
        let held = *keys::chord(key)?.first().context("a key to hold")?;
        self.act(&wanted(role, name), "to click it", async |element| {
            let keyboard = KeyActions::new("keyboard".to_owned())
                .then(KeyAction::Down { value: held })
                .pause(STROKE)
                .pause(STROKE)
                .pause(STROKE)
                .then(KeyAction::Up { value: held });
            let mouse = MouseActions::new("mouse".to_owned())
                .pause(STROKE)
                .then(onto(element))
                .then(PointerAction::Down {
                    button: MOUSE_BUTTON_LEFT,
                })
                .then(PointerAction::Up {
                    button: MOUSE_BUTTON_LEFT,
                })
                .pause(STROKE);
            self.page
                .client()
                .perform_actions(Actions::from(keyboard).and(mouse))
                .await
        })
        .await
    }

    /// Brings the pointer over its middle and leaves it there.
    ///
    /// # Errors
    /// As [`Part::find`].
    pub async fn hover(&self, role: &str, name: impl Into<Name>) -> Result<()> {
        self.act(&wanted(role, name), "to hover over it", async |element| {
            let mouse = MouseActions::new("mouse".to_owned()).then(onto(element));
            self.page.client().perform_actions(mouse).await
        })
        .await
    }

    /// Turns the wheel over its middle by so many notches: down, or up where they are negative.
    ///
    /// # Errors
    /// As [`Part::find`].
    pub async fn wheel(&self, role: &str, name: impl Into<Name>, notches: i32) -> Result<()> {
        let (x, y) = self.find(role, name).await?.middle;
        let button = if notches < 0 { "4" } else { "5" };
        let (x, y, times) = (
            x.to_string(),
            y.to_string(),
            notches.unsigned_abs().to_string(),
        );
        let turn = ["mousemove", &x, &y, "click", "--repeat", &times, button];
        self.page.screen().xdotool(&turn).await?;
        Ok(())
    }

    /// Clicks into a field and types over what stands in it.
    ///
    /// # Errors
    /// As [`Part::find`]; when the field does not hold the text then.
    pub async fn fill(&self, role: &str, name: impl Into<Name>, text: &str) -> Result<()> {
        let name = name.into();
        self.click(role, &name).await?;
        self.page
            .client()
            .perform_actions(keys::press(&keys::chord("ctrl+a")?))
            .await?;
        self.page
            .client()
            .perform_actions(keys::press(&keys::chord("delete")?))
            .await?;
        self.page
            .client()
            .perform_actions(keys::letters(text))
            .await?;
        self.wait_value(role, &name, text).await?;
        Ok(())
    }

    /// Waits for exactly one that fits and is as `right` says.
    async fn settle(
        &self,
        wanted: &Wanted,
        what: &str,
        right: impl Fn(&Sight) -> bool,
    ) -> Result<Sight> {
        self.page
            .watched(until(&format!("{wanted}{what}"), LIMIT, async || {
                let answer = self.look(wanted).await?;
                Ok(match the_one(wanted, answer, &self.path) {
                    Look::Done(sight) if !right(&sight) => {
                        Look::NotYet(format!("it is {sight:#?}"))
                    }
                    look => look,
                })
            }))
            .await
    }

    /// Does something to the one that fits; again where the page moved it away in between, until the limit.
    async fn act(
        &self,
        wanted: &Wanted,
        what: &str,
        act: impl AsyncFn(Element) -> Result<(), CmdError>,
    ) -> Result<()> {
        self.page
            .watched(until(&format!("{wanted} {what}"), LIMIT, async || {
                let answer = self.look(wanted).await?;
                let sight = match the_one(wanted, answer, &self.path) {
                    Look::Done(sight) => sight,
                    Look::NotYet(why) => return Ok(Look::NotYet(why)),
                };
                match act(self.page.element(&sight)?).await {
                    Ok(()) => Ok(Look::Done(())),
                    // Covered, moved or drawn anew: the page is at work.
                    Err(CmdError::Standard(error)) => Ok(Look::NotYet(error.to_string())),
                    Err(error) => Err(error.into()),
                }
            }))
            .await
    }

    async fn look(&self, wanted: &Wanted) -> Result<Answer> {
        self.page.ask(self.path_to(wanted)).await
    }

    /// The middle of the first thing with this role and name, as soon as there is one.
    pub(super) async fn middle_of(&self, role: &str, name: impl Into<Name>) -> Result<(i32, i32)> {
        let wanted = wanted(role, name);
        self.page
            .watched(until(&wanted.to_string(), LIMIT, async || {
                let places = self.page.places(self.path_to(&wanted)).await?;
                Ok(match places.first() {
                    Some(middle) => Look::Done(*middle),
                    None => Look::NotYet("there is none".to_owned()),
                })
            }))
            .await
    }

    fn path_to(&self, wanted: &Wanted) -> Vec<Value> {
        let path = self.path.iter().chain([wanted]);
        path.map(Wanted::to_json).collect()
    }

    /// What has the focus; `None` where it is nowhere.
    pub(super) async fn active(&self) -> Result<Option<Sight>> {
        Ok(self.page.ask(Vec::new()).await?.found.pop())
    }
}

fn wanted(role: &str, name: impl Into<Name>) -> Wanted {
    Wanted {
        role: role.to_owned(),
        name: name.into(),
    }
}

fn onto(element: Element) -> PointerAction {
    PointerAction::MoveToElement {
        element,
        duration: Some(STROKE),
        x: 0.0,
        y: 0.0,
    }
}

/// The only one found, or why there is not one.
fn the_one(wanted: &Wanted, mut answer: Answer, path: &[Wanted]) -> Look<Sight> {
    if answer.found.len() > 1 {
        let all = listed(&answer.found);
        return Look::NotYet(format!("{} are visible: {all}", answer.found.len()));
    }
    if let Some(sight) = answer.found.pop() {
        return Look::Done(sight);
    }
    let lost = answer
        .lost
        .and_then(|index| path.get(index))
        .unwrap_or(wanted);
    let seen = answer.seen.join("\n  ");
    Look::NotYet(format!("no {lost}; visible are:\n  {seen}"))
}

fn listed(sights: &[Sight]) -> String {
    let names: Vec<String> = sights.iter().map(ToString::to_string).collect();
    names.join(", ")
}
