import type { IndicatorFacts } from '../../../contracts/indicators.ts';

/** An indicator as fields: what is not set is empty text, points are lines. */
export type IndicatorForm = {
  [K in keyof IndicatorFacts]: K extends 'nature' | 'method'
    ? IndicatorFacts[K]
    : K extends 'direction' | 'aspect' | 'frequency' | 'autoSource'
      ? NonNullable<IndicatorFacts[K]> | ''
      : string;
};

export const formOf = (facts: IndicatorFacts): IndicatorForm => ({
  ...facts,
  direction: facts.direction ?? '',
  aspect: facts.aspect ?? '',
  frequency: facts.frequency ?? '',
  autoSource: facts.autoSource ?? '',
  target: facts.target ?? '',
  decimals: String(facts.decimals),
  points: facts.points.join('\n'),
  effectiveFrom: facts.effectiveFrom ?? '',
  effectiveTo: facts.effectiveTo ?? '',
});

/** Back again. A number that is none is left as written: the server says what is wrong with it. */
export function factsOfForm(form: IndicatorForm): IndicatorFacts {
  const orNull = <T extends string>(text: T): Exclude<T, ''> | null => (text === '' ? null : (text as Exclude<T, ''>));
  return {
    ...form,
    name: form.name.trim(),
    code: form.code.trim(),
    weight: form.weight.trim(),
    direction: orNull(form.direction),
    aspect: orNull(form.aspect),
    frequency: orNull(form.frequency),
    autoSource: orNull(form.autoSource),
    target: orNull(form.target.trim()),
    decimals: Number(form.decimals),
    points: linesOf(form.points),
    effectiveFrom: orNull(form.effectiveFrom),
    effectiveTo: orNull(form.effectiveTo),
  };
}
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
