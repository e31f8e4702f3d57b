//! Long texts, and bytes, that are seldom read, packed: LZ4 in its block format, behind a byte that says so and the length.

use std::borrow::Cow;

use super::damaged;
use crate::error::StoreError;

/// What is packed begins with this. No JSON does.
const PACKED: u8 = 1;
/// The longest text that is packed, in bytes; what claims to be longer is damaged.
const LIMIT: usize = 256 << 20;

/// Packs a text. One that could not be read again is refused.
pub(super) fn pack(text: impl AsRef<[u8]>) -> Result<Vec<u8>, StoreError> {
    let text = text.as_ref();
    if text.len() > LIMIT {
        return Err(StoreError::File(std::io::ErrorKind::FileTooLarge.into()));
    }
    let mut packed = vec![0; 5 + lz4_flex::block::get_maximum_output_size(text.len())];
    packed[0] = PACKED;
    packed[1..5].copy_from_slice(&(text.len() as u32).to_le_bytes());
    // There is room for all that it could come to; what does not fit all the same is never kept as if it did.
    let length = lz4_flex::block::compress_into(text, &mut packed[5..])
        .map_err(|error| StoreError::File(std::io::Error::other(error)))?;
    packed.truncate(5 + length);
    Ok(packed)
}

/// A text as it was before it was packed, or that never was.
pub(super) fn unpack(kept: &[u8]) -> Result<Cow<'_, [u8]>, StoreError> {
    let broken = || damaged("a packed text");
    let Some((&[PACKED, a, b, c, d], packed)) = kept.split_first_chunk() else {
        return Ok(Cow::Borrowed(kept));
    };
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    if length > LIMIT {
        return Err(broken());
    }
    lz4_flex::block::decompress(packed, length)
        .map(Cow::Owned)
        .map_err(|_| broken())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_survives_being_packed_and_old_ones_stand_as_they_were() {
        for text in [
            String::new(),
            "[]".to_owned(),
            "[1,\"汉字\"]".repeat(10_000),
        ] {
            assert_eq!(unpack(&pack(&text).unwrap()).unwrap(), text.as_bytes());
            assert_eq!(unpack(text.as_bytes()).unwrap(), text.as_bytes());
        }
        assert!(
            pack("same ".repeat(1_000)).unwrap().len() < 100,
            "it is packed"
        );
    }

    #[test]
    fn what_is_damaged_is_told_and_takes_no_memory() {
        let packed = pack("[1,2,3]").unwrap();
        for broken in [
            &packed[..packed.len() - 1],
            &[PACKED, 0xff, 0xff, 0xff, 0xff, 0][..],
        ] {
            assert!(unpack(broken).is_err(), "{broken:?}");
        }
    }
}
