//! What cells say of dates. A year that stands first, or a month by its name, says it all; of `03/04/2026` only its column can tell which
//! is the day: a column keeps to one order, found from those of its cells that leave no doubt, or chosen by a person.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::cells::{shown, trimmed};
use super::figures::Read;
use crate::vocabulary::vocabulary;

/// The longest cell that can be a date, in bytes.
const LONGEST: usize = 60;

vocabulary! {
    /// Which of day and month stands first where the year stands last.
    DateOrder {
        DayFirst "dayFirst" "Day first",
        MonthFirst "monthFirst" "Month first",
    }
}

vocabulary! {
    /// How the dates of a column are read.
    DateForm {
        Plain "plain" "In no doubt",
        DayFirst "dayFirst" "Day first",
        MonthFirst "monthFirst" "Month first",
        Unclear "unclear" "Day and month not to be told apart",
    }
}

/// How the dates of a column are read, shown by one of its cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ColumnDates {
    /// How.
    pub form: DateForm,
    /// Whether a person chose it.
    pub chosen: bool,
    /// A cell of which the form decides what it means, or any date of the column; empty: there is none.
    pub example: String,
    /// What that cell is read as; `None` where that is not clear.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub read_as: Option<Date>,
    /// Cells that contradict the form: they are errors of their rows.
    pub odd: u32,
}

impl ColumnDates {
    /// The order that its cells are read in.
    pub(super) fn order(&self) -> Option<DateOrder> {
        match self.form {
            DateForm::DayFirst => Some(DateOrder::DayFirst),
            DateForm::MonthFirst => Some(DateOrder::MonthFirst),
            DateForm::Plain | DateForm::Unclear => None,
        }
    }
}

/// Why a cell is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoDate {
    /// It is none, or none in the order of its column.
    Invalid,
    /// Its day and month cannot be told apart.
    Unclear,
}

/// Reads a date in a column of this order. A time of day is dropped, and said to be.
pub(super) fn read_date(cell: &str, order: Option<DateOrder>) -> Result<Read<Date>, NoDate> {
    if cell.len() > LONGEST {
        return Err(NoDate::Invalid);
    }
    if is_iso(cell)
        && let Ok(value) = cell.parse::<Date>()
    {
        return Ok(Read {
            value,
            normalised: false,
        });
    }
    let (day, normalised) = without_clock(cell);
    let value = read_day(&day, order)?;
    Ok(Read { value, normalised })
}

fn is_iso(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-'
}

/// The day of a cell in plain width, and whether a time of day stood behind it.
fn without_clock(cell: &str) -> (String, bool) {
    let plain: String = cell.nfkc().collect();
    let clock = plain
        .find(':')
        .map(|at| plain[..at].trim_end_matches(|c: char| c.is_ascii_digit()));
    match clock {
        Some(day) => {
            let day = day.trim_end_matches(['T', 't', ' ', '\t', ',']);
            (day.trim().to_owned(), true)
        }
        None => (plain.trim().to_owned(), false),
    }
}

/// A day as it is written.
enum Written {
    /// Nobody can mistake it.
    Clear(Date),
    /// Two numbers before a year, and whether dots part them, which nobody writes but with the day first.
    Pair {
        first: i16,
        second: i16,
        year: i16,
        dots: bool,
    },
}

fn read_day(text: &str, order: Option<DateOrder>) -> Result<Date, NoDate> {
    let (first, second, year, dots) = match written(text).ok_or(NoDate::Invalid)? {
        Written::Clear(date) => return Ok(date),
        Written::Pair {
            first,
            second,
            year,
            dots,
        } => (first, second, year, dots),
    };
    let order = match order {
        Some(order) => order,
        None if first > 12 || first == second || dots && second <= 12 => DateOrder::DayFirst,
        None if second > 12 => DateOrder::MonthFirst,
        None => return Err(NoDate::Unclear),
    };
    let found = match order {
        DateOrder::DayFirst => date(year, second, first),
        DateOrder::MonthFirst => date(year, first, second),
    };
    found.ok_or(NoDate::Invalid)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn written(text: &str) -> Option<Written> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "-/.,年月日".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| (part.len() <= 4).then(|| part.parse::<i16>().ok())?;
    match (number(a), number(b), number(c)) {
        (Some(year), Some(month), Some(day)) if a.len() == 4 => {
            date(year, month, day).map(Written::Clear)
        }
        (Some(first), Some(second), Some(year)) if c.len() == 4 => Some(Written::Pair {
            first,
            second,
            year,
            dots: text.contains('.'),
        }),
        (Some(day), None, Some(year)) if c.len() == 4 => {
            date(year, month_named(b)?, day).map(Written::Clear)
        }
        (None, Some(day), Some(year)) if c.len() == 4 => {
            date(year, month_named(a)?, day).map(Written::Clear)
        }
        _ => None,
    }
}

