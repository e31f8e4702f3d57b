SELECT partner, stage, stage_since, source, source_import, marked_at, archived_at, contacted_on, proposal_sent_on,
    proposal_expires_on, outreach_on, negotiating_on, joined_on, invited, follow_ups, revoked, hidden_at, hidden_reason,
    hidden_until, hidden_scale, hidden_size
FROM standing ORDER BY partner
