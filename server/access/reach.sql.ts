import type { Statement } from '../platform/database.ts';

/** Whether the viewer sees an area whole. To be asked through the viewer's eyes. */
export const selectSeesWhole = (kind: string, code: string): Statement => ({
  text: `select access.sees_all() or case $1 when 'street' then $2 = any (access.seen_streets())
                                   when 'department' then $2 = any (access.seen_departments()) else false end as whole`,
  values: [kind, code],
});

export interface Question {
  readonly viewer: string;
  readonly permission: string;
  readonly kind: string;
  readonly key: string;
}

/** The numbers, from 1, of the questions whose answer is yes. */
export const selectJudged = (questions: readonly Question[]): Statement => ({
  text: `select access.judge($1, $2, $3, $4) as n`,
  values: [
    questions.map(({ viewer }) => viewer),
    questions.map(({ permission }) => permission),
    questions.map(({ kind }) => kind),
    questions.map(({ key }) => key),
  ],
});
