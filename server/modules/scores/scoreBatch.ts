import { createHash } from 'node:crypto';
import { DISTRICT_CODE, type Instant } from '../../../contracts/glossary.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import type { Transaction } from '../../platform/database.ts';
import { meansOf } from '../../platform/rollUp.rules.ts';
import { lastMonth, standsOf, thresholdsOf, type Stand, type TargetRow, type ValueRow } from './compute.rules.ts';
import { FORMULA_VERSION } from './points.rules.ts';
import { scoreMonth, type ScoreThresholds } from './scores.rules.ts';
import * as sql from './scores.sql.ts';

/** What the scores of some project years are computed from. */
interface Inputs {
  readonly thresholds: ScoreThresholds;
  readonly targets: ReadonlyMap<string, readonly TargetRow[]>;
  readonly values: ReadonlyMap<number, readonly ValueRow[]>;
  readonly kept: ReadonlyMap<string, { readonly digest: string; readonly score: string | null }>;
  readonly now: Instant;
}

function groupBy<K, T>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

async function readInputs(tx: Transaction, asked: readonly sql.Asked[], now: Instant): Promise<Inputs> {
  const thresholds = thresholdsOf(await tx.run(sql.selectThresholds(now)));
  const targets = await tx.run<TargetRow>(sql.selectTargets(asked));
  const values = await tx.run<ValueRow>(sql.selectValues(asked));
  const kept = await tx.run<sql.KeptDigest>(sql.selectDigests(asked));
  return {
    thresholds,
    targets: groupBy(targets, (row) => `${row.projectId} ${row.year}`),
    values: groupBy(values, ({ targetId }) => targetId),
    kept: new Map(kept.map((row) => [`${row.projectId} ${row.month}`, row])),
    now,
  };
}

/** Of all that a month's score is computed from. The targets themselves are the same in every month of a year. */
function digester(targets: readonly TargetRow[], thresholds: ScoreThresholds): (stand: Stand) => string {
  const same = createHash('sha256').update(JSON.stringify([FORMULA_VERSION, thresholds, targets]));
  return ({ month, policy, targets: stood }) => {
    const known = stood.map(({ id, valueId, achievement, isWaiting }) => [id, valueId, achievement, isWaiting]);
    return same
      .copy()
      .update(JSON.stringify([month, policy, known]))
      .digest('hex');
  };
}

/** The months of a year whose inputs are not those they were last computed from, as they are to be kept; none without an approved declaration. */
function freshScores({ projectId, year }: sql.Asked, inputs: Inputs): sql.KeptScore[] {
  const targets = inputs.targets.get(`${projectId} ${year}`) ?? [];
  const declarationId = targets[0]?.declarationId;
  if (declarationId === undefined) return [];
  const digestOf = digester(targets, inputs.thresholds);
  return standsOf(targets, inputs.values, lastMonth(year, dayOf(inputs.now))).flatMap((stand) => {
    const month = `${year}-${String(stand.month).padStart(2, '0')}`;
    const digest = digestOf(stand);
    if (inputs.kept.get(keyOf({ projectId, month }))?.digest === digest) return [];
    const { targets: bars, ...figures } = scoreMonth(stand.targets, stand.policy, stand.month, inputs.thresholds);
    return [{ projectId, year, month, declarationId, ...figures, bars, digest }];
  });
}

/**
 * Computes the oldest project years that are asked for: the months whose inputs changed are computed and written, with
 * their groups; then the wishes are taken off the queue. @returns what was computed; empty: nothing is asked for
 */
export async function scoreBatch(tx: Transaction, limit: number, now: Instant): Promise<readonly sql.Asked[]> {
  const asked = await tx.run<sql.Asked>(sql.takeQueue(limit));
  if (asked.length === 0) return asked;
  const inputs = await readInputs(tx, asked, now);
  const fresh = asked.flatMap((wish) => freshScores(wish, inputs).map((kept) => ({ kept, cause: wish.cause })));
  if (fresh.length > 0) await write(tx, fresh, inputs);
  const gone = asked.filter(({ projectId, year }) => !inputs.targets.has(`${projectId} ${year}`));
  const vacated = gone.length === 0 ? [] : await tx.run<{ month: string }>(sql.deleteScores(gone));
  await writeGroups(tx, new Set([...fresh.map(({ kept }) => kept), ...vacated].map(({ month }) => month)), now);
  await tx.run(sql.emptyQueue(asked));
  return asked;
}

const keyOf = ({ projectId, month }: { readonly projectId: string; readonly month: string }) => `${projectId} ${month}`;

async function write(
  tx: Transaction,
  fresh: readonly { readonly kept: sql.KeptScore; readonly cause: string }[],
  { kept: before, now }: Inputs,
): Promise<void> {
  await tx.run(
    sql.upsertScores(
      fresh.map(({ kept }) => kept),
      FORMULA_VERSION,
      now,
    ),
  );
  const changes = fresh.flatMap(({ kept, cause }) => {
    const { projectId, month, score } = kept;
    return before.get(keyOf(kept))?.score === score ? [] : [{ projectId, month, score, cause }];
  });
  if (changes.length > 0) await tx.run(sql.insertChanges(changes, FORMULA_VERSION, now));
}

/** Adds the groups of a year up anew, in the months that they are kept of: projects came, went, moved or weigh otherwise. */
export async function regroupYear(tx: Transaction, year: number, now: Instant): Promise<void> {
  const months = await tx.run<{ month: string }>(sql.selectGroupMonths(year));
  await writeGroups(tx, new Set(months.map(({ month }) => month)), now);
}

async function writeGroups(tx: Transaction, months: ReadonlySet<string>, now: Instant): Promise<void> {
  for (const month of months) {
    const sums = await tx.run<sql.GroupSums>(sql.selectSums(month, DISTRICT_CODE));
    const groups = sums.map(({ scope, code, ...own }) => ({ scope, code, ...meansOf(own) }));
    await tx.run(sql.upsertGroups(month, groups, now));
  }
}
