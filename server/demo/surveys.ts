import type pg from 'pg';
import { systemActor } from '../access/audit.ts';
import { closeSurvey, openSurvey } from '../modules/surveys/surveys.ts';
import { yearOf } from '../platform/calendar.rules.ts';
import type { Statement, Transaction } from '../platform/database.ts';
import { projectIdOf } from './projects.data.ts';
import { demoSurveys, type DemoSurvey } from './surveys.data.ts';
import { answersOf, closesAt, opensAt } from './surveys.rules.ts';
import { surveysSql as sql } from './surveys.sql.ts';

type Db = pg.PoolClient;

/** Runs the product's own actions within the seed's transaction. */
async function within(db: Db, work: (tx: Transaction) => Promise<void>): Promise<void> {
  const lasts: (() => Promise<void>)[] = [];
  const run = async <Row>({ text, values }: Statement) => (await db.query(text, [...(values ?? [])])).rows as Row[];
  await work({ client: db, run, beforeCommit: (last) => void lasts.push(last) });
  for (const last of lasts) await last();
}

/**
 * Surveys of satisfaction with their answers, opened and closed by the product's own actions, so that their figures come
 * about as they do for everybody; a demo that was seeded before there were any gets them now.
 */
export async function insertSurveys(db: Db, now: number): Promise<void> {
  const { rows } = await db.query<{ count: number }>(sql.countSurveys);
  if ((rows[0]?.count ?? 0) > 0) return;
  await within(db, async (tx) => {
    for (const survey of demoSurveys) await insertSurvey(tx, survey, now);
  });
}

const actor = { ...systemActor, name: 'demo' };

async function insertSurvey(tx: Transaction, survey: DemoSurvey, now: number): Promise<void> {
  const values = [projectIdOf(survey.project), yearOf(now)];
  const [target] = await tx.run<{ id: number; personId: number }>({ text: sql.selectTarget, values });
  if (target === undefined) return;
  const { title, question, minAnswers } = survey;
  const asked = { targetId: target.id, title, question, minAnswers, closesAt: closesAt(survey, now) };
  const opened = { survey: asked, personId: target.personId, now: opensAt(survey, now) };
  const { id } = (await openSurvey(tx, actor, opened)).result;
  await tx.run({ text: sql.insertAnswers, values: [id, JSON.stringify(answersOf(survey, now))] });
  if (asked.closesAt <= now) await closeSurvey(tx, actor, { id, now: asked.closesAt });
}
