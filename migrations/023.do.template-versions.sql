-- 模板版本: two who edit one draft do not overwrite each other, what was published needs two people who had no hand in
-- each other's part, and what is published or in force stays as it is, whoever asks.

-- Counts the changes of a draft: an editor names the number that he saw.
alter table template_versions add column revision integer not null default 0;

-- What ships with the product was drafted by nobody.
alter table template_versions
  add check (reviewed_by is null or drafted_by is null or reviewed_by <> drafted_by),
  add check (state <> 'published' or drafted_by is null or (submitted_by is not null and reviewed_by is not null));

create function keep_published_version() returns trigger language plpgsql as $$
begin
  if old.state in ('published', 'withdrawn') and (
    (new.missing_policy, new.over_ratio, new.note) is distinct from (old.missing_policy, old.over_ratio, old.note)
    or (new.state <> old.state and new.state <> 'withdrawn')
  ) then
    raise exception '% v% is published', old.template_code, old.version
      using errcode = 'integrity_constraint_violation';
  end if;
  if old.locked_at is not null and new.state <> old.state then
    raise exception '% v% is locked', old.template_code, old.version
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_published before update on template_versions
  for each row execute function keep_published_version();
