import type { Indicator, TemplateRecord } from '../../../contracts/indicators.ts';
import { dateText, hourMinute, shortDate } from '../../format/time.ts';
import { editText, recordText } from '../../words/indicators.ts';

const MOST = 8;
interface Line {
  readonly key: number;
  readonly at: string;
  readonly text: string;
}

/** `10:21` today, `01-08` before. */
const momentText = (at: number, now: number): string =>
  dateText(at) === dateText(now) ? hourMinute(at) : shortDate(at);

/** What was done about an indicator, and the steps of the versions it stands in; the newest first. */
export const linesOf = (
  records: readonly TemplateRecord[],
  { code, name }: Pick<Indicator, 'code' | 'name'>,
  now: number,
): Line[] =>
  records
    .flatMap(({ at, who, verb, version, edits }, key) => {
      const edit = edits.find((one) => one.code === code);
      if (verb === 'template.edit' && edit === undefined) return [];
      const text =
        edit === undefined
          ? recordText(who, verb, version)
          : editText(
              who,
              edit.kind,
              edit.fields.map(({ field }) => field),
              name,
            );
      return [{ key, at: momentText(at, now), text }];
    })
    .slice(0, MOST);
