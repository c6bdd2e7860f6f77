import type { Instant } from '../../contracts/glossary.ts';
import { projectPhases, type PhaseDate, type ProjectPhase } from '../../contracts/projects.ts';

export interface Stage {
  readonly phase: ProjectPhase;
  readonly state: 'done' | 'current' | 'next';
  /** When it was left, or by when it is to be left; null: nobody has said. */
  readonly at: Instant | null;
  readonly isOverdue: boolean;
}

/** The six phases in order with where the project stands; the phase of the project decides, dates only tell when. */
export function stagesOf(current: ProjectPhase, dates: readonly PhaseDate[], now: Instant): Stage[] {
  const here = projectPhases.indexOf(current);
  return projectPhases.map((phase, i) => {
    const date = dates.find((one) => one.phase === phase);
    const planned = date?.plannedEndAt ?? null;
    if (i < here) return { phase, state: 'done', at: date?.leftAt ?? null, isOverdue: false };
    const isLeft = (date?.leftAt ?? null) !== null;
    const isOverdue = i === here && !isLeft && planned !== null && planned < now;
    return { phase, state: i === here ? 'current' : 'next', at: planned, isOverdue };
  });
}
