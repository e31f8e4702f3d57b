-- What happens by itself with the partners of some groups. Of two that disagree the one changed last wins.
CREATE TABLE workflow (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL UNIQUE,         -- without regard to case and width
    is_on      INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    accept     INTEGER NOT NULL CHECK (accept IN (0, 1)),
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE workflow_group (
    workflow      INTEGER NOT NULL REFERENCES workflow (id),
    partner_group INTEGER NOT NULL REFERENCES partner_group (id),
    PRIMARY KEY (workflow, partner_group)
) STRICT, WITHOUT ROWID;
CREATE INDEX workflow_group_group ON workflow_group (partner_group);
