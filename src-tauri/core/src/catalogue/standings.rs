//! Where everybody stands with the manager. Many stand alike, so each standing is kept once.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::bits::Bits;
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::standing::{Source, Standing};
use crate::vocabulary::Stage;

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
    /// Followed prospects by stage.
    pub(super) stages: [Marked; Stage::ALL.len()],
    /// Followed prospects by the import that brought them; none is empty.
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
        for id in partners.iter() {
            let old = std::mem::replace(&mut self.of[id.0 as usize], kind);
            left.extend(import_of(&self.kinds[old as usize].0));
            self.release(old);
        }
        self.move_between_imports(partners, left, import_of(standing));
        self.prospects.put(partners, standing.is_prospect());
        self.archived.put(partners, standing.is_archived());
        self.hidden.put(partners, standing.is_hidden());
        let followed = standing
            .prospect
            .as_ref()
            .filter(|_| standing.is_prospect());
        for (stage, marked) in Stage::ALL.iter().zip(&mut self.stages) {
            marked.put(
                partners,
                followed.is_some_and(|prospect| prospect.stage == *stage),
            );
        }
    }

    /// Followed prospects that an import brought.
    pub(super) fn imported(&self, import: u32) -> PartnerSet {
        self.imports.get(&import).cloned().unwrap_or_default()
    }

    /// Imports that brought prospects who are followed, and whom, the newest first.
    pub(super) fn imports(&self) -> impl Iterator<Item = (u32, &PartnerSet)> {
        let imports = self.imports.iter().rev();
        imports.map(|(import, partners)| (*import, partners))
    }

    fn move_between_imports(
        &mut self,
        partners: &PartnerSet,
        left: BTreeSet<u32>,
        joined: Option<u32>,
    ) {
        for import in left {
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

/// The import that brought a prospect who is followed.
fn import_of(standing: &Standing) -> Option<u32> {
    let prospect = standing.prospect.as_ref()?;
    match prospect.source {
        Source::Import(import) if standing.is_prospect() => Some(import),
        _ => None,
    }
}
