-- Whether a field is in use is asked before it goes: few links have one of the case's own.
CREATE INDEX relation_with_own_field ON relation (type) WHERE instr(fields, '"own') > 0;
