import type { Instant } from '../../../contracts/glossary.ts';
import { isAllowedAddress } from '../../platform/addresses.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Vault } from '../../vault/vault.ts';
import { afterAttempt, waitAfter, type Pace } from './outbox.rules.ts';
import * as sql from './outbox.sql.ts';
import { postJson, type Answer } from './post.ts';
import { signatureOf } from './signature.ts';

export interface DispatcherDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly vault: Vault;
  /** Where may be posted to at all. */
  readonly origins: readonly string[];
  readonly pace: Pace;
}

/** How much longer than an answer is waited for a message stays with whoever took it. */
const CLAIM_SPARE_MS = 20_000;

/** A destination that nobody answers at rests as a whole: its queue is not tried piece by piece. */
interface Rest {
  readonly until: Instant;
  readonly times: number;
}

/**
 * Posts what waits in the outbox, one message at a time to each destination, all destinations at once. At least once:
 * whoever dies between the post and its note has the message posted again, under the same id.
 */
export class Dispatcher {
  private readonly working = new Map<number, Promise<void>>();
  private readonly rests = new Map<number, Rest>();
  private readonly stopping = new AbortController();
  private readonly deps: DispatcherDeps;

  constructor(deps: DispatcherDeps) {
    this.deps = deps;
  }

  /** Begins with whatever is due. To be called every second or so, and when there is news. */
  async turn(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const now = this.deps.clock.now();
    for (const { id } of await this.deps.db.run<{ id: number }>(sql.selectDue(now))) {
      if (this.working.has(id) || (this.rests.get(id)?.until ?? 0) > now) continue;
      const work = this.serve(id)
        .catch((error: Error) => this.deps.log.warn({ error: error.message }, 'outbox waits; it is tried again'))
        .finally(() => this.working.delete(id));
      this.working.set(id, work);
    }
  }

  /** Until nothing is under way. */
  async settle(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working.values());
  }

  /** What is under way is broken off; it stays in the queue. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.settle();
  }

  private async serve(destinationId: number): Promise<void> {
    const { db, clock, pace } = this.deps;
    while (!this.stopping.signal.aborted) {
      const now = clock.now();
      const until = now + pace.timeoutMs + CLAIM_SPARE_MS;
      const [claimed] = await db.run<sql.Claimed>(sql.claimNext(destinationId, now, until));
      if (claimed === undefined) return;
      const answer = await this.post(destinationId, claimed);
      if (this.stopping.signal.aborted && answer.status === null) {
        await db.run(sql.releaseClaim(claimed.id));
        return;
      }
      await this.note(claimed, answer);
      if (answer.status === null) return this.rest(destinationId);
      this.rests.delete(destinationId);
    }
  }

  private rest(destinationId: number): void {
    const times = (this.rests.get(destinationId)?.times ?? 0) + 1;
    const ms = waitAfter(times, Math.random(), this.deps.pace);
    this.rests.set(destinationId, { times, until: this.deps.clock.now() + ms });
  }

  private async post(destinationId: number, { messageId: id, body, event, address }: sql.Claimed): Promise<Answer> {
    const { db, clock, vault, origins, pace } = this.deps;
    // The list may have become shorter since the address was entered.
    if (!isAllowedAddress(address, origins))
      return { status: null, retryAfterMs: null, ms: 0, answer: null, trouble: '地址不在允许的范围内' };
    const atSeconds = Math.floor(clock.now() / 1000);
    const secrets = await db.run<{ id: number; number: number; sealed: string }>(
      sql.selectSecrets(destinationId, clock.now()),
    );
    const open = ({ id: subject, sealed }: { id: number; sealed: string }): string =>
      vault.open(sealed, { purpose: 'destination.secret', subject });
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': `${atSeconds}`,
      'webhook-signature': secrets.map((one) => signatureOf(open(one), { id, atSeconds, body })).join(' '),
      'webhook-key-id': secrets.map(({ number }) => `${destinationId}-${number}`).join(' '),
      'webhook-event': event,
    };
    return postJson(address, body, headers, { timeoutMs: pace.timeoutMs, signal: this.stopping.signal });
  }

  private async note({ id, attempts }: sql.Claimed, answer: Answer): Promise<void> {
    const { db, clock, pace } = this.deps;
    const now = clock.now();
    const next = afterAttempt(answer, attempts + 1, now, Math.random(), pace);
    await db.withTransaction(async (tx) => {
      await tx.run(sql.insertAttempt(id, { ...answer, at: now }));
      await tx.run(sql.settleDelivery(id, next, now));
    });
  }
}
