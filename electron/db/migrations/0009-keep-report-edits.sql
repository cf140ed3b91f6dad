-- What was changed in a report after it was entered, by whom and why, with how it was before. Its items stay where
-- they are and are changed in place; one that is left out is marked so, and what it said is taken back.
CREATE TABLE report_edit (
  id        TEXT PRIMARY KEY,
  report_id TEXT NOT NULL REFERENCES report (id),
  edited_at TEXT NOT NULL,
  edited_by TEXT NOT NULL,
  reason    TEXT NOT NULL,
  before    TEXT NOT NULL -- JSON
) STRICT;

CREATE INDEX report_edit_by_report ON report_edit (report_id);

ALTER TABLE report_item ADD COLUMN removed_at TEXT;
