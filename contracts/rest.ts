import type { Static, TSchema } from 'typebox';
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
import { thresholdsRoutes } from './rest/thresholds.ts';
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
export { rawRoutes, UNATTENDED_HEADER } from './rest/raw.ts';

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
  ...thresholdsRoutes,
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
