//! Hidden ones: who comes back today, and who is of another size than when it was hidden.

use jiff::civil::Date;

use super::Catalogue;
use super::bits::Bits;
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::standing::Scale;
use crate::vocabulary::{Kind, Resized, Size, Tier};

impl Catalogue {
    /// How large a partner is; `None` when there is none of that number.
    pub fn scale(&self, id: PartnerId) -> Option<Scale> {
        self.contains(id).then(|| {
            let (kind, _) = self.columns.kind(id.0 as usize);
            match kind {
                Kind::Partner => self.same_scale(Scale::Size(None), id),
                Kind::Creator => self.same_scale(Scale::Tier(None), id),
            }
        })
    }

    /// How large a partner is, told as `other` is.
    fn same_scale(&self, other: Scale, id: PartnerId) -> Scale {
        let at = id.0 as usize;
        match other {
            Scale::Size(_) => Scale::Size(value(Size::ALL, self.columns.size[at])),
            Scale::Tier(_) => Scale::Tier(value(Tier::ALL, self.columns.tier[at])),
        }
    }

    /// Whether a hidden one is of another size than when it was hidden; not of those of whom that is not known.
    pub fn is_resized(&self, id: PartnerId) -> bool {
        let hidden = self.standing(id).hidden.as_ref();
        let then = hidden.and_then(|hidden| hidden.size_then);
        then.is_some_and(|then| self.same_scale(then, id) != then)
    }

    /// Those whose day to come back has come on the day `today`.
    pub fn due_back(&self, today: Date) -> PartnerSet {
        let is_due = |standing: &crate::standing::Standing| {
            let hidden = standing.hidden.as_ref();
            hidden.is_some_and(|hidden| hidden.is_due(today))
        };
        let mut due = self.standings.having(is_due, &self.standings.hidden.bits);
        due &= &self.alive;
        due
    }

    /// The hidden ones that are of another size than when they were hidden, or the others of them.
    pub(super) fn resized_or_not(&self, resized: Resized) -> Bits {
        let wanted = resized == Resized::Yes;
        let mut bits = Bits::default();
        let hidden = self.standings.hidden.bits.iter();
        for id in hidden.filter(|id| self.is_resized(PartnerId(*id)) == wanted) {
            bits.insert(id);
        }
        bits
    }
}

fn value<T: Copy>(all: &[T], index: u8) -> Option<T> {
    all.get(usize::from(index)).copied()
}
