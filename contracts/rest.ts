import type { Static, TSchema } from 'typebox';
import type { Permission } from './permissions.ts';
import { accessRoutes } from './rest/access.ts';
import { apiKeysRoutes } from './rest/apiKeys.ts';
import { contactsRoutes } from './rest/contacts.ts';
import { filesRoutes } from './rest/files.ts';
import { accountRoutes } from './rest/account.ts';
import { signInRoutes } from './rest/signIn.ts';
import { peopleRoutes } from './rest/people.ts';
import { organisationRoutes } from './rest/organisation.ts';
import { loansRoutes } from './rest/loans.ts';
import { assignmentsRoutes } from './rest/assignments.ts';
import { rolesRoutes } from './rest/roles.ts';
import { changesRoutes } from './rest/changes.ts';
import { auditRoutes } from './rest/audit.ts';
import { wallsRoutes } from './rest/walls.ts';
import { projectsRoutes } from './rest/projects.ts';
import { projectFilesRoutes } from './rest/projectFiles.ts';
import { budgetsRoutes } from './rest/budgets.ts';
import { instructionsRoutes } from './rest/instructions.ts';
import { timelinesRoutes } from './rest/timelines.ts';
import { contractingRoutes } from './rest/contracting.ts';
import { lifecyclesRoutes } from './rest/lifecycles.ts';
import { approvalsRoutes } from './rest/approvals.ts';
import { remindersRoutes } from './rest/reminders.ts';
import { fundsReportsRoutes } from './rest/fundsReports.ts';
import { inspectionsRoutes } from './rest/inspections.ts';
import { reportsRoutes } from './rest/reports.ts';
import { schedulesRoutes } from './rest/schedules.ts';
import { interfacesRoutes } from './rest/interfaces.ts';
import { devicesRoutes } from './rest/devices.ts';
import { historyRoutes } from './rest/history.ts';
import { quarantineRoutes } from './rest/quarantine.ts';
import { operationsRoutes } from './rest/operations.ts';
import { targetsRoutes } from './rest/targets.ts';
import { scoresRoutes } from './rest/scores.ts';
import { monitoringRoutes } from './rest/monitoring.ts';
import { importsRoutes } from './rest/imports.ts';
import { searchRoutes } from './rest/search.ts';
import { reviewsRoutes } from './rest/reviews.ts';
import { listsRoutes } from './rest/lists.ts';
import { indicatorsRoutes } from './rest/indicators.ts';
import { plansRoutes } from './rest/plans.ts';
import { valuesRoutes } from './rest/values.ts';

export type { Route } from './rest/route.ts';

/** Every REST wire by name; each area's table stands in `rest/`. */
export const rest = {
  ...accessRoutes,
  ...signInRoutes,
  ...accountRoutes,
  ...peopleRoutes,
  ...contactsRoutes,
  ...apiKeysRoutes,
  ...filesRoutes,
  ...organisationRoutes,
  ...loansRoutes,
  ...assignmentsRoutes,
  ...rolesRoutes,
  ...changesRoutes,
  ...auditRoutes,
  ...wallsRoutes,
  ...projectsRoutes,
  ...projectFilesRoutes,
  ...budgetsRoutes,
  ...instructionsRoutes,
  ...timelinesRoutes,
  ...contractingRoutes,
  ...lifecyclesRoutes,
  ...approvalsRoutes,
  ...remindersRoutes,
  ...fundsReportsRoutes,
  ...inspectionsRoutes,
  ...reportsRoutes,
  ...schedulesRoutes,
  ...interfacesRoutes,
  ...devicesRoutes,
  ...historyRoutes,
  ...quarantineRoutes,
  ...operationsRoutes,
  ...targetsRoutes,
  ...scoresRoutes,
  ...monitoringRoutes,
  ...importsRoutes,
  ...searchRoutes,
  ...listsRoutes,
  ...reviewsRoutes,
  ...indicatorsRoutes,
  ...plansRoutes,
  ...valuesRoutes,
};
export type Rest = typeof rest;
export type RouteName = keyof Rest;

type StaticOf<T> = T extends TSchema ? Static<T> : undefined;
/** Types of one wire, derived from its schemas. */
export type ParamsOf<N extends RouteName> = Rest[N] extends { params: infer S } ? StaticOf<S> : undefined;
export type QueryOf<N extends RouteName> = Rest[N] extends { query: infer S } ? StaticOf<S> : undefined;
export type BodyOf<N extends RouteName> = Rest[N] extends { body: infer S } ? StaticOf<S> : undefined;
export type ReplyOf<N extends RouteName> = StaticOf<Rest[N]['reply']>;

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
