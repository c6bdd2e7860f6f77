import type { ActorKind, AuditVerb } from '../../contracts/audit.ts';
import type { Runner } from '../platform/database.ts';
import { append } from './audit.ts';
import { deleteUnchained, selectUnchained } from './auditAdoption.sql.ts';

/** A record of a release that knew no chain. */
interface UnchainedRecord {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly address: string | null;
  readonly verb: AuditVerb;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
}

const STRETCH = 1_000;

/** What kind of actor an old record speaks of: it knew names only. */
const kindOf = ({ actor, verb, address }: UnchainedRecord): ActorKind => {
  if (address === null) return 'system';
  if (verb === 'session.refuse') return 'nobody';
  return verb === 'wall.exchange' ? 'wall' : actor === 'system' ? 'system' : 'person';
};

/** Takes records from before the chain into it, oldest first, with the times they had. Called within a migration. */
export async function adoptRecords(tx: Runner): Promise<void> {
  for (;;) {
    const old = await tx.run<UnchainedRecord>(selectUnchained(STRETCH));
    const last = old.at(-1);
    if (last === undefined) return;
    await append(
      tx,
      old.map((one) => ({
        at: Number(one.at),
        actorKind: kindOf(one),
        actorId: null,
        actorName: one.actor,
        actorRoles: [],
        address: one.address,
        agent: null,
        verb: one.verb,
        subject: one.subject,
        before: one.before,
        after: one.after,
        outcome: one.verb === 'session.refuse' ? 'denied' : 'done',
        reason: null,
        times: 1,
      })),
    );
    await tx.run(deleteUnchained(last.id));
  }
}
