import { randomBytes } from 'node:crypto';
import type { Instant } from '../../../contracts/glossary.ts';
import type {
  Answer,
  NewSurvey,
  Questionnaire,
  QuestionnaireState,
  Survey,
  SurveyComment,
  SurveyTarget,
} from '../../../contracts/surveys.ts';
import { record, systemActor, type Action } from '../../access/audit.ts';
import type { Database, Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { Vault } from '../../vault/vault.ts';
import { askScore } from '../scores/scores.ts';
import { monthOfResult, resultOf, whyNotOpen, withoutNames, type SurveyedTarget } from './surveys.rules.ts';
import * as sql from './surveys.sql.ts';

type StoredSurvey = Omit<Survey, 'answers' | 'rate'>;
const untilOf = ({ closedAt, closesAt }: StoredSurvey): Instant => Math.min(closedAt ?? closesAt, closesAt);
const surveyOf = (row: StoredSurvey): Survey => ({
  ...row,
  answers: row.counts.reduce((sum, count) => sum + count, 0),
  rate: resultOf({ ...row, until: untilOf(row) })?.value ?? null,
});

export async function listSurveys(
  db: Runner,
  { year, text, ...span }: { year: number; text?: string; page: number; size: number },
): Promise<{ rows: Survey[]; total: number }> {
  const rows = await db.run<StoredSurvey & { total: number }>(sql.selectSurveys(year, text, span));
  return { rows: rows.map(surveyOf), total: rows[0]?.total ?? 0 };
}

export const listSurveyTargets = (db: Runner, year: number, text: string | undefined): Promise<SurveyTarget[]> =>
  db.run<SurveyTarget>(sql.selectTargets(year, text));

/** @throws ProblemError not-found */
export async function findSurvey(db: Runner, id: number): Promise<Survey> {
  const [row] = await db.run<StoredSurvey>(sql.selectSurvey(id));
  if (row === undefined) throw new ProblemError('not-found', '调查');
  return surveyOf(row);
}
export const listComments = (db: Runner, id: number): Promise<SurveyComment[]> =>
  db.run<SurveyComment>(sql.selectComments(id));

const subjectOf = ({ projectId, id }: Pick<Survey, 'projectId' | 'id'>): string => `${projectId}/survey-${id}`;
/** 128 random bits: nobody guesses the address of a survey, and it stays short enough for a small code. */
const newSurveyToken = (): string => randomBytes(16).toString('base64url');

/** Opens a survey for a satisfaction target. @throws ProblemError not-found, survey-refused */
export const openSurvey: Action<
  'survey.open',
  { readonly survey: NewSurvey; readonly personId: number; readonly now: Instant },
  Survey
> = async (tx, actor, { survey, personId, now }) => {
  const [target] = await tx.run<SurveyedTarget & { projectId: string }>(sql.lockTarget(survey.targetId));
  if (target === undefined) throw new ProblemError('not-found', '指标');
  const objection = whyNotOpen(target, survey.closesAt, now);
  if (objection !== undefined) throw new ProblemError('survey-refused', objection);
  const row = { ...survey, projectId: target.projectId, token: newSurveyToken() };
  const [made] = await tx.run<{ id: number }>(sql.insertSurvey(row, personId, now));
  const opened = await findSurvey(tx, made?.id ?? 0);
  const { title, question, minAnswers, closesAt } = opened;
  const after = { title, question, minAnswers, closesAt };
  return record(tx, { actor, verb: 'survey.open', subject: subjectOf(opened), after }, opened);
};

/**
 * Closes a survey. Its result becomes a value of its target, accepted at once: nobody reported it, so nobody reviews it.
 * Below the least sample there is none. @throws ProblemError not-found, survey-over
 */
export const closeSurvey: Action<'survey.close', { readonly id: number; readonly now: Instant }, Survey> = async (
  tx,
  actor,
  { id, now },
) => {
  const [locked] = await tx.run<{ closedAt: Instant | null }>(sql.lockSurvey(id));
  if (locked === undefined) throw new ProblemError('not-found', '调查');
  if (locked.closedAt !== null) throw new ProblemError('survey-over');
  const survey = await findSurvey(tx, id);
  const result = resultOf({ ...survey, until: Math.min(now, survey.closesAt) });
  const valueId = result === undefined ? null : await writeResult(tx, survey, result, now);
  await tx.run(sql.closeSurvey(id, valueId, now));
  const closed = await findSurvey(tx, id);
  const after = { answers: closed.answers, rate: closed.rate, valueId };
  return record(tx, { actor, verb: 'survey.close', subject: subjectOf(closed), after }, closed);
};

async function writeResult(
  tx: Transaction,
  { targetId, projectId, year, indicatorName, closesAt }: Survey,
  result: NonNullable<ReturnType<typeof resultOf>>,
  now: Instant,
): Promise<number> {
  const row = { targetId, projectId, month: monthOfResult(year, Math.min(now, closesAt)), ...result };
  const [before] = await tx.run<{ id: number }>(sql.replaceAccepted(row));
  const [made] = await tx.run<{ id: number }>(sql.insertValue(row, before?.id ?? null, now));
  if (made === undefined) throw new Error('no value came back');
  await askScore(tx, projectId, year, `问卷调查：${indicatorName} ${row.month}`);
  return made.id;
}

/** Closes what is over. @returns whether a score may have changed */
export async function closeLapsed(db: Database, now: Instant): Promise<boolean> {
  const lapsed = await db.run<{ id: number }>(sql.selectLapsed(now));
  for (const { id } of lapsed) await db.withTransaction((tx) => closeSurvey(tx, systemActor, { id, now }));
  return lapsed.length > 0;
}

/** One device before one survey. What is kept of it tells two answers of it to that survey, and nothing else. */
export interface Respondent {
  readonly token: string;
  readonly device: string;
}
const respondentOf = (vault: Pick<Vault, 'blindIndex'>, { token, device }: Respondent): Buffer =>
  vault.blindIndex(`${token}/${device}`, 'survey.respondent');

/** @throws ProblemError not-found */
export async function readQuestionnaire(
  db: Runner,
  vault: Pick<Vault, 'blindIndex'>,
  respondent: Respondent,
): Promise<Questionnaire> {
  const ask = sql.selectQuestionnaire(respondent.token, respondentOf(vault, respondent));
  const [found] = await db.run<Questionnaire>(ask);
  if (found === undefined) throw new ProblemError('not-found', '调查');
  return found;
}

const refusals = { answered: 'already-answered', over: 'survey-over' } as const;
/** Keeps an answer, one of a device. @throws ProblemError not-found, survey-over, already-answered */
export async function answerQuestionnaire(
  db: Runner,
  vault: Pick<Vault, 'blindIndex'>,
  respondent: Respondent,
  { satisfaction, comment }: Answer,
): Promise<void> {
  const hash = respondentOf(vault, respondent);
  const ask = sql.answerQuestionnaire(respondent.token, hash, satisfaction, withoutNames(comment));
  const [answer] = await db.run<{ state: QuestionnaireState | null }>(ask);
  const state = answer?.state ?? null;
  if (state === null) throw new ProblemError('not-found', '调查');
  if (state !== 'open') throw new ProblemError(refusals[state]);
}
