import { expect, it } from 'vitest';
import { remindInSlices } from './slices.rules.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `P-${n}`);
const told = async (count: number) => {
  const orders: string[][] = [];
  const order = (projectIds: string[]) => {
    orders.push(projectIds);
    return Promise.resolve({ reminded: projectIds.length - 1, people: 2 });
  };
  return { sum: await remindInSlices(ids(count), 200, order), orders };
};

it('is one order for as many as one takes, with the people it told', async () => {
  const { sum, orders } = await told(200);
  expect(sum).toEqual({ reminded: 199, people: 2 });
  expect(orders).toEqual([ids(200)]);
});
it('is several for more, each project once; people who may be the same are not added up', async () => {
  const { sum, orders } = await told(401);
  expect(sum).toEqual({ reminded: 398, people: null });
  expect(orders.map((one) => one.length)).toEqual([200, 200, 1]);
  expect(orders.flat()).toEqual(ids(401));
});
it('ends at the first that is refused', async () => {
  let asked = 0;
  const refuse = () => Promise.reject(new Error(`${(asked += 1)}`));
  await expect(remindInSlices(ids(401), 200, refuse)).rejects.toThrow('1');
  expect(asked).toBe(1);
});
