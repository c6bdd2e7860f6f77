import { Type } from 'typebox';
import {
  ChangeOrder,
  ChangeOrderDecision,
  NewChangeOrder,
  ProjectReviews,
  ReviewConclusion,
  ReviewDraft,
  reviewKinds,
} from '../reviews.ts';
import { CodeText, oneOf } from '../schema.ts';
import { Year } from '../scores.ts';
import { ProjectDocument } from '../lifecycles.ts';
import { byCode, list, Nothing, routes } from './route.ts';

const byKind = Type.Object({ code: CodeText, kind: oneOf(reviewKinds) });
const byOrder = Type.Object({ code: CodeText, id: Type.Integer({ minimum: 1 }) });

/** Reviews of a project, and the changes of its works and budget. */
export const reviewsRoutes = routes({
  getReviews: {
    method: 'GET',
    path: '/api/projects/:code/reviews',
    permission: 'projects.read',
    summary: '中期评估、竣工验收与决算期限',
    params: byCode,
    reply: ProjectReviews,
  },
  fillReview: {
    method: 'PUT',
    path: '/api/projects/:code/reviews/:kind',
    permission: 'lifecycle.record',
    verb: 'review.fill',
    summary: '填写、提交中期评估或竣工验收',
    params: byKind,
    body: ReviewDraft,
    reply: ProjectReviews,
  },
  concludeReview: {
    method: 'POST',
    path: '/api/projects/:code/reviews/:kind/conclusion',
    permission: 'lifecycle.move',
    verb: 'review.conclude',
    summary: '作出评估、验收结论并办理项目阶段',
    params: byKind,
    body: ReviewConclusion,
    reply: ProjectReviews,
  },
  openSelfEvaluation: {
    method: 'POST',
    path: '/api/projects/:code/self-evaluation',
    permission: 'lifecycle.record',
    verb: 'document.add',
    summary: '生成已预填的绩效自评表并登记为项目资料',
    params: byCode,
    body: Type.Object({ year: Year }),
    reply: ProjectDocument,
  },
  listChangeOrders: {
    method: 'GET',
    path: '/api/projects/:code/change-orders',
    permission: 'projects.read',
    summary: '工程变更与概算调整',
    params: byCode,
    reply: list(ChangeOrder),
  },
  proposeChangeOrder: {
    method: 'POST',
    path: '/api/projects/:code/change-orders',
    permission: 'lifecycle.record',
    verb: 'change-order.propose',
    summary: '申请工程变更或概算调整',
    params: byCode,
    body: NewChangeOrder,
    reply: ChangeOrder,
  },
  decideChangeOrder: {
    method: 'POST',
    path: '/api/projects/:code/change-orders/:id/decision',
    permission: 'lifecycle.move',
    verb: 'change-order.decide',
    summary: '审批工程变更或概算调整',
    params: byOrder,
    body: ChangeOrderDecision,
    reply: ChangeOrder,
  },
  withdrawChangeOrder: {
    method: 'POST',
    path: '/api/projects/:code/change-orders/:id/withdrawal',
    permission: 'lifecycle.record',
    verb: 'change-order.withdraw',
    summary: '撤回工程变更或概算调整',
    params: byOrder,
    reply: Nothing,
  },
});
