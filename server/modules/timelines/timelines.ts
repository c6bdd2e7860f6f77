import type { Permission } from '../../../contracts/permissions.ts';
import type { StoryEntry, StoryKind } from '../../../contracts/timelines.ts';
import type { Runner } from '../../platform/database.ts';
import { kindsFor } from './timelines.rules.ts';
import { selectStory } from './timelines.sql.ts';

export interface StoryAsk {
  readonly projectId: string;
  readonly kind?: StoryKind | undefined;
  readonly page: number;
  readonly size: number;
  /** What the viewer may do at all. */
  readonly held: readonly Permission[];
}
/** Everything that happened to a project, as far as the viewer may see it. */
export async function listStory(db: Runner, ask: StoryAsk): Promise<{ rows: StoryEntry[]; total: number }> {
  const kinds = kindsFor(ask.held, ask.kind);
  if (kinds.length === 0) return { rows: [], total: 0 };
  const rows = await db.run<StoryEntry & { total: number }>(selectStory(ask.projectId, kinds, ask.page, ask.size));
  return { rows, total: rows[0]?.total ?? 0 };
}