/// The number of a month by the beginning of its English name.
fn month_named(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = word.to_lowercase();
    let known = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && word.starts_with(month));
    known
        .filter(|_| word.chars().all(char::is_alphabetic))
        .map(|at| at as i16 + 1)
}

/// What the cells of a column say of its order.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Cells that can only be read so.
    day_first: u32,
    month_first: u32,
    /// Which of these came first.
    first: Option<DateOrder>,
    /// Dots part day and month in a cell that says no more.
    dots: bool,
    /// The first cell of which the order decides what it means.
    doubtful: Option<String>,
    /// The first cell that leaves no doubt, once day and month are told apart.
    decided: Option<String>,
    /// The first date of any other form.
    plain: Option<String>,
}

impl Evidence {
    /// Hears one more cell.
    pub(super) fn hear(&mut self, cell: &str) {
        if cell.is_empty() || cell.len() > LONGEST || is_iso(cell) && self.plain.is_some() {
            return;
        }
        let cell = trimmed(cell);
        let (day, _) = without_clock(cell);
        let keep = |place: &mut Option<String>| {
            place.get_or_insert_with(|| shown(cell));
        };
        match written(&day) {
            None => {}
            Some(Written::Clear(_)) => keep(&mut self.plain),
            Some(Written::Pair {
                first,
                second,
                year,
                dots,
            }) => {
                let by_day = date(year, second, first).is_some();
                let by_month = date(year, first, second).is_some();
                match (by_day, by_month) {
                    (false, false) => {}
                    (true, false) => {
                        self.day_first += 1;
                        self.first.get_or_insert(DateOrder::DayFirst);
                        keep(&mut self.decided);
                    }
                    (false, true) => {
                        self.month_first += 1;
                        self.first.get_or_insert(DateOrder::MonthFirst);
                        keep(&mut self.decided);
                    }
                    (true, true) if first == second => keep(&mut self.plain),
                    (true, true) => {
                        self.dots |= dots;
                        keep(&mut self.doubtful);
                    }
                }
            }
        }
    }

