//! The invented sample catalogue as partners, made once for each size and shared by all benches.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use prospect_core::partner::{Channel, Contact, Partner, PartnerId};
use prospect_core::place::{Country, Language};
use prospect_core::vocabulary::{BusinessModel, Category, Kind, Platform};

/// The sizes to measure at: `PROSPECT_BENCH_SIZES`, numbers between commas, or all three.
pub fn sizes() -> Vec<u32> {
    let asked = std::env::var("PROSPECT_BENCH_SIZES").unwrap_or_default();
    let sizes: Vec<u32> = asked
        .split(',')
        .filter_map(|size| size.trim().parse().ok())
        .collect();
    if sizes.is_empty() {
        vec![10_000, 100_000, 1_000_000]
    } else {
        sizes
    }
}

/// Something made of a size of sample, once; it stays for the rest of the process.
pub struct Once<T: 'static>(Mutex<BTreeMap<u32, &'static T>>);

impl<T> Once<T> {
    pub const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    /// What was made of a size, if it was.
    pub fn made(&self, size: u32) -> Option<&'static T> {
        let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.get(&size).copied()
    }

    pub fn get(&self, size: u32, make: impl FnOnce(u32) -> T) -> &'static T {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(size)
            .or_insert_with(|| Box::leak(Box::new(make(size))))
    }
}

/// A sample catalogue of `size` partners and creators.
pub fn partners(size: u32) -> Vec<(PartnerId, Partner)> {
    let mut csv = Vec::new();
    let size = prospect_sample::Size::of_total(size);
    prospect_sample::write_catalogue(&mut csv, size, (2026, 11, 1)).expect("memory takes it");
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let records = reader
        .records()
        .map(|record| record.expect("the sample is well-formed"));
    (1..)
        .map(PartnerId)
        .zip(records.map(|record| partner(&record)))
        .collect()
}

pub fn partner(record: &csv::StringRecord) -> Partner {
    let field = |at: usize| record.get(at).unwrap_or_default();
    let list = |at: usize| field(at).split("; ").filter(|part| !part.is_empty());
    let contacts = [field(5)].into_iter().chain(list(9));
    Partner {
        partner_id: field(0).into(),
        kind: if field(1) == "Creator" {
            Kind::Creator
        } else {
            Kind::Partner
        },
        name: field(2).into(),
        description: field(3).into(),
        website: field(4).into(),
        contacts: contacts
            .filter(|email| !email.is_empty())
            .map(|email| Contact {
                email: email.into(),
                ..Contact::default()
            })
            .collect(),
        country: Country::parse(field(10)),
        languages: list(11).filter_map(Language::parse).collect(),
        business_model: by_label(BusinessModel::ALL, BusinessModel::label, field(12)),
        categories: list(13)
            .filter_map(|label| by_label(Category::ALL, Category::label, label))
            .collect(),
        areas: list(14).filter_map(Country::parse).collect(),
        channels: list(15).filter_map(channel).collect(),
        monthly_visits: field(16).parse().ok(),
        listed_on: field(17).parse().ok(),
        last_active_on: field(18).parse().ok(),
        ..Partner::default()
    }
}

fn by_label<T: Copy>(all: &[T], label_of: fn(T) -> &'static str, label: &str) -> Option<T> {
    all.iter().copied().find(|value| label_of(*value) == label)
}

fn channel(text: &str) -> Option<Channel> {
    let mut words = text.split(' ');
    Some(Channel {
        platform: by_label(Platform::ALL, Platform::label, words.next()?)?,
        handle: words.next()?.into(),
        url: String::new(),
        followers: words.next()?.parse().ok(),
        engagement: words.next()?.trim_end_matches('%').parse().ok(),
    })
}
