//! OpenDocument spreadsheets, read as a stream: all sheets stand in one part, one after the other, and a cell or row may say that
//! it stands there many times.

use std::io::{BufRead, BufReader};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::cells::{Shown, iso_text, number_text};
use super::sheet_text::{COLUMNS, ROWS, SheetText, Wanted};
use super::watched::Watched;
use super::{Kind, Workbook};
use crate::import::{FileError, Stop, Watch};

/// The part that holds the sheets.
const CONTENT: &str = "content.xml";
/// The most bytes of a cell's text.
const CELL: usize = 4 << 20;

/// Opens a spreadsheet.
pub(super) fn open<'w>(file: &Path, watch: &'w dyn Watch) -> Result<Box<dyn Workbook + 'w>, Stop> {
    let archive = ZipArchive::new(Watched::open(file, watch)?).map_err(|_| Kind::Ods.broken())?;
    let mut this = Spreadsheet {
        archive,
        watch,
        sheets: Vec::new(),
    };
    this.sheets = this.walk(|walk| {
        let mut sheets = Vec::new();
        let mut hidden = Vec::new();
        let mut style = String::new();
        while let Some(element) = walk.element()? {
            match element.name.as_str() {
                "style:style" => style = element.get("style:name"),
                "style:table-properties" if element.get("table:display") == "false" => {
                    hidden.push(style.clone());
                }
                "table:table" => {
                    let shown = !hidden.contains(&element.get("table:style-name"));
                    sheets.push((element.get("table:name"), shown));
                    walk.skip("table:table")?;
                }
                _ => {}
            }
        }
        Ok(sheets)
    })?;
    Ok(Box::new(this))
}

struct Spreadsheet<'w> {
    archive: ZipArchive<BufReader<Watched<'w>>>,
    watch: &'w dyn Watch,
    sheets: Vec<(String, bool)>,
}

impl Workbook for Spreadsheet<'_> {
    fn sheets(&self) -> Vec<(String, bool)> {
        self.sheets.clone()
    }

    fn read(&mut self, sheet: &str, out: &mut SheetText<'_>) -> Result<(), Stop> {
        self.walk(|walk| {
            while let Some(element) = walk.element()? {
                if element.name == "table:table" {
                    if element.get("table:name") == sheet {
                        return walk.table(out);
                    }
                    walk.skip("table:table")?;
                }
            }
            Ok(())
        })
    }
}

impl Spreadsheet<'_> {
    /// Walks over the part with the sheets from its beginning.
    fn walk<T>(&mut self, work: impl FnOnce(&mut Walk<'_>) -> Result<T, Stop>) -> Result<T, Stop> {
        let watch = self.watch;
        let part = self
            .archive
            .by_name(CONTENT)
            .map_err(|_| Kind::Ods.broken())?;
        let mut xml = Reader::from_reader(Box::new(BufReader::new(part)) as Box<dyn BufRead + '_>);
        xml.config_mut().expand_empty_elements = true;
        let done = work(&mut Walk {
            xml,
            buffer: Vec::new(),
        });
        match done {
            Err(Stop::File(FileError::WorkbookBroken { .. })) if watch.cancelled() => {
                Err(Stop::Cancelled)
            }
            done => done,
        }
    }
}

/// An element and what it says of itself.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Option<Self> {
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .ok()?;
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Some(Self {
            name: start.name().as_ref().to_owned(),
            attributes,
        })
    }

    fn find(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    fn get(&self, name: &str) -> String {
        self.find(name).unwrap_or_default().to_owned()
    }

    /// How many times it stands there, `most` at the most.
    fn times(&self, name: &str, most: u32) -> u32 {
        let said = self.find(name).and_then(|said| said.parse::<u32>().ok());
        said.unwrap_or(1).min(most)
    }
}

struct Walk<'x> {
    xml: Reader<Box<dyn BufRead + 'x>>,
    buffer: Vec<u8>,
}

/// What comes next within a cell.
enum Part {
    Start(Element),
    Text(String),
    End(String),
}

fn broken() -> Stop {
    Kind::Ods.broken().into()
}

