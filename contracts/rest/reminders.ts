import { Type } from 'typebox';
import { Reminder } from '../reminders.ts';
import { routes } from './route.ts';

/** What the viewer is told of by name. */
export const remindersRoutes = routes({
  listReminders: {
    method: 'GET',
    path: '/api/reminders',
    permission: 'signedIn',
    summary: '本人收到的提醒,新的在前',
    query: Type.Object({
      unread: Type.Optional(Type.Boolean()),
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      size: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
    }),
    reply: Type.Object({ rows: Type.Array(Reminder), total: Type.Integer(), unread: Type.Integer() }),
  },
  readReminders: {
    method: 'POST',
    path: '/api/reminders/read',
    permission: 'signedIn',
    verb: 'reminder.read',
    summary: '将本人的提醒标为已读',
    body: Type.Object({
      ids: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 200, uniqueItems: true }),
    }),
    reply: Type.Object({ unread: Type.Integer() }),
  },
});
