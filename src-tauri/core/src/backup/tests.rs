use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_name_says_when_and_why_and_is_spelled_in_one_way() {
    let name = BackupName::new(at("2026-11-26T17:03:22.417999Z"), BackupReason::Daily);
    assert_eq!(name.to_string(), "20261126T170322417Z-daily.prospects");
    assert_eq!(name.to_string().parse(), Ok(name));
    assert_eq!(name.at(), at("2026-11-26T17:03:22.417Z"));
    for wrong in [
        "",
        "20261126T170322417Z-daily",
        "20261126T170322417Z-monthly.prospects",
        "20261126T170322Z-daily.prospects",
        "20261126T1703224170Z-daily.prospects",
        "20261126T250322417Z-daily.prospects",
        "../20261126T170322417Z-daily.prospects",
        "20261126T170322417Z-daily.prospects/x",
        "日20261126T170322417Z-daily.prospects",
    ] {
        assert_eq!(wrong.parse::<BackupName>(), Err(NoBackupName), "{wrong}");
    }
}

const NOW: &str = "2026-11-26T17:00:00Z";

/// The ages in hours of those that stay, of daily backups of these ages and sizes.
fn stay(ages: &[(i64, u64)]) -> Vec<i64> {
    stay_of(
        &ages
            .iter()
            .map(|&(age, bytes)| (age, bytes, BackupReason::Daily))
            .collect::<Vec<_>>(),
    )
}

fn stay_of(ages: &[(i64, u64, BackupReason)]) -> Vec<i64> {
    let made = |age: i64| at(NOW) - SignedDuration::from_hours(age);
    let all: Vec<Kept> = ages
        .iter()
        .map(|&(age, bytes, reason)| Kept {
            name: BackupName::new(made(age), reason),
            bytes,
        })
        .collect();
    let gone = surplus(&all, at(NOW));
    let mut left: Vec<i64> = all
        .iter()
        .filter(|kept| !gone.contains(&kept.name))
        .map(|kept| kept.name.at().duration_until(at(NOW)).as_hours())
        .collect();
    left.sort_unstable();
    left
}

#[test]
fn all_of_a_day_stay_up_to_a_dozen_then_one_a_day_a_week_and_a_month() {
    assert_eq!(stay(&[]), Vec::<i64>::new());
    assert_eq!(stay(&[(0, 1), (1, 1), (20, 1)]), [0, 1, 20]);
    let hourly: Vec<(i64, u64)> = (0..20).map(|age| (age, 1)).collect();
    // Of the others the newest of today and of yesterday.
    let stayed = (0..13).chain([18]).collect::<Vec<_>>();
    assert_eq!(stay(&hourly), stayed);
    // The 24th of November has two, of which the later one stays.
    assert_eq!(stay(&[(0, 1), (42, 1), (50, 1), (70, 1)]), [0, 42, 70]);
    let day = 24;
    // The 9th and the 10th are of one week, and so is the 8th of the one before.
    assert_eq!(
        stay(&[(0, 1), (16 * day, 1), (17 * day, 1), (18 * day, 1)]),
        [0, 16 * day, 18 * day]
    );
    assert_eq!(
        stay(&[(0, 1), (70 * day, 1), (75 * day, 1), (90 * day, 1)]),
        [0, 70 * day, 90 * day]
    );
    assert_eq!(stay(&[(0, 1), (400 * day, 1)]), [0]);
}

#[test]
fn the_newest_stays_whatever_its_age_and_size() {
    assert_eq!(stay(&[(24 * 500, 1 << 40)]), [24 * 500]);
}

#[test]
fn the_last_ones_before_an_upgrade_stay_for_ever() {
    let old = |days: i64| (days * 24, 1, BackupReason::Upgrade);
    let all = [
        (0, 1, BackupReason::Daily),
        old(400),
        old(500),
        old(600),
        old(700),
    ];
    assert_eq!(stay_of(&all), [0, 400 * 24, 500 * 24, 600 * 24]);
}

#[test]
fn the_oldest_go_where_all_are_too_large_together() {
    let gigabyte = 1 << 30;
    assert_eq!(
        stay(&[
            (0, gigabyte),
            (1, gigabyte),
            (2, gigabyte),
            (30, gigabyte),
            (60, gigabyte)
        ]),
        [0, 1, 2, 30],
        "four times the newest"
    );
    let half = gigabyte / 2;
    assert_eq!(
        stay(&[(0, 1), (1, half), (2, half), (3, half), (30, half), (60, 1)]),
        [0, 1, 2, 3, 60],
        "two gigabytes, also where the newest is small"
    );
}
