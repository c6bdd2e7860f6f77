import type { ConflictKind, Engagement, ResourceConflict } from '../../../contracts/contracting.ts';

/** Who or what is bound to a project, with what tells whether two are the same. */
export interface Bound extends Engagement {
  readonly kind: ConflictKind;
  readonly key: string;
  readonly name: string;
  readonly employer: string;
}

const overlaps = (a: Engagement, b: Engagement): boolean => a.fromOn <= b.untilOn && b.fromOn <= a.untilOn;

/** On how many projects at most on one day, and the first such day: it is the first day of some engagement. */
function peakOf(engagements: readonly Engagement[]): { peak: number; peakOn: string } {
  const days = engagements.map(({ fromOn }) => fromOn).sort();
  let best = { peak: 0, peakOn: days[0] ?? '' };
  for (const day of days) {
    const there = engagements.filter(({ fromOn, untilOn }) => fromOn <= day && day <= untilOn);
    const peak = new Set(there.map(({ projectId }) => projectId)).size;
    if (peak > best.peak) best = { peak, peakOn: day };
  }
  return best;
}

/**
 * Who is bound to several projects at the same time: on one day, not merely one after the other. Several contracts of one
 * project are no conflict.
 * @param projectId only conflicts that touch this project
 */
export function conflictsOf(bound: readonly Bound[], projectId?: string): ResourceConflict[] {
  const groups = new Map<string, Bound[]>();
  for (const one of bound) {
    const key = `${one.kind} ${one.key}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const found = [...groups.values()].flatMap((group): ResourceConflict[] => {
    const clashing = group.filter((one) =>
      group.some((other) => other.projectId !== one.projectId && overlaps(one, other)),
    );
    const [first] = clashing;
    if (first === undefined) return [];
    if (projectId !== undefined && !clashing.some((one) => one.projectId === projectId)) return [];
    const engagements = clashing
      .map(({ projectId: id, projectName, as, fromOn, untilOn }) => ({
        ...{ projectId: id, projectName, as, fromOn, untilOn },
      }))
      .sort((a, b) => a.fromOn.localeCompare(b.fromOn) || a.projectId.localeCompare(b.projectId));
    return [{ kind: first.kind, name: first.name, employer: first.employer, ...peakOf(engagements), engagements }];
  });
  return found.sort((a, b) => b.peak - a.peak || a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name, 'zh'));
}
