import { expect, it } from 'vitest';
import { whyNotAssign, type AssignmentCase } from './assignments.rules.ts';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const known: AssignmentCase = { isProjectKnown: true, roles: ['evaluator'], kind: '', now: NOW };
const wanted = { projectId: 'P001', personId: 7, untilAt: NOW + DAY };

it('gives a project to an evaluator or to an agency, until a date', () => {
  expect(whyNotAssign(wanted, known)).toBeUndefined();
  const toAgency = { projectId: 'P001', organisationCode: 'agency', untilAt: NOW + DAY };
  expect(whyNotAssign(toAgency, { ...known, roles: [], kind: 'agency' })).toBeUndefined();
  expect(whyNotAssign(toAgency, { ...known, kind: 'department' })).toMatchObject({ code: 'bad-request' });
});

it('gives none to anybody else, to both at once, for days that are over, or out of reach', () => {
  expect(whyNotAssign(wanted, { ...known, roles: ['street'] })).toMatchObject({ code: 'bad-request' });
  expect(whyNotAssign({ ...wanted, organisationCode: 'agency' }, known)).toMatchObject({ code: 'bad-request' });
  expect(whyNotAssign({ ...wanted, untilAt: NOW }, known)).toMatchObject({ code: 'bad-request' });
  expect(whyNotAssign({ ...wanted, fromAt: NOW + 2 * DAY }, known)).toMatchObject({ code: 'bad-request' });
  expect(whyNotAssign(wanted, { ...known, isProjectKnown: false })).toMatchObject({ code: 'not-found' });
});
