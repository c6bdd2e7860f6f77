import type { FastifyRequest } from 'fastify';
import type { InterfaceMessage, Receipt } from '../../../contracts/interfaces.ts';
import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, keyOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  dismissMessage,
  listFunds,
  listInbox,
  readMessage,
  receiveMessage,
  replayMessage,
  type Moved,
} from './inbox.ts';

export interface InterfaceRouteDeps {
  readonly clock: Clock;
  /** To be called once something came in that figures stand on. */
  readonly onMoved: (moved: Moved) => void;
}

/** What other systems send by their keys, and what became of it. */
export function registerInterfaceRoutes(app: App, { clock, onMoved }: InterfaceRouteDeps): void {
  const receive = async (db: RequestDatabase, request: FastifyRequest, message: InterfaceMessage): Promise<Receipt> => {
    const input = { message, keyId: keyOf(request), now: clock.now() };
    const { receipt, moved } = await commit(db, receiveMessage, actorOf(request), input);
    if (moved !== null) onMoved(moved);
    return receipt;
  };
  route(app, rest.sendBudget, ({ db, request, body }) => receive(db, request, { kind: 'budget', body }));
  route(app, rest.sendAppropriation, ({ db, request, body }) => receive(db, request, { kind: 'appropriation', body }));
  route(app, rest.sendVoucher, ({ db, request, body }) => receive(db, request, { kind: 'voucher', body }));
  route(app, rest.sendStatement, ({ db, request, body }) => receive(db, request, { kind: 'statement', body }));

  route(app, rest.listInbox, ({ db, query }) => listInbox(db, query));
  route(app, rest.getInboxMessage, ({ db, params }) => readMessage(db, params.id));
  route(app, rest.replayInboxMessage, async ({ db, params, request }) => {
    const { row, moved } = await commit(db, replayMessage, actorOf(request), { id: params.id, now: clock.now() });
    if (moved !== null) onMoved(moved);
    return row;
  });
  route(app, rest.dismissInboxMessage, ({ db, params, body, request }) =>
    commit(db, dismissMessage, actorOf(request), { id: params.id, now: clock.now(), reason: body.reason }),
  );
  route(app, rest.listFunds, async ({ db, params }) => ({ rows: await listFunds(db, params.code) }));
}
