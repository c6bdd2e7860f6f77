import { ImportBatch } from '../imports.ts';
import { byId, list, Nothing, routes } from './route.ts';

/** Tables that came in; each is taken back by whoever may bring it in. Bytes come by raw routes (contracts/rest.ts). */
export const importsRoutes = routes({
  listLibraryImports: {
    method: 'GET',
    path: '/api/imports/library',
    permission: 'indicators.manage',
    summary: '指标导入记录',
    reply: list(ImportBatch),
  },
  listTargetsImports: {
    method: 'GET',
    path: '/api/imports/targets',
    permission: 'targets.fill',
    summary: '绩效目标导入记录',
    reply: list(ImportBatch),
  },
  listValuesImports: {
    method: 'GET',
    path: '/api/imports/values',
    permission: 'values.fill',
    summary: '指标完成值导入记录',
    reply: list(ImportBatch),
  },
  listProjectsImports: {
    method: 'GET',
    path: '/api/imports/projects',
    permission: 'projects.manage',
    summary: '项目导入记录',
    reply: list(ImportBatch),
  },
  undoProjectsImport: {
    method: 'POST',
    path: '/api/imports/projects/:id/undo',
    permission: 'projects.manage',
    verb: 'import.undo',
    summary: '撤销项目导入',
    params: byId,
    reply: Nothing,
  },
  undoLibraryImport: {
    method: 'POST',
    path: '/api/imports/library/:id/undo',
    permission: 'indicators.manage',
    verb: 'import.undo',
    summary: '撤销指标导入',
    params: byId,
    reply: Nothing,
  },
  undoTargetsImport: {
    method: 'POST',
    path: '/api/imports/targets/:id/undo',
    permission: 'targets.fill',
    verb: 'import.undo',
    summary: '撤销绩效目标导入',
    params: byId,
    reply: Nothing,
  },
  undoValuesImport: {
    method: 'POST',
    path: '/api/imports/values/:id/undo',
    permission: 'values.fill',
    verb: 'import.undo',
    summary: '撤销指标完成值导入',
    params: byId,
    reply: Nothing,
  },
});
