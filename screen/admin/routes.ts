import type { RouteRecordRaw } from 'vue-router';
import type { Permission } from '../../contracts/permissions.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** What a viewer must be allowed to do to open a page of the office. */
    permission?: Permission;
  }
}

/** A page of the office: its address, its name, who may open it, its chunk. */
const page = (
  path: string,
  name: string,
  permission: Permission,
  component: () => Promise<unknown>,
): RouteRecordRaw => ({ path, name, meta: { permission }, component, props: true });

/**
 * The pages within the office's frame, a line each; loaded when they are opened, none of it by a wall. Beside a line here,
 * a page that people go to by itself has one in `nav.ts`.
 */
export const adminPages: RouteRecordRaw[] = [
  page('/admin', 'admin', 'signedIn', () => import('./home/HomePage.vue')),
  page('/admin/indicators', 'admin-indicators', 'indicators.read', () => import('./indicators/LibraryPage.vue')),
  page('/admin/templates', 'admin-templates', 'indicators.read', () => import('./indicators/TemplatesPage.vue')),
  page('/admin/versions', 'admin-versions', 'indicators.read', () => import('./indicators/VersionsPage.vue')),
  page('/admin/plans', 'admin-plans', 'plans.read', () => import('./plans/PlansPage.vue')),
  page('/admin/projects/new', 'admin-new-project', 'projects.manage', () => import('./projectFile/NewProjectPage.vue')),
  page(
    '/admin/instructions',
    'admin-instructions',
    'instructions.read',
    () => import('./instructions/InstructionsPage.vue'),
  ),
  page('/admin/conflicts', 'admin-conflicts', 'projects.read', () => import('./projectFile/ConflictsPage.vue')),
  page('/admin/projects', 'admin-projects', 'projects.read', () => import('./projects/ProjectsPage.vue')),
  page(
    '/admin/projects/:code([A-Za-z0-9_-]+)',
    'admin-project',
    'projects.read',
    () => import('./lifecycles/ProjectFilePage.vue'),
  ),
  page(
    '/admin/projects/:code([A-Za-z0-9_-]+)/schedule',
    'admin-schedule',
    'projects.read',
    () => import('./schedule/SchedulePage.vue'),
  ),
  page(
    '/admin/organisation',
    'admin-organisation',
    'organisation.read',
    () => import('./organisation/OrganisationPage.vue'),
  ),
  page('/admin/people', 'admin-people', 'people.read', () => import('./people/PeoplePage.vue')),
  page('/admin/roles', 'admin-roles', 'roles.read', () => import('./roles/RolesPage.vue')),
  page('/admin/changes', 'admin-changes', 'changes.read', () => import('./changes/ChangesPage.vue')),
  page('/admin/audit', 'admin-audit', 'audit.read', () => import('./audit/AuditPage.vue')),
  page('/account', 'account', 'signedIn', () => import('../account/AccountPage.vue')),
  page('/admin/api-keys', 'admin-api-keys', 'api-keys.manage', () => import('./keys/KeysPage.vue')),
  page('/admin/targets', 'admin-targets', 'targets.read', () => import('./targets/TargetsPage.vue')),
  page('/admin/targets/:id(\\d+)', 'admin-declaration', 'targets.read', () => import('./targets/DeclarationPage.vue')),
  page(
    '/admin/targets/:id(\\d+)/form',
    'admin-declaration-form',
    'targets.read',
    () => import('./targets/FormPage.vue'),
  ),
  page('/admin/monitoring', 'admin-monitoring', 'scores.read', () => import('./monitoring/MonitoringPage.vue')),
  page(
    '/admin/monitoring/:code([A-Za-z0-9_-]+)',
    'admin-monitoring-table',
    'scores.read',
    () => import('./monitoring/MonitoringTablePage.vue'),
  ),
  page('/admin/values', 'admin-values', 'values.read', () => import('./values/ValuesPage.vue')),
  page('/admin/scores', 'admin-scores', 'scores.read', () => import('./scores/ScoresPage.vue')),
  page('/admin/scores/:code', 'admin-score', 'scores.read', () => import('./scores/ScorePage.vue')),
  page('/admin/group-scores', 'admin-group-scores', 'scores.read', () => import('./scores/GroupScoresPage.vue')),
  page('/admin/reminders', 'admin-reminders', 'signedIn', () => import('./reminders/RemindersPage.vue')),
  page(
    '/admin/funds-reports',
    'admin-funds-reports',
    'projects.read',
    () => import('./fundsReports/FundsReportsPage.vue'),
  ),
  page('/admin/inspections', 'admin-inspections', 'projects.read', () => import('./inspections/InspectionsPage.vue')),
  page('/admin/thresholds', 'admin-thresholds', 'limits.read', () => import('./thresholds/ThresholdsPage.vue')),
  page('/admin/reports', 'admin-reports', 'projects.read', () => import('./reports/ReportsPage.vue')),
  page('/admin/approvals', 'admin-approvals', 'approvals.read', () => import('./approvals/ApprovalsPage.vue')),
  page('/admin/approvals/:id(\\d+)', 'admin-approval', 'approvals.read', () => import('./approvals/ApprovalPage.vue')),
  page('/admin/surveys', 'admin-surveys', 'surveys.manage', () => import('./surveys/SurveysPage.vue')),
  page('/admin/interfaces', 'admin-interfaces', 'interfaces.health', () => import('./interfaces/HealthPage.vue')),
  page('/admin/interfaces/inbox', 'admin-inbox', 'interfaces.read', () => import('./interfaces/InboxPage.vue')),
  page('/admin/interfaces/outbox', 'admin-outbox', 'interfaces.read', () => import('./interfaces/OutboxPage.vue')),
  page(
    '/admin/interfaces/destinations',
    'admin-destinations',
    'destinations.manage',
    () => import('./interfaces/DestinationsPage.vue'),
  ),
  page(
    '/admin/reconciliation',
    'admin-reconciliation',
    'interfaces.read',
    () => import('./interfaces/ReconciliationPage.vue'),
  ),
  page('/admin/walls', 'admin-walls', 'walls.manage', () => import('./WallsPage.vue')),
];

export const adminRoute: RouteRecordRaw = {
  path: '/admin',
  component: () => import('./AdminFrame.vue'),
  children: adminPages,
};
