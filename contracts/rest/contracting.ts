import { Type } from 'typebox';
import {
  ContractEdit,
  ContractEnd,
  ContractFacts,
  NewPayment,
  PaymentRow,
  PaymentUndo,
  ProjectContract,
  ResourceConflict,
} from '../contracting.ts';
import { CodeText } from '../schema.ts';
import { byCode, list, routes } from './route.ts';

const ofProject = Type.Object({ code: CodeText, id: Type.Integer({ minimum: 1 }) });

/** Contracts of projects, what was paid by them, and who is bound to several projects at once. */
export const contractingRoutes = routes({
  listContracts: {
    method: 'GET',
    path: '/api/projects/:code/contracts',
    permission: 'projects.read',
    summary: '项目合同及付款条件',
    params: byCode,
    reply: list(ProjectContract),
  },
  addContract: {
    method: 'POST',
    path: '/api/projects/:code/contracts',
    permission: 'lifecycle.record',
    verb: 'contract.add',
    summary: '登记合同',
    params: byCode,
    body: ContractFacts,
    reply: ProjectContract,
  },
  editContract: {
    method: 'PUT',
    path: '/api/projects/:code/contracts/:id',
    permission: 'lifecycle.record',
    verb: 'contract.edit',
    summary: '变更合同(须说明理由)',
    params: ofProject,
    body: ContractEdit,
    reply: ProjectContract,
  },
  endContract: {
    method: 'POST',
    path: '/api/projects/:code/contracts/:id/end',
    permission: 'lifecycle.record',
    verb: 'contract.end',
    summary: '终止合同(须说明理由)',
    params: ofProject,
    body: ContractEnd,
    reply: ProjectContract,
  },
  listPayments: {
    method: 'GET',
    path: '/api/projects/:code/payments',
    permission: 'projects.read',
    summary: '项目支付记录',
    params: byCode,
    reply: list(PaymentRow),
  },
  recordPayment: {
    method: 'POST',
    path: '/api/projects/:code/payments',
    permission: 'payments.record',
    verb: 'payment.record',
    summary: '登记支付',
    params: byCode,
    body: NewPayment,
    reply: PaymentRow,
  },
  undoPayment: {
    method: 'POST',
    path: '/api/projects/:code/payments/:id/undo',
    permission: 'payments.record',
    verb: 'payment.undo',
    summary: '冲销支付(须说明理由)',
    params: ofProject,
    body: PaymentUndo,
    reply: PaymentRow,
  },
  listConflicts: {
    method: 'GET',
    path: '/api/conflicts',
    permission: 'projects.read',
    summary: '资源冲突:同一承包单位、同一人员在工期重叠的项目中',
    query: Type.Object({ projectId: Type.Optional(CodeText) }),
    reply: list(ResourceConflict),
  },
});
