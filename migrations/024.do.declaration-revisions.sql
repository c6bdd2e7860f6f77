-- Two editors of one declaration: whoever saves second is told, and overwrites nothing.
alter table declarations add column revision integer not null default 1;
-- Why a declaration came back, and by whom, stays with it until it is submitted again.
alter table declarations add column returned_by integer references people;
