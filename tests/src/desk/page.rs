//! The page behind the window: what the driver and the script in it answer.

use std::{collections::BTreeMap, fmt};

use anyhow::{Context, Result, bail};
use fantoccini::{
    Client,
    elements::{Element, ElementRef},
    error::{CmdError, ErrorStatus},
};
use serde::Deserialize;
use serde_json::Value;

use super::{LIMIT, Look, screen::Screen, until};

/// Runs in the page and says what can be seen there.
const VOCABULARY: &str = include_str!("vocabulary.js");

/// The key under which the driver hands over an element, fixed by the WebDriver standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One visible thing on the page.
#[derive(Debug, Clone, Deserialize)]
pub struct Sight {
    /// Its role, given or implied by its tag.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// Its text as it is laid out.
    pub text: String,
    /// What stands in a field.
    pub value: Option<String>,
    /// Its states by their ARIA names without `aria-`: `checked`, `pressed`, `selected`, `expanded`, `disabled`, …
    pub states: BTreeMap<String, String>,
    /// Whether it has the focus, itself or as the active one of what has.
    pub focused: bool,
    /// The pixel in its middle. The app's window fills the display, so the page and the display count alike.
    pub middle: (i32, i32),
    element: BTreeMap<String, String>,
}

impl fmt::Display for Sight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}”", self.role, self.name)
    }
}

/// What the script answers.
#[derive(Deserialize)]
pub struct Answer {
    pub found: Vec<Sight>,
    /// Which of the path was not found.
    pub lost: Option<usize>,
    #[serde(default)]
    pub seen: Vec<String>,
}

/// A page in a window on a screen.
#[derive(Clone)]
pub struct Page {
    client: Client,
    screen: Screen,
}

impl Page {
    pub fn new(client: Client, screen: Screen) -> Page {
        Page { client, screen }
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// What the script says of this path of wanted things.
    pub async fn ask(&self, path: Vec<Value>) -> Result<Answer> {
        let answer = until("an answer of the page", LIMIT, async || {
            let path = vec![Value::Array(path.clone())];
            match self.client.execute(VOCABULARY, path).await {
                // What it found was drawn anew before the driver could name it: the page is at work.
                Err(CmdError::Standard(error))
                    if error.error == ErrorStatus::StaleElementReference =>
                {
                    Ok(Look::NotYet(error.to_string()))
                }
                answer => Ok(Look::Done(answer.context("the page cannot be asked")?)),
            }
        })
        .await?;
        serde_json::from_value(answer).context("what the script says of the page")
    }

    /// Where the things at the end of this path of wanted things are, by the pixel in their middle. The driver never hears of
    /// them: it keeps what it has named, and with it pages that are long gone.
    pub async fn places(&self, path: Vec<Value>) -> Result<Vec<(i32, i32)>> {
        let script = format!(
            "const look = function () {{{VOCABULARY}}};
            return look.apply(null, arguments).found.map(({{ middle }}) => middle);"
        );
        let path = vec![Value::Array(path)];
        let answer = self.client.execute(&script, path).await;
        serde_json::from_value(answer.context("the page cannot be asked")?)
            .context("where things are on the page")
    }

    /// The element behind a sight, for the driver to act upon.
    pub fn element(&self, sight: &Sight) -> Result<Element> {
        let id = sight
            .element
            .get(ELEMENT)
            .context("the driver names the element")?;
        Ok(Element::from_element_id(
            self.client.clone(),
            ElementRef::from(id.clone()),
        ))
    }

    /// Keeps a picture of the window where something was not found, and names it in the error.
    pub async fn watched<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let error = match work.await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        let test = std::thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        match self.screen.screenshot(&format!("failed-{test}")).await {
            Ok(picture) => bail!("{error:#}\nthe window then: {}", picture.display()),
            Err(_) => Err(error),
        }
    }
}
