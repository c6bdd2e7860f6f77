/**
 * Process: the server of `npm run demo`, in which people need no second factor. That is not a setting: it is this process,
 * and it waives nothing unless a launcher started it, the database is the embedded one and holds no project but the
 * demonstration's. Anything else is a server like any other.
 */
import type { SecondFactorMode } from '../../contracts/account.ts';
import type { Database } from '../platform/database.ts';
import { recogniseDatabase } from '../platform/timescale.ts';
import { runServer } from '../run.ts';
import { mayWaive, whyRequired } from './waiver.rules.ts';
import { selectProjectKinds } from './waiver.sql.ts';

async function decide(db: Database): Promise<SecondFactorMode> {
  const [projects] = await db.run<{ demo: number; others: number }>(selectProjectKinds());
  const facts = {
    isLaunched: process.connected,
    isEmbedded: (await recogniseDatabase(db)).embedded,
    demoProjects: projects?.demo ?? 0,
    otherProjects: projects?.others ?? 0,
  };
  if (mayWaive(facts)) return 'waived';
  process.stderr.write(`${whyRequired(facts)},双因素认证保持启用\n`);
  return 'required';
}

runServer(process.env, decide);
