import { describe, expect, it } from 'vitest';
import type { Organisation } from '../../../contracts/organisation.ts';
import { blankForm, choicesOf, factsOf, faultsOf, formOf, ownPlace, type ProjectForm } from './form.rules.ts';

const filled: ProjectForm = {
  ...blankForm('D-1', ''),
  ...{
    name: ' 红山改造 ',
    wan: '640.000001',
    startsOn: '2026-02-01',
    endsOn: '2027-02-01',
    streetCode: 'S',
    sector: 'water',
  },
};
const organisation = (code: string, kind: Organisation['kind'], more: Partial<Organisation> = {}): Organisation => ({
  ...{ code, name: code, kind, parentCode: null, streetCode: null, active: true },
  ...more,
});

describe('the form of a project', () => {
  it('sends sums to the fen and nothing for what was not said', () => {
    expect(faultsOf(filled)).toEqual({});
    expect(factsOf(filled)).toMatchObject({
      ...{
        name: '红山改造',
        budgetFen: '640000001',
        sector: 'water',
        rollout: null,
        unitCode: null,
        communityCode: null,
      },
    });
    expect(formOf(factsOf(filled))).toEqual({ ...filled, name: '红山改造' });
  });

  it('says what is missing, field by field', () => {
    expect(Object.keys(faultsOf(blankForm('', ''))).sort()).toEqual([
      'departmentCode',
      'endsOn',
      'name',
      'startsOn',
      'wan',
    ]);
    expect(faultsOf({ ...filled, wan: '0' })).toHaveProperty('wan');
    expect(faultsOf({ ...filled, wan: '1.0000001' })).toHaveProperty('wan');
    expect(faultsOf({ ...filled, endsOn: '2026-02-01' })).toHaveProperty('endsOn');
  });

  it('offers what is in office, communities of the street alone', () => {
    const all = [
      ...[organisation('D-1', 'department'), organisation('D-2', 'department', { active: false })],
      ...[organisation('C-1', 'community', { streetCode: 'S' }), organisation('C-2', 'community', { streetCode: 'T' })],
      organisation('U-1', 'company', { parentCode: 'D-1' }),
    ];
    const { departments, units, communities } = choicesOf(all, 'S');
    expect([departments, units, communities].map((one) => one.map(({ value }) => value))).toEqual([
      ['D-1'],
      ['D-1', 'U-1'],
      ['C-1'],
    ]);
    const post = { organisationName: '', streetCode: null, lentBy: null };
    expect(ownPlace([{ ...post, role: 'project-unit', organisationCode: 'U-1' }], all)).toEqual({
      departmentCode: 'D-1',
      unitCode: 'U-1',
    });
    expect(ownPlace([{ ...post, role: 'department', organisationCode: 'D-1' }], all).departmentCode).toBe('D-1');
  });
});
