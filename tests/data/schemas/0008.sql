PRAGMA application_id = 1349665899;
PRAGMA user_version = 8;
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
CREATE TABLE "change_part" (
    change INTEGER NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    part   INTEGER NOT NULL,
    delta  BLOB    NOT NULL,
    PRIMARY KEY (change, part)
) STRICT, WITHOUT ROWID;
INSERT INTO "change_part" VALUES(1,0,X'7B22626F726E223A224F6A41414141454141414141414149414541414141414541416741444141227D');
INSERT INTO "change_part" VALUES(2,0,X'7B2267726F757073223A5B7B226265666F7265223A6E756C6C2C226166746572223A7B226964223A312C226E616D65223A22564950227D7D5D7D');
INSERT INTO "change_part" VALUES(3,0,X'7B227374616E64696E6773223A5B7B226265666F7265223A7B2270726F7370656374223A6E756C6C2C2268696464656E223A6E756C6C7D2C226166746572223A7B2270726F7370656374223A7B227374616765223A226E6577222C2273696E6365223A22323032362D30392D3130222C22736F75726365223A7B226B696E64223A22696D706F7274222C22696D706F7274223A327D2C226D61726B65644174223A22323032362D30392D31305430303A32363A34305A222C2261726368697665644174223A6E756C6C2C22636F6E7461637465644F6E223A6E756C6C2C2270726F706F73616C223A6E756C6C2C2272656163686564223A7B226F75747265616368223A6E756C6C2C226E65676F74696174696E67223A6E756C6C2C226A6F696E6564223A6E756C6C7D7D2C2268696464656E223A6E756C6C7D2C22706172746E657273223A224F6A41414141454141414141414145414541414141414941424141227D5D2C226D656D6265727368697073223A5B7B2267726F7570223A312C226A6F696E6564223A224F6A41414141454141414141414145414541414141414941424141222C226C656674223A224F6A414141414141414141227D5D2C226564697473223A5B7B22706172746E6572223A322C226265666F7265223A7B226E6F746573223A22227D2C226166746572223A7B226E6F746573223A226D6574206174207468652066616972227D7D5D2C22626F726E223A224F6A41414141454141414141414141414541414141415141227D');
INSERT INTO "change_part" VALUES(4,0,X'7B227374616E64696E6773223A5B7B226265666F7265223A7B2270726F7370656374223A6E756C6C2C2268696464656E223A6E756C6C7D2C226166746572223A7B2270726F7370656374223A7B227374616765223A226E6577222C2273696E6365223A22323032362D30392D3130222C22736F75726365223A7B226B696E64223A22706172746E65724D61726B6574706C616365227D2C226D61726B65644174223A22323032362D30392D31305430303A32363A34305A222C2261726368697665644174223A6E756C6C2C22636F6E7461637465644F6E223A6E756C6C2C2270726F706F73616C223A6E756C6C2C2272656163686564223A7B226F75747265616368223A6E756C6C2C226E65676F74696174696E67223A6E756C6C2C226A6F696E6564223A6E756C6C7D7D2C2268696464656E223A6E756C6C7D2C22706172746E657273223A224F6A41414141454141414141414141414541414141414541227D5D7D');
INSERT INTO "change_part" VALUES(5,0,X'7B227374616E64696E6773223A5B7B226265666F7265223A7B2270726F7370656374223A6E756C6C2C2268696464656E223A6E756C6C7D2C226166746572223A7B2270726F7370656374223A6E756C6C2C2268696464656E223A7B226174223A22323032362D30392D31305430303A32363A34305A222C22726561736F6E223A226E6F20666974227D7D2C22706172746E657273223A224F6A41414141454141414141414141414541414141414D41227D5D7D');
INSERT INTO "change_part" VALUES(6,0,X'7B2267726F757073223A5B7B226265666F7265223A6E756C6C2C226166746572223A7B226964223A322C226E616D65223A224C61746572227D7D5D7D');
CREATE TABLE change_partner (
    partner INTEGER NOT NULL,
    change  INTEGER NOT NULL REFERENCES change (id),
    PRIMARY KEY (partner, change)
) STRICT, WITHOUT ROWID;
INSERT INTO "change_partner" VALUES(1,4);
INSERT INTO "change_partner" VALUES(2,3);
INSERT INTO "change_partner" VALUES(3,5);
INSERT INTO "change_partner" VALUES(4,3);
CREATE TABLE contact (
    partner    INTEGER NOT NULL,
    added_by   INTEGER NOT NULL,                -- the change; while that is not done, the row is not there
    place      INTEGER NOT NULL,                -- among those that the change added to the partner
    first_name TEXT    NOT NULL,
    last_name  TEXT    NOT NULL,
    email      TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    PRIMARY KEY (partner, added_by, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "contact" VALUES(2,3,0,'Ruth','Moor','new@fellside.example','');
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
CREATE TABLE "import_rows" (
    import    INTEGER NOT NULL REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
    first_row INTEGER NOT NULL,
    rows      BLOB    NOT NULL,
    PRIMARY KEY (import, first_row)
) STRICT, WITHOUT ROWID;
INSERT INTO "import_rows" VALUES(2,1,X'5B5B312C322C226D61746368222C5B5D2C5B2246656C6C73696465222C226E65774066656C6C736964652E6578616D706C65225D2C325D2C5B322C332C22637265617465222C5B5D2C5B224E6F72646C69636874222C22706F7374406E6F72646C696368742E6578616D706C65225D2C6E756C6C5D5D');
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
CREATE TABLE saved_view (
    id          INTEGER PRIMARY KEY,
    place       TEXT    NOT NULL,
    rank        INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    name_key    TEXT    NOT NULL,               -- without regard to case and width
    arrangement TEXT    NOT NULL,
    UNIQUE (place, name_key)
) STRICT;
INSERT INTO "saved_view" VALUES(1,'partners',0,'German sites','german sites','{"form":1,"query":{"place":"partners","text":"country:DE","show":"all","filters":{"status":{"values":[],"exclude":false},"model":{"values":[],"exclude":false},"category":{"values":[],"exclude":false},"country":{"values":[],"exclude":false},"language":{"values":[],"exclude":false},"area":{"values":[],"exclude":false},"size":{"values":[],"exclude":false},"group":{"values":[],"exclude":false},"platform":{"values":[],"exclude":false},"tier":{"values":[],"exclude":false},"stage":{"values":[],"exclude":false},"source":{"values":[],"exclude":false},"import":{"values":[],"exclude":false},"archived":{"values":[],"exclude":false},"resized":{"values":[],"exclude":false},"visits":{"min":null,"max":null},"followers":{"min":null,"max":null},"engagement":{"min":null,"max":null}},"sort":{"by":"bestMatch","descending":true}},"columns":[],"cards":false}');
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "setting" VALUES('lastGroup','2');
INSERT INTO "setting" VALUES('lastView','1');
INSERT INTO "setting" VALUES('lastWorkflow','1');
INSERT INTO "setting" VALUES('theme','dark');
CREATE TABLE "standing" (
    partner             INTEGER PRIMARY KEY,
    stage               TEXT,
    stage_since         INTEGER,
    source              TEXT,
    source_import       INTEGER,
    marked_at           INTEGER,
    archived_at         INTEGER,
    contacted_on        INTEGER,
    proposal_sent_on    INTEGER,
    proposal_expires_on INTEGER,
    outreach_on         INTEGER,
    negotiating_on      INTEGER,
    joined_on           INTEGER,
    hidden_at           INTEGER,
    hidden_reason       TEXT, hidden_until INTEGER CHECK (hidden_until IS NULL OR hidden_at IS NOT NULL), hidden_scale TEXT
    CHECK (hidden_scale IS NULL OR hidden_scale IN ('size', 'tier') AND hidden_at IS NOT NULL), hidden_size TEXT CHECK (hidden_size IS NULL OR hidden_scale IS NOT NULL),
    CHECK ((stage IS NULL) = (marked_at IS NULL) AND (stage IS NULL) = (source IS NULL)
        AND (stage IS NULL) = (stage_since IS NULL)),
    CHECK (stage IS NOT NULL OR coalesce(archived_at, contacted_on, outreach_on, negotiating_on, joined_on) IS NULL),
    CHECK (proposal_sent_on IS NULL OR stage IS 'negotiating'),
    CHECK (proposal_expires_on IS NULL OR proposal_sent_on IS NOT NULL),
    CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL)),
    CHECK (stage IS NOT NULL OR hidden_at IS NOT NULL)
) STRICT;
INSERT INTO "standing" VALUES(1,'new',20706,'partnerMarketplace',NULL,1789000000004,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(2,'negotiating',20706,'import',2,1789000000003,NULL,20707,NULL,NULL,20706,20707,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1789000000005,'no fit',20900,NULL,NULL);
INSERT INTO "standing" VALUES(4,'new',20706,'import',2,1789000000003,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE workflow (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL UNIQUE,         -- without regard to case and width
    is_on      INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    accept     INTEGER NOT NULL CHECK (accept IN (0, 1)),
    changed_at INTEGER NOT NULL
) STRICT;
INSERT INTO "workflow" VALUES(1,'Take in VIPs','take in vips',1,1,1789000000006);
CREATE TABLE workflow_group (
    workflow      INTEGER NOT NULL REFERENCES workflow (id),
    partner_group INTEGER NOT NULL REFERENCES partner_group (id),
    PRIMARY KEY (workflow, partner_group)
) STRICT, WITHOUT ROWID;
INSERT INTO "workflow_group" VALUES(1,1);
CREATE INDEX change_not_done ON change (state) WHERE state <> 'done';
CREATE INDEX change_gone_import ON change_gone (import);
CREATE INDEX workflow_group_group ON workflow_group (partner_group);
COMMIT;
