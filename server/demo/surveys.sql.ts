/** SQL of the demo's surveys. */
export const surveysSql = {
  countSurveys: `select count(*)::int as count from surveys s join projects p on p.id = s.project_id and p.demo`,

  /** The satisfaction target of a project that a survey may be opened for, and who opens it. */
  selectTarget: `
    select t.id, office.id as "personId"
      from targets t
      join declarations d on d.id = t.declaration_id and d.state = 'approved' and d.year = $2
      join indicators i on i.id = t.indicator_id and i.aspect = 'satisfaction' and i.method = 'ratio'
      join people office on office.login_name = 'office'
     where t.project_id = $1 order by t.id limit 1`,

  /** A device answers once: what tells two of them apart is random here, no device of anybody's has it. */
  insertAnswers: `
    insert into survey_answers (survey_id, project_id, respondent, satisfaction, comment, given_at)
    select s.id, s.project_id, sha256(uuid_send(gen_random_uuid())), a.satisfaction, a.comment,
           to_timestamp(a."givenAt" / 1000)
      from surveys s
      cross join jsonb_to_recordset($2) as a (satisfaction smallint, comment text, "givenAt" float8)
     where s.id = $1 order by a."givenAt"`,
} as const;
