import { Type } from 'typebox';
import { Curve, historyScopes, StoredEvent } from '../history.ts';
import { metrics } from '../metrics.ts';
import { CodeText, InstantMs, oneOf } from '../schema.ts';
import { list, routes } from './route.ts';

/** What was measured and seen. */
export const historyRoutes = routes({
  getHistory: {
    method: 'GET',
    path: '/api/history/:scope/:code',
    permission: 'history.read',
    summary: '历史曲线,分辨率随像素宽度',
    params: Type.Object({ scope: oneOf(historyScopes), code: Type.String({ minLength: 1, maxLength: 40 }) }),
    query: Type.Object({
      metric: oneOf(metrics),
      from: InstantMs,
      to: InstantMs,
      width: Type.Integer({ minimum: 50, maximum: 8000, default: 800 }),
    }),
    reply: Curve,
  },
  listEvents: {
    method: 'GET',
    path: '/api/events',
    permission: 'cameras.view',
    summary: '抓拍事件,新的在前',
    query: Type.Object({
      streetCode: Type.Optional(Type.String()),
      siteCode: Type.Optional(CodeText),
      from: Type.Optional(InstantMs),
      to: Type.Optional(InstantMs),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
    }),
    reply: list(StoredEvent),
  },
});
