INSERT OR REPLACE INTO standing (
    partner, stage, source, source_import, marked_at, archived_at, hidden_at, hidden_reason
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
