//! Finding words, with every hit counted.

use prospect_core::query::{Place, Query};
use prospect_core::workspace::Workspace;

use super::peers::Peer;
use super::table::Line;
use super::words::{TYPED, WORDS};
use super::worlds::{Copy, world};
use super::{Result, Times, now, timed};

/// How often each word is looked for.
const ROUNDS: usize = 5;
/// Of so many words one is looked for with LIKE, which takes its time.
const LIKE: usize = 12;

pub fn measure(n: u32) -> Result<()> {
    let copy = Copy::of(&world(n)?)?;
    let workspace = copy.open()?;
    let peer = Peer::of(n);
    let like = peer.as_ref().and_then(|peer| {
        let statements: Vec<String> = WORDS
            .iter()
            .step_by(LIKE)
            .map(|word| Peer::like(word))
            .collect();
        peer.times(&statements)
    });
    let full_text = peer.as_ref().and_then(|peer| {
        let words = WORDS
            .iter()
            .filter(|word| word.chars().count() >= 3 && !word.contains(' '));
        peer.times(&words.map(|word| Peer::full_text(word)).collect::<Vec<_>>())
    });

    // What comes first after the others has an order to find as well.
    search(&workspace, "order");
    let by_word: Vec<(&str, Vec<f64>)> = of_words(&workspace);
    let times = Times::of(
        by_word
            .iter()
            .flat_map(|(_, times)| times.iter().copied())
            .collect(),
    );
    Line::ms("search, 1 to 12 characters: p50", times.median())
        .at_most(5.0)
        .peer("LIKE", like.as_ref().map(Times::median))
        .tell();
    Line::ms("search, 1 to 12 characters: p99", times.quantile(0.99))
        .at_most(20.0)
        .peer("LIKE at worst", like.as_ref().map(Times::worst))
        .tell();
    let long = by_word.iter().filter(|(word, _)| word.chars().count() >= 3);
    let long = Times::of(long.flat_map(|(_, times)| times.iter().copied()).collect());
    Line::ms("search, 3 to 12 characters: p99", long.quantile(0.99))
        .at_most(20.0)
        .peer(
            "trigrams, p99",
            full_text.as_ref().map(|times| times.quantile(0.99)),
        )
        .tell();
    let slowest = by_word
        .iter()
        .map(|(word, times)| (word, Times::of(times.clone()).median()));
    if let Some((word, took)) = slowest.max_by(|a, b| a.1.total_cmp(&b.1)) {
        Line::ms("search, the slowest word", took)
            .at_most(20.0)
            .tell();
        eprintln!("the slowest word is {word}");
    }
    typed(&workspace);
    Ok(())
}

fn of_words(workspace: &Workspace) -> Vec<(&'static str, Vec<f64>)> {
    let mut by_word: Vec<_> = WORDS.iter().map(|word| (*word, Vec::new())).collect();
    for _ in 0..ROUNDS {
        for (word, times) in &mut by_word {
            times.push(search(workspace, word));
        }
    }
    by_word
}

/// Typing words letter by letter.
fn typed(workspace: &Workspace) {
    let mut times = Vec::new();
    for word in TYPED {
        for (at, letter) in word.char_indices() {
            times.push(search(workspace, &word[..at + letter.len_utf8()]));
        }
    }
    let times = Times::of(times);
    Line::ms(
        "typing a word letter by letter: p50 of a letter",
        times.median(),
    )
    .at_most(5.0)
    .tell();
    Line::ms(
        "typing a word letter by letter: p99 of a letter",
        times.quantile(0.99),
    )
    .at_most(20.0)
    .tell();
}

fn search(workspace: &Workspace, text: &str) -> f64 {
    let query = Query {
        text: text.to_owned(),
        ..Query::of(Place::Partners)
    };
    timed(|| workspace.find(&query, now())).0
}
