import type { Permission } from '../../contracts/permissions.ts';
import type { NavKey } from '../words/admin.ts';
import type { IconName } from './icons.ts';

/** A page that somebody may want to go to. It is shown to those who hold its permission. */
export interface NavPage {
  readonly key: NavKey;
  readonly path: string;
  readonly permission: Permission;
}
/** A line of the navigation: a page, or a group of pages under one name. */
export type NavEntry = { readonly icon: IconName } & (
  (NavPage & { readonly pages?: undefined }) | { readonly key: NavKey; readonly pages: readonly NavPage[] }
);

/**
 * The navigation as data, in its order. Words stand in `navWords`, icons in `icons.ts`, the pages themselves in
 * `routes.ts`. What does not exist yet has no line.
 */
export const navEntries: readonly NavEntry[] = [
  { key: 'home', icon: 'home', path: '/admin', permission: 'signedIn' },
  { key: 'approvals', icon: 'check', path: '/admin/approvals', permission: 'approvals.read' },
  {
    key: 'projects',
    icon: 'projects',
    pages: [
      { key: 'projectList', path: '/admin/projects', permission: 'projects.read' },
      { key: 'instructions', path: '/admin/instructions', permission: 'instructions.read' },
      { key: 'conflicts', path: '/admin/conflicts', permission: 'projects.read' },
    ],
  },
  {
    key: 'indicatorSystem',
    icon: 'tree',
    pages: [
      { key: 'indicators', path: '/admin/indicators', permission: 'indicators.read' },
      { key: 'templates', path: '/admin/templates', permission: 'indicators.read' },
      { key: 'versions', path: '/admin/versions', permission: 'indicators.read' },
      { key: 'plans', path: '/admin/plans', permission: 'plans.read' },
    ],
  },
  { key: 'targets', icon: 'target', path: '/admin/targets', permission: 'targets.read' },
  {
    key: 'monitoring',
    icon: 'pulse',
    pages: [
      { key: 'doubleMonitoring', path: '/admin/monitoring', permission: 'scores.read' },
      { key: 'reports', path: '/admin/reports', permission: 'projects.read' },
      { key: 'inspections', path: '/admin/inspections', permission: 'projects.read' },
      { key: 'fundsReports', path: '/admin/funds-reports', permission: 'projects.read' },
      { key: 'values', path: '/admin/values', permission: 'values.read' },
      { key: 'surveys', path: '/admin/surveys', permission: 'surveys.manage' },
      { key: 'thresholds', path: '/admin/thresholds', permission: 'limits.read' },
    ],
  },
  {
    key: 'evaluation',
    icon: 'star',
    pages: [
      { key: 'scores', path: '/admin/scores', permission: 'scores.read' },
      { key: 'groupScores', path: '/admin/group-scores', permission: 'scores.read' },
    ],
  },
  {
    key: 'interfaces',
    icon: 'link',
    pages: [
      { key: 'interfaceHealth', path: '/admin/interfaces', permission: 'interfaces.health' },
      { key: 'inbox', path: '/admin/interfaces/inbox', permission: 'interfaces.read' },
      { key: 'outbox', path: '/admin/interfaces/outbox', permission: 'interfaces.read' },
      { key: 'reconciliation', path: '/admin/reconciliation', permission: 'interfaces.read' },
      { key: 'destinations', path: '/admin/interfaces/destinations', permission: 'destinations.manage' },
    ],
  },
  { key: 'walls', icon: 'screen', path: '/admin/walls', permission: 'walls.manage' },
  { key: 'apiKeys', icon: 'key', path: '/admin/api-keys', permission: 'api-keys.manage' },
  {
    key: 'authority',
    icon: 'people',
    pages: [
      { key: 'organisation', path: '/admin/organisation', permission: 'organisation.read' },
      { key: 'people', path: '/admin/people', permission: 'people.read' },
      { key: 'roles', path: '/admin/roles', permission: 'roles.read' },
      { key: 'changes', path: '/admin/changes', permission: 'changes.read' },
    ],
  },
  { key: 'audit', icon: 'file', path: '/admin/audit', permission: 'audit.read' },
  { key: 'district', icon: 'pulse', path: '/', permission: 'live.district' },
];
