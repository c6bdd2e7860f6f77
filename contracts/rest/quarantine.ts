import { Type } from 'typebox';
import { QuarantineDetail, quarantineReasonNames, QuarantineRow, ReplayResult } from '../quarantine.ts';
import { CodeText, oneOf, PageQuery } from '../schema.ts';
import { byId, routes } from './route.ts';

/** Refused packets. */
export const quarantineRoutes = routes({
  listQuarantine: {
    method: 'GET',
    path: '/api/quarantine',
    permission: 'quarantine.read',
    summary: '隔离报文,新的在前',
    query: Type.Intersect([
      PageQuery,
      Type.Object({ reason: Type.Optional(oneOf(quarantineReasonNames)), open: Type.Optional(Type.Boolean()) }),
    ]),
    reply: Type.Object({ rows: Type.Array(QuarantineRow), counts: Type.Record(Type.String(), Type.Integer()) }),
  },
  getQuarantined: {
    method: 'GET',
    path: '/api/quarantine/:id',
    permission: 'quarantine.read',
    summary: '隔离报文全文',
    params: byId,
    reply: QuarantineDetail,
  },
  replayQuarantined: {
    method: 'POST',
    path: '/api/quarantine/:id/replay',
    permission: 'quarantine.replay',
    verb: 'quarantine.replay',
    summary: '重放一条隔离报文',
    params: byId,
    reply: ReplayResult,
  },
  replayReason: {
    method: 'POST',
    path: '/api/quarantine/replay',
    permission: 'quarantine.replay',
    verb: 'quarantine.replay',
    summary: '按原因重放(每次至多 1000 条)',
    body: Type.Object({ reason: oneOf(quarantineReasonNames), deviceCode: Type.Optional(CodeText) }),
    reply: Type.Object({ stored: Type.Integer(), duplicate: Type.Integer(), quarantined: Type.Integer() }),
  },
});
