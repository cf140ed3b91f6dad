-- Settings of the case, for everyone who works on it; changed by commands, so that they can be taken back.
CREATE TABLE case_setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL -- JSON
) STRICT;
