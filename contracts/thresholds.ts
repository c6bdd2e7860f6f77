import { Type, type Static } from 'typebox';
import { DayText, DecimalText, InstantMs, nullable, oneOf } from './schema.ts';

/** What a threshold counts; how it is written and read follows from it. */
export const thresholdUnits = [
  'ratio',
  'index',
  'change',
  'points',
  'score',
  'weeks',
  'days',
  'workdays',
  'months',
  'fen',
  'switch',
] as const;
export type ThresholdUnit = (typeof thresholdUnits)[number];

/** Under which heading it stands. */
export const thresholdGroups = ['approvals', 'lifecycle', 'progress', 'funds', 'performance'] as const;
export type ThresholdGroup = (typeof thresholdGroups)[number];

interface ThresholdFact {
  readonly group: ThresholdGroup;
  readonly unit: ThresholdUnit;
  /** It must stay below this one: red below yellow, fair below good. */
  readonly below?: string;
}
const facts = <T extends Record<string, ThresholdFact>>(table: T): T => table;

/** Every row of the table `thresholds` by its code, in the order that people read them in. */
export const thresholdFacts = facts({
  'approval-gate': { group: 'approvals', unit: 'switch' },
  'approval-baseline-days': { group: 'approvals', unit: 'workdays' },
  'approval-goal': { group: 'approvals', unit: 'change' },
  'pre-evaluation-fen': { group: 'lifecycle', unit: 'fen' },
  'budget-over-estimate': { group: 'lifecycle', unit: 'ratio' },
  'audit-gate': { group: 'lifecycle', unit: 'switch' },
  'final-account-months': { group: 'lifecycle', unit: 'months' },
  'final-account-extension': { group: 'lifecycle', unit: 'months' },
  'behind-points': { group: 'progress', unit: 'points' },
  'ahead-ratio': { group: 'progress', unit: 'ratio' },
  'unreported-weeks': { group: 'progress', unit: 'weeks' },
  'overdue-days-yellow': { group: 'progress', unit: 'days', below: 'overdue-days-red' },
  'overdue-days-red': { group: 'progress', unit: 'days' },
  'spi-red': { group: 'progress', unit: 'index', below: 'spi-yellow' },
  'spi-yellow': { group: 'progress', unit: 'index' },
  'cpi-red': { group: 'funds', unit: 'index', below: 'cpi-yellow' },
  'cpi-yellow': { group: 'funds', unit: 'index' },
  'eac-red': { group: 'funds', unit: 'ratio' },
  'paid-ratio-red': { group: 'funds', unit: 'ratio', below: 'paid-ratio-yellow' },
  'paid-ratio-yellow': { group: 'funds', unit: 'ratio' },
  'overpaid-points': { group: 'funds', unit: 'points' },
  'funds-deviation': { group: 'funds', unit: 'ratio' },
  'target-red': { group: 'performance', unit: 'ratio', below: 'target-yellow' },
  'target-yellow': { group: 'performance', unit: 'ratio', below: 'target-blue' },
  'target-blue': { group: 'performance', unit: 'ratio' },
  'grade-fair': { group: 'performance', unit: 'score', below: 'grade-good' },
  'grade-good': { group: 'performance', unit: 'score', below: 'grade-excellent' },
  'grade-excellent': { group: 'performance', unit: 'score' },
});
export type ThresholdName = keyof typeof thresholdFacts;
export const thresholdNames = Object.keys(thresholdFacts) as [ThresholdName, ...ThresholdName[]];
export const thresholdFact = (code: ThresholdName): ThresholdFact => thresholdFacts[code];

/** One value of a threshold, from when and until when it holds. What ships was noted by nobody. */
export const ThresholdRow = Type.Object({
  code: oneOf(thresholdNames),
  value: DecimalText,
  label: Type.String(),
  source: Type.String(),
  effectiveFrom: InstantMs,
  effectiveTo: nullable(InstantMs),
  reason: nullable(Type.String()),
  notedBy: nullable(Type.String()),
  notedAt: nullable(InstantMs),
});
export type ThresholdRow = Static<typeof ThresholdRow>;

const Words = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' });
/** A new value, from a day on: today's is from this moment on. Rows that hold or held stay as they are. */
export const NewThreshold = Type.Object({ value: DecimalText, fromDay: DayText, source: Words, reason: Words });
export type NewThreshold = Static<typeof NewThreshold>;
