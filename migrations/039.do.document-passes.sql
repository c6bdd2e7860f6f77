-- Documents belong to a pass: a state that a project comes into anew (the second 季度督查, what was returned) asks for its
-- documents anew. Each document says after which step of the project it was noted; what was taken before that step does
-- not stand on it.

alter table project_documents add column after_step integer check (after_step >= 0);
update project_documents d
   set after_step = (select count(*) from lifecycle_steps s where s.project_id = d.project_id and s.moved_at <= d.noted_at);
alter table project_documents alter column after_step set not null;

-- Whoever notes one does not say it: it follows the newest step that the project has made.
create function place_document() returns trigger language plpgsql as $$
begin
  if new.after_step is null then
    new.after_step := coalesce((select max(seq) from lifecycle_steps where project_id = new.project_id), 0);
  end if;
  return new;
end $$;
create trigger place_document before insert on project_documents for each row execute function place_document();
