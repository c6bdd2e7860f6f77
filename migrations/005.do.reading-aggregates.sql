-- needs: timescaledb
-- Continuous aggregates of readings at 1 min, 10 min, 1 h and 1 day. Each holds min, max, sum and count, so that a mean
-- over any number of buckets or devices is exact (sum/count), never a mean of means; sound also holds its energy sum
-- (Leq = 10*lg(energy/count)), wind direction its vector sums. Only values flagged N are in the value columns of
-- readings, so only they count. Each level is built on the one below: a year is read from days, not from packets.
-- Real-time aggregation is on: what is not refreshed yet is computed from the level below when asked.

-- A minute.
create materialized view readings_1m
  with (timescaledb.continuous, timescaledb.materialized_only = false) as
select device_id, time_bucket('1 minute', at) as bucket,
       count(*) as readings, count(flagged) as flagged,
       min(tsp) as tsp_min, max(tsp) as tsp_max, sum(tsp) as tsp_sum, count(tsp) as tsp_count,
       min(pm10) as pm10_min, max(pm10) as pm10_max, sum(pm10) as pm10_sum, count(pm10) as pm10_count,
       min(pm25) as pm25_min, max(pm25) as pm25_max, sum(pm25) as pm25_sum, count(pm25) as pm25_count,
       min(noise) as noise_min, max(noise) as noise_max, sum(noise) as noise_sum, count(noise) as noise_count,
       min(temperature) as temperature_min, max(temperature) as temperature_max, sum(temperature) as temperature_sum, count(temperature) as temperature_count,
       min(humidity) as humidity_min, max(humidity) as humidity_max, sum(humidity) as humidity_sum, count(humidity) as humidity_count,
       min(pressure) as pressure_min, max(pressure) as pressure_max, sum(pressure) as pressure_sum, count(pressure) as pressure_count,
       min(wind_speed) as wind_speed_min, max(wind_speed) as wind_speed_max, sum(wind_speed) as wind_speed_sum, count(wind_speed) as wind_speed_count,
       min(wind_direction) as wind_direction_min, max(wind_direction) as wind_direction_max, sum(wind_direction) as wind_direction_sum, count(wind_direction) as wind_direction_count,
       sum(power(10, noise / 10)) as noise_energy,
       sum(sind(wind_direction)) as wind_sin, sum(cosd(wind_direction)) as wind_cos
  from readings
 group by device_id, time_bucket('1 minute', at)
  with no data;

-- Ten minutes.
create materialized view readings_10m
  with (timescaledb.continuous, timescaledb.materialized_only = false) as
select device_id, time_bucket('10 minutes', bucket) as bucket,
       sum(readings)::bigint as readings, sum(flagged)::bigint as flagged,
       min(tsp_min) as tsp_min, max(tsp_max) as tsp_max, sum(tsp_sum) as tsp_sum, sum(tsp_count)::bigint as tsp_count,
       min(pm10_min) as pm10_min, max(pm10_max) as pm10_max, sum(pm10_sum) as pm10_sum, sum(pm10_count)::bigint as pm10_count,
       min(pm25_min) as pm25_min, max(pm25_max) as pm25_max, sum(pm25_sum) as pm25_sum, sum(pm25_count)::bigint as pm25_count,
       min(noise_min) as noise_min, max(noise_max) as noise_max, sum(noise_sum) as noise_sum, sum(noise_count)::bigint as noise_count,
       min(temperature_min) as temperature_min, max(temperature_max) as temperature_max, sum(temperature_sum) as temperature_sum, sum(temperature_count)::bigint as temperature_count,
       min(humidity_min) as humidity_min, max(humidity_max) as humidity_max, sum(humidity_sum) as humidity_sum, sum(humidity_count)::bigint as humidity_count,
       min(pressure_min) as pressure_min, max(pressure_max) as pressure_max, sum(pressure_sum) as pressure_sum, sum(pressure_count)::bigint as pressure_count,
       min(wind_speed_min) as wind_speed_min, max(wind_speed_max) as wind_speed_max, sum(wind_speed_sum) as wind_speed_sum, sum(wind_speed_count)::bigint as wind_speed_count,
       min(wind_direction_min) as wind_direction_min, max(wind_direction_max) as wind_direction_max, sum(wind_direction_sum) as wind_direction_sum, sum(wind_direction_count)::bigint as wind_direction_count,
       sum(noise_energy) as noise_energy, sum(wind_sin) as wind_sin, sum(wind_cos) as wind_cos
  from readings_1m
 group by device_id, time_bucket('10 minutes', bucket)
  with no data;

