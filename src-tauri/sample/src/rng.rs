//! A small counter-keyed random source: every row has its own, so that row *i* never depends on the rows before it.

/// SplitMix64 started from a stream and an index.
pub struct Rng(u64);

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Rng {
    /// The source of row `index` in `stream`; equal arguments give equal draws.
    pub fn new(stream: u64, index: u64) -> Self {
        Rng(mix(mix(stream.wrapping_mul(0x9e37_79b9_7f4a_7c15)) ^ index))
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A whole number in `0..n`; `n` must not be 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// A whole number in `low..=high`.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below((high - low + 1) as usize) as u32
    }

    /// True in `permille` of 1,000 draws.
    pub fn chance(&mut self, permille: usize) -> bool {
        self.below(1000) < permille
    }

    /// A number in `[0, 1)`.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number between `low` and `high`, each order of magnitude as likely as the next, the lower ones more so with
    /// a `skew` over 1.
    pub fn spread(&mut self, low: f64, high: f64, skew: f64) -> f64 {
        low * (high / low).powf(self.unit().powf(skew))
    }

    /// One of `all`, which must not be empty.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// The place of a weight in `weights`, drawn in proportion to them.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.below(weights.iter().sum::<u32>() as usize) as u32;
        for (place, weight) in weights.iter().enumerate() {
            if left < *weight {
                return place;
            }
            left -= weight;
        }
        weights.len() - 1
    }
}

/// A one-to-one map of `0..n` onto itself that sends neighbours far apart. `turn` shifts it.
pub fn scatter(i: u64, n: u64, turn: u64) -> u64 {
    let mut step = (n as f64 * 0.618_034) as u64 | 1;
    while gcd(step, n) != 1 {
        step += 2;
    }
    ((u128::from(i) * u128::from(step) + u128::from(turn)) % u128::from(n)) as u64
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
