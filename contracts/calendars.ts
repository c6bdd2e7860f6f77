import { Type, type Static } from 'typebox';
import { CodeText, DayText, NameText, nullable, oneOf } from './schema.ts';
import { Year } from './scores.ts';

/**
 * What makes days differ from their weekday. Where several hold on one day, `stop` beats `working`, and `working` beats
 * `holiday`.
 */
export const exceptionKinds = ['holiday', 'working', 'stop'] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];
export const exceptionKindNames: Readonly<Record<ExceptionKind, string>> = {
  holiday: '放假',
  working: '调休上班',
  stop: '停工',
};

/** Why sites stop. */
export const stopReasons = ['exam', 'flood', 'pollution', 'event', 'other'] as const;
export type StopReason = (typeof stopReasons)[number];
export const stopReasonNames: Readonly<Record<StopReason, string>> = {
  exam: '中高考',
  flood: '汛期',
  pollution: '重污染天气',
  event: '重大活动',
  other: '其他',
};

/** Days that differ, first and last included. */
export const CalendarException = Type.Object({
  from: DayText,
  to: DayText,
  kind: oneOf(exceptionKinds),
  /** Of `stop` only. */
  reason: nullable(oneOf(stopReasons)),
  name: NameText,
  /** The notice by which it holds: 国办发明电〔2025〕7号. */
  source: Type.String({ minLength: 1, maxLength: 200 }),
});
export type CalendarException = Static<typeof CalendarException>;

export const Calendar = Type.Object({
  code: CodeText,
  name: NameText,
  /** Which weekdays are worked, Monday first. */
  week: Type.Array(Type.Boolean(), { minItems: 7, maxItems: 7 }),
  exceptions: Type.Array(CalendarException, { maxItems: 2000 }),
  /**
   * Years whose holidays are known. A day of any other year is taken by its weekday, and the plan tells so. Null: the
   * calendar keeps no public holidays.
   */
  publishedYears: nullable(Type.Array(Year)),
});
export type Calendar = Static<typeof Calendar>;
