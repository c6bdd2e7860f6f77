-- Values are never overwritten, whoever asks; windows judged by day, from which 扬尘达标率 and 噪声达标率 are counted; and
-- what anybody with a survey's QR code may do, which is read it and answer it once.

-- What was reported stays as it was. Only what became of it changes.
revoke update on indicator_values from xw_app;
grant update (state, replaces_id, reviewed_by, reviewed_at, review_note) on indicator_values to xw_app;
create function keep_reported_values() returns trigger language plpgsql as $$
begin
  if (new.target_id, new.project_id, new.month, new.value, new.band, new.points_met, new.vetoed, new.note, new.over_reason,
      new.deviation, new.likelihood, new.forecast, new.source, new.source_detail, new.measured_at, new.entered_by,
      new.entered_at)
     is distinct from
     (old.target_id, old.project_id, old.month, old.value, old.band, old.points_met, old.vetoed, old.note, old.over_reason,
      old.deviation, old.likelihood, old.forecast, old.source, old.source_detail, old.measured_at, old.entered_by,
      old.entered_at)
     or (old.state in ('returned', 'replaced') and new.state <> old.state)
     or (new.replaces_id is distinct from old.replaces_id and not (old.state = 'submitted' and new.state = 'accepted')) then
    raise exception 'value % is not overwritten: correct it by another', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_reported before update on indicator_values
  for each row execute function keep_reported_values();
create index indicator_values_month on indicator_values (month, target_id);

-- Judging windows of a device, a limit and a day of Asia/Shanghai: how many there could be, had data, kept to the limit.
-- Kept so that a year's share is a sum of days, not a reading of the year's packets; a day is counted anew while packets
-- may still come in for it.
create table judged_days (
  device_id integer not null,
  day date not null,
  limit_code text not null references limits,
  expected integer not null check (expected >= 0),
  judged integer not null check (judged between 0 and expected),
  within integer not null check (within between 0 and judged),
  counted_at timestamptz not null,
  primary key (device_id, day, limit_code)
);

-- One survey at a time for a target; the value that it gave.
alter table surveys add column value_id integer references indicator_values;
create unique index surveys_open on surveys (target_id) where closed_at is null;

-- Anybody who has the token reads the survey: they are nobody, so row security shows them no row.
create function access.questionnaire(wanted text, device bytea)
  returns table (title text, question text, project_name text, closes_at timestamptz, state text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.title, s.question, p.name, s.closes_at,
         case when exists (select from survey_answers a where a.survey_id = s.id and a.respondent = device) then 'answered'
              when s.closed_at is not null or s.closes_at <= now() or s.opens_at > now() then 'over'
              else 'open' end
    from surveys s join projects p on p.id = s.project_id
   where s.token = wanted
$$;
-- Keeps an answer, one of a device. Says how the survey stood for it before: what is not `open` is not kept.
create function access.answer_questionnaire(wanted text, device bytea, mark smallint, said text) returns text
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before text;
begin
  -- Held against its closing, which counts the answers.
  perform from surveys where token = wanted for share;
  select q.state into before from access.questionnaire(wanted, device) q;
  if before = 'open' then
    insert into survey_answers (survey_id, project_id, respondent, satisfaction, comment)
      select id, project_id, device, mark, said from surveys where token = wanted
      on conflict (survey_id, respondent) do nothing;
    if not found then before := 'answered'; end if;
  end if;
  return before;
end $$;
revoke execute on function access.questionnaire(text, bytea), access.answer_questionnaire(text, bytea, smallint, text)
  from public;
grant execute on function access.questionnaire(text, bytea), access.answer_questionnaire(text, bytea, smallint, text)
  to xw_app;
-- Answers come by that function alone.
revoke insert on survey_answers from xw_app;
