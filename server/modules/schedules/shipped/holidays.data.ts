import type { CalendarException } from '../../../../contracts/calendars.ts';

/**
 * Public holidays by the State Council's yearly notices, with the weekends that are worked in exchange (调休).
 *
 * 2026 is verified on 2026-11-25 against the full text of its notice as printed; of 2025 the days up to 端午节 are, those of
 * October come from copies of the notice. Numbers of the notices are from the Gazette's index.
 * 2027 had not been seen published by then: a plan that reaches it says so.
 */
export interface HolidayNotice {
  readonly year: number;
  readonly source: string;
  /** Name, first and last day off. */
  readonly holidays: readonly (readonly [name: string, from: string, to: string])[];
  /** Saturdays and Sundays that are worked. */
  readonly working: readonly (readonly [name: string, day: string])[];
}

export const holidayNotices: readonly HolidayNotice[] = [
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    holidays: [
      ['元旦', '2025-01-01', '2025-01-01'],
      ['春节', '2025-01-28', '2025-02-04'],
      ['清明节', '2025-04-04', '2025-04-06'],
      ['劳动节', '2025-05-01', '2025-05-05'],
      ['端午节', '2025-05-31', '2025-06-02'],
      ['国庆节、中秋节', '2025-10-01', '2025-10-08'],
    ],
    working: [
      ['春节调休', '2025-01-26'],
      ['春节调休', '2025-02-08'],
      ['劳动节调休', '2025-04-27'],
      ['国庆节调休', '2025-09-28'],
      ['国庆节调休', '2025-10-11'],
    ],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    holidays: [
      ['元旦', '2026-01-01', '2026-01-03'],
      ['春节', '2026-02-15', '2026-02-23'],
      ['清明节', '2026-04-04', '2026-04-06'],
      ['劳动节', '2026-05-01', '2026-05-05'],
      ['端午节', '2026-06-19', '2026-06-21'],
      ['中秋节', '2026-09-25', '2026-09-27'],
      ['国庆节', '2026-10-01', '2026-10-07'],
    ],
    working: [
      ['元旦调休', '2026-01-04'],
      ['春节调休', '2026-02-14'],
      ['春节调休', '2026-02-28'],
      ['劳动节调休', '2026-05-09'],
      ['国庆节调休', '2026-09-20'],
      ['国庆节调休', '2026-10-10'],
    ],
  },
];

export const holidayExceptions = ({ holidays, working, source }: HolidayNotice): CalendarException[] => [
  ...holidays.map(([name, from, to]) => ({ from, to, kind: 'holiday' as const, reason: null, name, source })),
  ...working.map(([name, day]) => ({ from: day, to: day, kind: 'working' as const, reason: null, name, source })),
];
