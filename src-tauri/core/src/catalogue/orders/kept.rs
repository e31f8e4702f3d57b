//! Orders as sections: those that are made.

use std::io::Read;
use std::sync::OnceLock;

use super::{Order, Orders};
use crate::catalogue::kept::{Reader, Section, Unusable, made, plain, sound};

impl Orders {
    pub(in crate::catalogue) fn sections<'a>(&'a self, all: &mut Vec<Section<'a>>) {
        for order in &self.first {
            let order = order.get();
            all.push(order.map_or(made::<u32>(&[]), |order| plain(&order.ids)));
            all.push(order.map_or(made::<u64>(&[]), |order| made(&[order.keyed as u64])));
        }
    }

    /// The orders of numbers below `len`.
    pub(in crate::catalogue) fn restore(
        reader: &mut Reader<impl Read>,
        len: usize,
    ) -> Result<Self, Unusable> {
        let mut orders = Self::default();
        for place in &mut orders.first {
            let ids: Vec<u32> = reader.take()?;
            let Some(keyed) = reader.take::<u64>()?.first().copied() else {
                sound(ids.is_empty())?;
                continue;
            };
            let keyed = usize::try_from(keyed).unwrap_or(usize::MAX);
            sound(keyed <= ids.len() && ids.iter().all(|id| (*id as usize) < len))?;
            *place = OnceLock::from(Order { ids, keyed });
        }
        Ok(orders)
    }
}
