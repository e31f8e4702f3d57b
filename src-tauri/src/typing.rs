//! By which method letters are typed that have no key, where that can be chosen: on Linux, by GTK.

/// Has GTK ask other input methods, where it would ask the one of X itself (XIM). That one makes the view a window of its own on the display,
/// in which WebKitGTK paints nothing from then on: once a field had the focus, the app looked frozen. To be called before anything else: while
/// the environment is written no other thread may read it.
#[cfg(target_os = "linux")]
pub fn without_xim() {
    let said = |name: &str| std::env::var(name).ok().filter(|said| !said.is_empty());
    if let Some(methods) = linux::instead_of_xim(said) {
        // Where it fails, XIM is asked.
        let _ = glib::setenv(linux::ASKED, methods, true);
    }
}

/// Nothing is to be chosen elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn without_xim() {}

#[cfg(target_os = "linux")]
mod linux {
    /// What tells GTK which methods to ask, the first that it finds.
    pub(super) const ASKED: &str = "GTK_IM_MODULE";
    /// The languages for which GTK asks XIM by itself, on a display of X.
    const BY_XIM: [&str; 4] = ["zh", "ja", "ko", "th"];
    /// Those that are usual, and the one that GTK has built in, which composes accents.
    const USUAL: [&str; 4] = ["fcitx", "fcitx5", "ibus", "gtk-im-context-simple"];

    /// The methods to ask in place of XIM; `None` where that is not asked. What the environment says, `said` tells by its name.
    pub(super) fn instead_of_xim(said: impl Fn(&str) -> Option<String>) -> Option<String> {
        let on_wayland = said("WAYLAND_DISPLAY").is_some()
            && said("GDK_BACKEND").is_none_or(|backend| !backend.starts_with("x11"));
        let language = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(&said);
        let by_language =
            language.is_some_and(|language| BY_XIM.iter().any(|by| language.starts_with(by)));
        let is_xim = said(ASKED).map_or(by_language, |asked| asked == "xim");
        if on_wayland || !is_xim {
            return None;
        }
        // The method that runs tells X clients its name so.
        let running = said("XMODIFIERS");
        let running = running
            .as_deref()
            .and_then(|said| said.strip_prefix("@im="));
        let others = USUAL.into_iter().filter(|usual| Some(*usual) != running);
        Some(
            running
                .into_iter()
                .chain(others)
                .collect::<Vec<_>>()
                .join(":"),
        )
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::linux::instead_of_xim;

    #[test]
    fn xim_is_asked_by_nobody() {
        let usual = Some("fcitx:fcitx5:ibus:gtk-im-context-simple");
        let ibus = Some("ibus:fcitx:fcitx5:gtk-im-context-simple");
        let uim = Some("uim:fcitx:fcitx5:ibus:gtk-im-context-simple");
        for (environment, methods) in [
            (&[][..], None),
            (&[("LANG", "en_US.UTF-8")], None),
            (&[("LANG", "zh_CN.UTF-8")], usual),
            (
                &[("LANG", "en_US.UTF-8"), ("LC_CTYPE", "ja_JP.UTF-8")],
                usual,
            ),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C.UTF-8")], None),
            (&[("LANG", "zh_CN.UTF-8"), ("GTK_IM_MODULE", "fcitx")], None),
            (&[("LANG", "de_DE.UTF-8"), ("GTK_IM_MODULE", "xim")], usual),
            (&[("LANG", "zh_CN.UTF-8"), ("XMODIFIERS", "@im=ibus")], ibus),
            (&[("GTK_IM_MODULE", "xim"), ("XMODIFIERS", "@im=uim")], uim),
            (
                &[("LANG", "zh_CN.UTF-8"), ("WAYLAND_DISPLAY", "wayland-0")],
                None,
            ),
            (
                &[
                    ("LANG", "zh_CN"),
                    ("WAYLAND_DISPLAY", "wayland-0"),
                    ("GDK_BACKEND", "x11"),
                ],
                usual,
            ),
        ] {
            let said = |name: &str| {
                let found = environment.iter().find(|(known, _)| *known == name);
                found.map(|(_, said)| (*said).to_owned())
            };
            assert_eq!(instead_of_xim(said).as_deref(), methods, "{environment:?}");
        }
    }
}
