PRAGMA application_id = 1349665899;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE change (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    title    TEXT    NOT NULL,
    partners INTEGER NOT NULL,
    one      INTEGER,                           -- the partner that it touched, where it was one
    state    TEXT    NOT NULL CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT;
INSERT INTO "change" VALUES(1,1789000000001,'{"kind":"import","import":1,"file":"catalogue.csv"}',3,NULL,'done');
INSERT INTO "change" VALUES(2,1789000000002,'{"kind":"createGroup","name":"VIP"}',0,NULL,'done');
INSERT INTO "change" VALUES(3,1789000000003,'{"kind":"import","import":2,"file":"prospects.csv"}',2,NULL,'done');
INSERT INTO "change" VALUES(4,1789000000004,'{"kind":"mark"}',1,1,'done');
INSERT INTO "change" VALUES(5,1789000000005,'{"kind":"hide","reason":"no fit"}',1,3,'done');
INSERT INTO "change" VALUES(6,1789000000006,'{"kind":"createGroup","name":"Later"}',0,NULL,'undone');
CREATE TABLE change_gone (
    change   INTEGER PRIMARY KEY REFERENCES change (id),
    import   INTEGER NOT NULL REFERENCES import (id),
    partners TEXT NOT NULL
) STRICT;
CREATE TABLE change_many (
    change   INTEGER PRIMARY KEY REFERENCES change (id),
    partners TEXT NOT NULL
) STRICT;
INSERT INTO "change_many" VALUES(1,'OjAAAAEAAAAAAAIAEAAAAAEAAgADAA');
CREATE TABLE change_part (
    change INTEGER NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    part   INTEGER NOT NULL,
    delta  TEXT    NOT NULL,
    PRIMARY KEY (change, part)
) STRICT, WITHOUT ROWID;
INSERT INTO "change_part" VALUES(1,0,'{"born":"OjAAAAEAAAAAAAIAEAAAAAEAAgADAA"}');
INSERT INTO "change_part" VALUES(2,0,'{"groups":[{"before":null,"after":{"id":1,"name":"VIP"}}]}');
INSERT INTO "change_part" VALUES(3,0,'{"standings":[{"before":{"prospect":null,"hidden":null},"after":{"prospect":{"stage":"new","since":"2026-09-10","source":{"kind":"import","import":2},"markedAt":"2026-09-10T00:26:40Z","archivedAt":null,"contactedOn":null,"proposal":null,"reached":{"outreach":null,"negotiating":null,"joined":null}},"hidden":null},"partners":"OjAAAAEAAAAAAAEAEAAAAAIABAA"}],"memberships":[{"group":1,"joined":"OjAAAAEAAAAAAAEAEAAAAAIABAA","left":"OjAAAAAAAAA"}],"edits":[{"partner":2,"before":{"notes":""},"after":{"notes":"met at the fair"}}],"born":"OjAAAAEAAAAAAAAAEAAAAAQA"}');
INSERT INTO "change_part" VALUES(4,0,'{"standings":[{"before":{"prospect":null,"hidden":null},"after":{"prospect":{"stage":"new","since":"2026-09-10","source":{"kind":"partnerMarketplace"},"markedAt":"2026-09-10T00:26:40Z","archivedAt":null,"contactedOn":null,"proposal":null,"reached":{"outreach":null,"negotiating":null,"joined":null}},"hidden":null},"partners":"OjAAAAEAAAAAAAAAEAAAAAEA"}]}');
INSERT INTO "change_part" VALUES(5,0,'{"standings":[{"before":{"prospect":null,"hidden":null},"after":{"prospect":null,"hidden":{"at":"2026-09-10T00:26:40Z","reason":"no fit"}},"partners":"OjAAAAEAAAAAAAAAEAAAAAMA"}]}');
INSERT INTO "change_part" VALUES(6,0,'{"groups":[{"before":null,"after":{"id":2,"name":"Later"}}]}');
CREATE TABLE change_partner (
    partner INTEGER NOT NULL,
    change  INTEGER NOT NULL REFERENCES change (id),
    PRIMARY KEY (partner, change)
) STRICT, WITHOUT ROWID;
INSERT INTO "change_partner" VALUES(1,4);
INSERT INTO "change_partner" VALUES(2,3);
INSERT INTO "change_partner" VALUES(3,5);
INSERT INTO "change_partner" VALUES(4,3);
CREATE TABLE import (
    id     INTEGER PRIMARY KEY,
    change INTEGER REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,  -- none where nothing had to change
    at     INTEGER NOT NULL,
    kind   TEXT    NOT NULL,
    file   TEXT    NOT NULL,
    report TEXT    NOT NULL
) STRICT;
INSERT INTO "import" VALUES(1,1,1789000000001,'catalogue','catalogue.csv','{"preview":{"encoding":"UTF-8","bom":false,"delimiter":",","quoting":"double","headerRow":1,"bytes":133.0,"rows":3,"sure":true,"otherTables":[],"sheet":null,"sheets":[],"columns":[{"name":"Name","field":"name","dates":null},{"name":"Email","field":"email","dates":null}],"sample":[["Fellside","new@fellside.example"]],"missing":[],"remembered":false,"values":[]},"rows":3,"outcomes":{"create":3,"match":0,"update":0,"unchanged":0,"error":0,"skipped":0},"applications":null,"warnings":0,"revivable":0,"revive":false,"causes":[],"fileHash":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","revision":0,"seconds":0.01}');
INSERT INTO "import" VALUES(2,3,1789000000003,'prospects','prospects.csv','{"preview":{"encoding":"UTF-8","bom":false,"delimiter":",","quoting":"double","headerRow":1,"bytes":133.0,"rows":2,"sure":true,"otherTables":[],"sheet":null,"sheets":[],"columns":[{"name":"Name","field":"name","dates":null},{"name":"Email","field":"email","dates":null}],"sample":[["Fellside","new@fellside.example"]],"missing":[],"remembered":false,"values":[]},"rows":2,"outcomes":{"create":1,"match":1,"update":0,"unchanged":0,"error":0,"skipped":0},"applications":null,"warnings":0,"revivable":0,"revive":false,"causes":[],"fileHash":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","revision":0,"seconds":0.01}');
CREATE TABLE import_rows (
    import    INTEGER NOT NULL REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
    first_row INTEGER NOT NULL,
    rows      TEXT    NOT NULL,
    PRIMARY KEY (import, first_row)
) STRICT, WITHOUT ROWID;
INSERT INTO "import_rows" VALUES(2,1,'[[1,2,"match",[],["Fellside","new@fellside.example"],2],[2,3,"create",[],["Nordlicht","post@nordlicht.example"],null]]');
CREATE TABLE membership (
    partner_group INTEGER NOT NULL REFERENCES partner_group (id),
    partner       INTEGER NOT NULL,
    PRIMARY KEY (partner_group, partner)
) STRICT, WITHOUT ROWID;
INSERT INTO "membership" VALUES(1,2);
INSERT INTO "membership" VALUES(1,4);
CREATE TABLE partner (
    id             INTEGER PRIMARY KEY,
    born           INTEGER NOT NULL,            -- the change that brought it; while that is undone, the row is not there
    partner_id     TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    description    TEXT    NOT NULL,
    website        TEXT    NOT NULL,
    contacts       TEXT    NOT NULL,
    country        TEXT,
    languages      TEXT    NOT NULL,
    business_model TEXT,
    categories     TEXT    NOT NULL,
    areas          TEXT    NOT NULL,
    channels       TEXT    NOT NULL,
    monthly_visits INTEGER,
    listed_on      TEXT,
    last_active_on TEXT,
    listed         INTEGER NOT NULL,
    notes          TEXT    NOT NULL
) STRICT;
INSERT INTO "partner" VALUES(1,1,'1001','partner','Wanderbuch','Wanderwege','wanderbuch.example','[{"firstName":"","lastName":"","email":"anke@wanderbuch.example","title":"","origin":"account"}]','DE','de','contentReviews','travel','','',120000,'2024-03-01',NULL,1,'');
INSERT INTO "partner" VALUES(2,1,'1002','partner','Fellside','','fellside.example','[{"firstName":"","lastName":"","email":"ruth@fellside.example","title":"","origin":"account"}]','GB','en','dealCoupons','travel','','',4000,'2024-03-01',NULL,1,'met at the fair');
INSERT INTO "partner" VALUES(3,1,'2001','creator','山野志','','','[{"firstName":"","lastName":"","email":"bd@shanyezhi.example","title":"","origin":"account"}]','CN','zh','socialInfluencer','travel','','[{"platform":"instagram","handle":"@shanyezhi","url":"","followers":912400,"engagement":3.8}]',NULL,'2024-03-01',NULL,1,'');
INSERT INTO "partner" VALUES(4,3,'','partner','Nordlicht','','','[{"firstName":"","lastName":"","email":"post@nordlicht.example","title":"","origin":"custom"}]',NULL,'',NULL,'','','',NULL,NULL,NULL,0,'');
CREATE TABLE partner_group (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE               -- without regard to case and width
) STRICT;
INSERT INTO "partner_group" VALUES(1,'VIP','vip');
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "setting" VALUES('lastGroup','2');
INSERT INTO "setting" VALUES('theme','dark');
CREATE TABLE standing (
    partner       INTEGER PRIMARY KEY,
    stage         TEXT,
    source        TEXT,
    source_import INTEGER,
    marked_at     INTEGER,
    archived_at   INTEGER,
    hidden_at     INTEGER,
    hidden_reason TEXT,
    CHECK ((stage IS NULL) = (marked_at IS NULL) AND (stage IS NULL) = (source IS NULL)),
    CHECK (stage IS NOT NULL OR archived_at IS NULL),
    CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL)),
    CHECK (stage IS NOT NULL OR hidden_at IS NOT NULL)
) STRICT;
INSERT INTO "standing" VALUES(1,'new','partnerMarketplace',NULL,1789000000004,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(2,'new','import',2,1789000000003,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(3,NULL,NULL,NULL,NULL,NULL,1789000000005,'no fit');
INSERT INTO "standing" VALUES(4,'new','import',2,1789000000003,NULL,NULL,NULL);
CREATE INDEX change_not_done ON change (state) WHERE state <> 'done';
CREATE INDEX change_gone_import ON change_gone (import);
COMMIT;
