/** Who has a post in the demonstration: its project unit fills in, others conclude and decide. */
const holder = (role: string): string =>
  `(select f.person_id from posts f where f.role = '${role}' order by f.id limit 1)`;
const filler = holder('project-unit');
const evidence = `coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'version', d.version, 'title', d.title,
                   'number', d.number, 'fileName', null, 'fileHash', null) order by d.id)
   from project_documents d where d.project_id = p.id and d.noted_at <= s.moved_at), '[]')`;
const figures = `jsonb_build_object('at', floor(extract(epoch from s.moved_at) * 1000)::bigint, 'progress', w.progress::float8,
       'planned', w.planned::float8, 'spi', round(w.progress / nullif(w.planned, 0), 4)::float8, 'cpi', null,
       'budgetFen', p.budget_fen::text,
       'paidFen', coalesce((select sum(amount_fen) from payments m where m.project_id = p.id and m.paid_at <= s.moved_at), 0)::text,
       'milestones', (select count(*) from project_milestones k where k.project_id = p.id),
       'milestonesDone', (select count(*) from project_milestones k where k.project_id = p.id and k.actual_to <= s.moved_at),
       'milestonesLate', (select count(*) from project_milestones k where k.project_id = p.id and k.planned_to < s.moved_at
                             and (k.actual_to is null or k.actual_to > s.moved_at)),
       'score', null)`;
const week = `left join lateral (select progress, planned from project_weeks where project_id = p.id and progress is not null
                 and closes_at <= s.moved_at order by closes_at desc limit 1) w on true`;

export const reviewsSql = {
  countReviews: `select count(*)::int as count from project_reviews r join projects p on p.id = r.project_id and p.demo`,

  /** One for each time that a project was evaluated and went on; every third found something. */
  insertMidTerm: `
    insert into project_reviews (project_id, kind, pass, state, answers, summary, figures, evidence, filled_by, filled_at, filed_at,
                                 outcome, opinion, concluded_by, concluded_at)
    select p.id, 'mid-term', row_number() over (partition by p.id order by s.seq), 'concluded',
           case when right(p.id, 1) in ('3', '6', '9') then $2::jsonb else $1::jsonb end,
           '项目总体推进有序，资金使用合规，绩效目标预期可以实现（演示数据）', ${figures}, ${evidence}, ${filler},
           s.moved_at - interval '3 days', s.moved_at - interval '2 days',
           case s.action when 'adjust' then 'adjust' else 'continue' end, '同意评估结论，按计划推进', ${holder('performance-office')}, s.moved_at
      from lifecycle_steps s join projects p on p.id = s.project_id and p.demo ${week}
     where s.from_state = 'S110' and s.action in ('continue', 'adjust')`,

  /** Projects that stand at their mid-term evaluation: filed, not concluded. */
  insertWaiting: `
    insert into project_reviews (project_id, kind, pass, state, answers, summary, figures, evidence, filled_by, filled_at, filed_at)
    select p.id, 'mid-term', 1 + (select count(*) from project_reviews r where r.project_id = p.id and r.kind = 'mid-term'), 'filed',
           $1::jsonb, '进度较计划滞后，已制定赶工措施，建议继续实施（演示数据）', ${figures}, ${evidence}, ${filler},
           $2::timestamptz - interval '2 days', $2::timestamptz - interval '1 day'
      from project_lifecycles l
      join projects p on p.id = l.project_id and p.demo
      join lateral (select * from lifecycle_steps where project_id = p.id order by seq desc limit 1) s on true ${week}
     where l.state = 'S110'`,

  insertAcceptances: `
    insert into project_reviews (project_id, kind, pass, state, answers, summary, figures, evidence, filled_by, filled_at, filed_at,
                                 outcome, opinion, concluded_by, concluded_at)
    select p.id, 'acceptance', 1, 'concluded', $1::jsonb, '工程质量合格，资料齐全，同意通过验收（演示数据）', ${figures}, ${evidence},
           ${filler}, s.moved_at - interval '3 days', s.moved_at - interval '2 days', 'pass', '同意验收结论',
           ${holder('performance-office')}, s.moved_at
      from lifecycle_steps s join projects p on p.id = s.project_id and p.demo ${week}
     where s.from_state = 'S130' and s.action = 'advance'`,

  /** On the first projects under construction: one that waits, one approved, one refused, and a budget that waits. */
  insertOrders: `
    insert into change_orders (project_id, seq, kind, cause, title, content, amount_fen, days, fund_source, before_fen, state,
                               proposed_by, proposed_at, decided_by, decided_at, number, opinion)
    select p.id, 1, o.kind, o.cause, o.title, o.content || '（演示数据）',
           case o.kind when 'budget' then a.amount_fen + a.amount_fen / 20 else o.fen end, o.days, o.funds,
           case o.kind when 'budget' then a.amount_fen end, o.state, ${filler}, $1::timestamptz - o.age * interval '1 day',
           case when o.state <> 'proposed' then ${holder('department')} end,
           case when o.state <> 'proposed' then $1::timestamptz - (o.age - 2) * interval '1 day' end, '',
           case o.state when 'approved' then '情况属实，同意变更' when 'refused' then '依据不足，请补充勘察资料' else '' end
      from (select p.*, row_number() over (order by p.id) as place from projects p
              join project_lifecycles l on l.project_id = p.id and l.state = 'S100' where p.demo) p
      join (values
        (1, 'works', 'site', '地下管线迁改', '开挖发现未标注的燃气管线，须迁改并增设保护', 38500000::bigint, 12, '项目预备费', 'proposed', 3),
        (2, 'works', 'demand', '增设无障碍坡道', '按居民意见在两处单元口增设无障碍坡道', 12600000, 5, '项目预备费', 'approved', 24),
        (3, 'works', 'design', '外立面材料调整', '拟以涂料代替面砖，造价降低', -21800000, 0, '', 'refused', 40),
        (4, 'budget', 'price', '概算调整', '主材价格上涨且新增雨污分流内容，申请调整概算', 0, 0, '区级财政统筹', 'proposed', 6)
      ) as o (place, kind, cause, title, content, fen, days, funds, state, age) on o.place = p.place
      left join lateral (select amount_fen from project_amounts where project_id = p.id and kind = 'budget' order by id desc limit 1) a on true
     where o.kind = 'works' or a.amount_fen is not null`,
};
