-- A score and its bars are one thing, written and read together: they stand in one row, and a year of five hundred
-- projects with sixty indicators each is 6,000 rows instead of 360,000 with a foreign key check for each of their columns.
-- `indicator_scores` keeps its name and columns for whoever reads single bars.
drop table indicator_scores;
alter table project_scores
  add column bars jsonb not null default '[]',
  -- Of all that a score says but its time: what did not change is not written.
  add column digest text not null default '';

create view indicator_scores with (security_invoker) as
  select s.project_id, s.month, (bar ->> 'targetId')::integer as target_id, bar ->> 'state' as state,
         (bar ->> 'points')::numeric as points, (bar ->> 'weight')::numeric as weight, bar ->> 'light' as light,
         (bar ->> 'valueId')::integer as value_id, s.formula_version, bar ->> 'sentence' as sentence
    from project_scores s cross join lateral jsonb_array_elements(s.bars) as bar;
grant select on indicator_scores to xw_app;

-- Members of a month's groups, and the newest score of each project.
create index project_scores_newest on project_scores (project_id, month desc) include (score, grade);
