import { runToEnd } from '../../server/embedded/launcher.ts';
import type { LoadPlan, LoadResult } from '../load.ts';
import { benchEntry } from './setup.ts';

/** Sends messages from a process of its own; answers when the broker has acknowledged the last one. */
export async function sendLoad(plan: LoadPlan): Promise<LoadResult> {
  const last = await runToEnd({ name: 'load', entry: benchEntry('load'), args: [JSON.stringify(plan)] });
  return JSON.parse(last) as LoadResult;
}
