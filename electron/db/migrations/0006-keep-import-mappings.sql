-- What people corrected in a row on its way in (JSON: who, and column, from, to of each cell). `raw` stays as received.
ALTER TABLE record ADD COLUMN fixes TEXT;
ALTER TABLE relation ADD COLUMN fixes TEXT;

-- How tables of given headers are read, as people mapped them: offered when the same headers come again.
CREATE TABLE import_profile (
  id         TEXT PRIMARY KEY,
  title      TEXT NOT NULL,
  profile    TEXT NOT NULL, -- YAML, by the schema of the product's own profiles
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

-- What an organisation added to the ontology: fields, kinds, relation types and words of vocabularies.
CREATE TABLE ontology_addition (
  id         TEXT PRIMARY KEY,
  part       TEXT NOT NULL CHECK (part IN ('kind', 'field', 'relation-type', 'term')),
  parent     TEXT,          -- the kind of a field, the vocabulary of a term
  definition TEXT NOT NULL, -- JSON
  retired_at TEXT,          -- no longer offered; records that use it keep it
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  CHECK ((parent IS NULL) = (part IN ('kind', 'relation-type')))
) STRICT;
