//! What went wrong: errors of the page, and the report of how the app stands.

use serde::{Deserialize, Serialize};
use tauri::State;

use crate::bounds::{self, TABLE};
use crate::diagnostics::{self, Sight};
use crate::error::{CommandError, Outcome};
use crate::state::{Desk, blocking, or_incident};

/// The most places of the program that an error of the page came through.
const FRAMES: u32 = 30;

/// Where the page was when it went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum During {
    /// While a view was drawn.
    Drawing,
    /// While something was handled.
    Handling,
    /// In what nobody waited for.
    Promise,
}

/// An error of the page, without its message, which may quote data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct UiError {
    /// Where the page was.
    pub during: During,
    /// What kind of error it is: `TypeError`.
    pub name: String,
    /// The places of the program that it came through, the last one first.
    pub frames: Vec<Frame>,
}

/// A place of the page's program.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Frame {
    /// The function; empty where it has no name.
    pub function: String,
    /// The file.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// An incident of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Incident {
    /// Under which the local log knows of it.
    pub number: String,
}

/// Writes an error of the page to the local log, and gives it a number.
#[tauri::command]
#[specta::specta]
pub async fn report_ui_error(error: UiError) -> Outcome<Incident> {
    bounds::at_most("name", error.name.len(), TABLE)?;
    bounds::at_most("frames", error.frames.len(), FRAMES)?;
    for frame in &error.frames {
        bounds::text("function", &frame.function)?;
        bounds::text("file", &frame.file)?;
    }
    or_incident(|| match CommandError::logged(&told(&error)) {
        CommandError::Internal { incident } => Ok(Incident { number: incident }),
        other => Err(other),
    })
}

/// How the app stands, as a text for whoever is to help: versions, figures and the last lines of the local log, and nobody's data.
#[tauri::command]
#[specta::specta]
pub async fn diagnostic_report(desk: State<'_, Desk>, sight: Sight) -> Outcome<String> {
    for (argument, text) in [("language", &sight.language), ("theme", &sight.theme)] {
        bounds::at_most(argument, text.len(), TABLE)?;
    }
    let (workspace, data) = (desk.open_workspace(), desk.data.clone());
    blocking(move || Ok(diagnostics::report(workspace.as_deref(), &data, &sight))).await
}

/// An error as the log may have it: of what the page says, only what can be a name in a program.
fn told(error: &UiError) -> String {
    let word = |text: &str| -> String {
        let is_ours = |c: &char| c.is_ascii_alphanumeric() || "_$.-#".contains(*c);
        text.chars().filter(is_ours).take(60).collect()
    };
    let during = match error.during {
        During::Drawing => "drawing",
        During::Handling => "handling",
        During::Promise => "a promise",
    };
    let frames: Vec<String> = error
        .frames
        .iter()
        .map(|frame| {
            let (function, file) = (word(&frame.function), word(&frame.file));
            format!("{function} ({file}:{}:{})", frame.line, frame.column)
        })
        .collect();
    let (name, frames) = (word(&error.name), frames.join(" < "));
    format!("the page, {during}: {name} {frames}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_error_of_the_page_only_names_of_a_program_are_logged() {
        let frame = |function: &str, file: &str| Frame {
            function: function.into(),
            file: file.into(),
            line: 1,
            column: 2_345,
        };
        let error = UiError {
            during: During::Drawing,
            name: "TypeError".into(),
            frames: vec![
                frame("draw$1", "index-B7.js"),
                frame(
                    "kim@alpenkraut.example\nERROR 汉字",
                    "/home/kim/客户 list.csv",
                ),
            ],
        };
        assert_eq!(
            told(&error),
            "the page, drawing: TypeError draw$1 (index-B7.js:1:2345) < kimalpenkraut.exampleERROR (homekimlist.csv:1:2345)"
        );
    }
}
