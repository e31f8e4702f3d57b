//! By which method letters are composed that have no key, where that can be chosen: on Linux, by GTK.
//!
//! GTK asks the first method that it finds of those that the environment names, then of its settings, and for some languages the one of X
//! itself, XIM. That one makes the view a window of its own on the display, in which WebKitGTK paints nothing from then on: once a field had the
//! focus, the app looked frozen.

#[cfg(target_os = "linux")]
pub use linux::{leave_xim_out, name_others};

/// Nothing is to be chosen elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn leave_xim_out() {}

/// Nothing is to be chosen elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn name_others() {}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::gdk::Display;
    use gtk::prelude::{GtkSettingsExt, ObjectExt};

    /// What names methods, with colons between them.
    const NAMED: &str = "GTK_IM_MODULE";
    const XIM: &str = "xim";
    /// The languages for which GTK asks XIM by itself.
    const BY_XIM: [&str; 4] = ["zh", "ja", "ko", "th"];
    /// Those that are usual, and the one that GTK has built in, which composes accents.
    const USUAL: [&str; 4] = ["fcitx", "fcitx5", "ibus", "gtk-im-context-simple"];

    /// Takes XIM out of the methods that the environment names. To be called before anything else: while that is written no other
    /// thread may read it.
    pub fn leave_xim_out() {
        let Some(named) = said(NAMED).filter(|named| names(named).any(|name| name == XIM)) else {
            return;
        };
        let left: Vec<&str> = names(&named).filter(|name| *name != XIM).collect();
        if left.is_empty() {
            glib::unsetenv(NAMED);
        } else {
            // Where it fails, XIM is asked.
            let _ = glib::setenv(NAMED, left.join(":"), true);
        }
    }

    /// Names others in GTK's settings, where it would come to XIM, which is on a display of X alone. To be called when GTK stands, and before the first view.
    pub fn name_others() {
        let on_x =
            Display::default().is_some_and(|display| display.type_().name() == "GdkX11Display");
        let Some(settings) = gtk::Settings::default().filter(|_| on_x) else {
            return;
        };
        let language = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(said);
        let is_by_xim = language.is_some_and(|said| BY_XIM.iter().any(|by| said.starts_with(by)));
        let set = settings.gtk_im_module().unwrap_or_default();
        let running = said("XMODIFIERS").unwrap_or_default();
        if let Some(methods) = in_place_of_xim(&set, &running, is_by_xim) {
            settings.set_gtk_im_module(Some(&methods));
        }
    }

    /// The methods to name in place of those that are `set`; `None`: those stay. The one that is running tells programs of X its name in
    /// `XMODIFIERS`. Where GTK would ask XIM if it found none of those that are set, others come behind them.
    pub(super) fn in_place_of_xim(set: &str, modifiers: &str, is_by_xim: bool) -> Option<String> {
        if !is_by_xim && !names(set).any(|name| name == XIM) {
            return None;
        }
        let mut methods = Vec::new();
        let running = modifiers.strip_prefix("@im=");
        for name in names(set).chain(running).chain(USUAL) {
            if name != XIM && !methods.contains(&name) {
                methods.push(name);
            }
        }
        Some(methods.join(":"))
    }

    fn names(list: &str) -> impl Iterator<Item = &str> {
        list.split(':').filter(|name| !name.is_empty())
    }

    fn said(name: &str) -> Option<String> {
        std::env::var(name).ok().filter(|said| !said.is_empty())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::linux::in_place_of_xim;

    #[test]
    fn xim_is_asked_by_nobody() {
        let usual = "fcitx:fcitx5:ibus:gtk-im-context-simple";
        let ibus = "ibus:fcitx:fcitx5:gtk-im-context-simple";
        for (set, modifiers, is_by_xim, methods) in [
            ("", "", false, None),
            ("", "@im=ibus", false, None),
            ("ibus", "@im=fcitx", false, None),
            ("", "", true, Some(usual)),
            ("", "@im=ibus", true, Some(ibus)),
            ("ibus", "@im=fcitx", true, Some(ibus)),
            (
                "",
                "@im=uim",
                true,
                Some("uim:fcitx:fcitx5:ibus:gtk-im-context-simple"),
            ),
            ("", "@im=xim", true, Some(usual)),
            ("xim", "", false, Some(usual)),
            (
                "xim:ibus",
                "@im=none",
                true,
                Some("ibus:none:fcitx:fcitx5:gtk-im-context-simple"),
            ),
        ] {
            let found = in_place_of_xim(set, modifiers, is_by_xim);
            assert_eq!(
                found.as_deref(),
                methods,
                "{set:?} {modifiers:?} {is_by_xim}"
            );
        }
    }
}