-- An hour.
create materialized view readings_1h
  with (timescaledb.continuous, timescaledb.materialized_only = false) as
select device_id, time_bucket('1 hour', bucket) as bucket,
       sum(readings)::bigint as readings, sum(flagged)::bigint as flagged,
       min(tsp_min) as tsp_min, max(tsp_max) as tsp_max, sum(tsp_sum) as tsp_sum, sum(tsp_count)::bigint as tsp_count,
       min(pm10_min) as pm10_min, max(pm10_max) as pm10_max, sum(pm10_sum) as pm10_sum, sum(pm10_count)::bigint as pm10_count,
       min(pm25_min) as pm25_min, max(pm25_max) as pm25_max, sum(pm25_sum) as pm25_sum, sum(pm25_count)::bigint as pm25_count,
       min(noise_min) as noise_min, max(noise_max) as noise_max, sum(noise_sum) as noise_sum, sum(noise_count)::bigint as noise_count,
       min(temperature_min) as temperature_min, max(temperature_max) as temperature_max, sum(temperature_sum) as temperature_sum, sum(temperature_count)::bigint as temperature_count,
       min(humidity_min) as humidity_min, max(humidity_max) as humidity_max, sum(humidity_sum) as humidity_sum, sum(humidity_count)::bigint as humidity_count,
       min(pressure_min) as pressure_min, max(pressure_max) as pressure_max, sum(pressure_sum) as pressure_sum, sum(pressure_count)::bigint as pressure_count,
       min(wind_speed_min) as wind_speed_min, max(wind_speed_max) as wind_speed_max, sum(wind_speed_sum) as wind_speed_sum, sum(wind_speed_count)::bigint as wind_speed_count,
       min(wind_direction_min) as wind_direction_min, max(wind_direction_max) as wind_direction_max, sum(wind_direction_sum) as wind_direction_sum, sum(wind_direction_count)::bigint as wind_direction_count,
       sum(noise_energy) as noise_energy, sum(wind_sin) as wind_sin, sum(wind_cos) as wind_cos
  from readings_10m
 group by device_id, time_bucket('1 hour', bucket)
  with no data;

-- A day of the district: midnight to midnight, Asia/Shanghai.
create materialized view readings_1d
  with (timescaledb.continuous, timescaledb.materialized_only = false) as
select device_id, time_bucket('1 day', bucket, 'Asia/Shanghai') as bucket,
       sum(readings)::bigint as readings, sum(flagged)::bigint as flagged,
       min(tsp_min) as tsp_min, max(tsp_max) as tsp_max, sum(tsp_sum) as tsp_sum, sum(tsp_count)::bigint as tsp_count,
       min(pm10_min) as pm10_min, max(pm10_max) as pm10_max, sum(pm10_sum) as pm10_sum, sum(pm10_count)::bigint as pm10_count,
       min(pm25_min) as pm25_min, max(pm25_max) as pm25_max, sum(pm25_sum) as pm25_sum, sum(pm25_count)::bigint as pm25_count,
       min(noise_min) as noise_min, max(noise_max) as noise_max, sum(noise_sum) as noise_sum, sum(noise_count)::bigint as noise_count,
       min(temperature_min) as temperature_min, max(temperature_max) as temperature_max, sum(temperature_sum) as temperature_sum, sum(temperature_count)::bigint as temperature_count,
       min(humidity_min) as humidity_min, max(humidity_max) as humidity_max, sum(humidity_sum) as humidity_sum, sum(humidity_count)::bigint as humidity_count,
       min(pressure_min) as pressure_min, max(pressure_max) as pressure_max, sum(pressure_sum) as pressure_sum, sum(pressure_count)::bigint as pressure_count,
       min(wind_speed_min) as wind_speed_min, max(wind_speed_max) as wind_speed_max, sum(wind_speed_sum) as wind_speed_sum, sum(wind_speed_count)::bigint as wind_speed_count,
       min(wind_direction_min) as wind_direction_min, max(wind_direction_max) as wind_direction_max, sum(wind_direction_sum) as wind_direction_sum, sum(wind_direction_count)::bigint as wind_direction_count,
       sum(noise_energy) as noise_energy, sum(wind_sin) as wind_sin, sum(wind_cos) as wind_cos
  from readings_1h
 group by device_id, time_bucket('1 day', bucket, 'Asia/Shanghai')
  with no data;
