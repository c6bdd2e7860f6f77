import { Type } from 'typebox';
import { fileSubjectKinds, KeptFile } from '../files.ts';
import { labels } from '../labels.ts';
import { CodeText, oneOf } from '../schema.ts';
import { byId, list, Nothing, routes } from './route.ts';

/** Files; their bytes come in and go out by raw wires. */
export const filesRoutes = routes({
  listFiles: {
    method: 'GET',
    path: '/api/files',
    permission: 'files.read',
    summary: '附件清单',
    query: Type.Object({ subjectKind: oneOf(fileSubjectKinds), subjectCode: CodeText }),
    reply: list(KeptFile),
  },
  relabelFile: {
    method: 'PUT',
    path: '/api/files/:id/label',
    permission: 'labels.manage',
    verb: 'file.relabel',
    summary: '标注附件密级',
    params: byId,
    body: Type.Object({ label: oneOf(labels) }),
    reply: KeptFile,
  },
  removeFile: {
    method: 'DELETE',
    path: '/api/files/:id',
    permission: 'files.upload',
    verb: 'file.remove',
    summary: '删除本人上传的附件(他人上传的须有 files.manage)',
    params: byId,
    reply: Nothing,
  },
});
