//! Orders as sections: those that are made.

use std::io::Read;
use std::sync::OnceLock;

use super::{KEPT, Order, Orders};
use crate::catalogue::bits::Bits;
use crate::catalogue::kept::{Reader, Section, Unusable, made, plain, sound};

impl Orders {
    pub(in crate::catalogue) fn sections<'a>(&'a self, all: &mut Vec<Section<'a>>) {
        for by in KEPT {
            let order = self.made[by.index()].get();
            all.push(made(&[u8::from(order.is_some())]));
            all.push(order.map_or(made::<u32>(&[]), |order| plain(&order.ids)));
        }
    }

    /// The orders of numbers below `len`.
    pub(in crate::catalogue) fn restore(
        reader: &mut Reader<impl Read>,
        len: usize,
    ) -> Result<Self, Unusable> {
        let mut orders = Self::default();
        for by in KEPT {
            let is_made = reader.take_of::<u8>(1)?[0] != 0;
            let ids: Vec<u32> = reader.take()?;
            if !is_made {
                sound(ids.is_empty())?;
                continue;
            }
            sound(ids.iter().all(|id| (*id as usize) < len))?;
            let keyed: Bits = ids.iter().copied().collect();
            // Each once: who is in twice would be told twice.
            sound(keyed.len() as usize == ids.len())?;
            orders.made[by.index()] = OnceLock::from(Order {
                ids,
                keyed,
                alike: OnceLock::new(),
            });
        }
        Ok(orders)
    }
}
