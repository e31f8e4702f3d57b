//! Messages out: as files for mail programs, and as CSV for a mail merge. Nothing is noted of it; that is what marking as sent is for.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::letters::{Desk, Read, Values};
use super::outbox::Batch;
use super::{ExportError, Workspace, day};
use crate::changes::Pick;
use crate::mail::{LetterIssue, MERGE_HEADER, eml, file_name};
use crate::outbox::{Shown, Step};
use crate::partner::PartnerId;
use crate::store::beside::{half_of, write_name_through};
use crate::store::partners;

/// The ending of a letter's file.
const ENDING: &str = "eml";

/// A message that is ready.
struct Ready<'r> {
    partner: PartnerId,
    step: Step,
    name: &'r str,
    values: &'r Values,
    subject: &'r str,
    body: &'r str,
}

impl Workspace {
    /// Writes the picked messages that are ready as CSV for a mail merge; gives how many.
    ///
    /// # Errors
    /// When none is ready, or the file cannot be written.
    pub fn export_mail_merge(
        &self,
        pick: &Pick,
        out: &Path,
        now: Timestamp,
    ) -> Result<u32, ExportError> {
        let batches = self.ready(pick, now)?;
        if batches.is_empty() {
            return Err(ExportError::NotReady);
        }
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
                let done = csv.write_record(line.record().iter().map(|cell| cell.as_bytes()));
                written += 1;
                done.map_err(|error| unwritable(error.into()))
            });
            let none = (written == 0).then_some(ExportError::NotReady);
            if let Some(error) = all.err().or(none) {
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

    /// Writes the picked messages that are ready into a folder, a file each, in place of the same letter that was written there before;
    /// gives how many. Where one cannot be written, what stood there stays.
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
        let mut files = Files {
            workspace: self,
            folder,
            places: Vec::new(),
        };
        self.with_ready(&batches, &mut |desk, message| {
            files.write(&message, &bytes(desk, &message, now)?)
        })?;
        files.place()
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
        let connection = self.presence.reader()?;
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
                            partner: id,
                            step: batch.due.step,
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

/// The name of a letter's file: whom it goes to, by name and number, and which message it is. Whenever it is written, it is this.
fn file_of(message: &Ready<'_>) -> String {
    let step = match message.step {
        Step::Invitation => "invitation".to_owned(),
        Step::FollowUp(number) => format!("follow-up {number}"),
    };
    let (name, number) = (file_name(message.name), message.partner.0);
    format!("{name} ({number}, {step}).{ENDING}")
}

/// Letters that are written into a folder: beside their places first, and put there when all are written.
struct Files<'f> {
    workspace: &'f Workspace,
    folder: &'f Path,
    places: Vec<PathBuf>,
}

impl Files<'_> {
    /// Writes a letter beside its place.
    fn write(&mut self, message: &Ready<'_>, letter: &[u8]) -> Result<(), ExportError> {
        let path = self.folder.join(file_of(message));
        if self.workspace.is_ours(&path) {
            return Err(ExportError::IsWorkspace { path });
        }
        // Written through before it takes a place: a cut of power would leave an empty file there.
        let written = File::create(half_of(&path)).and_then(|mut file| {
            file.write_all(letter)?;
            file.sync_all()
        });
        self.places.push(path.clone());
        written.map_err(|source| ExportError::Unwritable { path, source })
    }

    /// Puts the letters in their places; gives how many.
    fn place(&self) -> Result<u32, ExportError> {
        for path in &self.places {
            std::fs::rename(half_of(path), path).map_err(|source| ExportError::Unwritable {
                path: path.clone(),
                source,
            })?;
        }
        if let Some(path) = self.places.last() {
            write_name_through(path);
        }
        match u32::try_from(self.places.len()).unwrap_or(u32::MAX) {
            0 => Err(ExportError::NotReady),
            written => Ok(written),
        }
    }
}

impl Drop for Files<'_> {
    /// Takes away what was not put in its place.
    fn drop(&mut self) {
        for path in &self.places {
            // What cannot be taken away is of no use to anybody; the error that is told is the first one.
            let _ = std::fs::remove_file(half_of(path));
        }
    }
}