    /// How the column is read: as `chosen`, else as most of those cells say that leave no doubt.
    pub(super) fn settle(self, chosen: Option<DateOrder>) -> ColumnDates {
        let found = match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => Some(DateOrder::DayFirst),
            std::cmp::Ordering::Less => Some(DateOrder::MonthFirst),
            std::cmp::Ordering::Equal => self.first.or(self.dots.then_some(DateOrder::DayFirst)),
        };
        let hangs_on_it = self.doubtful.is_some() || self.decided.is_some();
        let order = chosen.or(found).filter(|_| hangs_on_it);
        let form = match order {
            Some(DateOrder::DayFirst) => DateForm::DayFirst,
            Some(DateOrder::MonthFirst) => DateForm::MonthFirst,
            None if hangs_on_it => DateForm::Unclear,
            None => DateForm::Plain,
        };
        let odd = match form {
            DateForm::DayFirst => self.month_first,
            DateForm::MonthFirst => self.day_first,
            DateForm::Plain | DateForm::Unclear => 0,
        };
        let fits = |cell: &String| read_date(cell, order).is_ok();
        let example = self
            .doubtful
            .or(self.decided.filter(fits))
            .or(self.plain)
            .unwrap_or_default();
        ColumnDates {
            form,
            chosen: chosen.is_some() && order.is_some(),
            read_as: read_date(&example, order).ok().map(|read| read.value),
            example,
            odd,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn settled(cells: &[&str], chosen: Option<DateOrder>) -> ColumnDates {
        let mut evidence = Evidence::default();
        cells.iter().for_each(|cell| evidence.hear(cell));
        evidence.settle(chosen)
    }

    #[test]
    fn dates_are_read_where_day_and_month_cannot_be_mistaken() {
        let day = date(2026, 11, 3);
        let read = |cell| read_date(cell, None).map(|read| (read.value, read.normalised));
        for cell in [
            "2026-11-03",
            "2026/11/3",
            "2026.11.03",
            "2026年11月3日",
            "２０２６年１１月３日",
            "03.11.2026",
            "3 Nov 2026",
            "November 3, 2026",
            "3-Nov-2026",
        ] {
            assert_eq!(read(cell), Ok((day, false)), "{cell}");
        }
        for cell in [
            "2026-11-03T10:20:30Z",
            "2026-11-03 10:20",
            "3 Nov 2026, 10:20",
        ] {
            assert_eq!(read(cell), Ok((day, true)), "{cell}");
        }
        assert_eq!(read("25/12/2026"), Ok((date(2026, 12, 25), false)));
        assert_eq!(read("12/25/2026"), Ok((date(2026, 12, 25), false)));
        assert_eq!(read("03/11/2026"), Err(NoDate::Unclear));
        for cell in [
            "2026-13-01",
            "yesterday",
            "26-11-03",
            "2026-11",
            "31/02/2026",
            "",
        ] {
            assert_eq!(read(cell), Err(NoDate::Invalid), "{cell}");
        }
    }

    #[test]
    fn a_column_keeps_to_the_order_that_its_clear_cells_show() {
        use DateForm::{DayFirst, MonthFirst, Plain, Unclear};
        // The cells, how they are read, the one that shows it, and how many contradict.
        type Line<'a> = (&'a [&'a str], DateForm, &'a str, u32);
        let table: [Line<'_>; 12] = [
            (&[], Plain, "", 0),
            (&["x", "2026-04-03"], Plain, "2026-04-03", 0),
            (&["3 Apr 2026", "05/05/2026"], Plain, "3 Apr 2026", 0),
            (&["03/04/2026", "25/04/2026"], DayFirst, "03/04/2026", 0),
            (&["03/04/2026", "04/25/2026"], MonthFirst, "03/04/2026", 0),
            (&["25/04/2026"], DayFirst, "25/04/2026", 0),
            (
                &["03/04/2026 10:00", "25-04-2026"],
                DayFirst,
                "03/04/2026 10:00",
                0,
            ),
            (&["03/04/2026", "04/04/2026"], Unclear, "03/04/2026", 0),
            (&["03.04.2026"], DayFirst, "03.04.2026", 0),
            (&["03.04.2026", "04.25.2026"], MonthFirst, "03.04.2026", 0),
            (
                &["25/04/2026", "26/04/2026", "04/25/2026"],
                DayFirst,
                "25/04/2026",
                1,
            ),
            (&["04/25/2026", "25/04/2026"], MonthFirst, "04/25/2026", 1),
        ];
        for (cells, form, example, odd) in table {
            let found = settled(cells, None);
            assert_eq!(
                (found.form, found.example.as_str(), found.odd, found.chosen),
                (form, example, odd, false),
                "{cells:?}"
            );
        }
    }

    #[test]
    fn what_a_person_chose_holds_and_what_contradicts_it_is_no_date() {
        let chosen = settled(&["03/04/2026", "25/04/2026"], Some(DateOrder::MonthFirst));
        assert_eq!(chosen.form, DateForm::MonthFirst);
        assert_eq!(chosen.read_as, Some(date(2026, 3, 4)));
        assert!(chosen.chosen && chosen.odd == 1);
        assert_eq!(
            read_date("25/04/2026", chosen.order()),
            Err(NoDate::Invalid)
        );
        let plain = settled(&["2026-04-03"], Some(DateOrder::MonthFirst));
        assert!(!plain.chosen, "there is nothing to choose");
    }
}
