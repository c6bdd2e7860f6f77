import type { Aedes } from 'aedes';
import type { Logger } from 'pino';
import { insideBroker } from './aedesInternals.ts';
import type { BrokerStore } from './brokerStore.ts';

export interface ExpiryRules {
  /** A session whose client stays away for longer ends, with all that is queued for it. */
  readonly afterMs: number;
  /** Client ids whose sessions never end: the server's own, for which nothing may be lost. */
  readonly keep: ReadonlySet<string>;
}

/** Looked at this often, and after a start not sooner: who lost the connection has had the time to come back. */
const LOOK_EVERY_MS = 10 * 60_000;

/**
 * Ends the sessions that were abandoned: each would gather every message until the disk is full. Who is connected is
 * noted at each look, so an absence is known to within one.
 * @returns the client ids whose sessions ended
 */
export async function endAbandoned(
  broker: Aedes,
  store: BrokerStore,
  { afterMs, keep }: ExpiryRules,
  now: number,
): Promise<string[]> {
  const { clients } = insideBroker(broker);
  await store.sessions.saw((id) => id in clients, now);
  const abandoned = store.sessions.unseenSince(now - afterMs).filter((id) => !keep.has(id));
  for (const id of abandoned) await store.cleanSubscriptions({ id });
  return abandoned;
}

/** Looks for abandoned sessions now and then. Returns the function that stops it. */
export function expireSessions(broker: Aedes, store: BrokerStore, rules: ExpiryRules, log: Logger): () => void {
  const look = async (): Promise<void> => {
    for (const client of await endAbandoned(broker, store, rules, Date.now()))
      log.warn({ client, hours: rules.afterMs / 3_600_000 }, '会话久未连接,已连同其排队报文清除');
  };
  const timer = setInterval(
    () => void look().catch((error: unknown) => log.error({ error }, '清理会话失败')),
    Math.min(LOOK_EVERY_MS, rules.afterMs / 4),
  );
  return () => clearInterval(timer);
}
