-- Contacts that changes added to partners who were there: the manager's own. Each is a row, so that nobody has to write a partner
-- to add to it, and a million come and go by the state of their change. Contacts that came with a partner stand with it.
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
