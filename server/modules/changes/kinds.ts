import { type ChangeInput, type ChangeKind } from '../../../contracts/changes.ts';
import { roleNames } from '../../../contracts/permissions.ts';
import { confirmKey, findKey } from '../../access/apiKeys.ts';
import type { Actor } from '../../access/audit.ts';
import { resetSecondFactor } from '../../access/secondFactor.ts';
import type { SessionBook } from '../../access/sessions.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/database.ts';
import {
  administratorPost,
  deactivatePerson,
  endPost,
  findPost,
  grantPost,
  nameOf,
  reactivatePerson,
} from '../people/people.ts';
import { changeMatrix } from '../roles/roles.ts';

/** Sessions that ended with a change, to be announced once it is committed. */
export type EndedSessions = readonly string[];

export interface CarryDeps {
  readonly sessions: SessionBook;
  readonly clock: Clock;
}
interface KindRule<Input> {
  /** What it is about, in words, and whom. */
  readonly about: (
    tx: Transaction,
    input: Input,
  ) => Promise<{ readonly subject: string; readonly concernsId: number | null }>;
  /** Carries it out in the transaction of its confirmation. */
  readonly carryOut: (tx: Transaction, actor: Actor, input: Input, deps: CarryDeps) => Promise<EndedSessions>;
}

/** A line for each kind: what it is about, and the action that carries it out. */
export const kindRules: { readonly [K in ChangeKind]: KindRule<ChangeInput<K>> } = {
  'role-matrix': {
    about: ({}, { cells }) => Promise.resolve({ subject: `权限 ${cells.length} 项`, concernsId: null }),
    async carryOut(tx, actor, input) {
      await changeMatrix(tx, actor, input);
      return [];
    },
  },
  'administrator-grant': {
    about: async (tx, { personId, role }) => ({
      subject: `${await nameOf(tx, personId)}：${roleNames[role]}`,
      concernsId: personId,
    }),
    // An administrator has one session: what is open under the former posts ends, wherever it is.
    async carryOut(tx, actor, { personId, role }, { sessions }) {
      await grantPost(tx, actor, { personId, grant: administratorPost(role) });
      return sessions.endAllOf(tx, { personId }, 'revoked');
    },
  },
  'administrator-end': {
    async about(tx, { postId }) {
      const { personId, role } = await findPost(tx, postId);
      return { subject: `${await nameOf(tx, personId)}：${roleNames[role]}`, concernsId: personId };
    },
    async carryOut(tx, actor, { postId }) {
      await endPost(tx, actor, postId);
      return [];
    },
  },
  'factor-reset': {
    about: async (tx, { personId }) => ({ subject: await nameOf(tx, personId), concernsId: personId }),
    async carryOut(tx, actor, { personId }, { sessions, clock }) {
      return (await resetSecondFactor(sessions, clock)(tx, actor, personId)).result;
    },
  },
  'api-key-activate': {
    about: async (tx, { keyId }) => {
      const { name, organisationName, permissions } = await findKey(tx, keyId);
      return { subject: `${name}（${organisationName}，权限 ${permissions.length} 项）`, concernsId: null };
    },
    async carryOut(tx, actor, { keyId }, { clock }) {
      await confirmKey(clock.now())(tx, actor, keyId);
      return [];
    },
  },
  'administrator-deactivate': {
    about: async (tx, { personId }) => ({ subject: await nameOf(tx, personId), concernsId: personId }),
    carryOut: async (tx, actor, { personId }, { sessions }) =>
      (await deactivatePerson(sessions)(tx, actor, personId)).result,
  },
  'administrator-reactivate': {
    about: async (tx, { personId }) => ({ subject: await nameOf(tx, personId), concernsId: personId }),
    async carryOut(tx, actor, { personId }) {
      await reactivatePerson(tx, actor, personId);
      return [];
    },
  },
};
