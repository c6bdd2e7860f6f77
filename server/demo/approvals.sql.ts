export const approvalsSql = {
  count: `select count(*)::int as count from approvals a join projects p on p.id = a.project_id and p.demo`,
  selectPeople: `select login_name as name, id from people`,
  selectStates: `select project_id as id, state from project_lifecycles`,
  /** Only what is not noted yet: the past has its documents. */
  noteDocuments: `
    insert into project_documents (project_id, kind, version, title, number, issued_on, noted_by, noted_at, after_step)
    select d.id, d.kind, 1, d.title, '', (to_timestamp(d.at / 1000) at time zone 'Asia/Shanghai')::date, '演示',
           to_timestamp(d.at / 1000), (select coalesce(max(seq), 0) from lifecycle_steps s where s.project_id = d.id)
      from jsonb_to_recordset($1) as d (id text, kind text, title text, at float8)
    on conflict (project_id, kind, version) do nothing`,
  noteFinalAccount: `
    insert into project_amounts (project_id, kind, amount_fen, note, noted_by, noted_at)
    select project_id, 'final-account', amount_fen, '演示数据', '演示', to_timestamp($2 / 1000.0)
      from project_amounts where project_id = $1 and kind = 'settlement' order by id desc limit 1`,
  selectDocuments: `
    select distinct on (d.kind) d.kind, d.title, d.number, d.version, d.file_id as "fileId", f.name as "fileName",
           f.hash as "fileHash"
      from project_documents d left join files f on f.id = d.file_id and f.removed_at is null
     where d.project_id = $1 and d.kind = any ($2) order by d.kind, d.version desc`,
};
