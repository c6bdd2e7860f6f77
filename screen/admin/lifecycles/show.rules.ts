import {
  lifecycleActionNames,
  type DocumentKind,
  type GuardCode,
  type JudgedGuard,
  type LifecycleStep,
  type LifecycleStateRow,
  type ProjectDocument,
} from '../../../contracts/lifecycles.ts';
import { wanOf } from '../../format/decimal.rules.ts';
import { lifecycleWords as words } from '../../words/lifecycles.ts';

/** Guards that weigh one sum against another; the others count, or say yes or no. */
const weighed: readonly GuardCode[] = [
  'small-investment',
  'budget-within-estimate',
  'ceiling-within-budget',
  'contract-within-ceiling',
  'paid-within-contract',
  'settlement-within-budget',
];
/** A sum in fen that may have a fraction of one, as 万元. */
const money = (fen: string | null): string => (fen === null ? '—' : words.wan(wanOf(fen.replace(/\..*$/, ''))));

/** What a guard found and what it was held against; empty where its name says all. */
export const guardFinding = ({ code, found, limit }: JudgedGuard): string =>
  weighed.includes(code) ? words.found(money(found), money(limit)) : '';

export type StageState = 'passed' | 'here' | 'ahead';
/** Where a state of the chart lies as seen from where the project stands. */
export function stageState(state: LifecycleStateRow, states: readonly LifecycleStateRow[], here: string): StageState {
  if (state.code === here) return 'here';
  const at = states.findIndex(({ code }) => code === here);
  return state.leftAt !== null && states.indexOf(state) < at ? 'passed' : 'ahead';
}

/** The newest document of each kind, with how many came before it. */
export function newestDocuments(
  documents: readonly ProjectDocument[],
): { readonly document: ProjectDocument; readonly older: number }[] {
  const kinds = new Map<DocumentKind, ProjectDocument[]>();
  for (const one of documents) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
  return [...kinds.values()].flatMap((versions) => {
    const [document] = [...versions].sort((a, b) => b.version - a.version);
    return document === undefined ? [] : [{ document, older: versions.length - 1 }];
  });
}

/** One move as a sentence; names of states by their codes. */
export function stepText(step: LifecycleStep, nameOf: (code: string) => string): string {
  const { from, action, to, by, reason, overridden } = step;
  const what =
    from === null || action === null
      ? words.enrolledLine(nameOf(to))
      : words.movedLine(action, nameOf(from), nameOf(to), lifecycleActionNames);
  const more = [
    ...(overridden ? [words.overridden] : []),
    ...(reason === null ? [] : [words.reason(reason)]),
    ...(by === null ? [] : [words.by(by)]),
  ];
  return [what, ...more].join('　');
}
