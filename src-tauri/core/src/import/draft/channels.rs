//! The channels that a row names: in cells of their own, or several in one.

use super::{Checker, Draft, Field, Fields, IssueCode, Issues, one, parts, separators};
use crate::import::figures;
use crate::partner::Channel;
use crate::text;

impl Checker {
    pub(super) fn read_channels(
        &mut self,
        record: &Fields,
        draft: &mut Draft,
        issues: &mut Issues<'_>,
    ) {
        let cell = self.cell(record, Field::Channels, issues);
        for entry in parts(cell, separators(Field::Channels)) {
            match self.read_channel(entry) {
                Ok(channel) => draft.channels.push(channel),
                Err(near) => issues.add(IssueCode::ChannelInvalid, Field::Channels, entry, near),
            }
        }
        draft.channels.splice(0..0, self.read_cells(record, issues));
    }

    /// Reads a channel that has cells of its own. It needs a platform and a handle.
    fn read_cells(&mut self, record: &Fields, issues: &mut Issues<'_>) -> Option<Channel> {
        let named = self.cell(record, Field::Platform, issues);
        let platform = one(
            &mut self.platforms,
            named,
            IssueCode::UnknownPlatform,
            Field::Platform,
            issues,
        );
        let handle = self.cell(record, Field::Handle, issues);
        if named.is_empty() && !handle.is_empty() {
            issues.add(IssueCode::HandleAlone, Field::Handle, handle, None);
        }
        let followers = self.count(record, Field::Followers, issues);
        let cell = self.cell(record, Field::Engagement, issues);
        let engagement = figures::read_percent(cell);
        if engagement.is_none() && !cell.is_empty() {
            issues.add(IssueCode::NumberInvalid, Field::Engagement, cell, None);
        }
        Some(Channel {
            platform: platform.filter(|_| !handle.is_empty())?,
            handle: handle.to_owned(),
            url: String::new(),
            followers,
            engagement,
        })
    }

    /// Reads `Platform @handle followers engagement%`, the last two where known.
    fn read_channel(&mut self, entry: &str) -> Result<Channel, Option<String>> {
        let mut words: Vec<&str> = entry.split_whitespace().collect();
        let percent = |word: &&str| word.ends_with(['%', '％']);
        let engagement = words
            .last()
            .filter(|w| words.len() > 2 && percent(w))
            .map(|w| figures::read_percent(w));
        let engagement = engagement.map(|read| read.ok_or(None)).transpose()?;
        words.truncate(words.len() - usize::from(engagement.is_some()));
        let followers = words
            .last()
            .filter(|_| words.len() > 2)
            .and_then(|w| figures::read_count(w));
        words.truncate(words.len() - usize::from(followers.is_some()));
        let [platform @ .., handle] = words.as_slice() else {
            return Err(None);
        };
        if platform.is_empty() || text::handle_key(handle).is_none() {
            return Err(None);
        }
        Ok(Channel {
            platform: self.platforms.read(&platform.join(" "))?,
            handle: (*handle).to_owned(),
            url: String::new(),
            followers: followers.map(|read| read.value),
            engagement,
        })
    }
}
