//! Countries and languages: two letters each, checked against the standards' own lists.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Declares a two-letter code that is valid only when it stands in its list.
macro_rules! two_letter_code {
    ($(#[$meta:meta])* $name:ident, $list:ident, $fold:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "bindings", derive(specta::Type), specta(transparent))]
        pub struct $name(#[cfg_attr(feature = "bindings", specta(type = String))] [u8; 2]);

        impl $name {
            /// The code in `text`, in any case; `None` when the standard does not have it.
            pub fn parse(text: &str) -> Option<Self> {
                let code: [u8; 2] = text.as_bytes().try_into().ok()?;
                let code = code.map(|byte| byte.$fold());
                $list.as_chunks::<2>().0.binary_search(&code).ok().map(|_| Self(code))
            }

            /// The two letters.
            pub fn as_str(&self) -> &str {
                str::from_utf8(&self.0).unwrap_or_default()
            }

            /// Where the code stands in the standard's list, from 0.
            pub fn index(self) -> usize {
                $list.as_chunks::<2>().0.binary_search(&self.0).unwrap_or_default()
            }

            /// Every code of the standard, sorted.
            pub fn all() -> impl ExactSizeIterator<Item = Self> {
                $list.as_chunks::<2>().0.iter().map(|code| Self(*code))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.as_str().to_owned()
            }
        }

        impl TryFrom<String> for $name {
            type Error = UnknownCode;
            fn try_from(text: String) -> Result<Self, UnknownCode> {
                Self::parse(&text).ok_or(UnknownCode(text))
            }
        }
    };
}

impl Country {
    /// Its English name.
    pub fn name(self) -> &'static str {
        static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
            let lines = include_str!("import/names/countries.txt").lines();
            // The code, the longer code, the name, and what else it is called.
            lines
                .map(|line| line.split('|').nth(2).unwrap_or_default())
                .collect()
        });
        NAMES.get(self.index()).copied().unwrap_or_default()
    }
}

/// Two letters that the standard does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no code of the standard")]
pub struct UnknownCode(pub String);

two_letter_code! {
    /// A country by ISO 3166-1 alpha-2, in upper case.
    Country, COUNTRIES, to_ascii_uppercase
}

two_letter_code! {
    /// A language by ISO 639-1, in lower case.
    Language, LANGUAGES, to_ascii_lowercase
}

/// ISO 3166-1 alpha-2, all officially assigned codes, sorted.
const COUNTRIES: &[u8] = b"ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ\
CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQ\
GRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDME\
MFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURW\
SASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWS\
YEYTZAZMZW";

/// ISO 639-1, all codes in use, sorted.
const LANGUAGES: &[u8] = b"aaabaeafakamanarasavayazbabebgbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneo\
eseteufafffifjfofrfygagdglgngugvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalb\
lglilnloltlulvmgmhmimkmlmnmrmsmtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsn\
sosqsrssstsusvswtatetgthtitktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_whole() {
        assert!(COUNTRIES.as_chunks::<2>().0.is_sorted());
        assert!(LANGUAGES.as_chunks::<2>().0.is_sorted());
        assert_eq!(Country::all().len(), 249);
        assert_eq!(Language::all().len(), 183);
    }

    #[test]
    fn a_code_is_read_in_any_case_and_only_when_it_exists() {
        assert_eq!(
            Country::parse("de").map(|c| c.to_string()),
            Some("DE".to_owned())
        );
        assert_eq!(
            Language::parse("ZH").map(|l| l.to_string()),
            Some("zh".to_owned())
        );
        for wrong in ["", "D", "DEU", "ZZ", "中", "UK"] {
            assert_eq!(Country::parse(wrong), None, "{wrong}");
        }
        assert_eq!(
            serde_json::to_string(&Country::parse("fr")).unwrap(),
            "\"FR\""
        );
        assert!(serde_json::from_str::<Country>("\"QQ\"").is_err());
    }
}
