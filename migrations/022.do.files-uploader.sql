-- Who took a file in, as the sessions name their holders (`person:7`, `key:3`), so that what somebody uploaded is theirs to
-- remove and nobody else's but a manager's. Files of before have no uploader: a manager removes them.
alter table files add column uploader text check (uploader ~ '^(person|key|wall):[0-9]+$');
