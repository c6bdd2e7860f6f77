import { versionStateNames, type TemplateVersion, type VersionState } from '../../../contracts/indicators.ts';
import { dateText } from '../../format/time.ts';
import { indicatorWords as words } from '../../words/indicators.ts';

const tones = { draft: 'draft', submitted: 'chosen', published: 'ok', withdrawn: 'plain' } as const;
type Tone = (typeof tones)[VersionState];
/** V3 草稿, V2 已发布: a version and how far it has come. */
export function markOf({ version, state, lockedAt }: TemplateVersion): { word: string; tone: Tone } {
  if (lockedAt !== null) return { word: words.lockedMark(version, dateText(lockedAt)), tone: 'plain' };
  return { word: words.stateMark(version, state), tone: tones[state] };
}

/** The same where the version stands beside it: 草稿, 2026-01-08 锁定. */
export function stateMarkOf({ state, lockedAt }: TemplateVersion): { word: string; tone: Tone } {
  if (lockedAt !== null) return { word: words.lockedOn(dateText(lockedAt)), tone: 'plain' };
  return { word: versionStateNames[state], tone: tones[state] };
}

/** What holds while a later version is worked on: V2 已于 2026-01-08 锁定. */
export function olderMark(versions: readonly TemplateVersion[], { version, state }: TemplateVersion): string | null {
  if (state !== 'draft' && state !== 'submitted') return null;
  const holds = versions.find((one) => one.version < version && one.state === 'published');
  if (holds === undefined) return null;
  if (holds.lockedAt !== null) return words.lockedMark(holds.version, dateText(holds.lockedAt));
  return holds.reviewedAt === null
    ? words.stateMark(holds.version, 'published')
    : words.publishedOn(holds.version, dateText(holds.reviewedAt));
}
