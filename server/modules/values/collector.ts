import type { Instant } from '../../../contracts/glossary.ts';
import type { AutoSource } from '../../../contracts/indicators.ts';
import type { CollectReport } from '../../../contracts/values.ts';
import { record, systemActor, type Actor } from '../../access/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { askScore } from '../scores/scores.ts';
import {
  budgetExecution,
  collectedSources,
  compliance,
  complianceMetrics,
  milestonesOnTime,
  monthOf,
  monthStart,
  monthsToCollect,
  progressReported,
  stretchOf,
  type Collected,
  type Milestone,
  type Stretch,
} from './collect.rules.ts';
import * as sql from './collect.sql.ts';
import { countWindows } from './countWindows.ts';
import { judgeCollected, type CollectVerdict } from './values.rules.ts';
import { selectCompliance } from './windows.sql.ts';

const PROJECTS_A_BATCH = 200;

export interface CollectorDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** To be called once values are committed. */
  readonly wakeScorer: () => void;
}
export interface CollectAsk {
  readonly month: string;
  /** Null: every project. */
  readonly projectId: string | null;
  readonly actor: Actor;
}
export interface Collector {
  /** Takes automatic values of a month. The same inputs again change nothing. */
  collect(ask: CollectAsk): Promise<CollectReport>;
  /** A project's inputs are others: its values of a year are taken anew, soon; failing that, at the next turn. */
  recollect(projectId: string, year: number): void;
  /** The scheduled turn: this month, and the one before while its records may still come in. */
  turn(): Promise<void>;
}

/** Takes values out of payments, milestones, weekly reports and telemetry, as the server itself. */
export function createCollector({ db, clock, log, wakeScorer }: CollectorDeps): Collector {
  /** One at a time: two would read the same days. */
  let running: Promise<unknown> = Promise.resolve();
  const collect = (ask: CollectAsk): Promise<CollectReport> => {
    const next = running.then(() => collectMonth(db, ask, clock.now()));
    running = next.catch(() => undefined);
    return next.then((report) => {
      if (report.written > 0) wakeScorer();
      return report;
    });
  };
  return {
    collect,
    recollect(projectId, year) {
      collect({ month: monthToCollect(year, clock.now()), projectId, actor: systemActor }).catch((error: Error) =>
        log.warn({ error: error.message, projectId }, 'values wait for the next turn'),
      );
    },
    async turn() {
      for (const month of monthsToCollect(clock.now())) await collect({ month, projectId: null, actor: systemActor });
    },
  };
}

/** The month of a year that an order to collect now speaks of: the current one, or the year's last. */
export const monthToCollect = (year: number, now: Instant): string => {
  const [current, last] = [monthOf(now), `${year}-12`];
  return current < last ? current : last;
};

async function collectMonth(
  db: Database,
  { month, projectId, actor }: CollectAsk,
  now: Instant,
): Promise<CollectReport> {
  const year = Number(month.slice(0, 4));
  const tally = { written: 0, unchanged: 0, withoutInput: 0, held: 0 };
  if (monthStart(month) > now) return { month, ...tally };
  const targets = await db.run<sql.AutoTarget>(sql.selectAutoTargets(year, month, projectId, collectedSources));
  const wholeYear = { from: monthStart(`${year}-01`), to: monthStart(`${year}-12`, 1) };
  await countWindows(db, watchedProjects(targets), wholeYear, now);
  const projects = [...new Set(targets.map((target) => target.projectId))];
  for (let at = 0; at < projects.length; at += PROJECTS_A_BATCH) {
    const batch = new Set(projects.slice(at, at + PROJECTS_A_BATCH));
    const own = targets.filter((target) => batch.has(target.projectId));
    await collectBatch(db, { targets: own, month, actor, now }, tally);
  }
  return { month, ...tally };
}

const watchedProjects = (targets: readonly sql.AutoTarget[]): string[] => [
  ...new Set(targets.filter(({ autoSource }) => autoSource in complianceMetrics).map(({ projectId }) => projectId)),
];

type Tally = Record<'written' | Exclude<CollectVerdict, 'write'>, number>;
interface Batch {
  readonly targets: readonly sql.AutoTarget[];
  readonly month: string;
  readonly actor: Actor;
  readonly now: Instant;
}
interface Write extends sql.CollectedValue {
  readonly name: string;
}

