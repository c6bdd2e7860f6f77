import type { Permission } from '../../../contracts/permissions.ts';
import type { Statement, Transaction } from '../../../server/platform/database.ts';
import type { Case } from './endpoints.ts';
import type { Eyes } from './model.ts';
import { STREETS, type World } from './world.ts';

const REFUSED = '42501';

/** What becomes of a write: rows changed, or refused by row security. It is taken back at once. */
async function attempt(tx: Transaction, statement: Statement): Promise<readonly string[]> {
  await tx.client.query('savepoint attempt');
  try {
    return [`${(await tx.run(statement)).length} changed`];
  } catch (error) {
    if ((error as { code?: unknown }).code !== REFUSED) throw error;
    return ['refused'];
  } finally {
    await tx.client.query('rollback to savepoint attempt');
  }
}
const changed = (is: boolean): readonly string[] => [is ? '1 changed' : '0 changed'];
const orRefusal = (is: boolean): readonly string[] => [is ? '1 changed' : 'refused'];
/** A row that is not seen is not found; one that is seen may not be moved out of sight. */
const moved = (before: boolean, after: boolean): readonly string[] => (before ? orRefusal(after) : ['0 changed']);

/** Writes as a handler without any WHERE of its own would do them. */
export const writeCases = (world: World): [Permission, Case[]][] => {
  const [project] = world.projects;
  const [site] = world.sites;
  const org = world.organisations.at(-1)?.code ?? '';
  const [here, there] = STREETS;
  if (project === undefined || site === undefined) return [];
  const seesSite = (eyes: Eyes, street: string, id: string | null) => eyes.site({ street, project: id });
  return [
    [
      'devices.manage',
      [
        {
          name: `add a site of ${project.id} in ${here}`,
          seen: (tx) => attempt(tx, addSite(here, project.id)),
          expected: (eyes) => orRefusal(seesSite(eyes, here, project.id)),
        },
        {
          name: `add a site of no project in ${there}`,
          seen: (tx) => attempt(tx, addSite(there, null)),
          expected: (eyes) => orRefusal(seesSite(eyes, there, null)),
        },
        {
          name: `move site ${site.code} to ${there}, out of its project`,
          seen: (tx) =>
            attempt(tx, {
              text: `update sites set street_code = $2, project_id = null where code = $1 returning code`,
              values: [site.code, there],
            }),
          expected: (eyes) => moved(eyes.site(site), seesSite(eyes, there, null)),
        },
        {
          name: `add a device at ${site.code}`,
          seen: (tx) =>
            attempt(tx, {
              text: `insert into devices (code, name, kind, site_code, credential_hash) values ('new', 'new', 'env', $1, '$7$x') returning code`,
              values: [site.code],
            }),
          expected: (eyes) => orRefusal(eyes.site(site)),
        },
      ],
    ],
    [
      'projects.read',
      [
        {
          name: `give ${project.id} to ${org}, in no street and of no unit`,
          seen: (tx) =>
            attempt(tx, {
              text: `update projects set department_code = $2, street_code = null, unit_code = null where id = $1 returning id`,
              values: [project.id, org],
            }),
          expected: (eyes) =>
            moved(eyes.project(project), eyes.project({ ...project, department: org, street: null, unit: null })),
        },
        {
          name: `pay for ${project.id}`,
          seen: (tx) =>
            attempt(tx, {
              text: `insert into payments (project_id, paid_at, amount_fen) values ($1, now(), 1) returning id`,
              values: [project.id],
            }),
          expected: (eyes) => orRefusal(eyes.project(project)),
        },
        {
          name: `strike the weeks of ${project.id}`,
          seen: (tx) =>
            attempt(tx, { text: `delete from project_weeks where project_id = $1 returning 1`, values: [project.id] }),
          expected: (eyes) => changed(eyes.project(project)),
        },
      ],
    ],
  ];
};

const addSite = (street: string, project: string | null): Statement => ({
  text: `insert into sites (code, name, street_code, project_id, lon, lat) values ('new', 'new', $1, $2, 1, 1) returning code`,
  values: [street, project],
});
