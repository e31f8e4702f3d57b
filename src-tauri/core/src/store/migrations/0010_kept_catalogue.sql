-- Beside the workspace the catalogue of partners is kept, so that it need not be made anew from all rows: the token of the one
-- that is right, and whose data changed since it was written. Without a token none is right.
CREATE TABLE kept_catalogue (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    token BLOB    NOT NULL CHECK (length(token) = 16)
) STRICT;
CREATE TABLE stale_partner (partner INTEGER PRIMARY KEY) STRICT;

-- The program notes its own changes, and turns triggers off. These are for other programs that write to the file, which know nothing
-- of all this, and for migrations. Whoever makes one of these tables anew makes its triggers anew.
CREATE TRIGGER partner_inserted AFTER INSERT ON partner BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER partner_updated AFTER UPDATE ON partner BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER partner_deleted AFTER DELETE ON partner BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER contact_inserted AFTER INSERT ON contact BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER contact_updated AFTER UPDATE ON contact BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER contact_deleted AFTER DELETE ON contact BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER change_inserted AFTER INSERT ON change BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER change_updated AFTER UPDATE ON change BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER change_deleted AFTER DELETE ON change BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER change_gone_inserted AFTER INSERT ON change_gone BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER change_gone_updated AFTER UPDATE ON change_gone BEGIN DELETE FROM kept_catalogue; END;
CREATE TRIGGER change_gone_deleted AFTER DELETE ON change_gone BEGIN DELETE FROM kept_catalogue; END;
