import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { projectRoot } from '../../server/platform/paths.ts';
import { WALL, type Screen, type Size } from '../browser/screen.ts';

/**
 * Every page at every size it is made for, on the demonstration district. Pictures go to tests/.artifacts;
 * `PICTURES=docs/screens npm run test:pictures` keeps them for the documentation. docs/screens/README.md says what to look for.
 */
export const HONGSHAN = '320102008000';
const PROJECT = 'XW-2026-009';

export interface Shot {
  readonly name: string;
  readonly path: string;
  readonly size: Size;
  /** `data-test` of what the page is not without. */
  readonly ready: string;
  /** Pages that scroll are taken whole. */
  readonly isScrolled?: boolean;
  readonly hasMap?: boolean;
}

const WIDE: Size = { width: 3840, height: 1080 };
const QUADRUPLE: Size = { width: 3840, height: 2160 };
export const small = [
  { size: { width: 1180, height: 820 }, label: '1180x820' },
  { size: { width: 820, height: 1180 }, label: '820x1180' },
  { size: { width: 390, height: 844 }, label: '390x844' },
] as const;

const wallPages = [
  { name: 'wall', path: '/wall', hasMap: true },
  { name: 'wall-street', path: `/wall/street/${HONGSHAN}`, hasMap: true },
  { name: 'wall-projects', path: '/wall/projects', hasMap: false },
  { name: 'wall-monitoring', path: '/wall/monitoring', hasMap: false },
] as const;
export const wallShots: Shot[] = wallPages.flatMap((page) => [
  { ...page, name: `${page.name}-1920x1080`, size: WALL, ready: 'link' },
  { ...page, name: `${page.name}-3840x1080`, size: WIDE, ready: 'link' },
  ...(page.name === 'wall' ? [{ ...page, name: `${page.name}-3840x2160`, size: QUADRUPLE, ready: 'link' }] : []),
]);

const leaderPages = [
  { name: 'district', path: '/', ready: `street-${HONGSHAN}`, hasMap: true },
  { name: 'street', path: `/street/${HONGSHAN}`, ready: 'reason', hasMap: true },
  { name: 'project', path: `/project/${PROJECT}`, ready: 'moment', hasMap: false },
  { name: 'site', path: `/project/${PROJECT}/site`, ready: 'near-site', hasMap: true },
] as const;
export const leaderShots: Shot[] = [
  ...leaderPages.flatMap((page) =>
    small.map(({ size, label }) => ({ ...page, name: `${page.name}-${label}`, size, isScrolled: size.width < 1180 })),
  ),
  { ...leaderPages[1], name: 'street-1920x1080', size: WALL },
  { ...leaderPages[2], name: 'project-1920x1080', size: WALL },
  { ...leaderPages[3], name: 'site-1920x1080', size: WALL },
];
/** Pages of the administration by who looks at them: 绩效办, and the administrators of security and of audit. */
export const officers = [
  {
    loginName: 'office',
    pages: [
      { name: 'admin', path: '/admin', ready: 'duties' },
      { name: 'admin-projects', path: '/admin/projects', ready: 'projects' },
      { name: 'admin-project', path: `/admin/projects/${PROJECT}`, ready: 'stages' },
      { name: 'admin-reviews', path: '/admin/projects/XW-2026-033?tab=reviews', ready: 'reviews' },
      { name: 'admin-schedule', path: `/admin/projects/${PROJECT}/schedule`, ready: 'stops' },
      { name: 'admin-approvals', path: '/admin/approvals', ready: 'approvals' },
      { name: 'admin-inspections', path: '/admin/inspections', ready: 'inspections' },
      { name: 'admin-funds-reports', path: '/admin/funds-reports', ready: 'funds-reports' },
      { name: 'admin-interfaces', path: '/admin/interfaces', ready: 'incoming' },
      { name: 'admin-reconciliation', path: '/admin/reconciliation', ready: 'differences' },
      { name: 'admin-indicators', path: '/admin/indicators', ready: 'indicator-tree' },
      { name: 'admin-targets', path: '/admin/targets', ready: 'declarations' },
      { name: 'admin-reports', path: '/admin/reports', ready: 'due' },
      { name: 'admin-values', path: '/admin/values', ready: 'waiting' },
      { name: 'admin-scores', path: '/admin/scores', ready: 'scores' },
      { name: 'admin-score', path: `/admin/scores/${PROJECT}`, ready: 'score-page' },
      { name: 'admin-group-scores', path: '/admin/group-scores', ready: 'group-scores' },
      { name: 'admin-people', path: '/admin/people', ready: 'people' },
      { name: 'admin-walls', path: '/admin/walls', ready: 'walls' },
    ],
  },
  { loginName: 'security', pages: [{ name: 'admin-roles', path: '/admin/roles', ready: 'role-matrix' }] },
  { loginName: 'audit', pages: [{ name: 'admin-audit', path: '/admin/audit', ready: 'audit-table' }] },
] as const;
export const shotsOf = ({ pages }: (typeof officers)[number]): Shot[] =>
  pages.flatMap((page) => [
    { ...page, name: `${page.name}-1440x900`, size: { width: 1440, height: 900 } },
    { ...page, name: `${page.name}-390x844`, size: { width: 390, height: 844 }, isScrolled: true },
  ]);

/** Opens a page, waits until it stands, holds it against its size and keeps a picture. */
export async function take(screen: Screen, shot: Shot): Promise<void> {
  const before = screen.complaints.length;
  await screen.resize(shot.size);
  await screen.visit(shot.path);
  await screen.part(shot.ready).first().waitFor();
  if (shot.hasMap === true) await screen.seeMap();
  await screen.settle();
  await screen.expectNoSideways();
  const folder = process.env['PICTURES'] ?? join('tests', '.artifacts', 'screens');
  mkdirSync(join(projectRoot(), folder), { recursive: true });
  const path = join(projectRoot(), folder, `${shot.name}.jpg`);
  await screen.page.screenshot({
    path,
    type: 'jpeg',
    quality: 82,
    fullPage: shot.isScrolled ?? false,
    timeout: 60_000,
  });
  expect(screen.complaints.slice(before)).toEqual([]);
  expect(await screen.violations()).toEqual([]);
}
