import type { Permission } from '../permissions.ts';

/** On a request that a page makes by itself, nobody being at it: it does not hold off the idle end of a session. */
export const UNATTENDED_HEADER = 'x-unattended';

/** Paths outside the table: bytes rather than JSON, each with its permission. */
export const rawRoutes = {
  image: { path: '/api/images/:hash', permission: 'cameras.view' },
  /** Bytes out: differences of a reconciliation as a workbook. */
  differencesWorkbook: { path: '/api/reconciliation/workbook', permission: 'interfaces.read' },
  /** Off to the OpenID provider, and back from it: redirections. */
  providerStart: { path: '/api/provider/start', permission: 'public' },
  providerReturn: { path: '/api/provider/return', permission: 'public' },
  /** Bytes out: the last picture of a wall. */
  wallThumbnail: { path: '/api/walls/:id/thumbnail', permission: 'walls.manage' },
  /** Bytes in: a wall's own picture, when it was asked for one. */
  reportThumbnail: { path: '/api/wall-thumbnail', permission: 'walls.report' },
  /** Bytes in: a file, its facts in the query (contracts/files.ts). */
  uploadFile: { path: '/api/files', permission: 'files.upload' },
  /** Bytes out: a file, as a download. */
  fileContent: { path: '/api/files/:id/content', permission: 'files.read' },
  /** Bytes out: a picture among the files, for a page to show. */
  filePicture: { path: '/api/files/:id/picture', permission: 'files.read' },
  /** Bytes out: CSV. */
  projectsExport: { path: '/api/projects/export', permission: 'projects.export' },
  /** Bytes out: an official table (contracts/forms.ts) as a workbook. */
  projectForm: { path: '/api/forms/:kind/:code', permission: 'targets.read' },
  /** Bytes in: tables as workbooks, their facts in the query (contracts/imports.ts). */
  importLibrary: { path: '/api/imports/library', permission: 'indicators.manage' },
  importTargets: { path: '/api/imports/targets', permission: 'targets.fill' },
  importValues: { path: '/api/imports/values', permission: 'values.fill' },
  importProjects: { path: '/api/imports/projects', permission: 'projects.manage' },
  /** Bytes out: the same tables as workbooks. */
  libraryWorkbook: { path: '/api/templates/:code/versions/:version/workbook', permission: 'indicators.read' },
  targetsWorkbook: { path: '/api/workbooks/targets', permission: 'targets.read' },
  valuesWorkbook: { path: '/api/workbooks/values', permission: 'values.read' },
  projectsWorkbook: { path: '/api/workbooks/projects', permission: 'projects.manage' },
  /** Bytes in: a file of MS Project (XML), its facts in the query (contracts/rest/schedules.ts). */
  importSchedule: { path: '/api/projects/:code/schedule/import', permission: 'schedules.edit' },
  /** Bytes out: a project's schedule. */
  scheduleWorkbook: { path: '/api/projects/:code/schedule/workbook', permission: 'projects.export' },
  scheduleXml: { path: '/api/projects/:code/schedule/project-xml', permission: 'projects.export' },
  cameraStream: { path: '/api/cameras/:code/stream', permission: 'cameras.view' },
  openApi: { path: '/api/openapi.json', permission: 'signedIn' },
  health: { path: '/healthz', permission: 'public' },
  ready: { path: '/readyz', permission: 'public' },
  metrics: { path: '/metrics', permission: 'operations.read' },
} as const satisfies Record<string, { path: string; permission: Permission }>;
