//! A workspace in a folder of its own, and short words for what scenarios say often.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use prospect_core::application::ApplicationList;
use prospect_core::changes::{Changes, Op, Target};
use prospect_core::import::{ImportKind, Request, Unwatched};
use prospect_core::listing::{Listing, Row};
use prospect_core::partner::PartnerId;
use prospect_core::query::{Place, Query, Show};
use prospect_core::workspace::{ImportDone, Workspace};
use tempfile::TempDir;

/// Noon of the day on which every scenario takes place.
pub fn now() -> Timestamp {
    "2026-11-01T12:00:00Z".parse().unwrap()
}

/// A catalogue of nine: partners in German, French, Chinese and English, and creators.
pub const CATALOGUE: &str = "\
Partner ID,Type,Name,Description,Website,Email,First name,Last name,Country,Languages,Business model,Categories,Channels,Monthly visits,Listed on,Last active on
1001,Partner,Wanderbuch,Hiking routes,https://www.wanderbuch.example,anke@wanderbuch.example,Anke,Vogt,DE,de,Content/Reviews,\"Travel; Sports, Outdoor & Fitness\",,84200000,2024-03-01,2026-10-20
1002,Partner,Cartes & Boussoles,Comparatif,cartes-boussoles.example,claire@cartes-boussoles.example,Claire,Lef\u{e8}vre,FR,fr,Comparison,Travel,,28400000,2024-03-01,2026-10-20
1003,Partner,\u{5c71}\u{91ce}\u{5fd7},\u{5f92}\u{6b65}\u{7ebf}\u{8def},shanyezhi.example,bd@shanyezhi.example,,,CN,zh,Content/Reviews,Travel,,18200000,2026-10-01,2026-10-20
1004,Partner,V\u{e9}lo Chemin,V\u{e9}loroutes,velochemin.example,velo@velochemin.example,,,FR,fr,Content/Reviews,Travel,,15900,2024-03-01,2020-01-01
1005,Partner,Fellside,Deals,fellside.example,ruth@fellside.example,Ruth,Moor,GB,en,Deal/Coupons,Travel,,46300000,2024-03-01,2026-10-20
1006,Partner,Moor & Tarn,Field notes,moor-tarn.example,hello@moor-tarn.example,,,GB,en,Content/Reviews,Travel,,,2024-03-01,2026-10-20
2001,Creator,Anouk Delacroix,,,anouk@delacroix.example,Anouk,Delacroix,FR,fr,Social Influencer,Travel,Instagram @anouk.delacroix 912400 3.8%; TikTok @anouk.d 88000 5.1%,,2024-03-01,2026-10-20
2002,Creator,\u{6c88}\u{82e5}\u{6eaa} Ruoxi Shen,,,ruoxi@ruoxi-outdoors.example,,,CN,zh; en,Social Influencer,Travel,Xiaohongshu @\u{82e5}\u{6eaa}\u{7684}\u{5c71} 318600 8.4%,,2024-03-01,2026-10-20
2003,Creator,Jonas Hartwig,,,jonas@hartwig.example,,,DE,de,Social Influencer,Auto & Recreational Vehicles,YouTube @hartwig.draussen 7400 4.4%,,2026-09-15,2026-10-20
";

/// A folder with a workspace in it, and the workspace while it is open.
pub struct Desk {
    pub folder: TempDir,
    open: Option<Workspace>,
}