async function collectBatch(db: Database, { targets, month, actor, now }: Batch, tally: Tally): Promise<void> {
  const valueOf = await readInputs(db, targets, stretchOf(month, now));
  const writes: Write[] = [];
  for (const target of targets) {
    const { acceptedId, acceptedValue, acceptedSource, waiting, name, targetId, projectId } = target;
    const found = valueOf(target);
    const accepted = acceptedSource === null ? null : { value: acceptedValue, source: acceptedSource };
    const verdict = judgeCollected(found?.value, { accepted, waiting });
    if (verdict !== 'write') tally[verdict] += 1;
    else if (found !== undefined) writes.push({ targetId, projectId, name, ...found, replacesId: acceptedId });
  }
  if (writes.length === 0) return;
  const written = await db.withTransaction((tx) => writeCollected(tx, writes, { month, actor, now }));
  tally.written += written;
  // Somebody was quicker: their word stands.
  tally.held += writes.length - written;
}

/** What each source says of each target of a batch: one statement a source, whatever the number of projects. */
async function readInputs(
  db: Database,
  targets: readonly sql.AutoTarget[],
  stretch: Stretch,
): Promise<(target: sql.AutoTarget) => Collected | undefined> {
  const of = (source: AutoSource): string[] =>
    targets.filter(({ autoSource }) => autoSource === source).map(({ projectId }) => projectId);
  const paid = byProject(await db.run<Paid>(sql.selectPaid(of('budget-execution'), stretch)));
  const milestones = await db.run<Milestone & OfProject>(sql.selectMilestones(of('milestones-on-time'), stretch));
  const weeks = byProject(await db.run<Week>(sql.selectProgress(of('progress'), stretch)));
  const dust = await complianceOf(db, 'dust-compliance', of('dust-compliance'), stretch);
  const noise = await complianceOf(db, 'noise-compliance', of('noise-compliance'), stretch);
  return ({ autoSource, projectId, budgetFen, decimals }) => {
    switch (autoSource) {
      case 'budget-execution':
        return budgetExecution({ paidFen: paid.get(projectId)?.paidFen ?? null, budgetFen }, stretch, decimals);
      case 'milestones-on-time':
        return milestonesOnTime(
          milestones.filter((one) => one.projectId === projectId),
          stretch,
          decimals,
        );
      case 'progress':
        return progressReported(weeks.get(projectId), stretch, decimals);
      case 'dust-compliance':
        return dust(projectId, decimals);
      case 'noise-compliance':
        return noise(projectId, decimals);
      case 'rectification-on-time':
        return undefined;
    }
  };
}

interface OfProject {
  readonly projectId: string;
}
interface Paid extends OfProject {
  readonly paidFen: string;
}
interface Week extends OfProject {
  readonly closesAt: Instant;
  readonly progress: string;
}
/** Counts come as text where they are too large for a number. */
type WindowCounts = OfProject & { readonly devices: number; readonly limits: string } & Record<
    'expected' | 'judged' | 'within',
    number | string
  >;
const byProject = <T extends OfProject>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.projectId, row]));

async function complianceOf(
  db: Database,
  source: keyof typeof complianceMetrics,
  projectIds: readonly string[],
  stretch: Stretch,
): Promise<(projectId: string, decimals: number) => Collected | undefined> {
  if (projectIds.length === 0) return () => undefined;
  const ask = selectCompliance(projectIds, complianceMetrics[source], stretch.from, stretch.to);
  const counts = byProject(await db.run<WindowCounts>(ask));
  return (projectId, decimals) => {
    const row = counts.get(projectId);
    if (row === undefined) return undefined;
    const [expected, judged, within] = [BigInt(row.expected), BigInt(row.judged), BigInt(row.within)];
    return compliance(source, { ...row, expected, judged, within }, stretch, decimals);
  };
}

async function writeCollected(
  tx: Transaction,
  writes: readonly Write[],
  { month, actor, now }: Omit<Batch, 'targets'>,
): Promise<number> {
  const unchanged = new Set(
    (await tx.run<{ targetId: number }>(sql.lockUnchanged(writes, month))).map(({ targetId }) => targetId),
  );
  const rows = writes.filter(({ targetId }) => unchanged.has(targetId));
  if (rows.length === 0) return 0;
  await tx.run(sql.replaceValues(rows.flatMap(({ replacesId }) => replacesId ?? [])));
  await tx.run(sql.insertCollected(rows, month, now));
  for (const [projectId, names] of namesByProject(rows))
    await askScore(tx, projectId, Number(month.slice(0, 4)), `系统采集：${names} ${month}`);
  const after = rows.map(({ targetId, value, detail }) => ({ targetId, value, formula: detail.formula }));
  await record(tx, { actor, verb: 'value.collect', subject: month, after });
  return rows.length;
}

function namesByProject(rows: readonly Write[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { projectId, name } of rows) {
    const before = names.get(projectId);
    names.set(projectId, before === undefined ? name : `${before}、${name}`);
  }
  return names;
}
