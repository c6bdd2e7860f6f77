import type { NewSurvey } from '../../../contracts/surveys.ts';
import type { SourceDetail } from '../../../contracts/sourceDetails.ts';
import type { Statement } from '../../platform/database.ts';

const at = (instant: number): Date => new Date(instant);

const surveys = `select s.id, s.target_id as "targetId", s.project_id as "projectId", p.name as "projectName",
       i.name as "indicatorName", d.year, s.token, s.title, s.question, s.min_answers as "minAnswers",
       s.opens_at as "opensAt", s.closes_at as "closesAt", s.closed_at as "closedAt", author.name as "createdBy",
       s.value_id as "valueId", n.counts
  from surveys s
  join targets t on t.id = s.target_id
  join declarations d on d.id = t.declaration_id
  join indicators i on i.id = t.indicator_id
  join projects p on p.id = s.project_id
  left join people author on author.id = s.created_by
  cross join lateral (select array[count(*) filter (where satisfaction = 1), count(*) filter (where satisfaction = 2),
                                   count(*) filter (where satisfaction = 3), count(*) filter (where satisfaction = 4),
                                   count(*) filter (where satisfaction = 5)]::int[] as counts
                        from survey_answers a where a.survey_id = s.id) n`;

export const selectSurvey = (id: number): Statement => ({ text: `${surveys} where s.id = $1`, values: [id] });
export const selectSurveys = (
  year: number,
  text: string | undefined,
  { page, size }: { readonly page: number; readonly size: number },
): Statement => ({
  text: `select *, count(*) over ()::int as total from (${surveys}
          where d.year = $1 and ($2::text is null or strpos(lower(p.name || ' ' || p.id || ' ' || s.title), lower($2)) > 0)) x
          order by "closedAt" is not null, id desc limit $3 offset $4`,
  values: [year, text?.trim() || null, size, (page - 1) * size],
});

/** Satisfaction targets of approved declarations without an open survey. */
export const selectTargets = (year: number, text: string | undefined): Statement => ({
  text: `select t.id as "targetId", t.project_id as "projectId", p.name as "projectName", i.name as "indicatorName"
           from targets t
           join declarations d on d.id = t.declaration_id and d.year = $1 and d.state = 'approved'
           join indicators i on i.id = t.indicator_id and i.aspect = 'satisfaction' and i.method = 'ratio'
           join projects p on p.id = t.project_id
          where ($2::text is null or strpos(lower(p.name || ' ' || p.id || ' ' || i.name), lower($2)) > 0)
            and not exists (select from surveys s where s.target_id = t.id and s.closed_at is null)
          order by p.name, t.id limit 50`,
  values: [year, text?.trim() || null],
});

export const selectComments = (id: number): Statement => ({
  text: `select given_at as "givenAt", satisfaction, comment as text from survey_answers
          where survey_id = $1 and comment <> '' order by id desc limit 200`,
  values: [id],
});

/** Held until the transaction ends: one survey at a time. */
export const lockTarget = (id: number): Statement => ({
  text: `select t.project_id as "projectId", i.name, i.aspect, i.method, d.state = 'approved' as "isApproved",
                exists (select from surveys s where s.target_id = t.id and s.closed_at is null) as "hasOpen"
           from targets t
           join declarations d on d.id = t.declaration_id
           join indicators i on i.id = t.indicator_id
          where t.id = $1 for update of t`,
  values: [id],
});
export const insertSurvey = (
  survey: NewSurvey & { readonly projectId: string; readonly token: string },
  personId: number,
  now: number,
): Statement => ({
  text: `insert into surveys (target_id, project_id, token, title, question, min_answers, opens_at, closes_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
  values: [
    ...[survey.targetId, survey.projectId, survey.token, survey.title.trim(), survey.question.trim()],
    ...[survey.minAnswers, at(now), at(survey.closesAt), personId],
  ],
});

/** Held until the transaction ends: no answer comes in while they are counted. */
export const lockSurvey = (id: number): Statement => ({
  text: `select s.id, s.closed_at as "closedAt" from surveys s where s.id = $1 for update of s`,
  values: [id],
});
export const closeSurvey = (id: number, valueId: number | null, now: number): Statement => ({
  text: `update surveys set closed_at = $3, value_id = $2 where id = $1`,
  values: [id, valueId, at(now)],
});
/** Whose time is over. */
export const selectLapsed = (now: number): Statement => ({
  text: `select id from surveys where closed_at is null and closes_at <= $1 order by id limit 100`,
  values: [at(now)],
});

export interface SurveyValue {
  readonly targetId: number;
  readonly projectId: string;
  readonly month: string;
  readonly value: string;
  readonly detail: SourceDetail;
}
/** What was accepted for the month makes way: the result of a survey is the newer word. */
export const replaceAccepted = ({ targetId, month }: SurveyValue): Statement => ({
  text: `update indicator_values set state = 'replaced'
          where target_id = $1 and month = ($2 || '-01')::date and state = 'accepted' returning id`,
  values: [targetId, month],
});
export const insertValue = (row: SurveyValue, replacesId: number | null, now: number): Statement => ({
  text: `insert into indicator_values (target_id, project_id, month, value, source, source_detail, measured_at, state,
                replaces_id, entered_at)
         values ($1, $2, ($3 || '-01')::date, $4::numeric, 'survey', $5, $6, 'accepted', $7, $6) returning id`,
  values: [row.targetId, row.projectId, row.month, row.value, JSON.stringify(row.detail), at(now), replacesId],
});

/** For anybody with the token, by the functions of migration 025. */
export const selectQuestionnaire = (token: string, respondent: Buffer): Statement => ({
  text: `select title, question, project_name as "projectName", closes_at as "closesAt", state
           from access.questionnaire($1, $2)`,
  values: [token, respondent],
});
export const answerQuestionnaire = (
  token: string,
  respondent: Buffer,
  satisfaction: number,
  comment: string,
): Statement => ({
  text: `select access.answer_questionnaire($1, $2, $3::smallint, $4) as state`,
  values: [token, respondent, satisfaction, comment],
});
