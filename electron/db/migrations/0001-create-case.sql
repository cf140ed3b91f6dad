-- One case. What was received (source, batch, record, relation) is never edited;
-- what is believed (entity, entity_alias) is computed from it and can be rebuilt.

CREATE TABLE case_info (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Where information came from. Its columns are the defaults of its records and relations.
CREATE TABLE source (
  id                  TEXT PRIMARY KEY,
  name                TEXT NOT NULL,
  profile             TEXT,
  basis               TEXT NOT NULL CHECK (basis IN ('fact', 'intelligence', 'assessment')),
  owner_agency        TEXT,
  grade_source        INTEGER CHECK (grade_source IN (1, 2, 3)),
  grade_information   TEXT CHECK (grade_information IN ('A', 'B', 'C', 'D', 'E')),
  handling            TEXT CHECK (handling IN ('P', 'C')),
  handling_conditions TEXT,
  marking             TEXT NOT NULL DEFAULT 'OFFICIAL-SENSITIVE'
    CHECK (marking IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  purpose             TEXT,
  regime              TEXT CHECK (regime IN ('law-enforcement', 'general')),
  sharing_agreement   TEXT,
  retention_group     TEXT,
  review_on           TEXT,
  created_at          TEXT NOT NULL
) STRICT;

-- One import, or one edition of a source. Taken back whole by `withdrawn_at`; its rows stay as received.
CREATE TABLE batch (
  id           TEXT PRIMARY KEY,
  source_id    TEXT NOT NULL REFERENCES source (id),
  profile      TEXT NOT NULL,
  imported_at  TEXT NOT NULL,
  imported_by  TEXT NOT NULL,
  files        TEXT NOT NULL, -- JSON: name, sha256, columns, encoding, separator and counts of each file
  withdrawn_at TEXT
) STRICT;

CREATE INDEX batch_by_source ON batch (source_id);

-- One sighting exactly as received. NULL grading and governance columns take the source's value.
CREATE TABLE record (
  id                  TEXT PRIMARY KEY,
  source_id           TEXT NOT NULL REFERENCES source (id),
  batch_id            TEXT REFERENCES batch (id), -- NULL: made by hand
  file_index          INTEGER,
  row_number          INTEGER,                    -- as a spreadsheet counts: the header is row 1
  natural_key         TEXT,
  kind                TEXT NOT NULL,
  source_label        TEXT,                       -- the kind as received, when no kind claims it
  fields              TEXT NOT NULL,              -- JSON: by field id
  raw                 TEXT,                       -- JSON: cells as received
  subject_record_id   TEXT REFERENCES record (id), -- another record of the same entity
  supersedes_id       TEXT REFERENCES record (id), -- the earlier edition's row
  basis               TEXT CHECK (basis IN ('fact', 'intelligence', 'assessment')),
  category            TEXT CHECK (category IN ('suspect', 'convicted', 'victim', 'witness', 'unassessed')),
  grade_source        INTEGER CHECK (grade_source IN (1, 2, 3)),
  grade_information   TEXT CHECK (grade_information IN ('A', 'B', 'C', 'D', 'E')),
  handling            TEXT CHECK (handling IN ('P', 'C')),
  handling_conditions TEXT,
  marking             TEXT CHECK (marking IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  purpose             TEXT,
  regime              TEXT CHECK (regime IN ('law-enforcement', 'general')),
  sharing_agreement   TEXT,
  retention_group     TEXT,
  review_on           TEXT,
  observed_on         TEXT,
  recorded_at         TEXT NOT NULL,
  reason              TEXT                        -- why a hand-made record was made
) STRICT;

CREATE INDEX record_by_source_key ON record (source_id, natural_key);
CREATE INDEX record_by_subject ON record (subject_record_id) WHERE subject_record_id IS NOT NULL;
CREATE INDEX record_by_superseded ON record (supersedes_id) WHERE supersedes_id IS NOT NULL;

-- A dated, typed, graded claim that joins two records, and so their entities.
CREATE TABLE relation (
  id                  TEXT PRIMARY KEY,
  source_id           TEXT NOT NULL REFERENCES source (id),
  batch_id            TEXT REFERENCES batch (id),
  file_index          INTEGER,
  row_number          INTEGER,
  natural_key         TEXT,
  source_type         TEXT NOT NULL,              -- as received
  type                TEXT,                       -- ontology type; NULL: none claims it
  from_record_id      TEXT NOT NULL REFERENCES record (id),
  to_record_id        TEXT NOT NULL REFERENCES record (id),
  fields              TEXT NOT NULL,
  raw                 TEXT,
  supersedes_id       TEXT REFERENCES relation (id),
  basis               TEXT CHECK (basis IN ('fact', 'intelligence', 'assessment')),
  grade_source        INTEGER CHECK (grade_source IN (1, 2, 3)),
  grade_information   TEXT CHECK (grade_information IN ('A', 'B', 'C', 'D', 'E')),
  handling            TEXT CHECK (handling IN ('P', 'C')),
  handling_conditions TEXT,
  marking             TEXT CHECK (marking IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  purpose             TEXT,
  regime              TEXT CHECK (regime IN ('law-enforcement', 'general')),
  sharing_agreement   TEXT,
  retention_group     TEXT,
  review_on           TEXT,
  started_on          TEXT,
  ended_on            TEXT,
  observed_on         TEXT,
  recorded_at         TEXT NOT NULL,
  reason              TEXT,
  CHECK (from_record_id <> to_record_id)
) STRICT;

CREATE INDEX relation_by_from ON relation (from_record_id);
CREATE INDEX relation_by_to ON relation (to_record_id);
CREATE INDEX relation_by_superseded ON relation (supersedes_id) WHERE supersedes_id IS NOT NULL;

-- Rows of an import that could not be kept as they are.
CREATE TABLE quarantine (
  id          TEXT PRIMARY KEY,
  batch_id    TEXT NOT NULL REFERENCES batch (id),
  file_index  INTEGER NOT NULL,
  row_number  INTEGER NOT NULL,
  column_name TEXT,
  reason      TEXT NOT NULL,
  raw         TEXT NOT NULL
) STRICT;

CREATE INDEX quarantine_by_batch ON quarantine (batch_id);

-- Rows of an earlier edition that this edition no longer has.
CREATE TABLE batch_absent (
  batch_id TEXT NOT NULL REFERENCES batch (id),
  row_id   TEXT NOT NULL, -- a record or a relation
  PRIMARY KEY (batch_id, row_id)
) STRICT, WITHOUT ROWID;

-- A saved arrangement of the map. `name` NULL: the working view.
CREATE TABLE view (
  id         TEXT PRIMARY KEY,
  name       TEXT,
  state      TEXT NOT NULL, -- JSON: positions, pins, shown entities
  updated_at TEXT NOT NULL
) STRICT;

-- Projection: one row is an entity as believed now. Its id is that of its oldest record.
CREATE TABLE entity (
  id           TEXT PRIMARY KEY,
  kind         TEXT NOT NULL,
  label        TEXT NOT NULL,
  search_text  TEXT NOT NULL, -- lower case without accents: names; identifiers without spacing
  is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
  category     TEXT CHECK (category IN ('suspect', 'convicted', 'victim', 'witness', 'unassessed')),
  role         TEXT
) STRICT;

CREATE INDEX entity_by_kind ON entity (kind, label);

-- Projection: records that belong to an entity other than the one of their own id.
CREATE TABLE entity_alias (
  record_id TEXT PRIMARY KEY,
  entity_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_alias_by_entity ON entity_alias (entity_id);

-- What a person did, by name: the unit of undo.
CREATE TABLE command (
  id           TEXT PRIMARY KEY,
  logical_time INTEGER NOT NULL UNIQUE,
  at           TEXT NOT NULL,
  author       TEXT NOT NULL,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  target_id    TEXT REFERENCES command (id),
  reason       TEXT,
  -- For kind 'do': whether it holds now, was undone, or was undone and then overtaken by other work.
  state        TEXT NOT NULL CHECK (state IN ('done', 'undone', 'overtaken')),
  CHECK ((kind = 'do') = (target_id IS NULL))
) STRICT;

CREATE INDEX command_by_author ON command (author, state, logical_time);
CREATE INDEX command_by_target ON command (target_id) WHERE target_id IS NOT NULL;

-- Rows before and after, written by triggers alone.
CREATE TABLE change (
  sequence   INTEGER PRIMARY KEY,
  command_id TEXT NOT NULL REFERENCES command (id),
  table_name TEXT NOT NULL,
  row_id     TEXT NOT NULL,
  before     TEXT,
  after      TEXT
) STRICT;

CREATE INDEX change_by_command ON change (command_id);
CREATE INDEX change_by_row ON change (table_name, row_id);

-- The command that now writes; without one the triggers refuse the write.
CREATE TABLE active_command (
  singleton  INTEGER PRIMARY KEY CHECK (singleton = 1),
  command_id TEXT NOT NULL
) STRICT;

-- Who did what to which records, when and why. Append-only and chained by keyed hash.
CREATE TABLE audit (
  number     INTEGER PRIMARY KEY,
  at         TEXT NOT NULL,
  author     TEXT NOT NULL,
  role       TEXT NOT NULL,
  category   TEXT NOT NULL CHECK (category IN
    ('collection', 'alteration', 'consultation', 'disclosure', 'combination', 'erasure', 'access')),
  method     TEXT NOT NULL,
  record_ids TEXT NOT NULL, -- JSON: ids only, never content
  detail     TEXT,          -- JSON: counts, recipients
  reason     TEXT,
  hash       TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END;
