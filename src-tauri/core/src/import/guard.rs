//! Cells that a spreadsheet would run, made harmless in a way that an import takes back exactly: an apostrophe in front.

use std::borrow::Cow;

/// Whether a spreadsheet would take what begins so for a formula.
fn is_live(first: char) -> bool {
    matches!(
        first,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
    )
}

/// Whether a cell is live, or would be read as a guarded one.
fn needs_guard(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .chars()
        .next()
        .is_some_and(is_live)
}

/// The cell as it can stand in a file that spreadsheets open.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if needs_guard(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell that was guarded; any other as it stands.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(inner) if needs_guard(inner) => inner,
        _ => cell,
    }
}
