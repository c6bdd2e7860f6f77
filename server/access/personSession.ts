import { isAdministrator } from '../../contracts/permissions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Runner } from '../platform/database.ts';
import type { Newcomer } from './doorsteps.ts';
import { addNotice, meetDevice, type From } from './notices.ts';
import type { OpenedSession, SessionBook } from './sessions.ts';
import { hashToken } from './tokens.ts';

export interface OpenedForPerson {
  readonly opened: OpenedSession;
  /** Sessions that this one took the place of, to be announced once this is committed. */
  readonly ended: string[];
  readonly isNewDevice: boolean;
}

/**
 * A person's new session, always under a new token: whatever the browser held before has ended. An administrator has one
 * session at a time; whoever signs in from a device never seen before is told so in their other sessions.
 */
export async function openForPerson(
  tx: Runner,
  { access, clock }: { readonly access: { readonly sessions: SessionBook }; readonly clock: Clock },
  { personId, roles }: Pick<Newcomer, 'personId' | 'roles'>,
  visit: From & { readonly formerSession?: string | undefined },
): Promise<OpenedForPerson> {
  const { address, agent, formerSession } = visit;
  const at = clock.now();
  const replaced = roles.some(isAdministrator) ? await access.sessions.endAllOf(tx, { personId }, 'replaced') : [];
  const former = formerSession === undefined ? [] : await access.sessions.endOne(tx, formerSession, 'signed-out');
  const opened = await access.sessions.open(tx, { personId }, { address, agent });
  const notice = { personId, at, address, agent };
  if (replaced.some((id) => id !== formerSession)) await addNotice(tx, { ...notice, kind: 'session-replaced' });
  const isNewDevice = await meetDevice(tx, personId, visit, at);
  if (isNewDevice) await addNotice(tx, { ...notice, kind: 'new-device', sessionHash: hashToken(opened.token) });
  return { opened, ended: [...replaced, ...former], isNewDevice };
}
