-- Search over every field, and what lists are filtered and sorted by. Both are projections: what is here is made
-- anew from the records when the case is next opened.

DROP TABLE entity;

-- One row is an entity as believed now. Its id is that of its oldest record.
CREATE TABLE entity (
  number        INTEGER PRIMARY KEY, -- its row of `search_text`
  id            TEXT NOT NULL UNIQUE,
  kind          TEXT NOT NULL,
  label         TEXT NOT NULL,
  sort_label    TEXT NOT NULL, -- label in lower case without accents; a protected person's reference
  is_protected  INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
  category      TEXT CHECK (category IN ('suspect', 'convicted', 'victim', 'witness', 'unassessed')),
  role          TEXT,
  sector        TEXT,
  premises_type TEXT,
  seen_on       TEXT,             -- latest date on which its own records saw it
  grades        INTEGER NOT NULL, -- set of grades of its records, one bit each
  sources       TEXT NOT NULL     -- JSON: ids of the sources of its records
) STRICT;

CREATE INDEX entity_by_kind ON entity (kind, is_protected, sort_label);
CREATE INDEX entity_by_protection ON entity (is_protected) WHERE is_protected = 1;

-- Words of every entity but protected people, folded and parted by spaces.
CREATE TABLE search_text (
  number INTEGER PRIMARY KEY REFERENCES entity (number),
  code   TEXT NOT NULL, -- identifiers without spacing
  title  TEXT NOT NULL, -- whole names without spacing
  name   TEXT NOT NULL, -- words of names
  body   TEXT NOT NULL  -- words of every other field
) STRICT;

-- The tokenizer only has to part what comes folded already, and takes letters beyond ASCII as they are. What is found
-- is ranked by how it was found, never by length: sizes of columns are not kept.
CREATE VIRTUAL TABLE search USING fts5 (
  code, title, name, body,
  content = 'search_text', content_rowid = 'number', tokenize = 'ascii', columnsize = 0
);

-- Erased words leave the index at once, not at its next merge.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- Every word of the index: what a mistyped word may have meant.
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row);
