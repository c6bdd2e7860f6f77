import { Type } from 'typebox';
import {
  ApprovalCase,
  ApprovalCounts,
  ApprovalOrder,
  ApprovalRow,
  Askable,
  NewApproval,
  OpinionTemplate,
} from '../approvalCases.ts';
import { inboxes } from '../approvals.ts';
import { CodeText, oneOf } from '../schema.ts';
import { byCode, byId, list, Nothing, routes } from './route.ts';

/** Moves of projects that offices decide together: inbox, what is done with an approval, and opinions kept for use. */
export const approvalsRoutes = routes({
  listApprovals: {
    method: 'GET',
    path: '/api/approvals',
    permission: 'approvals.read',
    summary: '审批件:待办、已办、我发起、抄送我,或一个项目的全部',
    query: Type.Object({
      inbox: Type.Optional(oneOf(inboxes)),
      projectId: Type.Optional(CodeText),
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      size: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
    }),
    reply: Type.Object({ rows: Type.Array(ApprovalRow), total: Type.Integer() }),
  },
  countApprovals: {
    method: 'GET',
    path: '/api/approvals/counts',
    permission: 'approvals.read',
    summary: '本人待办与逾期件数',
    reply: ApprovalCounts,
  },
  getApproval: {
    method: 'GET',
    path: '/api/approvals/:id',
    permission: 'approvals.read',
    summary: '审批件:依据、环节、意见与可办事项',
    params: byId,
    reply: ApprovalCase,
  },
  beginApproval: {
    method: 'POST',
    path: '/api/projects/:code/approvals',
    permission: 'lifecycle.move',
    verb: 'approval.begin',
    summary: '发起项目阶段审批',
    params: byCode,
    body: NewApproval,
    reply: ApprovalCase,
  },
  actOnApproval: {
    method: 'POST',
    path: '/api/approvals/:id/acts',
    permission: 'approvals.act',
    verb: 'approval.act',
    summary: '同意、退回、加签、减签、转办、委派、催办、抄送、撤回、重新提交',
    params: byId,
    body: ApprovalOrder,
    reply: ApprovalCase,
  },
  listAskable: {
    method: 'GET',
    path: '/api/approvals/people',
    permission: 'approvals.act',
    summary: '可加签、转办、委派、抄送的人员',
    query: Type.Object({ text: Type.Optional(Type.String({ maxLength: 40 })) }),
    reply: list(Askable),
  },
  listOpinions: {
    method: 'GET',
    path: '/api/opinions',
    permission: 'approvals.act',
    summary: '常用意见',
    reply: list(OpinionTemplate),
  },
  keepOpinion: {
    method: 'POST',
    path: '/api/opinions',
    permission: 'approvals.act',
    verb: 'opinion.keep',
    summary: '保存常用意见',
    body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) }),
    reply: OpinionTemplate,
  },
  removeOpinion: {
    method: 'DELETE',
    path: '/api/opinions/:id',
    permission: 'approvals.act',
    verb: 'opinion.remove',
    summary: '删除本人的常用意见',
    params: byId,
    reply: Nothing,
  },
});
