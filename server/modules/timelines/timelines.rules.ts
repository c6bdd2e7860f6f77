import { mayDo, type Permission } from '../../../contracts/permissions.ts';
import { storyKinds, type StoryKind } from '../../../contracts/timelines.ts';

/** What one must be allowed to see of a project, for a kind of entry to be told of it. */
const needed: Readonly<Record<StoryKind, Permission>> = {
  move: 'projects.read',
  document: 'files.read',
  amount: 'projects.read',
  contract: 'projects.read',
  payment: 'projects.read',
  report: 'projects.read',
  funds: 'projects.read',
  inspection: 'projects.read',
  change: 'projects.read',
  file: 'files.read',
  instruction: 'instructions.read',
  approval: 'approvals.read',
};

/** Which kinds a viewer is told of: all that they may see, or the one that was asked for if they may see it. */
export const kindsFor = (held: readonly Permission[], wanted: StoryKind | undefined): StoryKind[] =>
  storyKinds.filter((kind) => (wanted === undefined || kind === wanted) && mayDo(held, needed[kind]));
