//! What is written for the package.

use crate::order::ask;

/// What dpkg-shlibdeps wants to see.
pub const SOURCE: &str = "Source: prospect-desk\n\nPackage: prospect-desk\nArchitecture: any\n";

/// Who packs it, as a package has to say.
const MAINTAINER: &str = "Prospect Desk contributors <packages@prospect-desk.example>";

/// What is packed was last changed then, so that the same is packed the same.
pub struct Moment {
    seconds: u64,
    /// `2026-11-26`.
    day: String,
    /// `Thu, 26 Nov 2026 17:00:00 +0000`.
    whole: String,
}

impl Moment {
    /// That of the last commit; of a project without any, the beginning of time.
    pub fn of_the_last_commit() -> Self {
        let told = ask("git", ["log", "-1", "--format=%ct"]);
        let seconds = told.and_then(|told| told.parse().ok()).unwrap_or_default();
        Self::at(seconds)
    }

    /// A moment by its seconds since 1970.
    pub fn at(seconds: u64) -> Self {
        let date = |form: &str| {
            let at = format!("--date=@{seconds}");
            ask("env", ["LC_ALL=C", "date", "--utc", &at, form]).unwrap_or_default()
        };
        Self {
            seconds,
            day: date("+%Y-%m-%d"),
            whole: date("+%a, %d %b %Y %H:%M:%S +0000"),
        }
    }

    /// Its seconds since 1970.
    pub fn seconds(&self) -> u64 {
        self.seconds
    }

    /// A text with the version, the day and the year in their places.
    pub fn fill(&self, text: &str) -> String {
        let year = self.day.get(..4).unwrap_or_default();
        text.replace("@VERSION@", env!("CARGO_PKG_VERSION"))
            .replace("@DATE@", &self.day)
            .replace("@YEAR@", year)
    }

    /// The changelog as Debian has it. The one of the project is longer, and stands with its sources.
    pub fn changelog(&self) -> String {
        format!(
            "prospect-desk ({}) unstable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n -- {MAINTAINER}  {}\n",
            env!("CARGO_PKG_VERSION"),
            self.whole
        )
    }
}

/// What the system has to know of a package.
pub struct Control<'t> {
    /// The version.
    pub version: &'t str,
    /// The machines that it runs on, as Debian calls them.
    pub architecture: &'t str,
    /// The packages that it needs.
    pub depends: &'t str,
    /// What it takes of a disk, in KiB.
    pub installed: u64,
}

impl Control<'_> {
    /// The text of the control file.
    pub fn text(&self) -> String {
        let Self {
            version,
            architecture,
            depends,
            installed,
        } = self;
        format!(
            "Package: prospect-desk
Version: {version}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {installed}
Depends: {depends}
Recommends: default-dbus-session-bus | dbus-session-bus, librsvg2-common, shared-mime-info, fonts-inter | fonts-noto-core, fonts-noto-cjk
Section: misc
Priority: optional
Description: find, follow and recruit affiliate partners and creators
 A desk for affiliate managers: it browses the catalogues of networks, keeps
 the partners and creators that are being recruited, and imports and exports
 tables with a dry run before anything is changed.
 .
 It works offline. Everything is kept in one file on your own disk, and
 nothing leaves the computer. The window is prospect-desk, the command line
 prospects.
"
        )
    }

    /// What the package is called.
    pub fn file_name(&self) -> String {
        format!("prospect-desk_{}_{}.deb", self.version, self.architecture)
    }
}
