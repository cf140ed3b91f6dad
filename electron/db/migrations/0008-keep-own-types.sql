-- What a case says about types beside the shipped ontology: its own kinds, fields, link types, lists and words, and
-- what it calls shipped ones.
CREATE TABLE own_type (
  sort       TEXT NOT NULL CHECK (sort IN ('kinds', 'fields', 'relationTypes', 'vocabularies', 'terms', 'changes')),
  key        TEXT NOT NULL,    -- id; of a word `vocabulary/id`; of a change `of/id`
  position   INTEGER NOT NULL, -- order in which they were added
  item       TEXT NOT NULL,    -- JSON
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (sort, key)
) STRICT, WITHOUT ROWID;

-- Whether a type is in use is asked before it goes: few rows have one of the case's own.
CREATE INDEX record_by_own_kind ON record (kind) WHERE kind GLOB 'own-*';
CREATE INDEX record_with_own_field ON record (kind) WHERE instr(fields, '"own') > 0;
CREATE INDEX relation_by_own_type ON relation (type) WHERE type GLOB 'own-*';
