//! Where everybody stands with the manager. Many stand alike, so each standing is kept once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::bits::Bits;
use super::ranks;
use crate::days::number_of;
use crate::partner::PartnerId;
use crate::query::{Sort, SortBy};
use crate::set::PartnerSet;
use crate::standing::{Source, Standing};
use crate::vocabulary::{Archived, SourceKind, Stage};

/// Standings, and sets of those who share what lists ask for.
#[derive(Debug, Clone)]
pub(super) struct Standings {
    /// Which of `kinds` each number has.
    of: Vec<u32>,
    /// Each standing and how many have it; the first is the stranger's.
    kinds: Vec<(Standing, u32)>,
    index: FxHashMap<Standing, u32>,
    free: Vec<u32>,
    pub(super) prospects: Marked,
    pub(super) archived: Marked,
    pub(super) hidden: Marked,
    /// Prospects by stage, archived ones too.
    pub(super) stages: [Marked; Stage::ALL.len()],
    /// Prospects by how they came to be marked, archived ones too.
    pub(super) sources: [Marked; SourceKind::ALL.len()],
    /// Prospects by the import that brought them, archived ones too; none is empty.
    imports: BTreeMap<u32, PartnerSet>,
}

/// A set that is asked for whole and intersected often.
#[derive(Debug, Clone, Default)]
pub(super) struct Marked {
    pub(super) set: PartnerSet,
    pub(super) bits: Bits,
}

impl Marked {
    fn put(&mut self, partners: &PartnerSet, on: bool) {
        if on {
            self.set |= partners;
        } else {
            self.set -= partners;
        }
        for id in partners.iter() {
            self.bits.set(id.0, on);
        }
    }
}

impl Default for Standings {
    fn default() -> Self {
        Self {
            of: Vec::new(),
            kinds: vec![(Standing::default(), 0)],
            index: FxHashMap::from_iter([(Standing::default(), 0)]),
            free: Vec::new(),
            prospects: Marked::default(),
            archived: Marked::default(),
            hidden: Marked::default(),
            stages: Default::default(),
            sources: Default::default(),
            imports: BTreeMap::new(),
        }
    }
}

impl Standings {
    /// The standing of `id`.
    pub(super) fn get(&self, id: PartnerId) -> &Standing {
        let kind = self.of.get(id.0 as usize).copied().unwrap_or_default();
        &self.kinds[kind as usize].0
    }

