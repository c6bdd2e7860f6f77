export const lifecyclesSql = {
  countLifecycles: `select count(*)::int as count from project_lifecycles l join projects p on p.id = l.project_id and p.demo`,

  insertLifecycles: `
    insert into project_lifecycles (project_id, chart, state, phase, moved_at)
    select l.id, l.chart, l.state, p.phase, to_timestamp(l.at / 1000)
      from jsonb_to_recordset($1) as l (id text, chart text, state text, at float8)
      join projects p on p.id = l.id`,

  insertSteps: `
    insert into lifecycle_steps (project_id, seq, from_state, action, to_state, moved_at, moved_by)
    select id, seq, "from", action, "to", to_timestamp(at / 1000), '演示'
      from jsonb_to_recordset($1) as s (id text, seq int, "from" text, action text, "to" text, at float8)`,

  insertDocuments: `
    insert into project_documents (project_id, kind, version, title, number, issued_on, noted_by, noted_at, after_step)
    select id, kind, version, title, '', (to_timestamp(at / 1000) at time zone 'Asia/Shanghai')::date, '演示',
           to_timestamp(at / 1000), "afterStep"
      from jsonb_to_recordset($1) as d (id text, kind text, version int, title text, at float8, "afterStep" int)`,

  insertAmounts: `
    insert into project_amounts (project_id, kind, amount_fen, note, noted_by, noted_at)
    select id, kind, fen, '演示数据', '演示', to_timestamp(at / 1000)
      from jsonb_to_recordset($1) as a (id text, kind text, fen bigint, at float8)`,

  insertContracts: `
    insert into project_contracts (project_id, number, name, contractor, amount_fen, payable_share, noted_by)
    select id, id || '-HT01', '施工总承包合同', contractor, fen, 0.9, '演示'
      from jsonb_to_recordset($1) as c (id text, contractor text, fen bigint)`,
};
