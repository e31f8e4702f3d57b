-- What a list is asked for and how it is shown, under a name. What it shows is JSON with the number of its form.
CREATE TABLE saved_view (
    id          INTEGER PRIMARY KEY,
    place       TEXT    NOT NULL,
    rank        INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    name_key    TEXT    NOT NULL,               -- without regard to case and width
    arrangement TEXT    NOT NULL,
    UNIQUE (place, name_key)
) STRICT;
