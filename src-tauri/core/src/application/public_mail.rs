//! Mail hosts at which anybody can have an address: who has one there is not known by it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::import::is_shared_host;
use crate::text;

/// The registrable domain of an address, where it is the applicant's own: not that of a public mail host, nor one that many share.
pub(super) fn own_domain(email: &str) -> Option<String> {
    let key = text::email_key(email)?;
    let (_, host) = key.rsplit_once('@')?;
    let domain = text::domain_of(host)?;
    let open = is_public_mail(host) || is_shared_host(domain);
    (!open).then(|| domain.to_owned())
}

/// Public mail hosts that go by one name in many countries: `yahoo.com`, `yahoo.ca`, `yahoo.com.mx`.
const FAMILIES: [&str; 14] = [
    "aol",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "live",
    "msn",
    "outlook",
    "rocketmail",
    "windowslive",
    "yahoo",
    "yandex",
    "ymail",
];

/// Whether anybody can have an address at a host, or at one above it.
fn is_public_mail(host: &str) -> bool {
    static HOSTS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| include_str!("public_mail.txt").lines().collect());
    let family = text::domain_of(host).and_then(|domain| domain.split('.').next());
    if family.is_some_and(|family| FAMILIES.contains(&family)) {
        return true;
    }
    let mut above = Some(host);
    while let Some(host) = above {
        if HOSTS.contains(host) {
            return true;
        }
        above = host.split_once('.').map(|(_, above)| above);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_mail_hosts_are_known_with_what_lies_below_them() {
        for host in [
            "gmail.com",
            "qq.com",
            "vip.qq.com",
            "outlook.com",
            "163.com",
            "foxmail.com",
            "gmx.de",
            "yahoo.co.uk",
            "yahoo.ca",
            "yahoo.com.mx",
            "hotmail.be",
            "outlook.com.br",
            "live.nl",
            "windowslive.com",
            "mail.de",
            "gazeta.pl",
            "sina.com.cn",
            "263.net",
            "hushmail.com",
            "telus.net",
            "privaterelay.appleid.com",
            "mozmail.com",
            "duck.com",
            "mailinator.com",
        ] {
            assert!(is_public_mail(host), "{host}");
        }
        for host in [
            "wanderbuch.example",
            "notgmail.com",
            "yahoo-fans.com",
            "live.wanderbuch.example",
            "appleid.com",
            "com",
            "co.uk",
            "",
        ] {
            assert!(!is_public_mail(host), "{host}");
        }
        let all: Vec<&str> = include_str!("public_mail.txt").lines().collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len(), "each stands once");
        let family = |host: &&str| FAMILIES.contains(&host.split('.').next().unwrap_or_default());
        assert_eq!(all.iter().find(|host| family(host)), None, "a family's");
    }
}
