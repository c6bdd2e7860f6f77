import type { Instant } from '../../../contracts/glossary.ts';
import type { Destination, DestinationChange, IssuedSecret, NewDestination } from '../../../contracts/interfaces.ts';
import { record, type Action } from '../../access/audit.ts';
import { isAllowedAddress } from '../../platform/addresses.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { Vault } from '../../vault/vault.ts';
import * as sql from './destinations.sql.ts';
import { newSecret } from './signature.ts';

/** What looks after destinations. */
export interface DestinationDesk {
  readonly now: Instant;
  readonly vault: Vault;
  readonly origins: readonly string[];
}

/** How long the secret before signs beside a new one. */
const CHANGE_OVER_MS = 86_400_000;

export const listDestinations = (db: Runner, now: Instant): Promise<Destination[]> =>
  db.run<Destination>(sql.selectDestinations(now));

async function readDestination(tx: Runner, id: number, now: Instant): Promise<Destination> {
  const [row] = await tx.run<Destination>(sql.selectDestination(id, now));
  if (row === undefined) throw new ProblemError('not-found', '推送地址');
  return row;
}

/** Without this, whoever configures an address could have the server speak to anything in its network. */
function checkAddress(address: string, { origins }: DestinationDesk): void {
  if (!isAllowedAddress(address, origins))
    throw new ProblemError('check-failed', '该地址不在运维人员允许的推送范围内（INTERFACE_ORIGINS）');
}

async function issueSecret(tx: Transaction, destinationId: number, { now, vault }: DestinationDesk): Promise<string> {
  const secret = newSecret();
  const [made] = await tx.run<{ id: number }>(sql.insertSecret(destinationId, now));
  if (made === undefined) throw new Error('no secret came back');
  await tx.run(sql.keepSecret(made.id, vault.seal(secret, { purpose: 'destination.secret', subject: made.id })));
  return secret;
}

const facts = ({ system, name, address, events, sending }: Destination) => ({ system, name, address, events, sending });

/** @throws ProblemError check-failed for an address that nothing may be posted to */
export const createDestination =
  (desk: DestinationDesk): Action<'destination.create', NewDestination, IssuedSecret> =>
  async (tx, actor, wish) => {
    checkAddress(wish.address, desk);
    const [made] = await tx.run<{ id: number }>(sql.insertDestination(wish, actor.name, desk.now));
    if (made === undefined) throw new Error('no destination came back');
    const secret = await issueSecret(tx, made.id, desk);
    const row = await readDestination(tx, made.id, desk.now);
    return record(tx, { actor, verb: 'destination.create', subject: `${made.id}`, after: facts(row) }, { secret, row });
  };

/** @throws ProblemError not-found, check-failed */
export const changeDestination =
  (desk: DestinationDesk): Action<'destination.change', DestinationChange & { readonly id: number }, Destination> =>
  async (tx, actor, { id, ...change }) => {
    const before = await readDestination(tx, id, desk.now);
    checkAddress(change.address, desk);
    await tx.run(sql.updateDestination(id, change));
    const row = await readDestination(tx, id, desk.now);
    const entry = { actor, verb: 'destination.change' as const, subject: `${id}` };
    return record(tx, { ...entry, before: facts(before), after: facts(row) }, row);
  };

/** A new secret; the one before signs beside it for a day. @throws ProblemError not-found */
export const renewSecret =
  (desk: DestinationDesk): Action<'destination.renew-secret', number, IssuedSecret> =>
  async (tx, actor, id) => {
    await readDestination(tx, id, desk.now);
    await tx.run(sql.endSecrets(id, desk.now + CHANGE_OVER_MS));
    const secret = await issueSecret(tx, id, desk);
    const row = await readDestination(tx, id, desk.now);
    const after = { secretNumber: row.secretNumber };
    return record(tx, { actor, verb: 'destination.renew-secret', subject: `${id}`, after }, { secret, row });
  };

/** @throws ProblemError not-found */
export const closeDestination =
  ({ now }: DestinationDesk): Action<'destination.close', number, null> =>
  async (tx, actor, id) => {
    const before = await readDestination(tx, id, now);
    await tx.run(sql.closeDestination(id, now));
    return record(tx, { actor, verb: 'destination.close', subject: `${id}`, before: facts(before) }, null);
  };
