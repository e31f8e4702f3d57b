//! How well words fit a partner.

use prospect_core::partner::Partner;
use prospect_core::text::{fold, host_of};

/// 0 the name begins so, 1 a word of it does, 2 in the name, 3 in the domain, 4 elsewhere.
pub fn rank_of(partner: &Partner, word: &str) -> Option<u8> {
    let name = fold(&partner.name);
    let domain = host_of(&partner.website)
        .map(|host| fold(&host))
        .unwrap_or_default();
    let handles = partner.channels.iter().map(|channel| {
        let handle = channel.handle.trim_start_matches(['@', '＠']);
        if handle.is_empty() {
            String::new()
        } else {
            format!("@{}", fold(handle))
        }
    });
    let emails = partner.contacts.iter().map(|contact| fold(&contact.email));
    let mut rest = handles.chain(emails).chain([fold(&partner.partner_id)]);
    let begins_word = |(at, _): (usize, &str)| {
        !name[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
    };
    if name.starts_with(word) {
        Some(0)
    } else if name.match_indices(word).any(begins_word) {
        Some(1)
    } else if name.contains(word) {
        Some(2)
    } else if domain.contains(word) {
        Some(3)
    } else {
        rest.any(|field| field.contains(word)).then_some(4)
    }
}

/// The worst of all words, 0 without any; several words that all begin one stand first only where the name begins with them all.
pub fn rank_of_all(partner: &Partner, words: &[String]) -> Option<u8> {
    let ranks: Option<Vec<u8>> = words.iter().map(|word| rank_of(partner, word)).collect();
    let worst = ranks?.into_iter().max().unwrap_or(0);
    if worst > 1 || words.len() <= 1 {
        return Some(worst);
    }
    let begins = fold(&partner.name).starts_with(&words.join(" "));
    Some(u8::from(!begins))
}