    /// The standings that there are, and perhaps some that nobody has.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &Standing> {
        self.kinds.iter().map(|(standing, _)| standing)
    }

    /// Which of [`Standings::kinds`] a number has, from 0.
    pub(super) fn kind(&self, id: PartnerId) -> usize {
        self.of.get(id.0 as usize).copied().unwrap_or_default() as usize
    }

    /// Gives all of `partners` the same standing.
    pub(super) fn put(&mut self, partners: &PartnerSet, standing: &Standing) {
        let Some(last) = partners.bitmap().max() else {
            return;
        };
        if self.of.len() <= last as usize {
            self.of.resize(last as usize + 1, 0);
        }
        let kind = self.kind_of(standing);
        self.kinds[kind as usize].1 += partners.len();
        let mut left = BTreeSet::new();
        let mut kinds_left = FxHashSet::default();
        for id in partners.iter() {
            let old = std::mem::replace(&mut self.of[id.0 as usize], kind);
            if kinds_left.insert(old) {
                left.insert(Face::of(&self.kinds[old as usize].0));
            }
            self.release(old);
        }
        let face = Face::of(standing);
        self.move_between_imports(partners, &left, face.import());
        self.prospects.put(partners, standing.is_prospect());
        self.archived.put(partners, standing.is_archived());
        self.hidden.put(partners, standing.is_hidden());
        for face in left.iter().chain([&face]) {
            if let Some(stage) = face.stage {
                self.stages[stage.index()].put(partners, false);
            }
            if let Some(source) = face.source {
                self.sources[source.kind().index()].put(partners, false);
            }
        }
        if let (Some(stage), Some(source)) = (face.stage, face.source) {
            self.stages[stage.index()].put(partners, true);
            self.sources[source.kind().index()].put(partners, true);
        }
    }

    /// Those who are archived, or those who are followed.
    pub(super) fn archived_or_not(&self, archived: Archived) -> &Marked {
        match archived {
            Archived::No => &self.prospects,
            Archived::Yes => &self.archived,
        }
    }

    /// How many of `set` stand how.
    pub(super) fn tally(&self, set: &Bits) -> impl Iterator<Item = (&Standing, u32)> {
        let mut counts = vec![0_u32; self.kinds.len()];
        for id in set.iter() {
            let kind = self.of.get(id as usize).copied().unwrap_or_default();
            counts[kind as usize] += 1;
        }
        let kinds = self.kinds.iter().map(|(standing, _)| standing);
        kinds.zip(counts).filter(|(_, count)| *count > 0)
    }

    /// Those of `set` who stand in a certain way: the few standings are looked at first, and mostly nobody has one.
    pub(super) fn having(&self, wanted: impl Fn(&Standing) -> bool, set: &Bits) -> PartnerSet {
        let wanted: Vec<bool> = self.kinds.iter().map(|(kind, _)| wanted(kind)).collect();
        if !wanted.contains(&true) {
            return PartnerSet::new();
        }
        let kind_of = |id: u32| self.of.get(id as usize).copied().unwrap_or_default();
        let having = set.iter().filter(|id| wanted[kind_of(*id) as usize]);
        having.map(PartnerId).collect()
    }

    /// Those of `set` by where they stand: many stand alike, so the standings are sorted and not those who have them.
    pub(super) fn in_order(&self, sort: Sort, set: &Bits) -> Vec<PartnerId> {
        let mut keys: Vec<i128> = Vec::with_capacity(self.kinds.len());
        keys.extend(self.kinds.iter().map(|(standing, _)| key(sort, standing)));
        let mut ranked = keys.clone();
        ranked.sort_unstable();
        ranked.dedup();
        // The rank of each standing, and where each rank begins.
        let ranks: Vec<usize> = keys
            .iter()
            .map(|key| ranked.partition_point(|other| other < key))
            .collect();
        let rank_of =
            |id: u32| ranks[self.of.get(id as usize).copied().unwrap_or_default() as usize];
        let mut next = vec![0; ranked.len() + 1];
        set.iter().for_each(|id| next[rank_of(id) + 1] += 1);
        for rank in 1..next.len() {
            next[rank] += next[rank - 1];
        }
        let mut sorted = vec![PartnerId(0); next[ranked.len()]];
        for id in set.iter() {
            let place = &mut next[rank_of(id)];
            sorted[*place] = PartnerId(id);
            *place += 1;
        }
        sorted
    }

    /// How many bytes they take, about: the bitmaps of sets are not counted.
    pub(super) fn memory(&self) -> usize {
        let marked = [&self.prospects, &self.archived, &self.hidden].into_iter();
        let marked = marked.chain(&self.stages).chain(&self.sources);
        let bits: usize = marked.map(|marked| marked.bits.memory()).sum();
        let kinds = self.kinds.capacity() * size_of::<(Standing, u32)>();
        self.of.capacity() * 4 + bits + kinds
    }

    /// Prospects that an import brought.
    pub(super) fn imported(&self, import: u32) -> PartnerSet {
        self.imports.get(&import).cloned().unwrap_or_default()
    }

    /// Imports that brought prospects, and whom, the newest first.
    pub(super) fn imports(&self) -> impl Iterator<Item = (u32, &PartnerSet)> {
        let imports = self.imports.iter().rev();
        imports.map(|(import, partners)| (*import, partners))
    }

    fn move_between_imports(
        &mut self,
        partners: &PartnerSet,
        left: &BTreeSet<Face>,
        joined: Option<u32>,
    ) {
        for import in left.iter().filter_map(|face| face.import()) {
            if let Some(brought) = self.imports.get_mut(&import) {
                *brought -= partners;
                if brought.is_empty() {
                    self.imports.remove(&import);
                }
            }
        }
        if let Some(import) = joined {
            *self.imports.entry(import).or_default() |= partners;
        }
    }

    fn kind_of(&mut self, standing: &Standing) -> u32 {
        if let Some(kind) = self.index.get(standing) {
            return *kind;
        }
        let kind = if let Some(free) = self.free.pop() {
            self.kinds[free as usize].0 = standing.clone();
            free
        } else {
            self.kinds.push((standing.clone(), 0));
            self.kinds.len() as u32 - 1
        };
        self.index.insert(standing.clone(), kind);
        kind
    }

    /// One less has the standing of number `kind`; one that nobody has is forgotten, but not the stranger's.
    fn release(&mut self, kind: u32) {
        if kind == 0 {
            return;
        }
        let (standing, users) = &mut self.kinds[kind as usize];
        *users -= 1;
        if *users == 0 {
            self.index.remove(standing);
            *standing = Standing::default();
            self.free.push(kind);
        }
    }
}

/// What of a standing there are sets of besides prospects, archived and hidden ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Face {
    stage: Option<Stage>,
    source: Option<Source>,
}

impl Face {
    fn of(standing: &Standing) -> Self {
        let prospect = standing.prospect.as_ref();
        Self {
            stage: prospect.map(|prospect| prospect.stage),
            source: prospect.map(|prospect| prospect.source),
        }
    }

    fn import(&self) -> Option<u32> {
        match self.source {
            Some(Source::Import(import)) => Some(import),
            _ => None,
        }
    }
}

/// Sources by name, imports in the order in which they were done.
fn by_source(source: Source) -> i128 {
    let rank = ranks::SOURCES[source.kind().index()];
    let import = match source {
        Source::Import(import) => import,
        _ => 0,
    };
    i128::from(rank) << 32 | i128::from(import)
}

/// By what a standing is sorted, as a number that ascends in the order that is asked for; the greatest for one without.
fn key(sort: Sort, standing: &Standing) -> i128 {
    let (prospect, hidden) = (standing.prospect.as_ref(), standing.hidden.as_ref());
    let of_day = |day: Date| number_of(day).into();
    let key = match sort.by {
        SortBy::MarkedOn => prospect.map(|prospect| prospect.marked_at.as_nanosecond()),
        SortBy::LastContact => prospect.and_then(|prospect| prospect.contacted_on.map(of_day)),
        SortBy::Stage => prospect.map(|prospect| prospect.stage.index() as i128),
        SortBy::Source => prospect.map(|prospect| by_source(prospect.source)),
        SortBy::HiddenOn => hidden.map(|hidden| hidden.at.as_nanosecond()),
        SortBy::HiddenUntil => hidden.and_then(|hidden| hidden.until.map(of_day)),
        _ => None,
    };
    key.map_or(i128::MAX, |key| if sort.descending { -key } else { key })
}
