//! How a file is read and imported.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use prospect_core::import::{DateOrder, ImportKind, Quoting};

/// How a file is to be read; what is left out is found out.
#[derive(Debug, Args)]
pub struct ReadingArguments {
    /// The encoding, such as utf-8, utf-16le or gb18030
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    /// The character between fields, or `tab`
    #[arg(long, value_name = "D", value_parser = delimiter)]
    pub delimiter: Option<char>,
    /// What stands around fields: `double`, `single`, `double-backslash`, `single-backslash` or `none`
    #[arg(long, value_name = "Q", value_parser = quoting)]
    pub quote: Option<Quoting>,
    /// The line of the header, from 1; 0 for none
    #[arg(long, value_name = "N")]
    pub header_row: Option<u32>,
    /// The sheet of a spreadsheet
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Which stands first in its dates, where the year stands last: `day` or `month`
    #[arg(long, value_name = "D", value_parser = dates)]
    pub dates: Option<DateOrder>,
}

fn dates(text: &str) -> Result<DateOrder, &'static str> {
    match text {
        "day" => Ok(DateOrder::DayFirst),
        "month" => Ok(DateOrder::MonthFirst),
        _ => Err("`day` or `month`"),
    }
}

fn quoting(text: &str) -> Result<Quoting, &'static str> {
    Ok(match text {
        "double" | "\"" => Quoting::Double,
        "single" | "'" => Quoting::Single,
        "double-backslash" => Quoting::DoubleBackslash,
        "single-backslash" => Quoting::SingleBackslash,
        "none" | "" => Quoting::None,
        _ => return Err("`double`, `single`, `double-backslash`, `single-backslash` or `none`"),
    })
}

fn delimiter(text: &str) -> Result<char, &'static str> {
    let mut characters = text.chars();
    match (text, characters.next(), characters.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(one), None) if !matches!(one, '\n' | '\r' | '\0') => Ok(one),
        _ => Err("one character that ends no line, or `tab`"),
    }
}

/// An import.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// What the file holds
    pub kind: Kind,
    /// The file
    pub file: PathBuf,
    /// Tell what the import would do, and touch nothing
    #[arg(long)]
    pub dry_run: bool,
    /// What a column fills, such as "Contact mail=email"; "Comment=-" for nothing
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    pub map: Vec<String>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Bring back those who are hidden, archived, were rejected or expired
    #[arg(long)]
    pub revive: bool,
    /// These partners already work with us: those whose group is paired with a workflow that accepts go straight to Joined
    #[arg(long)]
    pub existing_partners: bool,
    /// Write every row with what became of it
    #[arg(long, value_name = "OUT.csv")]
    pub results: Option<PathBuf>,
    /// Write the rows with errors, to be corrected and imported
    #[arg(long, value_name = "OUT.csv")]
    pub errors: Option<PathBuf>,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Prospects.
    Prospects,
    /// Partners and creators.
    Catalogue,
    /// Who joins and leaves which group.
    Groups,
    /// Sign-ups.
    Applications,
}

impl From<Kind> for ImportKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Prospects => Self::Prospects,
            Kind::Catalogue => Self::Catalogue,
            Kind::Groups => Self::Groups,
            Kind::Applications => Self::Applications,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_named_or_shown() {
        assert_eq!(quoting("double"), Ok(Quoting::Double));
        assert_eq!(quoting("'"), Ok(Quoting::Single));
        assert_eq!(quoting("none"), Ok(Quoting::None));
        assert!(quoting("“").is_err());
    }

    #[test]
    fn a_delimiter_is_one_character_or_tab() {
        assert_eq!(delimiter(";"), Ok(';'));
        assert_eq!(delimiter("tab"), Ok('\t'));
        assert_eq!(delimiter("；"), Ok('；'));
        for none in ["", ";;", "\n", "\r"] {
            assert!(delimiter(none).is_err(), "{none:?}");
        }
    }
}
