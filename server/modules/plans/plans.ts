import type { GoalFacts, GoalLinks, PlanDocument, PlanFacts, PlanGoal, PlanView } from '../../../contracts/plans.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { coverageOf } from './plans.rules.ts';
import * as sql from './plans.sql.ts';

type StoredPlan = Omit<PlanDocument, 'coverage'>;

/** Every plan with how far its goals are traced. */
export async function listPlans(db: Runner): Promise<PlanDocument[]> {
  const plans = await db.run<StoredPlan>(sql.selectPlans());
  const goals = await db.run<PlanGoal>(sql.selectGoals(null));
  return plans.map((plan) => ({
    ...plan,
    coverage: coverageOf(goals.filter(({ planCode }) => planCode === plan.code)),
  }));
}

/** @throws ProblemError not-found */
export async function viewPlan(db: Runner, code: string): Promise<PlanView> {
  const plan = (await listPlans(db)).find((one) => one.code === code);
  if (plan === undefined) throw new ProblemError('not-found', `规划 ${code}`);
  return { plan, goals: await db.run<PlanGoal>(sql.selectGoals(code)) };
}

interface ScoredIndicator {
  readonly code: string;
  readonly name: string;
  readonly templateCode: string;
  readonly templateName: string;
}
export const listScoredIndicators = (db: Runner): Promise<ScoredIndicator[]> =>
  db.run<ScoredIndicator>(sql.selectScoredIndicators());

/** Adds a plan, or writes one anew. @throws ProblemError bad-request for years the wrong way round */
export const savePlan: Action<'plan.edit', { readonly code: string; readonly facts: PlanFacts }, undefined> = async (
  tx,
  actor,
  { code, facts },
) => {
  if (facts.toYear < facts.fromYear) throw new ProblemError('bad-request', '截止年度早于起始年度');
  const [before] = await tx.run<StoredPlan>(sql.lockPlan(code));
  await tx.run(sql.upsertPlan(code, facts));
  return record(tx, { actor, verb: 'plan.edit', subject: code, before, after: facts });
};

/** A goal's row, held. @throws ProblemError not-found */
async function take(tx: Transaction, id: number): Promise<sql.StandingGoal> {
  const [found] = await tx.run<sql.StandingGoal>(sql.lockGoal(id));
  if (found === undefined) throw new ProblemError('not-found', '目标');
  return found;
}
const subjectOf = ({ planCode, code }: { planCode: string; code: string }): string => `${planCode} ${code}`;

async function checkOrganisation(tx: Transaction, code: string | null): Promise<void> {
  if (code !== null && (await tx.run(sql.selectOrganisation(code))).length === 0)
    throw new ProblemError('not-found', `机构 ${code}`);
}

/** @throws ProblemError not-found, already-exists */
export const addGoal: Action<
  'plan.edit',
  GoalFacts & { readonly planCode: string; readonly code: string; readonly parentId: number | null },
  PlanGoal
> = async (tx, actor, { planCode, ...wanted }) => {
  if ((await tx.run(sql.lockPlan(planCode))).length === 0) throw new ProblemError('not-found', `规划 ${planCode}`);
  if (wanted.parentId !== null) await take(tx, wanted.parentId);
  await checkOrganisation(tx, wanted.orgCode);
  const [made] = await tx.run<{ id: number }>(sql.insertGoal(planCode, wanted));
  if (made === undefined) throw new ProblemError('already-exists', `目标 ${wanted.code}`);
  const [goal] = await tx.run<PlanGoal>(sql.selectGoal(made.id));
  if (goal === undefined) throw new Error('no goal came back');
  return record(tx, { actor, verb: 'plan.edit', subject: subjectOf(goal), after: wanted }, goal);
};

/** Changes a goal for whoever saw it as it is. @throws ProblemError not-found, changed-meanwhile */
export const changeGoal: Action<
  'plan.edit',
  GoalFacts & { readonly id: number; readonly was: GoalFacts },
  undefined
> = async (tx, actor, { id, was, name, orgCode }) => {
  const goal = await take(tx, id);
  if (goal.name !== was.name || goal.orgCode !== was.orgCode) throw new ProblemError('changed-meanwhile', goal.name);
  await checkOrganisation(tx, orgCode);
  await tx.run(sql.updateGoal(id, { name, orgCode }));
  const before = { name: goal.name, orgCode: goal.orgCode };
  return record(tx, { actor, verb: 'plan.edit', subject: subjectOf(goal), before, after: { name, orgCode } });
};

/** Takes a goal away with its ties. @throws ProblemError not-found, in-use while others stand below it */
export const removeGoal: Action<'plan.edit', number, undefined> = async (tx, actor, id) => {
  const goal = await take(tx, id);
  if (goal.children > 0) throw new ProblemError('in-use', `下级目标 ${goal.children} 个`);
  await tx.run(sql.deleteGoal(id));
  return record(tx, { actor, verb: 'plan.edit', subject: subjectOf(goal), before: { name: goal.name } });
};

/** Ties projects and indicators to a goal, and unties others. */
export const linkGoal: Action<'plan.edit', { readonly id: number; readonly links: GoalLinks }, undefined> = async (
  tx,
  actor,
  { id, links },
) => {
  const goal = await take(tx, id);
  await tx.run(sql.unlinkProjects(id, links.removeProjects));
  await tx.run(sql.unlinkIndicators(id, links.removeIndicators));
  await tx.run(sql.linkProjects(id, links.addProjects));
  await tx.run(sql.linkIndicators(id, links.addIndicators));
  return record(tx, { actor, verb: 'plan.edit', subject: subjectOf(goal), after: links });
};
