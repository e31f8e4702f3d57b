INSERT OR REPLACE INTO standing (
    partner, stage, stage_since, source, source_import, marked_at, archived_at, contacted_on, proposal_sent_on,
    proposal_expires_on, outreach_on, negotiating_on, joined_on, invited, follow_ups, revoked, hidden_at, hidden_reason,
    hidden_until, hidden_scale, hidden_size
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
