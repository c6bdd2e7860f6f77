import type pg from 'pg';
import { KEY_PREFIX } from '../../contracts/apiKeys.ts';
import type { InterfaceSystem, OutboxEvent } from '../../contracts/interfaces.ts';
import type { Permission } from '../../contracts/permissions.ts';
import { hashToken, newToken } from '../access/tokens.ts';
import { announceHandover } from '../modules/interfaces/assetCards.ts';
import { newSecret } from '../modules/interfaces/signature.ts';
import type { Statement } from '../platform/database.ts';
import type { Vault } from '../vault/vault.ts';
import { appropriationsOf, statementOf } from './finance.rules.ts';
import { financeSql as sql } from './finance.sql.ts';
import { demoProjects, projectIdOf } from './projects.data.ts';
import * as secrets from './secrets.ts';

type Db = pg.PoolClient;
interface Paid {
  readonly id: string;
  readonly number: string;
  readonly paidAt: number;
  readonly amountFen: number;
}

/** What finance told of the demo's projects so far; a demo that was seeded before there was any of it gets it now. */
export async function insertFinance(db: Db, now: number): Promise<void> {
  const { rows: counted } = await db.query<{ count: number }>(sql.countAppropriations);
  if ((counted[0]?.count ?? 0) > 0) return;
  const { rows } = await db.query<Paid>(sql.numberPayments);
  const paid = rows.toSorted((a, b) => a.paidAt - b.paidAt);
  const arrived = demoProjects.flatMap((project) => {
    const id = projectIdOf(project.number);
    const own = paid.filter((one) => one.id === id);
    return appropriationsOf(project, id, own).map(({ number, arrivedAt: at, amountFen: fen }) => ({
      id,
      number,
      at,
      fen,
    }));
  });
  await db.query(sql.insertAppropriations, [JSON.stringify(arrived)]);
  await db.query(sql.insertBudgets, [now]);
  const real = new Set(demoProjects.filter(({ realName }) => realName).map(({ number }) => projectIdOf(number)));
  const statement = statementOf(
    paid.map((one) => ({ ...one, realName: real.has(one.id) })),
    now,
  );
  await db.query(sql.insertStatement, [statement.month, statement.number, now, JSON.stringify(statement)]);
  const held = { number: 'BK-P-999-1', projectCode: 'P-999', amountFen: '30000000', date: `${statement.month}-15` };
  await db.query(sql.insertHeld, [held.number, JSON.stringify(held), now]);
}

const keyNames = { finance: '财政一体化系统（演示）', oa: '协同办公系统（演示）' } as const;
const listeners = [
  { system: 'assets', name: '资产管理系统（演示）', path: '/assets', events: ['asset.card'] },
  { system: 'oa', name: '协同办公系统（演示）', path: '/oa', events: ['approval.requested', 'approval.closed'] },
] as const satisfies readonly { system: InterfaceSystem; name: string; path: string; events: readonly OutboxEvent[] }[];

async function issueKey(db: Db, name: string, permissions: readonly Permission[]): Promise<string> {
  const key = `${KEY_PREFIX}${newToken()}`;
  await db.query(sql.insertKey, [name, hashToken(key), permissions]);
  return key;
}
async function listen(db: Db, vault: Vault, address: string, one: (typeof listeners)[number]): Promise<string> {
  const secret = newSecret();
  const made = await db.query<{ id: number }>(sql.insertDestination, [one.system, one.name, address, one.events]);
  const kept = await db.query<{ id: number }>(sql.insertSecret, [made.rows[0]?.id]);
  const subject = kept.rows[0]?.id ?? 0;
  await db.query(sql.keepSecret, [subject, vault.seal(secret, { purpose: 'destination.secret', subject })]);
  return secret;
}

/**
 * Lets the simulated systems take part: their keys, where they listen and by which secrets; made anew when their file is
 * lost. What was handed over before there was anybody to tell is told now.
 */
export async function connectSystems(
  db: Db,
  {
    dataDir,
    vault,
    port,
    now,
  }: { readonly dataDir: string; readonly vault: Vault; readonly port: number; readonly now: number },
): Promise<void> {
  const path = secrets.systemCredentialsPath(dataDir);
  const address = (one: (typeof listeners)[number]): string => `http://127.0.0.1:${port}${one.path}`;
  if (secrets.readSecrets(path, secrets.SystemCredentials) !== undefined) {
    for (const one of listeners) await db.query(sql.moveDestination, [one.name, address(one)]);
    return;
  }
  await db.query(sql.revokeKeys, [Object.values(keyNames)]);
  await db.query(sql.closeDestinations, [listeners.map(({ name }) => name)]);
  const financeKey = await issueKey(db, keyNames.finance, [
    ...(['projects.read', 'finance.budget', 'finance.appropriation', 'finance.voucher'] as const),
  ]);
  const oaKey = await issueKey(db, keyNames.oa, ['oa.decide']);
  const [assets, oa] = listeners;
  const assetsSecret = await listen(db, vault, address(assets), assets);
  const oaSecret = await listen(db, vault, address(oa), oa);
  const run = async <Row>({ text, values }: Statement) => (await db.query(text, [...(values ?? [])])).rows as Row[];
  const { rows } = await db.query<{ id: string; at: number }>(sql.selectHandedOver);
  for (const { id } of rows) await announceHandover({ run }, id, now);
  secrets.writeSecrets(path, { financeKey, oaKey, assetsSecret, oaSecret });
}
