import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import type { Vault } from '../../vault/vault.ts';
import {
  changeDestination,
  closeDestination,
  createDestination,
  listDestinations,
  renewSecret,
  type DestinationDesk,
} from './destinations.ts';
import { listOutbox, readHealth, readOutbox, replayDelivery } from './outbox.ts';

export interface OutboxRouteDeps {
  readonly clock: Clock;
  readonly vault: Vault;
  readonly origins: readonly string[];
  /** To be called once something waits to be posted. */
  readonly wake: () => void;
}

/** What we tell other systems, how it goes, and where to. */
export function registerOutboxRoutes(app: App, { clock, vault, origins, wake }: OutboxRouteDeps): void {
  const desk = (): DestinationDesk => ({ now: clock.now(), vault, origins });

  route(app, rest.getInterfaceHealth, ({ db }) => db.withTransaction((tx) => readHealth(tx)));
  route(app, rest.listOutbox, ({ db, query }) => listOutbox(db, query));
  route(app, rest.getDelivery, ({ db, params }) => readOutbox(db, params.id));
  route(app, rest.replayDelivery, async ({ db, params, request }) => {
    const row = await commit(db, replayDelivery, actorOf(request), { id: params.id, now: clock.now() });
    wake();
    return row;
  });

  route(app, rest.listDestinations, async ({ db }) => ({
    rows: await listDestinations(db, clock.now()),
    origins: [...origins],
  }));
  route(app, rest.createDestination, ({ db, body, request }) =>
    commit(db, createDestination(desk()), actorOf(request), body),
  );
  route(app, rest.changeDestination, async ({ db, params, body, request }) => {
    const row = await commit(db, changeDestination(desk()), actorOf(request), { ...body, id: params.id });
    wake();
    return row;
  });
  route(app, rest.renewDestinationSecret, ({ db, params, request }) =>
    commit(db, renewSecret(desk()), actorOf(request), params.id),
  );
  route(app, rest.closeDestination, ({ db, params, request }) =>
    commit(db, closeDestination(desk()), actorOf(request), params.id),
  );
}
