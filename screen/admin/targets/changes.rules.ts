import {
  declarationAttributeNames,
  type DeclarationFacts,
  type FactsChange,
  type Target,
  type TargetTerms,
  type TermsChange,
} from '../../../contracts/targets.ts';
import { shownDecimal, wanOf } from '../../format/decimal.rules.ts';

export const termFields = ['weight', 'target', 'targetText', 'orgCode', 'personId', 'monthly', 'note'] as const;
export type TermField = (typeof termFields)[number];

export const factFields = [
  ...(['attribute', 'wholeGoal', 'annualGoal', 'initialFen', 'fiscalFen', 'carriedFen', 'otherFen'] as const),
];
export type FactField = (typeof factFields)[number];

/** One field of one indicator, or of the declaration itself (`name` is empty), as it is and as it is to be; null: nothing is there. */
export interface FieldChange {
  readonly key: string;
  readonly name: string;
  readonly field: TermField | FactField;
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

function factWords(facts: DeclarationFacts, field: FactField): string | null {
  if (field === 'attribute') return declarationAttributeNames[facts.attribute];
  if (field === 'wholeGoal' || field === 'annualGoal') return facts[field] === '' ? null : facts[field];
  return facts[field] === null ? null : wanOf(facts[field]);
}

/** What a change alters of goals and money, which is in 万元. */
export const factChanges = (change: FactsChange | null): FieldChange[] =>
  factFields.flatMap((field) => {
    if (change === null) return [];
    const [before, after] = [factWords(change.before, field), factWords(change.after, field)];
    return before === after ? [] : [{ key: field, name: '', field, before, after }];
  });
