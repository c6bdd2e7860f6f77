import { Type } from 'typebox';
import { oneOf } from '../schema.ts';
import { StoryEntry, storyKinds } from '../timelines.ts';
import { byCode, routes } from './route.ts';

/** Everything that happened to a project. */
export const timelinesRoutes = routes({
  listStory: {
    method: 'GET',
    path: '/api/projects/:code/story',
    permission: 'projects.read',
    summary: '项目动态:阶段、资料、金额、合同、支付、周报、批示与档案变动,新的在前',
    params: byCode,
    query: Type.Object({
      kind: Type.Optional(oneOf(storyKinds)),
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      size: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    }),
    reply: Type.Object({ rows: Type.Array(StoryEntry), total: Type.Integer() }),
  },
});
