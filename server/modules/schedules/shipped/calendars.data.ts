import type { Calendar } from '../../../../contracts/calendars.ts';
import { holidayExceptions, holidayNotices } from './holidays.data.ts';

const allYears = holidayNotices.map(({ year }) => year);
const exceptions = holidayNotices.flatMap(holidayExceptions);

/** Five days a week, public holidays off, 调休 worked: approvals, procurement, design. */
export const officeCalendar: Calendar = {
  code: 'OFFICE',
  name: '机关工作日历',
  week: [true, true, true, true, true, false, false],
  exceptions,
  publishedYears: allYears,
};

/** Seven days a week; of the public holidays sites keep 春节 (practice, not a rule: a project may say otherwise). */
export const siteCalendar: Calendar = {
  code: 'SITE',
  name: '施工日历',
  week: [true, true, true, true, true, true, true],
  exceptions: exceptions.filter(({ name }) => name === '春节'),
  publishedYears: allYears,
};

/** Every day: contract periods and legal terms are counted so (日历天). */
export const everyDayCalendar: Calendar = {
  code: 'EVERY-DAY',
  name: '日历天',
  week: [true, true, true, true, true, true, true],
  exceptions: [],
  publishedYears: null,
};

/** The calendars that come with the product. Stops (高考, 汛期, 重污染) are added by the notice that orders them. */
export const shippedCalendars: readonly Calendar[] = [officeCalendar, siteCalendar, everyDayCalendar];
