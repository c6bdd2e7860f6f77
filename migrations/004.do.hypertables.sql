-- needs: timescaledb
-- Readings, camera events and device status as hypertables. A chunk is a week: 400 days are 57 chunks, and a week of 200
-- devices a minute (2 million rows) stays within memory. Compression is set up here; when it runs, and how long rows are
-- kept, is configuration which the server applies at start.

create extension if not exists timescaledb;

select create_hypertable('readings', by_range('at', interval '7 days'));
select create_hypertable('camera_events', by_range('at', interval '28 days'));
select create_hypertable('device_status', by_range('at', interval '28 days'));

alter table readings set (timescaledb.compress, timescaledb.compress_segmentby = 'device_id', timescaledb.compress_orderby = 'at');
alter table device_status set (timescaledb.compress, timescaledb.compress_segmentby = 'device_id', timescaledb.compress_orderby = 'at');
