import type { Instant } from '../../contracts/glossary.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import * as sql from './jobs.sql.ts';
import { beginOfStep, nextSpan } from './jobs.rules.ts';
import type { Logger } from './logger.ts';

const LOOK_MS = 5_000;

/**
 * Runs the database's own policy jobs where it has no background workers to do so, each when it is due, one at a time and
 * step by step: whoever waits for the database gets it between two steps. @returns stops it; a step under way is let finish.
 */
export function runJobsHere(db: Database, clock: Clock, log: Logger): () => Promise<void> {
  const lastRun = new Map<number, number>();
  const spans = new Map<string, number>();
  let stopped = false;
  let timer: NodeJS.Timeout;

  const step = async (what: object, statement: ReturnType<typeof sql.runJob>): Promise<number> => {
    const startedAt = performance.now();
    await db.run(statement);
    const ms = Math.round(performance.now() - startedAt);
    log.debug({ ...what, ms }, 'job step done');
    // As long a pause after each, so that ingestion has the database for half of the time.
    await new Promise((resolve) => setTimeout(resolve, ms));
    return ms;
  };

  /** From the newest change to the oldest, each stretch once; what comes in meanwhile is for the next turn. */
  const refresh = async (job: sql.RefreshJob): Promise<void> => {
    let before: Instant | null = null;
    while (!stopped) {
      const steps: sql.RefreshStep[] = await db.run(sql.selectRefreshStep(job, before));
      const [next] = steps;
      if (next === undefined) return;
      const { aggregate, bucketMs, since, to } = next;
      const [newest] = await db.run<{ at: Instant | null }>(sql.selectNewestReading(since, to));
      const span = spans.get(aggregate) ?? nextSpan(bucketMs);
      before = beginOfStep(next, newest?.at ?? null, span);
      const ms = await step({ aggregate, to, span }, sql.refreshAggregate(aggregate, before, to));
      spans.set(aggregate, nextSpan(bucketMs, span, ms));
    }
  };

  const compress = async (jobId: number): Promise<void> => {
    const waiting = async () => (await db.run<{ count: number }>(sql.countUncompressed(jobId)))[0]?.count ?? 0;
    let left = await waiting();
    // A run takes one chunk; one that did not get anywhere is not repeated at once.
    for (let before = Infinity; left > 0 && left < before && !stopped; left = await waiting()) {
      before = left;
      await step({ jobId, left }, sql.runJob(jobId));
    }
  };

  const look = async () => {
    for (const { jobId, name, everyMs, refresh: aggregate } of await db.run<sql.Job>(sql.selectJobs)) {
      if (stopped || clock.now() - (lastRun.get(jobId) ?? 0) < everyMs) continue;
      lastRun.set(jobId, clock.now());
      if (aggregate !== null) await refresh(aggregate);
      else if (name === 'policy_compression') await compress(jobId);
      else await step({ jobId, name }, sql.runJob(jobId));
    }
  };

  let running: Promise<void> = Promise.resolve();
  const again = () => {
    running = look()
      .catch((error: Error) => log.debug({ error: error.message }, 'jobs wait for the database'))
      .then(() => {
        if (!stopped) timer = setTimeout(again, LOOK_MS);
      });
  };
  timer = setTimeout(again, LOOK_MS);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
