-- What people call communities. One is found again by whom it holds while most of them are together.
CREATE TABLE community_name (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  members    TEXT NOT NULL, -- JSON: ids of entities, none of them protected when it was named
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;
