import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fullWidth } from '../../contracts/punctuation.ts';

/** Every text of a module, however deep; what is made by a function is made of such texts. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
const modules = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => name.slice(0, -'.ts'.length));

it.each(modules)('%s has its words as Chinese is printed', async (name) => {
  const texts = textsIn(await import(`../words/${name}.ts`));
  expect(texts.filter((text) => fullWidth(text) !== text)).toEqual([]);
});
