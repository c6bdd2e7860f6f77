import type { Clock } from '../platform/clock.ts';
import type { RequestDatabase } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { counted, keyOf, MAX_KINDS, WINDOW_MS, type Attempt, type Counted } from './attempts.rules.ts';
import { recordAlone, stranger, type AuditEntry } from './audit.ts';

const LOOK_MS = 5_000;
/** Whom a record names that counts attempts of more people than are told apart. */
const MANY = '多方';

/**
 * Records what was refused or failed, so that a flood of it cannot fill the disk: the first of a kind at once, what
 * follows within the minute as one record with its count. Nothing waits for it, for nothing was changed.
 */
export class Attempts {
  private readonly counts = new Map<string, Counted>();
  private readonly writing = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly deps: { readonly db: RequestDatabase; readonly clock: Clock; readonly log: Logger }) {
    this.timer = setInterval(() => this.tellOver(), LOOK_MS);
    this.timer.unref();
  }

  note(seen: Attempt): void {
    const isBeyond = this.counts.size >= MAX_KINDS && !this.counts.has(keyOf(seen));
    const attempt = isBeyond ? { ...seen, actor: stranger(MANY, { address: null, agent: null }) } : seen;
    const key = isBeyond ? attempt.outcome : keyOf(seen);
    const now = this.deps.clock.now();
    const count = counted(this.counts.get(key), attempt, now);
    this.counts.set(key, count);
    if (count.times === 0) this.write(attempt);
  }

  /** Tells what was counted in minutes that are over. A kind that was not seen again is forgotten. */
  private tellOver(all = false): void {
    const now = this.deps.clock.now();
    for (const [key, count] of this.counts) {
      if (!all && now - count.since < WINDOW_MS) continue;
      const { attempt, times, subjects } = count;
      if (times === 0) this.counts.delete(key);
      // The next minute goes on counting: what does not end is one record a minute.
      else this.counts.set(key, { since: now, attempt, times: 0, subjects: [] });
      if (times > 0) this.write({ ...attempt, times, ...(subjects.length > 1 && { after: { subjects } }) });
    }
  }

  private write(entry: AuditEntry): void {
    const writing = recordAlone(this.deps.db, entry).catch((error: unknown) =>
      this.deps.log.error({ verb: entry.verb, error: (error as Error).message }, 'attempt not recorded'),
    );
    this.writing.add(writing);
    void writing.finally(() => this.writing.delete(writing));
  }

  /** Tells whatever is still counted, and waits until it is written. */
  async settle(): Promise<void> {
    this.tellOver(true);
    await Promise.all(this.writing);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.settle();
  }
}
