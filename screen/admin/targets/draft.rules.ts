import type {
  Declaration,
  DeclarationAttribute,
  DeclarationEdit,
  DeclarationFacts,
  Target,
  TargetTerms,
} from '../../../contracts/targets.ts';
import { fenOf, isDecimal, shownDecimal, sumOf, wanOf } from '../../format/decimal.rules.ts';
import type { TreeRow } from '../parts/table.ts';

export const moneyFields = ['initial', 'fiscal', 'carried', 'other'] as const;
export type MoneyField = (typeof moneyFields)[number];

/** A target's terms as they stand in fields: empty text where there is none. */
export interface TermsDraft {
  readonly weight: string;
  readonly target: string;
  readonly targetText: string;
  readonly orgCode: string;
  readonly personId: number | null;
  readonly monthly: readonly string[] | null;
  readonly note: string;
}
/** A declaration as it stands in fields; money in 万元. */
export interface DeclarationDraft {
  readonly attribute: DeclarationAttribute;
  readonly wholeGoal: string;
  readonly annualGoal: string;
  readonly money: Readonly<Record<MoneyField, string>>;
  readonly terms: Readonly<Record<number, TermsDraft>>;
}

const moneyText = (fen: string | null): string => (fen === null ? '' : wanOf(fen));
const termsDraftOf = (terms: TargetTerms): TermsDraft => ({
  weight: shownDecimal(terms.weight),
  target: terms.target === null ? '' : shownDecimal(terms.target),
  targetText: terms.targetText,
  orgCode: terms.orgCode ?? '',
  personId: terms.personId,
  monthly: terms.monthly?.map(shownDecimal) ?? null,
  note: terms.note,
});
export const draftOf = (one: Declaration): DeclarationDraft => ({
  ...{ attribute: one.attribute, wholeGoal: one.wholeGoal, annualGoal: one.annualGoal },
  money: {
    initial: moneyText(one.initialFen),
    fiscal: moneyText(one.fiscalFen),
    carried: moneyText(one.carriedFen),
    other: moneyText(one.otherFen),
  },
  terms: Object.fromEntries(one.targets.map((target) => [target.id, termsDraftOf(target)])),
});

export const isMoney = (text: string): boolean => text.trim() === '' || fenOf(text.trim()) !== null;
const isNumber = (text: string): boolean => isDecimal(text.trim());
/** Fields of a target that hold no number where one is wanted. */
export function wrongFields({ weight, target, monthly }: TermsDraft): ('weight' | 'target' | 'monthly')[] {
  return [
    ...(isNumber(weight) ? [] : ['weight' as const]),
    ...(target.trim() === '' || isNumber(target) ? [] : ['target' as const]),
    ...(monthly === null || monthly.every(isNumber) ? [] : ['monthly' as const]),
  ];
}
/** Whether it can be sent: every number is one. Whether it is complete is the server's to check. */
export const isSendable = (draft: DeclarationDraft): boolean =>
  moneyFields.every((field) => isMoney(draft.money[field])) &&
  Object.values(draft.terms).every((terms) => wrongFields(terms).length === 0);

export const termsOf = (draft: TermsDraft): TargetTerms => ({
  weight: draft.weight.trim(),
  target: draft.target.trim() === '' ? null : draft.target.trim(),
  targetText: draft.targetText.trim(),
  orgCode: draft.orgCode === '' ? null : draft.orgCode,
  personId: draft.personId,
  monthly: draft.monthly?.map((text) => text.trim()) ?? null,
  note: draft.note.trim(),
});
const fenIn = (text: string): string | null => (text.trim() === '' ? null : fenOf(text.trim()));
const factsOf = ({ attribute, wholeGoal, annualGoal, money }: DeclarationDraft): DeclarationFacts => ({
  ...{ attribute, wholeGoal: wholeGoal.trim(), annualGoal: annualGoal.trim() },
  ...{ initialFen: fenIn(money.initial), fiscalFen: fenIn(money.fiscal) },
  ...{ carriedFen: fenIn(money.carried), otherFen: fenIn(money.other) },
});
export const editOf = (draft: DeclarationDraft, revision: number): DeclarationEdit => ({
  ...{ revision, ...factsOf(draft) },
  targets: Object.entries(draft.terms).map(([id, terms]) => ({ id: Number(id), ...termsOf(terms) })),
});

/** Targets whose terms are not what they were. */
export function changesIn(one: Declaration, draft: DeclarationDraft): { targetId: number; after: TargetTerms }[] {
  return one.targets.flatMap((target) => {
    const own = draft.terms[target.id];
    if (own === undefined || JSON.stringify(own) === JSON.stringify(termsDraftOf(target))) return [];
    return [{ targetId: target.id, after: termsOf(own) }];
  });
}
/** Goals and money as they stand in the fields; null where they are what they were. */
export function factsIn(one: Declaration, draft: DeclarationDraft): DeclarationFacts | null {
  const [was, is] = [draftOf(one), draft].map((fields) => JSON.stringify({ ...fields, terms: null }));
  return was === is ? null : factsOf(draft);
}
export const isChanged = (one: Declaration, draft: DeclarationDraft): boolean =>
  JSON.stringify(draft) !== JSON.stringify(draftOf(one));

/** The year's money in all: what is known of its sources. */
export function totalOf({ fiscal, carried, other }: Readonly<Record<MoneyField, string>>): string | null {
  const known = [fiscal, carried, other].map((text) => text.trim()).filter((text) => fenOf(text) !== null);
  return known.length === 0 ? null : sumOf(known);
}

/** A line of the tree: a level with the sum below it, or a target. */
export interface TermRow {
  readonly name: string;
  readonly target: Target | null;
  readonly sum: string;
}
/** Targets under the names of their first and second level, in their order. */
export function treeOf(
  targets: readonly Target[],
  terms: DeclarationDraft['terms'],
  depth = 0,
  above = '',
): TreeRow<TermRow>[] {
  const rows: TreeRow<TermRow>[] = [];
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const level = target.path[depth];
    const own = level === undefined ? undefined : groups.get(level);
    if (level === undefined) rows.push({ key: target.id, row: { name: target.name, target, sum: '' } });
    else if (own !== undefined) own.push(target);
    else {
      const members = [target];
      groups.set(level, members);
      const key = `${above}/${level}`;
      rows.push({
        key,
        row: {
          name: level,
          target: null,
          get sum() {
            return sumOf(members.map(({ id }) => terms[id]?.weight ?? ''));
          },
        },
        get children() {
          return treeOf(members, terms, depth + 1, key);
        },
      });
    }
  }
  return rows;
}
