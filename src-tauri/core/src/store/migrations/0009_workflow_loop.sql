-- The loop of workflows: emails that they draft, what was sent of them, and the applications that came back.
CREATE TABLE template (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,              -- without regard to case and width
    subject  TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT;

ALTER TABLE workflow ADD COLUMN invite INTEGER REFERENCES template (id);
CREATE TABLE workflow_follow_up (
    workflow   INTEGER NOT NULL REFERENCES workflow (id),
    place      INTEGER NOT NULL,                -- from 0
    after_days INTEGER NOT NULL CHECK (after_days > 0),
    template   INTEGER NOT NULL REFERENCES template (id),
    PRIMARY KEY (workflow, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE workflow_add_to (
    workflow      INTEGER NOT NULL REFERENCES workflow (id),
    partner_group INTEGER NOT NULL REFERENCES partner_group (id),
    PRIMARY KEY (workflow, partner_group)
) STRICT, WITHOUT ROWID;
CREATE INDEX workflow_add_to_group ON workflow_add_to (partner_group);

-- Which emails of workflows a prospect was sent, and how many of its invitations were revoked.
ALTER TABLE standing ADD COLUMN invited INTEGER NOT NULL DEFAULT 0 CHECK (invited IN (0, 1));
ALTER TABLE standing ADD COLUMN follow_ups INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;

-- What an application says stands as it came; days are counted from 1970, UTC. The partners that it names need not be there any
-- more.
CREATE TABLE application (
    id             INTEGER PRIMARY KEY,
    applied_on     INTEGER NOT NULL,
    name           TEXT    NOT NULL,
    email          TEXT    NOT NULL,
    email_key      TEXT    NOT NULL,
    website        TEXT    NOT NULL,
    partner_id     TEXT    NOT NULL,
    code           TEXT    NOT NULL,
    finding        TEXT    NOT NULL,
    partner        INTEGER,                     -- whom it is linked to
    invited        INTEGER,                     -- whose invitation it came with
    state          TEXT    NOT NULL CHECK (state IN ('new', 'accepted', 'rejected')),
    decided_at     INTEGER,
    decided_by     TEXT,                        -- the name of a workflow
    import         INTEGER,
    CHECK ((state IS 'new') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_at IS NOT NULL)
) STRICT;
CREATE INDEX application_state ON application (state, applied_on);
CREATE INDEX application_decided ON application (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX application_import ON application (import) WHERE import IS NOT NULL;
CREATE INDEX application_email ON application (email_key);
CREATE INDEX application_partner ON application (partner) WHERE partner IS NOT NULL;
CREATE INDEX application_invited ON application (invited) WHERE invited IS NOT NULL;
