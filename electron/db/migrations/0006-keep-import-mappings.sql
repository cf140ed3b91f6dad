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
