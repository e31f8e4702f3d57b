-- Stages follow from events: since when a prospect is in its stage, when it was last written to, the proposal that awaits an
-- answer, and when it came to each stage of the way first. Days are counted from 1970, UTC. Nobody moved so far but on the day
-- of the mark.
CREATE TABLE funnel_standing (
    partner             INTEGER PRIMARY KEY,
    stage               TEXT,
    stage_since         INTEGER,
    source              TEXT,
    source_import       INTEGER,
    marked_at           INTEGER,
    archived_at         INTEGER,
    contacted_on        INTEGER,
    proposal_sent_on    INTEGER,
    proposal_expires_on INTEGER,
    outreach_on         INTEGER,
    negotiating_on      INTEGER,
    joined_on           INTEGER,
    hidden_at           INTEGER,
    hidden_reason       TEXT,
    CHECK ((stage IS NULL) = (marked_at IS NULL) AND (stage IS NULL) = (source IS NULL)
        AND (stage IS NULL) = (stage_since IS NULL)),
    CHECK (stage IS NOT NULL OR coalesce(archived_at, contacted_on, outreach_on, negotiating_on, joined_on) IS NULL),
    CHECK (proposal_sent_on IS NULL OR stage IS 'negotiating'),
    CHECK (proposal_expires_on IS NULL OR proposal_sent_on IS NOT NULL),
    CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL)),
    CHECK (stage IS NOT NULL OR hidden_at IS NOT NULL)
) STRICT;
INSERT INTO funnel_standing (
    partner, stage, stage_since, source, source_import, marked_at, archived_at,
    outreach_on, negotiating_on, joined_on, hidden_at, hidden_reason
)
SELECT partner, stage, marked_at / 86400000, source, source_import, marked_at, archived_at,
    CASE stage WHEN 'outreach' THEN marked_at / 86400000 END,
    CASE stage WHEN 'negotiating' THEN marked_at / 86400000 END,
    CASE stage WHEN 'joined' THEN marked_at / 86400000 END,
    hidden_at, hidden_reason
FROM standing ORDER BY partner;
DROP TABLE standing;
ALTER TABLE funnel_standing RENAME TO standing;
