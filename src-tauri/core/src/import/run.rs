//! The one way through the stages: from a request to its report, each row handed to a sink on the way.

use std::path::Path;
use std::sync::Arc;

use super::draft::Checker;
use super::fixes::Mender;
use super::head::Head;
use super::pass::Pass;
use super::plan::Plan;
use super::reader::Record;
use super::source::{Source, Stamp};
use super::tally::Tally;
use super::{
    Field, FileError, ImportKind, Lookup, Marks, Outcomes, Preview, Progress, Reading, Receptions,
    Report, Request, RunError, Sink, Step, Stop, Unwatched, Watch, mapping,
};

/// Bytes that a preview looks at for the encoding, and the largest file of which it counts the rows: no more than a person
/// need wait for.
const PREVIEW_BYTES: u64 = 8 << 20;

/// How a file is read, and its first rows. Of a large file only the beginning is looked at, and `rows` says so by being
/// `None`; the encoding is then found anew over all of it by [`run`].
///
/// # Errors
/// Why the file cannot be read at all, or that the mapping does not fit it.
pub fn preview(
    file: &Path,
    kind: ImportKind,
    reading: &Reading,
    mapping: Option<&[Option<Field>]>,
) -> Result<Preview, FileError> {
    let head = Head::of(file, kind, reading, mapping, PREVIEW_BYTES, &Unwatched)
        .map_err(Stop::into_file)?;
    let mut record = Record::default();
    let mut reader = head.reader(&mut record)?;
    let rows = if head.is_whole_within(PREVIEW_BYTES) {
        let mut rows = 0_u32;
        while reader.next(&mut record)? {
            rows += 1;
        }
        Some(rows)
    } else {
        None
    };
    Ok(head.preview(kind, rows, reader.other_tables()))
}

/// Reads a file, checks each of its rows, finds what it would do, and hands that to `sink` in the order of the file. A dry
/// run and an import differ in their sink alone. The report's `seconds` are for the caller to fill in.
///
/// # Errors
/// Why the file cannot be imported, that `watch` cancelled, or what the sink refused.
pub fn run<S: Sink>(
    request: &Request,
    lookup: &(impl Lookup + Sync),
    sink: &mut S,
    watch: &dyn Watch,
) -> Result<Report, RunError<S::Error>> {
    let stamp = Stamp::of(&request.file)?;
    let given = request.mapping.as_deref();
    let head = Head::of(
        &request.file,
        request.kind,
        &request.reading,
        given,
        u64::MAX,
        watch,
    )?;
    if head.form.header.is_none() && given.is_none() {
        return Err(FileError::NoHeader.into());
    }
    let missing = mapping::missing(&head.mapping, request.kind);
    if !missing.is_empty() {
        return Err(FileError::RequiredColumn(missing).into());
    }
    let groups = lookup.groups();
    let ours = mapping::is_ours(&head.names);
    let mender = Arc::new(Mender::new(&request.fixes, &head.mapping, &groups));
    let orders = head.orders();
    let checker = || Checker::new(request.kind, &head.mapping, &orders, ours, &groups);
    let mut record = Record::default();
    let reader = head.reader(&mut record)?;
    let pass = Pass {
        plan: Plan::new(request, &head, checker(), Arc::clone(&mender), lookup)?,
        groups: &groups,
        mender: Arc::clone(&mender),
        flaws: Vec::new(),
        outcomes: Outcomes::default(),
        receptions: Receptions::default(),
        tally: Tally::default(),
        marks: Marks::default(),
        rows: 0,
    };
    let (reader, pass) = pass.all(reader, checker(), head.length, sink, watch)?;
    let rows = pass.rows;
    if Stamp::of(&request.file)? != stamp {
        return Err(FileError::Changed.into());
    }
    sink.end(Source::new(
        &request.file,
        stamp,
        &head,
        pass.marks,
        mender,
        pass.flaws,
    ));
    watch.progress(Progress {
        step: Step::Checking,
        rows,
        part: 1.0,
    });
    Ok(Report {
        preview: head.preview(request.kind, Some(rows), reader.other_tables()),
        rows,
        outcomes: pass.outcomes,
        applications: (request.kind == ImportKind::Applications).then_some(pass.receptions),
        warnings: pass.tally.warnings(),
        revivable: pass.plan.revivable(),
        revive: request.revive,
        causes: pass.tally.causes(),
        file_hash: head.survey.hash,
        revision: 0,
        seconds: 0.0,
    })
}
