-- Partners that a change took away which others had brought: an import that is taken back after other changes. While the
-- change is done, they are not there; their rows stay, so that it can be undone.
CREATE TABLE change_gone (
    change   INTEGER PRIMARY KEY REFERENCES change (id),
    partners TEXT NOT NULL
) STRICT;
