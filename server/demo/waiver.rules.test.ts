import { expect, it } from 'vitest';
import { mayWaive, whyRequired, type Surroundings } from './waiver.rules.ts';

const demo: Surroundings = { isLaunched: true, isEmbedded: true, demoProjects: 24, otherProjects: 0 };

it.each<[string, Partial<Surroundings>, boolean]>([
  ['in the demonstration', {}, true],
  ['started by hand', { isLaunched: false }, false],
  ['on a database server', { isEmbedded: false }, false],
  ['without demonstration data', { demoProjects: 0 }, false],
  ['with one real project', { otherProjects: 1 }, false],
])('the second factor is waived %s: %j', (_name, over, waived) => {
  expect(mayWaive({ ...demo, ...over })).toBe(waived);
  expect(whyRequired({ ...demo, ...over }) === undefined).toBe(waived);
});
