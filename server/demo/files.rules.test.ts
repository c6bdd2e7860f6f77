import { describe, expect, it } from 'vitest';
import { add, compare } from '../platform/exact.rules.ts';
import { instructionStates } from '../../contracts/instructions.ts';
import { budgetLinesOf, contractsOf, peopleOf } from './files.rules.ts';
import { demoInstructions } from './instructions.data.ts';
import { budgetFenOf } from './payments.rules.ts';
import { demoProjects } from './projects.data.ts';

const now = Date.UTC(2026, 10, 25);

describe('the files of the demo', () => {
  it('divide each budget to the fen, and contract for less than it', () => {
    for (const project of demoProjects) {
      const lines = budgetLinesOf(project, now).map(({ amountFen }) => amountFen);
      expect(add('0', ...lines)).toBe(String(budgetFenOf(project)));
      const contracts = contractsOf(project, now);
      expect(contracts.reduce((sum, { thousandths }) => sum + thousandths, 0)).toBeLessThanOrEqual(1000);
      for (const { terms } of contracts) expect(compare(add('0', ...terms.map(({ share }) => share)), '100')).toBe(0);
    }
  });

  it('have a few people on several projects, and instructions in every state about fictional ones', () => {
    const managers = demoProjects.flatMap((project) => peopleOf(project).filter(({ duty }) => duty === 'manager'));
    const named = new Set(managers.map(({ name, employer }) => `${name} ${employer}`));
    expect(named.size).toBeLessThan(managers.length);
    const real = demoProjects.filter(({ realName }) => realName);
    const contractors = real.flatMap((project) => contractsOf(project, now).map(({ contractor }) => contractor));
    expect(new Set(contractors).size).toBe(contractors.length);
    expect(new Set(demoInstructions.map(({ state }) => state))).toEqual(new Set(instructionStates));
    for (const { project } of demoInstructions)
      expect(demoProjects.find(({ number }) => number === project)?.realName).toBe(false);
  });
});
