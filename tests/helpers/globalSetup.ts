import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { projectRoot } from '../../server/platform/paths.ts';
import { findPostgres, startSharedPostgres } from './postgres.ts';
import { TestProcess } from './testProcess.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Built processes of this run. */
    entries: string;
    /** Data directory of an embedded database, migrated. */
    template: string;
    /** A PostgreSQL cluster for all journeys. */
    postgres: { readonly url: string };
  }
}

let prepared: Promise<{ entries: string; template: string }> | undefined;
let users = 0;

/**
 * Once for all projects of a run: the built processes are copied, so that building again meanwhile disturbs no test, and
 * a database is migrated which every suite then copies, as one clones a template database.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  users += 1;
  prepared ??= prepare();
  const { entries, template } = await prepared;
  project.provide('entries', entries);
  project.provide('template', template);
  const postgres = project.name === 'journeys' && findPostgres() !== undefined && (await startSharedPostgres());
  if (postgres) project.provide('postgres', { url: postgres.url });
  return async () => {
    if (postgres) await postgres.remove();
    users -= 1;
    if (users > 0) return;
    rmSync(join(entries, '..'), { recursive: true, force: true });
    rmSync(join(template, '..'), { recursive: true, force: true });
  };
}

async function prepare() {
  const root = projectRoot();
  const artifacts = join(root, 'tests', '.artifacts');
  mkdirSync(artifacts, { recursive: true });
  // Below the project, so that the copied processes find node_modules and migrations.
  const entries = join(mkdtempSync(join(artifacts, 'run-')), 'server');
  cpSync(join(root, 'dist', 'server'), entries, { recursive: true });
  const template = join(mkdtempSync(join(tmpdir(), 'xw-template-')), 'database');
  const readyWhen = { line: (line: string) => line.startsWith('{"ready":true') };
  const args = ['--data', template];
  const database = new TestProcess('template database', {
    entry: join(entries, 'embedded-database.js'),
    args,
    readyWhen,
  });
  const { url } = JSON.parse(await database.start()) as { url: string };
  await runToEnd({ name: 'migrate', entry: join(entries, 'migrate.js'), env: { DATABASE_URL: url } });
  await database.stop();
  return { entries, template };
}
