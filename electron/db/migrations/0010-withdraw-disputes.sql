-- What was recorded against a link can be taken back; it stays, and no longer counts.
ALTER TABLE relation_dispute ADD COLUMN withdrawn_at TEXT;
ALTER TABLE relation_dispute ADD COLUMN withdrawn_by TEXT;
ALTER TABLE relation_dispute ADD COLUMN withdrawal_reason TEXT;
