import { labelPermissions } from '../../../contracts/labels.ts';
import type { CurveScope } from '../../../contracts/projects.ts';
import { permissionNames, type Permission } from '../../../contracts/permissions.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { searchPermissions } from '../../../contracts/search.ts';
import { systemActor } from '../../../server/access/audit.ts';
import { listEvents, seesImage } from '../../../server/modules/cameras/cameras.ts';
import { listDevices, loadSites } from '../../../server/modules/devices/devices.ts';
import { listFiles, takeOutFile } from '../../../server/modules/files/files.ts';
import { getProjectCurves } from '../../../server/modules/projects/curves.ts';
import { exportProjects } from '../../../server/modules/projects/export.ts';
import { getProject, listFiltered, listProjects, pageProjects } from '../../../server/modules/projects/projects.ts';
import { getQuarantined, listQuarantine } from '../../../server/modules/quarantine/quarantine.ts';
import { search } from '../../../server/modules/search/search.ts';
import type { RequestDatabase, Transaction } from '../../../server/platform/database.ts';
import { ProblemError } from '../../../server/platform/problems.ts';
import type { Eyes } from './model.ts';
import { DISTRICT, HASHES, STREETS, type World } from './world.ts';

/** One thing that can be asked, and what it must answer to somebody with these eyes. */
export interface Case {
  readonly name: string;
  readonly seen: (tx: Transaction) => Promise<readonly string[]>;
  /** @param by the same person's eyes by another permission */
  readonly expected: (eyes: Eyes, by: (permission: Permission) => Eyes) => readonly string[];
}

const idsOf = (rows: readonly { readonly id: string | number }[]) => rows.map(({ id }) => `${id}`);
const codesOf = (rows: readonly { readonly code: string }[]) => rows.map(({ code }) => code);
/** What was found, or nothing where it is refused: unknown and unseen look the same. */
const orRefused = async (ask: Promise<readonly string[]>): Promise<readonly string[]> => {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof ProblemError && ['not-found', 'label-not-permitted'].includes(error.code)) return [];
    throw error;
  }
};
/** Actions that open a transaction of their own do so within this one. */
const within = (tx: Transaction): RequestDatabase => ({
  run: (statement) => tx.run(statement),
  withTransaction: (work) => work(tx),
});
const yes = (is: boolean): readonly string[] => (is ? ['yes'] : []);

const projectCases = (world: World, now: number): Case[] => [
  {
    name: 'project list',
    seen: async (tx) => idsOf(await listProjects(tx, now)),
    expected: (eyes) => idsOf(world.projects.filter((row) => eyes.project(row))),
  },
  {
    name: 'project list by pages of two, with its total',
    async seen(tx) {
      const [first, second] = [
        await pageProjects(tx, now, { limit: 2, sort: 'budget', descending: true, text: 'zz' }, new Map()),
        await pageProjects(tx, now, { limit: 500, offset: 2, sort: 'budget', descending: true, text: 'zz' }, new Map()),
      ];
      return [`of ${first.total}`, ...idsOf([...first.rows, ...second.rows])];
    },
    expected(eyes) {
      const rows = world.projects.filter((row) => eyes.project(row));
      return [`of ${rows.length}`, ...idsOf(rows)];
    },
  },
  ...STREETS.slice(0, 2).map((street): Case => ({
    name: `project list of street ${street}`,
    seen: async (tx) => idsOf(await listFiltered(tx, now, { streetCode: street })),
    expected: (eyes) => idsOf(world.projects.filter((row) => row.street === street && eyes.project(row))),
  })),
  ...world.projects.map((row): Case => ({
    name: `project ${row.id}, whole`,
    seen: (tx) =>
      orRefused(
        getProject(tx, now, row.id).then(({ id, siteCodes, weeks, payments }) => [
          ...[id, `${weeks.length} weeks`, `${payments.length} payments`],
          ...siteCodes,
        ]),
      ),
    expected: (eyes) =>
      eyes.project(row)
        ? [row.id, '1 weeks', '1 payments', ...codesOf(world.sites.filter(({ project }) => project === row.id))]
        : [],
  })),
  ...curveCases(world, now),
];

function curveCases(world: World, now: number): Case[] {
  const departments = [...new Set(world.projects.map(({ department }) => department))].slice(0, 2);
  type Row = World['projects'][number];
  interface Scope {
    readonly scope: CurveScope;
    readonly code: string;
    readonly whole: (eyes: Eyes) => boolean;
    readonly holds: (row: Row) => boolean;
  }
  const scopes: Scope[] = [
    { scope: 'district', code: DISTRICT, whole: (eyes) => eyes.all, holds: () => true },
    { scope: 'sector', code: 'livelihood', whole: (eyes) => eyes.all, holds: () => true },
    ...STREETS.slice(0, 2).map((code): Scope => ({
      ...{ scope: 'street', code },
      whole: (eyes) => eyes.street(code),
      holds: ({ street }) => street === code,
    })),
    ...departments.map((code): Scope => ({
      ...{ scope: 'department', code },
      whole: (eyes) => eyes.department(code),
      holds: ({ department }) => department === code,
    })),
  ];
  return scopes.map(({ scope, code, whole, holds }) => ({
    name: `curve of ${scope} ${code}`,
    seen: (tx) => orRefused(getProjectCurves(tx, now, scope, code).then(({ projects }) => [`of ${projects}`])),
    expected: (eyes) => (whole(eyes) ? [`of ${world.projects.filter(holds).length}`] : []),
  }));
}

