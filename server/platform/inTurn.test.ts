import { expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { inTurn } from './inTurn.ts';

const log = createLogger('silent');

it('takes one step after the other', async () => {
  const taken: string[] = [];
  const step = (name: string, ms: number) => async () => {
    await new Promise((pass) => setTimeout(pass, ms));
    taken.push(name);
  };
  await inTurn(log, { first: step('first', 5), second: step('second', 0) });
  expect(taken).toEqual(['first', 'second']);
});

it('says which step is waited for, and only then', async () => {
  const warned: unknown[] = [];
  const listening = Object.assign(Object.create(log) as typeof log, { warn: (facts: unknown) => warned.push(facts) });
  let end = () => {};
  const stopping = inTurn(
    listening,
    { quick: () => undefined, slow: () => new Promise<void>((done) => (end = done)) },
    1,
  );
  await expect.poll(() => warned).toEqual([{ step: 'slow' }]);
  end();
  await stopping;
});
