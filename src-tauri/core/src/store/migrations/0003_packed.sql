-- The rows of imports and the parts of changes stand packed; see packed.rs. Those that were kept before stay as they are: plain
-- text is told from packed by its first byte.
CREATE TABLE packed_rows (
    import    INTEGER NOT NULL REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
    first_row INTEGER NOT NULL,
    rows      BLOB    NOT NULL,
    PRIMARY KEY (import, first_row)
) STRICT, WITHOUT ROWID;
INSERT INTO packed_rows (import, first_row, rows) SELECT import, first_row, CAST (rows AS BLOB) FROM import_rows;
DROP TABLE import_rows;
ALTER TABLE packed_rows RENAME TO import_rows;

CREATE TABLE packed_part (
    change INTEGER NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    part   INTEGER NOT NULL,
    delta  BLOB    NOT NULL,
    PRIMARY KEY (change, part)
) STRICT, WITHOUT ROWID;
INSERT INTO packed_part (change, part, delta) SELECT change, part, CAST (delta AS BLOB) FROM change_part;
DROP TABLE change_part;
ALTER TABLE packed_part RENAME TO change_part;
