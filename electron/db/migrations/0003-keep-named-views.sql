-- Named views beside the working one, and places of records apart from the rest of a view.

-- NULL: the view was made before views had names.
ALTER TABLE view ADD COLUMN created_at TEXT;
ALTER TABLE view ADD COLUMN created_by TEXT;
ALTER TABLE view ADD COLUMN updated_by TEXT;
-- JSON: what its thumbnail draws. NULL: the working view has none.
ALTER TABLE view ADD COLUMN picture TEXT;

-- Compared without case: two names that people read as one are one.
CREATE UNIQUE INDEX view_by_name ON view (name COLLATE NOCASE) WHERE name IS NOT NULL;

-- Where a view has its records, a few of them to a row: moving one writes that row before and after, and not all.
CREATE TABLE view_part (
  view_id TEXT NOT NULL REFERENCES view (id),
  part    TEXT NOT NULL, -- the end of the records' ids
  places  TEXT NOT NULL, -- JSON: [id, flags] or [id, flags, x, y] of each record, by id
  PRIMARY KEY (view_id, part)
) STRICT, WITHOUT ROWID;
