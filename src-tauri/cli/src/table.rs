//! Tables for people: columns as wide as what they hold, numbers to the right.

use crate::output::one_line;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest that a column becomes.
const WIDEST: usize = 40;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub enum Column {
    /// Texts, to the left.
    Text(&'static str),
    /// Numbers, to the right.
    Number(&'static str),
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Text(name) | Self::Number(name) => name,
        }
    }
}

/// A table of rows under its columns; a line a row.
pub fn table<const N: usize>(columns: [Column; N], rows: &[[String; N]]) -> String {
    let rows: Vec<[String; N]> = rows
        .iter()
        .map(|row| row.clone().map(|cell| shortened(&cell)))
        .collect();
    let widths = std::array::from_fn::<usize, N, _>(|at| {
        let cells = rows.iter().map(|row| row[at].width());
        cells.chain([columns[at].name().width()]).max().unwrap_or(0)
    });
    let mut text = line(
        columns,
        widths,
        &columns.map(|column| column.name().to_owned()),
    );
    for row in &rows {
        text.push_str(&line(columns, widths, row));
    }
    text
}

fn line<const N: usize>(columns: [Column; N], widths: [usize; N], cells: &[String; N]) -> String {
    let mut line = String::new();
    for at in 0..N {
        let gap = " ".repeat(widths[at] - cells[at].width());
        match columns[at] {
            Column::Text(_) => line.push_str(&format!("{}{gap}", cells[at])),
            Column::Number(_) => line.push_str(&format!("{gap}{}", cells[at])),
        }
        line.push_str("  ");
    }
    format!("{}\n", line.trim_end())
}

/// A cell on one line and no wider than [`WIDEST`].
fn shortened(cell: &str) -> String {
    let cell = one_line(cell);
    if cell.width() <= WIDEST {
        return cell;
    }
    let mut width = 0;
    let kept = cell.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width < WIDEST
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_they_hold() {
        let columns = [
            Column::Number("ID"),
            Column::Text("Name"),
            Column::Number("Visits"),
        ];
        let rows = [
            ["7", "花园日记", "900"],
            ["1,200", "Bright\tHome", "84,200"],
        ];
        let rows = rows.map(|row| row.map(str::to_owned));
        let expected =
            "   ID  Name         Visits\n    7  花园日记        900\n1,200  Bright Home  84,200\n";
        assert_eq!(table(columns, &rows), expected);
    }

    #[test]
    fn long_cells_are_cut() {
        let cell = shortened(&"长".repeat(60));
        assert!(cell.ends_with('…') && cell.width() <= WIDEST, "{cell}");
    }
}
