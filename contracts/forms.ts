import { Type } from 'typebox';
import { MonthText, Year } from './scores.ts';
import { CodeText, oneOf } from './schema.ts';

/** Official tables about a project's year, as workbooks (财预〔2015〕88号, 财预〔2019〕136号, 财预〔2020〕10号). */
export const formKinds = ['declaration', 'monitoring', 'assessment'] as const;
export type FormKind = (typeof formKinds)[number];
export const formNames: Readonly<Record<FormKind, string>> = {
  declaration: '项目支出绩效目标申报表',
  monitoring: '项目支出绩效运行监控表',
  assessment: '项目支出绩效自评表',
};

/** Which table of which project; `month` is the last month that monitoring and assessment speak of. */
export const FormParams = Type.Object({ kind: oneOf(formKinds), code: CodeText });
export const FormQuery = Type.Object({ year: Year, month: Type.Optional(MonthText) });
