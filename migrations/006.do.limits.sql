-- Limits with their source and dates of effect; the numbers are data, never constants in code. Entries marked 待核 were
-- taken from secondary sources and are to be checked against the text of the standard before go-live.

create table limits (
  code text primary key,
  metric text not null,
  value double precision not null,
  window_minutes integer not null check (window_minutes between 1 and 1440 and 1440 % window_minutes = 0),
  daypart text not null default 'all' check (daypart in ('all', 'day', 'night')),
  basis text not null check (basis in ('absolute', 'increment', 'advisory')),
  label text not null,
  source text not null,
  effective_from timestamptz not null,
  effective_to timestamptz,
  check (effective_to is null or effective_to > effective_from)
);

insert into limits (code, metric, value, window_minutes, daypart, basis, label, source, effective_from, effective_to) values
  ('noise-day-2011', 'noise', 70, 10, 'day', 'absolute', '昼限 70', 'GB 12523-2011', '2012-07-01 00:00+08', '2026-01-01 00:00+08'),
  ('noise-night-2011', 'noise', 55, 10, 'night', 'absolute', '夜限 55', 'GB 12523-2011', '2012-07-01 00:00+08', '2026-01-01 00:00+08'),
  ('noise-day-2025', 'noise', 70, 10, 'day', 'absolute', '昼限 70', 'GB 12523-2025', '2026-01-01 00:00+08', null),
  ('noise-night-2025', 'noise', 55, 10, 'night', 'absolute', '夜限 55', 'GB 12523-2025', '2026-01-01 00:00+08', null),
  ('tsp-15min', 'tsp', 500, 15, 'all', 'absolute', '限值 500', 'DB32/4437-2022(条文待核)', '2023-01-01 00:00+08', null),
  ('pm10-1h-increment', 'pm10', 80, 60, 'all', 'increment', '增量限值 80', 'DB32/4437-2022(条文待核)', '2023-01-01 00:00+08', null),
  ('pm10-15min-yellow', 'pm10', 150, 15, 'all', 'advisory', '关注值 150', '区级预警默认值', '2023-01-01 00:00+08', null),
  ('pm10-15min-red', 'pm10', 250, 15, 'all', 'advisory', '预警值 250', '区级预警默认值', '2023-01-01 00:00+08', null);

-- The city's own hourly figures, against which an increment is judged. Empty until someone enters or imports them.
create table ambient_reference (
  hour timestamptz primary key,
  pm10 double precision,
  aqi integer,
  primary_pollutant text,
  source text not null
);