const exportCase = (world: World, now: number): Case => ({
  name: 'project export',
  async seen(tx) {
    const { result } = await exportProjects(tx, systemActor, { now, query: {}, lights: new Map() });
    return [...result.bytes.toString().matchAll(/\bP\d+\b/g)].map(([id]) => id);
  },
  expected: (eyes, by) =>
    idsOf(
      world.projects.filter((row) => {
        const label = labelPermissions[row.label];
        return eyes.project(row) && (label === null || by(label).project(row));
      }),
    ),
});

const deviceCases = (world: World): Case[] => [
  {
    name: 'site list',
    seen: async (tx) => codesOf(await loadSites(tx)),
    expected: (eyes) => codesOf(world.sites.filter((row) => eyes.site(row))),
  },
  {
    name: 'device list',
    seen: async (tx) => codesOf(await listDevices(tx)),
    expected: (eyes) => codesOf(world.devices.filter((row) => eyes.device(row))),
  },
  ...world.sites.map(({ code }): Case => ({
    name: `devices of site ${code}`,
    seen: async (tx) => codesOf(await listDevices(tx, code)),
    expected: (eyes) => codesOf(world.devices.filter((row) => row.site === code && eyes.device(row))),
  })),
];

function cameraCases(world: World): Case[] {
  const seesEvent = (eyes: Eyes, device: number) => world.devices.some((row) => row.id === device && eyes.device(row));
  return [
    {
      name: 'camera events',
      seen: async (tx) => idsOf((await listEvents(tx, {})).rows),
      expected: (eyes) => idsOf(world.events.filter(({ device }) => seesEvent(eyes, device))),
    },
    ...HASHES.map((hash): Case => ({
      name: `image ${hash.slice(0, 1)}…`,
      seen: async (tx) => yes(await seesImage(tx, hash)),
      expected: (eyes) => yes(world.events.some((event) => event.hash === hash && seesEvent(eyes, event.device))),
    })),
  ];
}

function quarantineCases(world: World): Case[] {
  const sees = (eyes: Eyes, code: string | null) =>
    eyes.all || world.devices.some((row) => row.code === code && eyes.device(row));
  const expected = (eyes: Eyes) => world.packets.filter(({ device }) => sees(eyes, device));
  return [
    {
      name: 'quarantined packets',
      seen: async (tx) => idsOf((await listQuarantine(tx, {})).rows),
      expected: (eyes) => idsOf(expected(eyes)),
    },
    {
      name: 'count of quarantined packets',
      seen: async (tx) => Object.values((await listQuarantine(tx, {})).counts).map(String),
      expected: (eyes) => (expected(eyes).length === 0 ? [] : [`${expected(eyes).length}`]),
    },
    ...world.packets.map(({ id, device }): Case => ({
      name: `packet ${id}`,
      seen: (tx) => orRefused(getQuarantined(tx, id).then(() => ['yes'])),
      expected: (eyes) => yes(sees(eyes, device)),
    })),
  ];
}

function fileCases(world: World): Case[] {
  const sees = (eyes: Eyes, { kind, subject }: World['files'][number]) => {
    if (kind === 'street') return eyes.street(subject);
    const project = world.projects.find(({ id }) => id === subject);
    const site = world.sites.find(({ code }) => code === subject);
    return kind === 'project' ? project !== undefined && eyes.project(project) : site !== undefined && eyes.site(site);
  };
  return world.files.flatMap((file): Case[] => [
    {
      name: `files of ${file.kind} ${file.subject}`,
      seen: async (tx) => idsOf(await listFiles(tx, file.kind, file.subject)),
      expected: (eyes) =>
        idsOf(world.files.filter((one) => one.kind === file.kind && one.subject === file.subject && sees(eyes, one))),
    },
    {
      name: `content of file ${file.id}, ${file.label}`,
      seen: (tx) => orRefused(takeOutFile(tx, systemActor, file.id).then(() => ['yes'])),
      expected(eyes, by) {
        const label = labelPermissions[file.label];
        return yes(sees(eyes, file) && (label === null || sees(by(label), file)));
      },
    },
  ]);
}

/** Every kind by the reach of its own permission; the words are in the names of all rows of this world. */
const searchCase = (world: World): Case => ({
  name: 'search',
  seen: async (tx) =>
    (await search(within(tx), permissionNames, 'zz')).map(
      ({ kind, code, projectId }) => `${kind} ${code} ${projectId ?? ''}`,
    ),
  expected(_, by) {
    const projects = world.projects.filter((row) => by(searchPermissions.project).project(row));
    const sites = world.sites.filter((row) => by(searchPermissions.site).site(row));
    const devices = world.devices.filter((row) => by(searchPermissions.device).device(row));
    const siteOf = (code: string) => world.sites.find((site) => site.code === code);
    return [
      ...projects.map(({ id }) => `project ${id} ${id}`),
      ...sites.map(({ code, project }) => `site ${code} ${project ?? ''}`),
      ...devices.map(({ code, site }) => `device ${code} ${siteOf(site)?.project ?? ''}`),
    ];
  },
});

/** Everything that is read, by the permission of its route. */
export const readCases = (world: World, now: number): [Permission, Case[]][] => [
  [rest.listProjects.permission, projectCases(world, now)],
  [rawRoutes.projectsExport.permission, [exportCase(world, now)]],
  [rest.listDevices.permission, deviceCases(world)],
  [rest.listEvents.permission, cameraCases(world)],
  [rest.listQuarantine.permission, quarantineCases(world)],
  [rest.listFiles.permission, fileCases(world)],
  [rest.search.permission, [searchCase(world)]],
];
