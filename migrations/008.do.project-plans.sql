-- What projects are held against: funds planned by month, phases with their planned ends, milestones, and the thresholds
-- of the lights. Entries marked 待核 or 区级默认 are to be confirmed by the performance office before go-live.

create table project_funds_plan (
  project_id text not null references projects on delete cascade,
  -- First day of a calendar month of Asia/Shanghai.
  month date not null check (extract(day from month) = 1),
  amount_fen bigint not null check (amount_fen >= 0),
  primary key (project_id, month)
);

create table project_phases (
  project_id text not null references projects on delete cascade,
  phase text not null check (phase in ('planning', 'approval', 'preparation', 'building', 'acceptance', 'evaluation')),
  entered_at timestamptz,
  planned_end_at timestamptz,
  left_at timestamptz,
  primary key (project_id, phase),
  check (left_at is null or (entered_at is not null and left_at >= entered_at))
);

create table project_milestones (
  project_id text not null references projects on delete cascade,
  seq integer not null check (seq > 0),
  name text not null,
  is_event boolean not null default false,
  planned_from timestamptz not null,
  planned_to timestamptz not null,
  actual_from timestamptz,
  actual_to timestamptz,
  progress numeric(6, 5) check (progress between 0 and 1),
  primary key (project_id, seq),
  check (planned_to >= planned_from),
  check (actual_to is null or (actual_from is not null and actual_to >= actual_from))
);

create table thresholds (
  code text not null,
  value numeric not null,
  label text not null,
  source text not null,
  effective_from timestamptz not null,
  effective_to timestamptz,
  primary key (code, effective_from),
  check (effective_to is null or effective_to > effective_from)
);

insert into thresholds (code, value, label, source, effective_from) values
  ('spi-yellow', 0.95, 'SPI 低于此值为黄', '挣值分档(区级默认)', '2026-01-01 00:00+08'),
  ('spi-red', 0.85, 'SPI 低于此值为红', '挣值分档(区级默认)', '2026-01-01 00:00+08'),
  ('cpi-yellow', 0.95, 'CPI 低于此值为黄', '挣值分档(区级默认)', '2026-01-01 00:00+08'),
  ('cpi-red', 0.85, 'CPI 低于此值为红', '挣值分档(区级默认)', '2026-01-01 00:00+08'),
  ('behind-points', 5, '连续两周低于计划的百分点', '需求书:连续两周进度低于计划值 5%(按百分点)', '2026-01-01 00:00+08'),
  ('eac-red', 1.10, '完工估算与预算之比', '政府投资条例第二十三条;概算未入库前以预算的 110% 计(区级默认)', '2026-01-01 00:00+08'),
  ('overpaid-points', 15, '支付超前于形象进度的百分点', '资金节奏分档(区级默认)', '2026-01-01 00:00+08'),
  ('paid-ratio-yellow', 0.80, '支付与用款计划之比,低于为黄', '预算执行监控分档(财政监控口径,待核)', '2026-01-01 00:00+08'),
  ('paid-ratio-red', 0.60, '支付与用款计划之比,低于为红', '预算执行监控分档(财政监控口径,待核)', '2026-01-01 00:00+08'),
  ('unreported-weeks', 2, '未报送周报的周数,达到为黄', '周报制度(区级默认)', '2026-01-01 00:00+08'),
  ('overdue-days-yellow', 7, '里程碑或阶段逾期天数,达到为黄', '里程碑管理(区级默认)', '2026-01-01 00:00+08'),
  ('overdue-days-red', 30, '里程碑或阶段逾期天数,达到为红', '里程碑管理(区级默认)', '2026-01-01 00:00+08'),
  ('ahead-ratio', 1.20, '进度与计划之比,达到为蓝(目标偏低)', '运行监控分档(财政监控口径,待核)', '2026-01-01 00:00+08');
