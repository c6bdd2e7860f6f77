import type { Target, TargetTerms, TermsChange } from '../../../contracts/targets.ts';
import { shownDecimal } from '../../format/exact.ts';

export const termFields = ['weight', 'target', 'targetText', 'orgCode', 'personId', 'monthly', 'note'] as const;
export type TermField = (typeof termFields)[number];

/** One field of one indicator, as it is and as it is to be; null: nothing is there. */
export interface FieldChange {
  readonly key: string;
  readonly name: string;
  readonly field: TermField;
  readonly before: string | null;
  readonly after: string | null;
}
export interface Names {
  readonly orgName: (code: string) => string;
  readonly personName: (id: number) => string;
}

function wordsOf(terms: TargetTerms, field: TermField, { orgName, personName }: Names): string | null {
  if (field === 'orgCode') return terms.orgCode === null ? null : orgName(terms.orgCode);
  if (field === 'personId') return terms.personId === null ? null : personName(terms.personId);
  if (field === 'monthly') return terms.monthly === null ? null : terms.monthly.map(shownDecimal).join('、');
  if (field === 'weight' || field === 'target') return terms[field] === null ? null : shownDecimal(terms[field]);
  return terms[field] === '' ? null : terms[field];
}

/** What a change alters, field by field. */
export const fieldChanges = (
  changes: readonly TermsChange[],
  targets: readonly Target[],
  names: Names,
): FieldChange[] =>
  changes.flatMap(({ targetId, before, after }) =>
    termFields.flatMap((field) => {
      const [was, is] = [wordsOf(before, field, names), wordsOf(after, field, names)];
      const name = targets.find(({ id }) => id === targetId)?.name ?? String(targetId);
      return was === is ? [] : [{ key: `${targetId}-${field}`, name, field, before: was, after: is }];
    }),
  );
