-- Changes that take an import back after others, and the partners that they take away which it had brought. While such a
-- change is done, those are not there; their rows stay, so that it can be undone.
CREATE TABLE change_gone (
    change   INTEGER PRIMARY KEY REFERENCES change (id),
    import   INTEGER NOT NULL REFERENCES import (id),
    partners TEXT NOT NULL
) STRICT;
CREATE INDEX change_gone_import ON change_gone (import);
