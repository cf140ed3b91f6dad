-- Saved lists of records: a filter, columns and an order under a name, for everyone who works on the case.
CREATE TABLE record_list (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  state      TEXT NOT NULL, -- JSON: filter, order, columns
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_list_by_name ON record_list (name COLLATE NOCASE);