impl Walk<'_> {
    /// The next element that begins; `None`: the part has ended.
    fn element(&mut self) -> Result<Option<Element>, Stop> {
        loop {
            match self.part()? {
                None => return Ok(None),
                Some(Part::Start(element)) => return Ok(Some(element)),
                Some(Part::Text(_) | Part::End(_)) => {}
            }
        }
    }

    fn part(&mut self) -> Result<Option<Part>, Stop> {
        loop {
            self.buffer.clear();
            let event = self.xml.read_event_into(&mut self.buffer);
            return Ok(Some(match event.map_err(|_| broken())? {
                Event::Eof => return Ok(None),
                Event::Start(start) => Part::Start(Element::of(&start).ok_or_else(broken)?),
                Event::End(end) => Part::End(end.name().as_ref().to_owned()),
                Event::Text(text) => Part::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Part::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let meant = match reference.as_ref() {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    Part::Text(meant.map(String::from).unwrap_or_default())
                }
                _ => continue,
            }));
        }
    }

    /// Passes all up to the end of the element that has begun.
    fn skip(&mut self, name: &str) -> Result<(), Stop> {
        let mut depth = 1;
        loop {
            self.buffer.clear();
            let event = self.xml.read_event_into(&mut self.buffer);
            match event.map_err(|_| broken())? {
                Event::Eof => return Err(broken()),
                Event::Start(start) if start.name().as_ref() == name => depth += 1,
                Event::End(end) if end.name().as_ref() == name => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// The rows of the table that has begun.
    fn table(&mut self, out: &mut SheetText<'_>) -> Result<(), Stop> {
        let mut row = 0;
        loop {
            match self.part()?.ok_or_else(broken)? {
                Part::End(name) if name == "table:table" => return Ok(()),
                Part::Start(element) if element.name == "table:table-row" => {
                    let cells = self.row()?;
                    let left = ROWS - row;
                    let times = element.times("table:number-rows-repeated", left);
                    if cells.is_empty() {
                        row += times;
                        continue;
                    }
                    for _ in 0..times {
                        for (columns, text) in &cells {
                            for column in columns.clone() {
                                if out.cell(row, column, text)? == Wanted::NoMore {
                                    return Ok(());
                                }
                            }
                        }
                        row += 1;
                    }
                }
                _ => {}
            }
        }
    }

    /// The cells of the row that has begun which have something in them, and the columns in which they stand.
    fn row(&mut self) -> Result<Vec<(std::ops::Range<u32>, String)>, Stop> {
        let (mut column, mut cells) = (0, Vec::new());
        loop {
            match self.part()?.ok_or_else(broken)? {
                Part::End(name) if name == "table:table-row" => return Ok(cells),
                Part::Start(element)
                    if matches!(
                        element.name.as_str(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) =>
                {
                    let text = self.cell(&element)?;
                    let times = element.times("table:number-columns-repeated", COLUMNS - column);
                    if !text.is_empty() {
                        cells.push((column..column + times, text));
                    }
                    column += times;
                }
                _ => {}
            }
        }
    }

    /// The text of the cell that has begun.
    fn cell(&mut self, element: &Element) -> Result<String, Stop> {
        let (mut shown, mut paragraphs) = (String::new(), 0);
        loop {
            match self.part()?.ok_or_else(broken)? {
                Part::End(name) if name == element.name => break,
                Part::Start(inner) => match inner.name.as_str() {
                    "office:annotation" | "table:table" => self.skip(&inner.name)?,
                    "text:p" => {
                        if paragraphs > 0 {
                            shown.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" => {
                        let count = inner.times("text:c", 1_000);
                        shown.extend(std::iter::repeat_n(' ', count as usize));
                    }
                    "text:tab" => shown.push('\t'),
                    "text:line-break" => shown.push('\n'),
                    _ => {}
                },
                // Between paragraphs stands nothing but the file's own indentation.
                Part::Text(text) if paragraphs > 0 && shown.len() < CELL => shown.push_str(&text),
                Part::Text(_) | Part::End(_) => {}
            }
        }
        Ok(value_text(element, shown))
    }
}

/// The text of a cell, of its value and what a person is shown of it.
fn value_text(element: &Element, shown: String) -> String {
    if element.find("calcext:value-type") == Some("error") {
        return shown;
    }
    let number = |shown: Shown| {
        let value = element.find("office:value")?.parse::<f64>().ok()?;
        Some(number_text(value, shown))
    };
    let text = match element.find("office:value-type") {
        Some("float") => {
            let zeros = shown.len() > 1 && shown.bytes().all(|byte| byte.is_ascii_digit());
            let padded = Shown::Padded(if zeros { shown.len() } else { 0 });
            number(if zeros { padded } else { Shown::Plain })
        }
        Some("currency") => number(Shown::Plain),
        Some("percentage") => number(Shown::Percent),
        Some("date") => element.find("office:date-value").map(iso_text),
        Some("boolean") => element.find("office:boolean-value").map(str::to_uppercase),
        Some("string") => element.find("office:string-value").map(str::to_owned),
        _ => None,
    };
    text.unwrap_or(shown)
}