impl Desk {
    /// A new, empty workspace.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let open =
            Workspace::create(&folder.path().join("Fjellvik Outdoor.prospects"), now()).unwrap();
        Self {
            folder,
            open: Some(open),
        }
    }

    /// A workspace with the catalogue of nine.
    pub fn stocked() -> Self {
        let desk = Self::empty();
        let done = desk.import(ImportKind::Catalogue, CATALOGUE.as_bytes());
        assert_eq!(done.report.outcomes.create, 9, "{:?}", done.report.causes);
        desk
    }

    /// A workspace that is open already.
    pub fn of(folder: TempDir, open: Workspace) -> Self {
        Self {
            folder,
            open: Some(open),
        }
    }

    /// Puts a workspace in the place of the one that is open.
    pub fn take_up(&mut self, workspace: Workspace) {
        self.open = Some(workspace);
    }

    pub fn workspace(&self) -> &Workspace {
        self.open.as_ref().unwrap()
    }

    pub fn path(&self) -> PathBuf {
        self.workspace().path().to_owned()
    }

    /// Closes the workspace and opens it again, as a restart does.
    pub fn reopen(&mut self) {
        let path = self.path();
        self.open = None;
        self.open = Some(Workspace::open(&path, now()).unwrap());
    }

    /// Ends the program at once, and opens what it leaves, in another folder.
    pub fn kill(&mut self) {
        let folder = tempfile::tempdir().unwrap();
        let path = self.path();
        for ending in ["", "-wal", "-catalogue", "-catalogue-part"] {
            let file = beside(&path, ending);
            if file.exists() {
                let copy = folder.path().join(file.file_name().unwrap());
                std::fs::copy(&file, copy).unwrap();
            }
        }
        let left = folder.path().join(path.file_name().unwrap());
        self.open = Some(Workspace::open(&left, now()).unwrap());
        self.folder = folder;
    }

    /// Keeps the catalogue for the next opening.
    pub fn keep(&self) {
        assert!(self.workspace().keep_catalogue(&|| true).unwrap());
    }

    /// Does something to the file while the workspace is closed.
    pub fn while_closed(&mut self, work: impl FnOnce(&rusqlite::Connection)) {
        let path = self.path();
        self.open = None;
        work(&rusqlite::Connection::open(&path).unwrap());
        self.open = Some(Workspace::open(&path, now()).unwrap());
    }

    /// Closes the workspace for good; its folder stays as long as what is given back.
    pub fn close(mut self) -> TempDir {
        self.open = None;
        self.folder
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn request(&self, kind: ImportKind, bytes: &[u8]) -> Request {
        Request {
            kind,
            ..Request::of(&self.file("list.csv", bytes))
        }
    }

    pub fn import(&self, kind: ImportKind, bytes: &[u8]) -> ImportDone {
        self.workspace()
            .import(&self.request(kind, bytes), None, &Unwatched, now())
            .unwrap()
    }

    pub fn find(&self, query: &Query) -> Listing {
        self.workspace().find(query, now())
    }

    pub fn rows(&self, query: &Query) -> Vec<Row> {
        self.workspace()
            .rows(self.find(query).result, 0, 500)
            .unwrap()
    }

    /// The names that a query finds, in order.
    pub fn names(&self, query: &Query) -> Vec<String> {
        self.rows(query).into_iter().map(|row| row.name).collect()
    }

    pub fn id(&self, name: &str) -> PartnerId {
        let everyone = Query {
            text: format!("\"{name}\"").replace('"', ""),
            ..Query::of(Place::Everyone)
        };
        let found = [Show::All, Show::Hidden].map(|show| {
            self.rows(&Query {
                show,
                ..everyone.clone()
            })
        });
        found
            .into_iter()
            .flatten()
            .find(|row| row.name == name)
            .map(|row| row.id)
            .unwrap()
    }

    pub fn just(&self, name: &str) -> Target {
        Target::Ids {
            ids: vec![self.id(name)],
        }
    }

    pub fn transact(&self, op: &Op) -> Changes {
        self.workspace().transact(op, now()).unwrap()
    }

    pub fn mark(&self, name: &str) -> Changes {
        self.transact(&Op::Mark {
            target: self.just(name),
        })
    }

    pub fn hide(&self, name: &str, reason: &str) -> Changes {
        self.transact(&Op::Hide {
            target: self.just(name),
            reason: reason.into(),
            until: None,
            archive_prospects: false,
        })
    }

    /// Everything that a manager could see, to compare before and after.
    pub fn everything(&self) -> String {
        let mut all = String::new();
        for show in Show::ALL {
            let query = Query {
                show: *show,
                ..Query::of(Place::Everyone)
            };
            for row in self.rows(&query) {
                let profile = self.workspace().profile(row.id, now()).unwrap();
                all += &format!(
                    "{show:?} {:?} {:?} {:?}\n",
                    profile.partner, profile.standing, profile.groups
                );
            }
        }
        all += &format!("{:?}\n", self.workspace().groups());
        all += &format!("{:?}\n", self.workspace().workflows());
        all += &format!("{:?}\n", self.workspace().templates());
        all += &format!("{:?}\n", self.workspace().program());
        for list in ApplicationList::ALL {
            let page = self.workspace().applications(*list, "", 0, 500).unwrap();
            all += &format!("{:?}\n", page.applications);
        }
        all + &format!("{:?}", self.workspace().views())
    }

    pub fn assert_sound(&self) {
        let report = self.workspace().check().unwrap();
        assert_eq!(report.findings, [], "after {} partners", report.partners);
    }
}

pub fn place(place: Place, show: Show) -> Query {
    Query {
        show,
        ..Query::of(place)
    }
}

pub fn search(place: Place, text: &str) -> Query {
    Query {
        text: text.into(),
        ..Query::of(place)
    }
}

pub fn missing(folder: &Path) -> PathBuf {
    folder.join("not there.prospects")
}

/// The file whose name goes on so.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
