//! Social channels that are written by hand.

use super::{BadValue, Flaw, fitting, needed};
use crate::import::{Field, read_site};
use crate::partner::Channel;
use crate::text;

/// The most percent of followers that engage with a channel, as imports take it.
const MOST_ENGAGEMENT: f32 = 1_000.0;

/// `written` as they will stand with one who has had the channels `before`. One that stood there is not judged anew.
pub(super) fn checked(written: &[Channel], before: &[Channel]) -> Result<Vec<Channel>, BadValue> {
    let mut checked: Vec<Channel> = Vec::with_capacity(written.len());
    for (place, channel) in (1..).zip(written) {
        let channel = if before.contains(channel) {
            channel.clone()
        } else {
            one(channel, &checked).map_err(|bad| BadValue {
                place: Some(place),
                ..bad
            })?
        };
        checked.push(channel);
    }
    Ok(checked)
}

/// One channel as it will stand beside those before it.
fn one(channel: &Channel, others: &[Channel]) -> Result<Channel, BadValue> {
    let handle = needed(Field::Handle, &channel.handle)?;
    let Some(key) = text::handle_key(&handle) else {
        return Err(BadValue::of(Field::Handle, Flaw::Invalid));
    };
    let same = |other: &Channel| {
        other.platform == channel.platform && text::handle_key(&other.handle).as_ref() == Some(&key)
    };
    if others.iter().any(same) {
        return Err(BadValue::of(Field::Handle, Flaw::Taken));
    }
    let url = fitting(Field::Website, &channel.url)?;
    if !url.is_empty() && read_site(&url).is_none() {
        return Err(BadValue::of(Field::Website, Flaw::Invalid));
    }
    let fits = |percent: f32| (0.0..=MOST_ENGAGEMENT).contains(&percent);
    if channel.engagement.is_some_and(|percent| !fits(percent)) {
        return Err(BadValue::of(Field::Engagement, Flaw::Invalid));
    }
    Ok(Channel {
        handle,
        url,
        ..channel.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Platform;

    fn channel(handle: &str) -> Channel {
        Channel {
            platform: Platform::Instagram,
            handle: handle.into(),
            url: String::new(),
            followers: Some(7),
            engagement: Some(3.5),
        }
    }

    #[test]
    fn each_needs_a_handle_of_its_own_and_figures_and_addresses_that_can_be() {
        let with = |change: fn(&mut Channel)| {
            let mut second = channel(" @b ");
            change(&mut second);
            let checked = checked(&[channel("@a"), second], &[]);
            checked.map(|channels| channels[1].handle.clone())
        };
        let refused = |change: fn(&mut Channel)| {
            let bad = with(change).unwrap_err();
            assert_eq!(bad.place, Some(2), "the second one");
            (bad.field, bad.flaw)
        };
        assert_eq!(with(|_| {}).as_deref(), Ok("@b"));
        let blank = refused(|channel| channel.handle = " ".into());
        assert_eq!(blank, (Field::Handle, Flaw::Missing));
        let sign = refused(|channel| channel.handle = "@".into());
        assert_eq!(sign, (Field::Handle, Flaw::Invalid));
        let twice = refused(|channel| channel.handle = "Ａ".into());
        assert_eq!(twice, (Field::Handle, Flaw::Taken));
        assert!(
            with(|channel| {
                channel.handle = "a".into();
                channel.platform = Platform::TikTok;
            })
            .is_ok(),
            "the same handle elsewhere is another channel"
        );
        let address = refused(|channel| channel.url = "not one".into());
        assert_eq!(address, (Field::Website, Flaw::Invalid));
        for percent in [-1.0, 1_000.5, f32::NAN] {
            let mut odd = channel("@a");
            odd.engagement = Some(percent);
            let bad = checked(&[odd], &[]).unwrap_err();
            assert_eq!((bad.field, bad.flaw), (Field::Engagement, Flaw::Invalid));
        }
    }

    #[test]
    fn what_stood_there_is_not_judged_anew() {
        let odd = Channel {
            handle: "@".into(),
            url: "see profile".into(),
            ..channel("")
        };
        let both = [odd.clone(), channel("@a")];
        assert_eq!(checked(&both, &[odd]).unwrap(), both);
    }
}
