//! Messages out: as files for mail programs, and as CSV for a mail merge. Nothing is noted of it; that is what marking as sent is for.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustc_hash::FxHashSet;

use super::letters::{Desk, Read, Values};
use super::outbox::Batch;
use super::{ExportError, Workspace, day};
use crate::changes::Pick;
use crate::mail::{LetterIssue, MERGE_HEADER, eml, file_name};
use crate::outbox::Shown;
use crate::partner::PartnerId;
use crate::store::{self, partners};

/// The ending of a letter's file.
const ENDING: &str = "eml";

/// A message that is ready.
struct Ready<'r> {
    name: &'r str,
    values: &'r Values,
    subject: &'r str,
    body: &'r str,
}

impl Workspace {
    /// Writes the picked messages that are ready as CSV for a mail merge; gives how many.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn export_mail_merge(
        &self,
        pick: &Pick,
        out: &Path,
        now: Timestamp,
    ) -> Result<u32, ExportError> {
        let batches = self.ready(pick, now)?;
        let unwritable = |source| ExportError::Unwritable {
            path: out.to_owned(),
            source,
        };
        let mut failed = None;
        let written = self.replace(out, |file| {
            let mut csv = csv::Writer::from_writer(file);
            csv.write_record(MERGE_HEADER)?;
            let mut written = 0;
            let all = self.with_ready(&batches, &mut |_, message| {
                let line = message.values.merge_line(message.subject, message.body);
                let done = csv.write_record(line.record());
                written += 1;
                done.map_err(|error| unwritable(error.into()))
            });
            if let Err(error) = all {
                failed = Some(error);
                // Some of the messages are no file: what stands under the name stays.
                return Err(std::io::Error::other("messages are missing"));
            }
            csv.flush()?;
            Ok(written)
        });
        failed.map_or(written, Err)
    }

    /// Writes the message to one partner into a file for mail programs.
    ///
    /// # Errors
    /// When it is not ready, the program says no sender, or the file cannot be written.
    pub fn export_letter(
        &self,
        partner: PartnerId,
        out: &Path,
        now: Timestamp,
    ) -> Result<u32, ExportError> {
        let pick = Pick::of(vec![partner]);
        let mut letter = None;
        self.with_ready(&self.ready(&pick, now)?, &mut |desk, message| {
            letter = Some(bytes(desk, &message, now)?);
            Ok(())
        })?;
        let letter = letter.ok_or(ExportError::NotReady)?;
        self.replace(out, |file| file.write_all(&letter).map(|()| 1))
    }

    /// Writes the picked messages that are ready into a folder, a file each, under names that were free there; gives how many. Where
    /// one cannot be written, none is left.
    ///
    /// # Errors
    /// When none is ready, the program says no sender, or the folder cannot be written.
    pub fn export_letters(
        &self,
        pick: &Pick,
        folder: &Path,
        now: Timestamp,
    ) -> Result<u32, ExportError> {
        let batches = self.ready(pick, now)?;
        if batches.is_empty() {
            return Err(ExportError::NotReady);
        }
        let mut files = Files::of(folder);
        let all = self.with_ready(&batches, &mut |desk, message| {
            files.write(message.name, &bytes(desk, &message, now)?)
        });
        if all.is_err() {
            files.remove();
        }
        all.map(|()| u32::try_from(files.written.len()).unwrap_or(u32::MAX))
    }

    fn ready(&self, pick: &Pick, now: Timestamp) -> Result<Vec<Batch>, ExportError> {
        let picked = self.picked_messages(pick, Shown::Ready, day(now))?;
        picked.ok_or(ExportError::OutboxChanged)
    }

    /// Hands every message of these batches that is ready to `take`, up to the first that it fails with.
    fn with_ready(
        &self,
        batches: &[Batch],
        take: &mut dyn FnMut(&Desk, Ready<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let connection = store::reader(self.path())?;
        let desk = self.letters_desk(&connection)?;
        for batch in batches {
            let Some(read) = desk.wording(batch.due.template).and_then(Read::of) else {
                continue;
            };
            partners::with_set(&connection, &batch.partners, |each| {
                for partner in each {
                    let (id, partner) = partner?;
                    let values = self.values_in(id, &partner, batch.workflow, &desk);
                    let said = read.say(&values);
                    // It was ready when the outbox was filled; it is left out as others are that lack something.
                    if let (Some(subject), Some(body), true) =
                        (&said.subject, &said.body, said.lacks.is_empty())
                    {
                        let ready = Ready {
                            name: &partner.name,
                            values: &values,
                            subject,
                            body,
                        };
                        take(&desk, ready)?;
                    }
                }
                Ok::<_, ExportError>(())
            })??;
        }
        Ok(())
    }
}

fn bytes(desk: &Desk, message: &Ready<'_>, now: Timestamp) -> Result<Vec<u8>, ExportError> {
    let to = &message.values.recipient;
    let letter = desk.letter(to, message.subject, message.body, now);
    eml(&letter).map_err(|issue| match issue {
        LetterIssue::Sender { .. } => ExportError::NoSender,
        LetterIssue::Recipient { .. } => ExportError::NotReady,
    })
}

/// Files that are written into a folder.
struct Files<'f> {
    folder: &'f Path,
    /// Names that were given, without their endings, in one case: some systems do not tell cases apart.
    given: FxHashSet<String>,
    written: Vec<PathBuf>,
}

impl<'f> Files<'f> {
    fn of(folder: &'f Path) -> Self {
        Self {
            folder,
            given: FxHashSet::default(),
            written: Vec::new(),
        }
    }

    /// Writes a letter to one of this name into a new file.
    fn write(&mut self, name: &str, letter: &[u8]) -> Result<(), ExportError> {
        let name = file_name(name);
        let numbered = (2_u32..).map(|number| format!("{name} {number}"));
        for stem in std::iter::once(name.clone()).chain(numbered) {
            if !self.given.insert(stem.to_lowercase()) {
                continue;
            }
            let path = self.folder.join(format!("{stem}.{ENDING}"));
            let new = OpenOptions::new().write(true).create_new(true).open(&path);
            let written = match new {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                Err(error) => Err(error),
                Ok(mut file) => {
                    self.written.push(path.clone());
                    file.write_all(letter)
                }
            };
            return written.map_err(|source| ExportError::Unwritable { path, source });
        }
        Ok(())
    }

    /// Takes away what was written.
    fn remove(&self) {
        for path in &self.written {
            // What cannot be taken away is of no use to anybody; the error that is told is the first one.
            let _ = std::fs::remove_file(path);
        }
    }
}
