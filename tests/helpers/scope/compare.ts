import { permissionNames, type Permission } from '../../../contracts/permissions.ts';
import { roomPermissions } from '../../../contracts/socket.ts';
import { selectJudged } from '../../../server/access/reach.sql.ts';
import { lookBy, type Database, type Viewpoint } from '../../../server/platform/database.ts';
import type { Case } from './endpoints.ts';
import { eyesOf, type Looker } from './model.ts';
import { DISTRICT, STREETS, type World } from './world.ts';

export const lookersOf = (world: World): Looker[] => [
  ...world.people.map((_, n) => ({ person: n + 1 })),
  'wall',
  'nobody',
];
const viewerOf = (looker: Looker): Viewpoint['viewer'] =>
  looker === 'wall' ? 'wall:1' : looker === 'nobody' ? 'nobody' : `person:${looker.person}`;

class TakenBack extends Error {}
const sorted = (all: readonly string[]): string => [...all].sort().join(', ');

/** Asks every case with everybody's eyes. @returns how many were compared; @throws with the story of the first that differs */
export async function compareAll(
  db: Database,
  world: World,
  byPermission: readonly [Permission, readonly Case[]][],
): Promise<number> {
  let compared = 0;
  for (const looker of lookersOf(world)) {
    const by = (permission: Permission) => eyesOf(world, looker, permission);
    for (const [permission, cases] of byPermission) {
      await db
        .as({ viewer: viewerOf(looker), permission })
        .withTransaction(async (tx) => {
          for (const one of cases) {
            await lookBy(tx, permission);
            const [seen, expected] = [sorted(await one.seen(tx)), sorted(one.expected(by(permission), by))];
            if (seen !== expected) throw new Error(storyOf(world, looker, permission, one.name, seen, expected));
            compared += 1;
          }
          throw new TakenBack();
        })
        .catch((error: unknown) => {
          if (!(error instanceof TakenBack)) throw error;
        });
    }
  }
  return compared;
}

/** Rooms and cameras: what may be joined, for everybody in one call as the server asks it. */
export async function compareRooms(db: Database, world: World): Promise<number> {
  const asked = lookersOf(world).flatMap((looker) => {
    const [district, street, project] = [roomPermissions.district, roomPermissions.street, roomPermissions.project];
    const eyes = (permission: Permission) => eyesOf(world, looker, permission);
    return [
      { looker, permission: district, kind: 'district', key: '', may: eyes(district).all },
      ...STREETS.map((key) => ({ looker, permission: street, kind: 'street', key, may: eyes(street).street(key) })),
      ...world.projects.map((row) => ({
        ...{ looker, permission: project, kind: 'project', key: row.id, may: eyes(project).project(row) },
      })),
      ...world.devices.map((row) => ({
        ...{ looker, permission: 'cameras.view' as const, kind: 'camera', key: row.code },
        may: row.kind === 'camera' && eyes('cameras.view').device(row),
      })),
      { looker, permission: 'walls.push' as const, kind: 'any', key: '', may: eyes('walls.push').any },
    ];
  });
  const rows = await db.run<{ n: number }>(
    selectJudged(asked.map(({ looker, ...question }) => ({ viewer: viewerOf(looker), ...question }))),
  );
  const yes = new Set(rows.map(({ n }) => n));
  for (const [i, { looker, permission, kind, key, may }] of asked.entries()) {
    const is = yes.has(i + 1);
    if (is !== may) throw new Error(storyOf(world, looker, permission, `open ${kind} ${key}`, `${is}`, `${may}`));
  }
  return asked.length;
}

/** Who looked, by what, at what, and all that it hangs on: short, for the world has been made as small as it goes. */
function storyOf(world: World, looker: Looker, permission: Permission, name: string, seen: string, expected: string) {
  const who = typeof looker === 'string' ? looker : `person ${looker.person}`;
  const span = ([from, until]: readonly [number, number | null]) =>
    `${from} h to ${until === null ? 'open' : `${until} h`}`;
  const isOdd = (role: keyof World['matrix']) => world.posts.some((post) => post.role === role) || role === 'wall';
  return [
    `${who} by ${permission} asked for: ${name}`,
    `  got       ${seen || 'nothing'}`,
    `  should be ${expected || 'nothing'}`,
    ...world.people.map(({ active }, n) => `person ${n + 1}${active ? '' : ', gone'}`),
    ...world.posts.map(
      (post, n) => `post ${n}: person ${post.person} is ${post.role} in ${post.org}, ${span(post.span)}`,
    ),
    ...world.loans.map(
      ({ post, to, span: when, ended }) => `post ${post} lent to person ${to}, ${span(when)}${ended ? ', ended' : ''}`,
    ),
    ...world.assignments.map(
      (one) => `${one.project} assigned to ${one.org ?? `person ${one.person ?? ''}`}, ${span(one.span)}`,
    ),
    ...(Object.keys(world.matrix) as (keyof World['matrix'])[])
      .filter(isOdd)
      .map((role) => `${role} ${world.matrix[role].includes(permission) ? 'holds' : 'does not hold'} ${permission}`),
    ...world.organisations
      .filter(({ code }) => code !== DISTRICT)
      .map(
        ({ code, kind, parent, street }) =>
          `${kind} ${code} under ${parent ?? ''}${street === null ? '' : `, street ${street}`}`,
      ),
    ...world.projects.map((row) => `project ${JSON.stringify(row)}`),
    ...world.sites.map((row) => `site ${JSON.stringify(row)}`),
    ...world.devices.map((row) => `device ${JSON.stringify(row)}`),
    ...world.events.map((row) => `event ${JSON.stringify(row)}`),
    ...world.files.map((row) => `file ${JSON.stringify(row)}`),
  ].join('\n');
}

/** Permissions that no case asks by are those of routes without rows of somebody's reach. */
export const permissionsOf = (cases: readonly [Permission, readonly Case[]][]): Permission[] =>
  permissionNames.filter((name) => cases.some(([permission]) => permission === name));
