import { isAdministrator, type PersonRole } from '../../../contracts/permissions.ts';
import { commit, type Action, type Actor } from '../../access/audit.ts';
import { findByPersonId } from '../../access/doorsteps.ts';
import { givePassword, prepareNewPassword, type NewPassword } from '../../access/passwords.ts';
import type { Door } from '../../access/signIn.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './people.sql.ts';

/**
 * Gives somebody who forgot theirs a new first password; their second factor stays. Nobody gives an administrator's: who
 * could, would be one step from being that administrator.
 * @throws ProblemError not-found, not-permitted for an administrator, weak-password
 */
export async function resetPassword(
  { db, clock, access }: Door,
  actor: Actor,
  { id, password }: { readonly id: number; readonly password: string },
): Promise<void> {
  const person = await findByPersonId(db, id);
  if (person === undefined) throw new ProblemError('not-found', '人员');
  const hash = await prepareNewPassword(db, person, password);
  const give: Action<'password.give', NewPassword, string[]> = async (tx, by, input) => {
    const [holder] = await tx.run<{ roles: PersonRole[] }>(sql.lockHolder(id));
    if (holder === undefined) throw new ProblemError('not-found', '人员');
    if (holder.roles.some(isAdministrator))
      throw new ProblemError('not-permitted', '管理员的口令不由他人重置，请经复核停用其账号后另行任命');
    return givePassword(access.sessions)(tx, by, input);
  };
  const { personId, loginName } = person;
  const ended = await commit(db, give, actor, { personId, loginName, hash, now: clock.now() });
  access.sessions.announceEnded(ended);
}
