INSERT OR REPLACE INTO application (
    id, applied_on, name, email, email_key, website, partner_id, code, finding, partner, invited, state,
    decided_at, decided_by, import
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
