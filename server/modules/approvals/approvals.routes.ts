import type { PersonalTopic } from '../../../contracts/reminders.ts';
import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import type { DevicesOnline } from '../lifecycles/lifecycles.ts';
import { actOnApproval, beginApproval, listApprovals, readApproval, type Changed } from './approvals.ts';
import { countApprovals, keepOpinion, listAskable, listOpinions, removeOpinion } from './opinions.ts';

export interface ApprovalRouteDeps {
  readonly clock: Clock;
  readonly devicesOnline: DevicesOnline;
  /** To be called once an approval has passed: its project has moved. */
  readonly onMoved: () => Promise<void>;
  /** To be told whose inbox is another now, and who was sent a reminder. */
  readonly tell: (personIds: readonly number[], topic: PersonalTopic) => void;
}

/** Moves of projects that offices decide together. */
export function registerApprovalRoutes(app: App, { clock, devicesOnline, onMoved, tell }: ApprovalRouteDeps): void {
  const tellOf = ({ told, reminded }: Changed): void => {
    tell(told, 'approvals');
    tell(reminded, 'reminders');
  };
  route(app, rest.listApprovals, ({ db, query }) => listApprovals(db, query));
  route(app, rest.countApprovals, ({ db }) => countApprovals(db, clock.now()));
  route(app, rest.getApproval, ({ db, params, request }) =>
    db.withTransaction((tx) => readApproval(tx, params.id, { personId: personOf(request), now: clock.now() })),
  );
  route(app, rest.beginApproval, async ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now(), devicesOnline };
    const begun = await commit(db, beginApproval, actorOf(request), { ...look, projectId: params.code, order: body });
    tellOf(begun);
    return begun.approval;
  });
  route(app, rest.actOnApproval, async ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now(), devicesOnline };
    const changed = await commit(db, actOnApproval, actorOf(request), { ...look, id: params.id, order: body });
    tellOf(changed);
    if (changed.approval.state === 'approved') await onMoved();
    return changed.approval;
  });
  route(app, rest.listAskable, async ({ db, query }) => ({ rows: await listAskable(db, query.text) }));
  route(app, rest.listOpinions, async ({ db }) => ({ rows: await listOpinions(db) }));
  route(app, rest.keepOpinion, ({ db, body, request }) =>
    commit(db, keepOpinion, actorOf(request), { personId: personOf(request), text: body.text }),
  );
  route(app, rest.removeOpinion, ({ db, params, request }) =>
    commit(db, removeOpinion, actorOf(request), { id: params.id }),
  );
}
