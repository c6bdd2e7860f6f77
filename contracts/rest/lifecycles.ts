import { Type } from 'typebox';
import {
  amountKinds,
  lifecycleCharts,
  LifecycleMoveOrder,
  NewDocument,
  ProjectDocument,
  ProjectLifecycle,
} from '../lifecycles.ts';
import { CodeText, FenText, oneOf } from '../schema.ts';
import { byCode, list, routes } from './route.ts';

/** Where projects stand in their lifecycles, and the documents and sums that lead them on. */
export const lifecyclesRoutes = routes({
  getLifecycle: {
    method: 'GET',
    path: '/api/projects/:code/lifecycle',
    permission: 'projects.read',
    summary: '项目所处阶段、可办事项与办理记录',
    params: byCode,
    reply: ProjectLifecycle,
  },
  enrolProject: {
    method: 'POST',
    path: '/api/projects/:code/lifecycle',
    permission: 'lifecycle.record',
    verb: 'lifecycle.enrol',
    summary: '为项目选定全生命周期流程',
    params: byCode,
    body: Type.Object({ chart: oneOf(lifecycleCharts) }),
    reply: ProjectLifecycle,
  },
  moveProject: {
    method: 'POST',
    path: '/api/projects/:code/lifecycle/moves',
    permission: 'lifecycle.move',
    verb: 'lifecycle.move',
    summary: '推进、退回、暂缓、终止项目;各步骤另须其自身权限',
    params: byCode,
    body: LifecycleMoveOrder,
    reply: ProjectLifecycle,
  },
  listDocuments: {
    method: 'GET',
    path: '/api/projects/:code/documents',
    permission: 'files.read',
    summary: '项目资料,含历次版本',
    params: byCode,
    reply: list(ProjectDocument),
  },
  addDocument: {
    method: 'POST',
    path: '/api/projects/:code/documents',
    permission: 'lifecycle.record',
    verb: 'document.add',
    summary: '登记项目资料(同类资料为新版本)',
    params: byCode,
    body: NewDocument,
    reply: ProjectDocument,
  },
  noteAmount: {
    method: 'PUT',
    path: '/api/projects/:code/amounts/:kind',
    permission: 'lifecycle.record',
    verb: 'amount.note',
    summary: '登记估算、概算、控制价、结算、决算金额',
    params: Type.Object({ code: CodeText, kind: oneOf(amountKinds) }),
    body: Type.Object({ amountFen: FenText, note: Type.String({ maxLength: 200 }) }),
    reply: ProjectLifecycle,
  },
});
