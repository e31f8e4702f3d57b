-- A partner's own data. Lists of codes are separated by spaces; contacts and channels are values of the partner and
-- stand with it as JSON, so that a partner is one row: one read, one write, one image before and after.
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

-- Where a partner stands with the manager; a stranger has no row. Times are milliseconds since 1970 UTC.
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

CREATE TABLE partner_group (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE               -- without regard to case and width
) STRICT;

CREATE TABLE membership (
    partner_group INTEGER NOT NULL REFERENCES partner_group (id),
    partner       INTEGER NOT NULL,
    PRIMARY KEY (partner_group, partner)
) STRICT, WITHOUT ROWID;

-- Everything that was ever done, in order. What is undone can be done again until something new is done; then it is
-- dropped, and what it had brought is swept away.
CREATE TABLE change (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    title    TEXT    NOT NULL,
    partners INTEGER NOT NULL,
    one      INTEGER,                           -- the partner that it touched, where it was one
    state    TEXT    NOT NULL CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT;
CREATE INDEX change_not_done ON change (state) WHERE state <> 'done';

-- Before and after of a change, in parts of bounded size.
CREATE TABLE change_part (
    change INTEGER NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    part   INTEGER NOT NULL,
    delta  TEXT    NOT NULL,
    PRIMARY KEY (change, part)
) STRICT, WITHOUT ROWID;

-- Whom a change touched: a row each for a few, one bitmap for many.
CREATE TABLE change_partner (
    partner INTEGER NOT NULL,
    change  INTEGER NOT NULL REFERENCES change (id),
    PRIMARY KEY (partner, change)
) STRICT, WITHOUT ROWID;
CREATE TABLE change_many (
    change   INTEGER PRIMARY KEY REFERENCES change (id),
    partners TEXT NOT NULL
) STRICT;

-- Imports are kept for ever, with every row of the file and what became of it.
CREATE TABLE import (
    id     INTEGER PRIMARY KEY,
    change INTEGER REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,  -- none where nothing had to change
    at     INTEGER NOT NULL,
    kind   TEXT    NOT NULL,
    file   TEXT    NOT NULL,
    report TEXT    NOT NULL
) STRICT;
CREATE TABLE import_rows (
    import    INTEGER NOT NULL REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
    first_row INTEGER NOT NULL,
    rows      TEXT    NOT NULL,
    PRIMARY KEY (import, first_row)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
