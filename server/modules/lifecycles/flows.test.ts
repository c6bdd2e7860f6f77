import { expect, it } from 'vitest';
import { charts } from './charts.ts';
import { flowOf, writtenFlows } from './flows.ts';

it('an approval is written for rows that its chart has, with somebody and some time in every step', () => {
  expect(writtenFlows.length).toBeGreaterThan(10);
  for (const { chart, row } of writtenFlows) {
    const found = charts[chart].rows.find(({ from, action, to }) => `${from} ${action} ${to}` === row);
    expect(found, `${chart} ${row}`).toBeDefined();
    const steps = found === undefined ? null : flowOf(chart, found);
    expect(steps?.every(({ roles, days }) => roles.length > 0 && days > 0)).toBe(true);
  }
});

it('what goes back or is put aside needs no approval', () => {
  for (const { key, rows } of Object.values(charts))
    for (const row of rows)
      if (['return', 'suspend', 'resume', 'terminate', 'archive'].includes(row.action))
        expect(flowOf(key, row)).toBeNull();
});
