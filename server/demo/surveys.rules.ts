import { chanceOf } from './chance.rules.ts';
import { demoComments, type DemoSurvey } from './surveys.data.ts';

export interface DemoAnswer {
  readonly satisfaction: number;
  readonly comment: string;
  readonly givenAt: number;
}

const DAY_MS = 86_400_000;
/** So many of a hundred write something. */
const WRITERS = 0.18;

export const opensAt = ({ opensIn }: DemoSurvey, now: number): number => now + opensIn * DAY_MS;
export const closesAt = ({ closesIn }: DemoSurvey, now: number): number => now + closesIn * DAY_MS;

/** Answers as its counts say, spread over the time that the survey has been open, the same for the same survey. */
export function answersOf(survey: DemoSurvey, now: number): DemoAnswer[] {
  const next = chanceOf(survey.project * 15_485_863);
  const [from, to] = [opensAt(survey, now), Math.min(now, closesAt(survey, now))];
  return survey.counts.flatMap((count, place) => {
    const said = [...(demoComments[place + 1] ?? [])];
    return Array.from({ length: count }, (): DemoAnswer => {
      const [when, writes] = [next(), next()];
      // Nobody writes what another wrote.
      const comment = writes < WRITERS ? (said.shift() ?? '') : '';
      return { satisfaction: place + 1, comment, givenAt: Math.round(from + (to - from) * when) };
    });
  });
}
