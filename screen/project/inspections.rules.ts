import type { Instant } from '../../contracts/glossary.ts';
import { inspectionActNames, inspectionVerdictNames, type Inspection } from '../../contracts/inspections.ts';
import type { Tone } from '../live/feed.rules.ts';
import { inspectionWords as words } from '../words/inspections.ts';

/** One entry of a project's story that an inspection makes. */
export interface InspectionMoment {
  readonly key: string;
  readonly at: Instant;
  readonly tone: Tone;
  readonly text: string;
  readonly by: string | null;
}

const tones: Readonly<Record<Inspection['verdict'], Tone>> = { fine: 'ok', minor: 'warn', serious: 'bad' };

/** An inspection and what followed it. */
export const inspectionMoments = ({ id, foundAt, verdict, finding, by, steps }: Inspection): InspectionMoment[] => [
  {
    ...{ key: `inspection ${id}`, at: foundAt, tone: tones[verdict], by },
    text: words.line(inspectionVerdictNames[verdict], finding),
  },
  ...steps.map((step, place) => ({
    ...{ key: `inspection ${id} ${place}`, at: step.at, by: step.by },
    tone: step.act === 'reject' ? ('warn' as const) : ('ok' as const),
    text: words.stepLine(inspectionActNames[step.act], step.words),
  })),
];
