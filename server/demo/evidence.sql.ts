/** SQL of the files behind the demo's values. */
export const evidenceSql = {
  countEvidence: `
    select count(*)::int as count from value_evidence e join projects p on p.id = e.project_id and p.demo`,

  /** What the seed reported in the name of the project's unit. */
  selectReported: `
    select v.id, v.project_id as "projectId", p.name as "projectName", to_char(v.month, 'YYYY-MM') as month,
           v.target_id as "targetId", i.name as indicator, i.unit, i.decimals, i.evidence, t.target::text as target,
           v.value::text as value, v.band, v.points_met as "pointsMet", i.points, v.entered_at as "toldAt"
      from indicator_values v
      join projects p on p.id = v.project_id and p.demo
      join targets t on t.id = v.target_id
      join indicators i on i.id = t.indicator_id
     where v.source = 'manual' and v.note like '演示数据%'
     order by v.id`,

  /** Files under their hashes, and the values that stand on them. Whoever reported a value took its file in. */
  insertEvidence: `
    with given as (
      select * from jsonb_to_recordset($1)
          as f ("projectId" text, name text, mime text, bytes int, hash text, "toldAt" float8, values int[])
    ), kept as (
      insert into files (name, mime, bytes, hash, label, subject_kind, subject_code, uploaded_by, uploaded_at, owner_code,
             uploader)
      select g.name, g.mime, g.bytes, g.hash, 'internal', 'project', g."projectId", coalesce(unit.name, '演示'),
             to_timestamp(g."toldAt" / 1000), post.org_code, 'person:' || unit.id
        from given g
        left join people unit on unit.login_name = 'unit'
        left join lateral (select min(org_code) as org_code from posts where person_id = unit.id) post on true
      returning id, subject_code, name
    )
    insert into value_evidence (value_id, project_id, file_id)
    select unnest(g.values), k.subject_code, k.id
      from kept k join given g on g."projectId" = k.subject_code and g.name = k.name`,
} as const;
