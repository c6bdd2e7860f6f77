-- 操作记录: whoever reads the library sees what was done about a template; the audit log itself stays closed to him.
create function access.template_records(wanted text)
  returns table (at timestamptz, who text, verb text, subject text, before jsonb, after jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.at, l.actor_name, l.verb, l.subject, l.before, l.after
    from audit_log l
   where l.verb in ('template.create', 'template.draft', 'template.edit', 'template.submit', 'template.return',
                    'template.publish', 'template.withdraw')
     and l.outcome = 'done' and split_part(l.subject, ' ', 1) = wanted
   order by l.seq desc limit 200
$$;
grant execute on function access.template_records(text) to xw_app;
