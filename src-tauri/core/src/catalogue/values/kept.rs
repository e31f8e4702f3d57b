//! Values as sections. Statuses are told anew.

use std::io::Read;

use super::Values;
use crate::catalogue::bits::Bits;
use crate::catalogue::kept::{Reader, Section, Unusable, made, plain, sound};
use crate::catalogue::members::{List, Members};
use crate::query::Facet;

const FEW: u8 = 0;
const MANY: u8 = 1;
/// Behind the values of a facet.
const END: u8 = 2;

impl Values {
    pub(in crate::catalogue) fn sections<'a>(&'a self, all: &mut Vec<Section<'a>>) {
        let mut shape = Vec::new();
        let at = all.len();
        for facet in kept() {
            for members in self.all(*facet) {
                match members {
                    Members::Few(list) => {
                        let (lows, ends) = list.halves();
                        shape.push(FEW);
                        all.extend([plain(lows), plain(ends)]);
                    }
                    Members::Many(bits) => {
                        shape.push(MANY);
                        all.push(plain(bits.words()));
                    }
                }
            }
            shape.push(END);
        }
        all.insert(at, made(&shape));
    }

    /// The values of numbers below `len`, without statuses.
    pub(in crate::catalogue) fn restore(
        reader: &mut Reader<impl Read>,
        len: usize,
    ) -> Result<Self, Unusable> {
        let mut values = Self::default();
        let mut facets = kept();
        let mut facet = facets.next();
        for kind in reader.take::<u8>()? {
            let members = match kind {
                FEW => {
                    let list = List::of_halves(reader.take()?, reader.take()?, len);
                    Members::Few(list.ok_or(Unusable::Damaged)?)
                }
                MANY => {
                    let bits = Bits::of_words(reader.take()?);
                    sound(bits.all_below(len))?;
                    Members::Many(bits)
                }
                END => {
                    facet = facets.next();
                    continue;
                }
                _ => return Err(Unusable::Damaged),
            };
            let facet = facet.ok_or(Unusable::Damaged)?;
            values.by_facet[facet.index()].push(members);
        }
        sound(facet.is_none())?;
        Ok(values)
    }
}

/// Facets whose values follow from partners' own data.
fn kept() -> impl Iterator<Item = &'static Facet> {
    Facet::ALL.iter().filter(|facet| **facet != Facet::Status)
}
