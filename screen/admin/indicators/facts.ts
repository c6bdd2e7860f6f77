import { autoSourceNames, type Indicator } from '../../../contracts/indicators.ts';
import { indicatorFacts as words, indicatorWords } from '../../words/indicators.ts';
import type { CellValue } from '../parts/table.ts';
import { pathOf } from './library.rules.ts';

interface Line {
  readonly key: string;
  readonly label: string;
  readonly value?: CellValue;
}

/** What the drawer says of an indicator; of one that only groups others, less. */
export function factsOf(one: Indicator, rows: readonly Indicator[], isLeaf: boolean): Line[] {
  const always: Line[] = [
    { key: 'code', label: words.code, value: one.code },
    { key: 'path', label: words.path, value: pathOf(rows, one).join(' › ') || words.top },
    { key: 'explanation', label: words.explanation, value: one.explanation },
  ];
  if (!isLeaf) return [...always, { key: 'weight', label: indicatorWords.weight, value: one.weight }];
  const until = one.effectiveTo ?? words.always;
  const source = one.autoSource === null ? words.byHand : autoSourceNames[one.autoSource];
  const effective = one.effectiveFrom === null ? null : words.effectiveText(one.effectiveFrom, until);
  return [
    ...always,
    ...(one.formula === '' ? [] : [{ key: 'formula', label: words.formula, value: one.formula }]),
    { key: 'scoringRule', label: words.scoringRule, value: one.scoringRule },
    ...(one.points.length === 0 ? [] : [{ key: 'points', label: words.points }]),
    { key: 'autoSource', label: words.autoSource, value: source },
    { key: 'evidence', label: words.evidence, value: one.evidence },
    { key: 'responsible', label: words.responsible, value: one.responsible },
    { key: 'legalSource', label: words.legalSource, value: one.legalSource },
    ...(effective === null ? [] : [{ key: 'effective', label: words.effective, value: effective }]),
  ];
}
