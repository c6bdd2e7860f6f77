import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerFileName } from '../../../contracts/devices.ts';
import type { Runner } from '../../platform/database.ts';
import { hashCredential, verifyCredential } from '../../platform/credential.ts';
import { ProblemError } from '../../platform/problems.ts';
import {
  brokerFiles,
  findStored,
  mosquittoAcl,
  mosquittoPasswd,
  serviceOf,
  type AccessRow,
  type ServiceAccount,
} from './brokerAccess.rules.ts';
import { selectAccessRows } from './devices.sql.ts';

const PASSWD = 'passwd';
const ACL = 'acl';

export interface BrokerAccessDeps {
  readonly db: Runner;
  /** `brokerAccessDir` is where the two files go; empty: they are only offered for download. */
  readonly config: { readonly mqttUrl: string; readonly brokerAccessDir: string };
}

/** What the broker must know of devices: written to its directory, and offered as files. */
export class BrokerAccessFiles {
  private readonly deps: BrokerAccessDeps;
  private service: ServiceAccount | undefined;
  private queue: Promise<void> = Promise.resolve();

  constructor(deps: BrokerAccessDeps) {
    this.deps = deps;
  }

  /**
   * Writes `passwd` and `acl` from the devices as they now are; does nothing without a directory. Calls wait for each
   * other, so the last one's state is what stays.
   */
  write(): Promise<void> {
    const { db, config } = this.deps;
    if (config.brokerAccessDir === '') return Promise.resolve();
    const next = this.queue.then(async () => {
      const rows = await db.run<AccessRow>(selectAccessRows());
      await writeBrokerAccess(config.brokerAccessDir, rows, await this.serviceAccount());
    });
    this.queue = next.catch(() => undefined);
    return next;
  }

  /** One access file's text, for a broker elsewhere. @param db of somebody who sees every device */
  async text(db: Runner, file: BrokerFileName): Promise<string> {
    return brokerFiles[file](await db.run<AccessRow>(selectAccessRows()), await this.serviceAccount());
  }

  /** The hash that is in use already when it still fits: each new salt would look like a change to the broker. */
  private async serviceAccount(): Promise<ServiceAccount> {
    if (this.service !== undefined) return this.service;
    const { mqttUrl, brokerAccessDir } = this.deps.config;
    const account = serviceOf(mqttUrl);
    if (account === undefined) throw new ProblemError('not-found', 'MQTT_URL 中没有服务账号');
    const inUse =
      brokerAccessDir === '' ? undefined : findStored(readIfThere(join(brokerAccessDir, PASSWD)), account.user);
    const fits = inUse !== undefined && verifyCredential(inUse, account.password);
    this.service = { user: account.user, credentialHash: fits ? inUse : hashCredential(account.password) };
    return this.service;
  }
}

const readIfThere = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/**
 * Writes Mosquitto's two files into a directory only the owner can read. Each is replaced in one step, and only when its
 * text changed. Topic rights go first: whoever may sign in finds them in place.
 */
export async function writeBrokerAccess(
  dir: string,
  rows: readonly AccessRow[],
  service: ServiceAccount,
): Promise<void> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  replaceFile(join(dir, ACL), mosquittoAcl(rows, service));
  replaceFile(join(dir, PASSWD), mosquittoPasswd(rows, service));
}

function replaceFile(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  const fresh = `${path}.${process.pid}.tmp`;
  writeFileSync(fresh, text, { mode: 0o600, flush: true });
  renameSync(fresh, path);
}
