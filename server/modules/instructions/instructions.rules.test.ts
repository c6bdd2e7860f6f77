import { describe, expect, it } from 'vitest';
import {
  instructionActs,
  instructionStates,
  type InstructionAct,
  type InstructionState,
} from '../../../contracts/instructions.ts';
import { actsIn, chooseAct, instructionRows, isOverdue, whyNotGive, type Party } from './instructions.rules.ts';

const today = '2026-11-25';
const parties: readonly Party[] = ['owner', 'follower', 'author'];
const order = (act: InstructionAct) => ({ act, revision: 1, text: '已办', dueOn: '2026-12-01' });
const held = (state: InstructionState) => ({ state, revision: 1, dueOn: '2026-11-30' });

describe('an instruction', () => {
  it('is acted on in its states by its parties, and in no other way', () => {
    for (const state of instructionStates)
      for (const act of instructionActs)
        for (const party of parties) {
          const row = instructionRows.find((one) => one.act === act && one.from.includes(state));
          const chosen = chooseAct(held(state), order(act), new Set([party]), today);
          if (row?.party === party) expect(chosen).toEqual({ row });
          else expect(chosen).toMatchObject({ objection: { code: row ? 'not-permitted' : 'not-in-this-state' } });
        }
  });

  it('offers each party what is theirs', () => {
    expect(actsIn('issued', new Set(['owner']))).toEqual(['receive']);
    expect(actsIn('received', new Set(['owner', 'follower']))).toEqual([
      'reply',
      'finish',
      'remind',
      'extend',
      'close',
    ]);
    expect(actsIn('finished', new Set(['owner']))).toEqual([]);
    expect(actsIn('closed', new Set(parties))).toEqual([]);
  });

  it('asks for words, for a day to come, and for the newest state', () => {
    const all = new Set(parties);
    const bare = { act: 'finish', revision: 1 } as const;
    expect(chooseAct(held('received'), bare, all, today)).toMatchObject({
      objection: { detail: '报请办结须填写说明' },
    });
    expect(chooseAct(held('issued'), { act: 'receive', revision: 1 }, all, today)).toHaveProperty('row');
    const extend = { ...order('extend'), dueOn: '2026-11-24' };
    expect(chooseAct(held('issued'), extend, all, today)).toMatchObject({ objection: { code: 'check-failed' } });
    expect(chooseAct(held('issued'), { ...extend, dueOn: '2026-11-30' }, all, today)).toHaveProperty('objection');
    expect(chooseAct(held('issued'), { ...order('receive'), revision: 2 }, all, today)).toMatchObject({
      objection: { code: 'changed-meanwhile' },
    });
    expect([whyNotGive('2026-11-25', today), whyNotGive('2026-11-24', today)?.code]).toEqual([
      undefined,
      'check-failed',
    ]);
  });

  it('is overdue past its day until it is reported finished', () => {
    expect(isOverdue('received', '2026-11-24', today)).toBe(true);
    expect(isOverdue('issued', '2026-11-25', today)).toBe(false);
    expect(isOverdue('finished', '2026-11-24', today)).toBe(false);
    expect(isOverdue('closed', '2026-11-24', today)).toBe(false);
  });
});
