import fc from 'fast-check';
import type { Label } from '../../../contracts/labels.ts';
import {
  defaultPermissions,
  permissionNames,
  personRoles,
  roles,
  type Permission,
  type PersonRole,
  type Role,
} from '../../../contracts/permissions.ts';

/** Hours from now, never at the very moment that is judged; null: no end. */
type Span = readonly [from: number, until: number | null];
export interface Organisation {
  readonly code: string;
  readonly kind: 'district' | 'department' | 'street' | 'community' | 'company' | 'agency';
  readonly parent: string | null;
  readonly street: string | null;
}
export interface Post {
  readonly person: number;
  readonly role: PersonRole;
  readonly org: string;
  readonly span: Span;
}
export interface Loan {
  readonly post: number;
  readonly to: number;
  readonly span: Span;
  readonly ended: boolean;
}
export interface Assignment {
  readonly project: string;
  readonly person: number | null;
  readonly org: string | null;
  readonly span: Span;
}
export interface Project {
  readonly id: string;
  readonly department: string;
  readonly street: string | null;
  readonly unit: string | null;
  readonly label: Label;
}
export interface Site {
  readonly code: string;
  readonly street: string;
  readonly project: string | null;
}
export interface Device {
  readonly id: number;
  readonly code: string;
  readonly site: string;
  readonly kind: 'env' | 'camera';
}
export interface CameraEvent {
  readonly id: string;
  readonly device: number;
  readonly hash: string;
}
export interface KeptFile {
  readonly id: number;
  readonly kind: 'project' | 'site' | 'street';
  readonly subject: string;
  readonly label: Label;
}
/** All that reach depends on, and the rows that it is about. People count from 1. */
export interface World {
  readonly organisations: readonly Organisation[];
  readonly matrix: Readonly<Record<Role, readonly Permission[]>>;
  readonly people: readonly { readonly active: boolean }[];
  readonly posts: readonly Post[];
  readonly loans: readonly Loan[];
  readonly assignments: readonly Assignment[];
  readonly projects: readonly Project[];
  readonly sites: readonly Site[];
  readonly devices: readonly Device[];
  readonly events: readonly CameraEvent[];
  readonly files: readonly KeptFile[];
  readonly packets: readonly { readonly id: number; readonly device: string | null }[];
  readonly isWallRevoked: boolean;
}

export const DISTRICT = '320102';
export const STREETS = ['320102002000', '320102008000', '320102010000'] as const;
export const HASHES = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
export const base: readonly Organisation[] = [
  { code: DISTRICT, kind: 'district', parent: null, street: null },
  ...STREETS.map((code): Organisation => ({ code, kind: 'street', parent: DISTRICT, street: code })),
];

const spans: readonly Span[] = [
  [-48, null],
  [-48, 48],
  [-2, 1],
  [-48, -1],
  [2, 48],
];
const bounded = spans.slice(1);
/** A choice among what there will be: taken modulo, so that a smaller world stays one. */
const any = fc.nat(29);
const labels = ['public', 'internal', 'sensitive'] as const;
const some = <T>(one: fc.Arbitrary<T>, maxLength: number, minLength = 0) => fc.array(one, { minLength, maxLength });
const pick = <T>(of: readonly T[], n: number): T => of[n % of.length] as T;

/** Those whose reach is a part of the district come more often: it is about them. */
const narrow = ['street', 'department', 'project-unit', 'evaluator', 'street', 'department'] as const;

