import { Type } from 'typebox';
import { InstantMs, nullable } from '../schema.ts';
import { routes } from './route.ts';

/** How the server is. */
export const operationsRoutes = routes({
  operationState: {
    method: 'GET',
    path: '/api/operations',
    permission: 'operations.read',
    summary: '采集运行状态',
    reply: Type.Object({
      since: InstantMs,
      state: Type.String(),
      sentence: nullable(Type.String()),
      waiting: Type.Integer(),
      received: Type.Integer(),
      stored: Type.Integer(),
      duplicate: Type.Integer(),
      quarantined: Type.Integer(),
      frames: Type.Integer(),
      /** When the newest archive was begun, and what is wrong with its age. */
      backup: Type.Object({ at: nullable(InstantMs), sentence: nullable(Type.String()) }),
    }),
  },
});
