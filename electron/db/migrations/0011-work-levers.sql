-- How far a lever has been worked for an entity, what was decided, and the evidence for it. Bound to a record, so that
-- the entity is found by its aliases.
CREATE TABLE lever_assessment (
  id                   TEXT PRIMARY KEY,
  record_id            TEXT NOT NULL REFERENCES record (id),
  lever_id             TEXT NOT NULL,
  snapshot_digest      TEXT NOT NULL REFERENCES lever_snapshot (digest),
  status               TEXT NOT NULL CHECK (status IN ('considering', 'evidence-being-gathered', 'ready', 'referred', 'used', 'not-appropriate')),
  why_not              TEXT,
  decision_maker_name  TEXT,
  decision_maker_role  TEXT,
  rationale            TEXT,
  deconflicted_with    TEXT,
  deconflicted_on      TEXT,
  begun_on             TEXT NOT NULL,
  review_on            TEXT,
  notes                TEXT,
  created_at           TEXT NOT NULL,
  created_by           TEXT NOT NULL,
  updated_at           TEXT NOT NULL,
  updated_by           TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX lever_assessment_by_record ON lever_assessment (record_id, lever_id);

-- What is known of one piece of evidence: a line of the lever's own list, by its words, or one that was added.
CREATE TABLE lever_evidence (
  id            TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES lever_assessment (id),
  line          TEXT NOT NULL,
  is_own        INTEGER NOT NULL CHECK (is_own IN (0, 1)),
  state         TEXT NOT NULL CHECK (state IN ('held', 'asked-for', 'not-available', 'not-asked')),
  asked_of      TEXT,
  dated_on      TEXT,
  note          TEXT,
  record_id     TEXT REFERENCES record (id),
  report_id     TEXT REFERENCES report (id),
  updated_at    TEXT NOT NULL,
  updated_by    TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX lever_evidence_by_line ON lever_evidence (assessment_id, line);
CREATE INDEX lever_evidence_by_record ON lever_evidence (record_id);
CREATE INDEX lever_evidence_by_report ON lever_evidence (report_id);

-- Levers as the catalogue had them when somebody assessed one: a later catalogue may say otherwise. Law, nothing of
-- anybody: added once and never changed.
CREATE TABLE lever_snapshot (
  digest   TEXT PRIMARY KEY,
  lever_id TEXT NOT NULL,
  edition  TEXT NOT NULL, -- of the catalogue
  body     TEXT NOT NULL  -- JSON
) STRICT;

-- Whether levers that do not protect may be used on a person under 18, or on one who may be a victim. The newest that is
-- not withdrawn holds.
CREATE TABLE safeguarding_decision (
  id                TEXT PRIMARY KEY,
  record_id         TEXT NOT NULL REFERENCES record (id),
  decision          TEXT NOT NULL CHECK (decision IN ('allow', 'hold')),
  decided_by        TEXT NOT NULL,
  decided_by_role   TEXT NOT NULL,
  decided_on        TEXT NOT NULL,
  reason            TEXT NOT NULL,
  review_on         TEXT NOT NULL,
  recorded_at       TEXT NOT NULL,
  recorded_by       TEXT NOT NULL,
  withdrawn_at      TEXT,
  withdrawn_by      TEXT,
  withdrawal_reason TEXT
) STRICT;

CREATE INDEX safeguarding_decision_by_record ON safeguarding_decision (record_id);
