-- What people add by hand: records beside records, reports, attachments, what speaks against a link; and what they
-- take back. What was received stays as it was: a withdrawal stands beside it.

-- One intelligence report as it came in. Its items make records and relations.
CREATE TABLE report (
  id           TEXT PRIMARY KEY,
  source_id    TEXT NOT NULL REFERENCES source (id),
  reference    TEXT NOT NULL,
  reported_on  TEXT,
  owner_agency TEXT,
  marking      TEXT NOT NULL CHECK (marking IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  review_on    TEXT,
  created_at   TEXT NOT NULL,
  created_by   TEXT NOT NULL,
  reason       TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;

CREATE INDEX report_by_source ON report (source_id);

-- One piece of a report, kept word for word, with its own grade and handling.
CREATE TABLE report_item (
  id                  TEXT PRIMARY KEY,
  report_id           TEXT NOT NULL REFERENCES report (id),
  position            INTEGER NOT NULL,
  body                TEXT NOT NULL,
  basis               TEXT NOT NULL CHECK (basis IN ('fact', 'intelligence', 'assessment')),
  grade_source        INTEGER CHECK (grade_source IN (1, 2, 3)),
  grade_information   TEXT CHECK (grade_information IN ('A', 'B', 'C', 'D', 'E')),
  handling            TEXT CHECK (handling IN ('P', 'C')),
  handling_conditions TEXT,
  observed_from       TEXT,
  observed_to         TEXT
) STRICT;

CREATE INDEX report_item_by_report ON report_item (report_id);

-- A hand-made record that says something beside the others and overtakes none of them: another source's word.
ALTER TABLE record ADD COLUMN is_statement INTEGER NOT NULL DEFAULT 0 CHECK (is_statement IN (0, 1));
ALTER TABLE record ADD COLUMN report_item_id TEXT REFERENCES report_item (id);
ALTER TABLE relation ADD COLUMN report_item_id TEXT REFERENCES report_item (id);

CREATE INDEX record_by_report_item ON record (report_item_id) WHERE report_item_id IS NOT NULL;
CREATE INDEX relation_by_report_item ON relation (report_item_id) WHERE report_item_id IS NOT NULL;

-- Records and relations that somebody took back. They no longer count; they are never removed.
CREATE TABLE record_withdrawal (
  record_id    TEXT PRIMARY KEY REFERENCES record (id),
  withdrawn_at TEXT NOT NULL,
  withdrawn_by TEXT NOT NULL,
  reason       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE relation_withdrawal (
  relation_id  TEXT PRIMARY KEY REFERENCES relation (id),
  withdrawn_at TEXT NOT NULL,
  withdrawn_by TEXT NOT NULL,
  reason       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What speaks against a relation, with its source and grade.
CREATE TABLE relation_dispute (
  id                  TEXT PRIMARY KEY,
  relation_id         TEXT NOT NULL REFERENCES relation (id),
  source_id           TEXT NOT NULL REFERENCES source (id),
  body                TEXT NOT NULL,
  basis               TEXT NOT NULL CHECK (basis IN ('fact', 'intelligence', 'assessment')),
  grade_source        INTEGER CHECK (grade_source IN (1, 2, 3)),
  grade_information   TEXT CHECK (grade_information IN ('A', 'B', 'C', 'D', 'E')),
  handling            TEXT CHECK (handling IN ('P', 'C')),
  handling_conditions TEXT,
  observed_on         TEXT,
  recorded_at         TEXT NOT NULL,
  recorded_by         TEXT NOT NULL
) STRICT;

CREATE INDEX relation_dispute_by_relation ON relation_dispute (relation_id);
CREATE INDEX relation_dispute_by_source ON relation_dispute (source_id);

-- Bytes of attachments by their hash. Not covered by change triggers: rows are only ever added, so that undo and
-- redo of an attachment write no bytes; what no attachment refers to any more goes when the case is erased.
CREATE TABLE attachment_content (
  sha256 TEXT PRIMARY KEY,
  bytes  BLOB NOT NULL
) STRICT;

-- A picture or document kept with an entity.
CREATE TABLE attachment (
  id                  TEXT PRIMARY KEY,
  record_id           TEXT NOT NULL REFERENCES record (id),
  sha256              TEXT NOT NULL REFERENCES attachment_content (sha256),
  name                TEXT NOT NULL,
  media_type          TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'application/pdf')),
  size_bytes          INTEGER NOT NULL,
  width_px            INTEGER,
  height_px           INTEGER,
  caption             TEXT NOT NULL,
  handling            TEXT CHECK (handling IN ('P', 'C')),
  handling_conditions TEXT,
  marking             TEXT NOT NULL CHECK (marking IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  added_at            TEXT NOT NULL,
  added_by            TEXT NOT NULL,
  removed_at          TEXT,
  removed_by          TEXT,
  removal_reason      TEXT
) STRICT;

CREATE INDEX attachment_by_record ON attachment (record_id);
CREATE INDEX attachment_by_content ON attachment (sha256);