const seedOf = fc.record({
  organisations: some(
    fc.record({ kind: fc.constantFrom('department', 'company', 'community', 'agency'), parent: any, street: any }),
    5,
    2,
  ),
  flips: some(fc.record({ role: fc.constantFrom(...roles), permission: fc.constantFrom(...permissionNames) }), 6),
  people: some(fc.record({ active: fc.boolean().map((off) => !off) }), 4, 2),
  posts: some(
    fc.record({
      person: any,
      role: fc.constantFrom(...personRoles, ...narrow),
      org: any,
      span: fc.constantFrom(...spans),
    }),
    8,
  ),
  loans: some(fc.record({ post: any, to: any, span: fc.constantFrom(...bounded), ended: fc.boolean() }), 3),
  assignments: some(
    fc.record({ project: any, person: fc.option(any), org: any, span: fc.constantFrom(...bounded) }),
    4,
  ),
  projects: some(
    fc.record({ department: any, street: fc.option(any), unit: fc.option(any), label: fc.constantFrom(...labels) }),
    5,
    1,
  ),
  sites: some(fc.record({ street: any, project: fc.option(any) }), 4, 1),
  devices: some(fc.record({ site: any, kind: fc.constantFrom('env', 'camera') }), 5, 1),
  events: some(fc.record({ device: any, hash: any }), 4),
  files: some(
    fc.record({ kind: fc.constantFrom('project', 'site', 'street'), subject: any, label: fc.constantFrom(...labels) }),
    4,
  ),
  packets: some(fc.option(any), 3),
  isWallRevoked: fc.boolean(),
});

/** Random districts, small enough to be told. */
export const worlds: fc.Arbitrary<World> = seedOf.map((seed) => {
  const organisations = seed.organisations.reduce<Organisation[]>(
    (known, { kind, parent, street }, n) => {
      const fresh = { code: `o${n}`, kind, parent: pick(known, parent).code };
      return [...known, { ...fresh, street: kind === 'community' ? pick(STREETS, street) : null }];
    },
    [...base],
  );
  const org = (n: number) => pick(organisations, n).code;
  const projects = seed.projects.map(({ department, street, unit, label }, n) => ({
    ...{ id: `P${n}`, department: org(department), label },
    street: street === null ? null : pick(STREETS, street),
    unit: unit === null ? null : org(unit),
  }));
  const sites = seed.sites.map(({ street, project }, n) => ({
    ...{ code: `S${n}`, street: pick(STREETS, street) },
    project: project === null ? null : pick(projects, project).id,
  }));
  const devices = seed.devices.map(({ site, kind }, n) => ({
    id: n + 1,
    code: `D${n}`,
    site: pick(sites, site).code,
    kind,
  }));
  const person = (n: number) => (n % seed.people.length) + 1;
  const posts = seed.posts.map((post) => ({ ...post, person: person(post.person), org: org(post.org) }));
  const subjects = { project: projects.map(({ id }) => id), site: sites.map(({ code }) => code), street: STREETS };
  return {
    ...{ organisations, projects, sites, devices, posts, people: seed.people, isWallRevoked: seed.isWallRevoked },
    matrix: matrixOf(seed.flips),
    loans:
      posts.length === 0
        ? []
        : seed.loans.map((loan) => ({ ...loan, post: loan.post % posts.length, to: person(loan.to) })),
    assignments: seed.assignments.map((one) => ({
      ...{ project: pick(projects, one.project).id, span: one.span },
      person: one.person === null ? null : person(one.person),
      org: one.person === null ? org(one.org) : null,
    })),
    events: seed.events.map(({ device, hash }, n) => ({
      id: `e${n}`,
      device: pick(devices, device).id,
      hash: pick(HASHES, hash),
    })),
    files: seed.files.map(({ kind, subject, label }, n) => ({
      id: n + 1,
      kind,
      label,
      subject: pick(subjects[kind], subject),
    })),
    packets: seed.packets.map((device, n) => ({
      id: n + 1,
      device: device === null ? null : pick(devices, device).code,
    })),
  };
});

/** The default matrix with some of its cells turned over. */
function matrixOf(flips: readonly { role: Role; permission: Permission }[]): World['matrix'] {
  const cells = new Set(roles.flatMap((role) => defaultPermissions[role].map((permission) => `${role} ${permission}`)));
  for (const { role, permission } of flips) {
    const cell = `${role} ${permission}`;
    if (!cells.delete(cell)) cells.add(cell);
  }
  const held = (role: Role) => permissionNames.filter((permission) => cells.has(`${role} ${permission}`));
  return Object.fromEntries(roles.map((role) => [role, held(role)])) as Record<
    string,
    readonly Permission[]
  > as World['matrix'];
}
