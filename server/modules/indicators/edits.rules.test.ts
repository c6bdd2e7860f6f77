import { describe, expect, it } from 'vitest';
import type { Indicator, TreeEdit } from '../../../contracts/indicators.ts';
import { compareTrees, editsBetween } from './compare.rules.ts';
import { applyEdits, changesBetween } from './edits.rules.ts';
import { shippedTemplates } from './shipped/templates.data.ts';
import { rowsOfShipped } from './shipped.rules.ts';
import { checkTree } from './tree.rules.ts';
import { faultText, whyNotStep, type StandingVersion } from './versions.rules.ts';

const treeB = rowsOfShipped(shippedTemplates.filter(({ code }) => code === 'STD-B')[0] ?? shippedTemplates[0]!);
const idOf = (name: string): number => treeB.find((row) => row.name === name)?.id ?? 0;
const edited = (...edits: TreeEdit[]): Indicator[] => {
  const after = applyEdits(treeB, edits);
  if ('detail' in after) throw new Error(after.detail);
  return after;
};
const refused = (...edits: TreeEdit[]) => {
  const after = applyEdits(treeB, edits);
  return 'detail' in after ? after : undefined;
};
const namesUnder = (rows: readonly Indicator[], parent: string): string[] =>
  rows.filter((row) => row.parentId === idOf(parent)).map((row) => row.name);
const facts = (name: string): Indicator => treeB.filter((row) => row.name === name)[0] as Indicator;

describe('edits of a tree', () => {
  it('change, add, move and remove together, and the rows stand in reading order', () => {
    const after = edited(
      { kind: 'change', id: idOf('资金到位率'), facts: { weight: '3' } },
      {
        kind: 'add',
        parentId: idOf('资金管理'),
        position: 1,
        facts: { ...facts('资金到位率'), code: 'X-1', name: '配套率', weight: '1' },
      },
      { kind: 'move', id: idOf('资金使用合规性'), parentId: idOf('资金管理'), position: 0 },
      { kind: 'remove', id: idOf('绩效目标') },
    );
    expect(namesUnder(after, '资金管理')).toEqual(['资金使用合规性', '资金到位率', '配套率', '预算执行率']);
    expect(after.map((row) => row.name)).not.toContain('绩效指标明确性');
    expect(after.find((row) => row.name === '配套率')).toMatchObject({ id: -1, level: 3, position: 2 });
    expect(checkTree(after).map(({ code }) => code)).toEqual(['siblings-do-not-add-up']);
  });

  it('build a whole branch in one go: rows that come in are named by their order', () => {
    const group = { ...facts('项目效益'), code: 'X-1', name: '新二级' };
    const leaf = { ...facts('实施效益'), code: 'X-2', name: '新三级' };
    const after = edited(
      { kind: 'add', parentId: idOf('效益'), position: 9, facts: group },
      { kind: 'add', parentId: -1, position: 0, facts: leaf },
    );
    expect(after.slice(-2).map(({ name, level, parentId }) => [name, level, parentId])).toEqual([
      ['新二级', 2, idOf('效益')],
      ['新三级', 3, -1],
    ]);
  });

  it('move a branch to another parent with all below it', () => {
    const after = edited({ kind: 'move', id: idOf('资金管理'), parentId: idOf('决策'), position: 0 });
    expect(namesUnder(after, '决策')).toEqual(['资金管理', '项目立项', '绩效目标', '资金投入']);
    expect(after[1]?.name).toBe('资金管理');
    expect(after.filter((row) => row.parentId === idOf('资金管理'))).toHaveLength(3);
  });

  it('are refused as a whole where the tree cannot be so', () => {
    expect(refused({ kind: 'move', id: idOf('决策'), parentId: idOf('项目立项'), position: 0 })?.code).toBe(
      'bad-request',
    );
    expect(refused({ kind: 'move', id: idOf('决策'), parentId: idOf('过程'), position: 0 })?.detail).toContain(
      '至多三级',
    );
    expect(refused({ kind: 'remove', id: 999 })?.code).toBe('not-found');
    expect(refused({ kind: 'add', parentId: 999, position: 0, facts: facts('决策') })?.code).toBe('not-found');
    expect(refused({ kind: 'change', id: idOf('决策'), facts: { code: facts('过程').code } })?.code).toBe(
      'already-exists',
    );
    const again = { kind: 'add', parentId: null, position: 0, facts: facts('决策') } as const;
    expect(refused({ kind: 'remove', id: idOf('决策') }, again)?.code).toBe('already-exists');
  });

  it('write only what is different, and tell it in fields', () => {
    const after = edited(
      { kind: 'change', id: idOf('实际完成率'), facts: { target: '95', weight: '8.00' } },
      { kind: 'move', id: idOf('预算执行率'), parentId: idOf('资金管理'), position: 0 },
    );
    const changes = changesBetween(treeB, after);
    expect(changes.changed.map((row) => row.name).sort()).toEqual(['实际完成率', '资金到位率', '预算执行率'].sort());
    expect(editsBetween(treeB, changes)).toEqual([
      {
        ...{ code: 'C-03-01-01', name: '实际完成率', kind: 'changed' },
        fields: [{ field: 'target', before: '100', after: '95' }],
      },
    ]);
    expect(changesBetween(treeB, treeB)).toEqual({ removed: [], added: [], changed: [] });
  });
});

describe('two versions', () => {
  it('are compared by code: what came, what went, which fields changed', () => {
    const after = edited(
      { kind: 'remove', id: idOf('满意度') },
      {
        kind: 'add',
        parentId: null,
        position: 4,
        facts: { ...facts('效益'), code: 'X', name: '新一级', weight: '10' },
      },
      { kind: 'change', id: idOf('实际完成率'), facts: { direction: 'gt', points: ['甲', '乙'] } },
    ).map((row) => ({ ...row, id: row.id + 1_000 }));
    const { added, removed, changed } = compareTrees(treeB, after);
    expect(added.map(({ name }) => name)).toEqual(['新一级']);
    expect(removed.map(({ name }) => name)).toEqual(['满意度', '服务对象满意度']);
    expect(changed).toEqual([
      {
        ...{ code: 'C-03-01-01', name: '实际完成率', level: 3, weight: '8' },
        fields: [
          { field: 'direction', before: '≥', after: '>' },
          { field: 'points', before: '', after: '甲；乙' },
        ],
      },
    ]);
    expect(compareTrees(treeB, treeB)).toEqual({ added: [], removed: [], changed: [] });
  });
});

describe('the way of a version', () => {
  const draft: StandingVersion = { state: 'draft', revision: 3, draftedById: 1, submittedById: null, lockedAt: null };
  const submitted: StandingVersion = { ...draft, state: 'submitted', submittedById: 2 };
  const published: StandingVersion = { ...submitted, state: 'published' };

  it.each([
    ['a draft is edited by whoever saw its last revision', draft, 'edit', 9, 3, undefined],
    ['two editors do not overwrite each other', draft, 'edit', 9, 2, 'changed-meanwhile'],
    ['what is submitted is not edited', submitted, 'edit', 1, 3, 'not-in-this-state'],
    ['what is published is not edited', published, 'edit', 1, 3, 'not-in-this-state'],
    ['a draft is not published', draft, 'publish', 9, 3, 'not-in-this-state'],
    ['its drafter does not publish', submitted, 'publish', 1, 3, 'own-change'],
    ['its submitter does not publish', submitted, 'publish', 2, 3, 'own-change'],
    ['nobody at all does not publish', submitted, 'publish', null, 3, 'own-change'],
    ['a second person publishes', submitted, 'publish', 9, 3, undefined],
    ['a second person sends it back', submitted, 'return', 9, undefined, undefined],
    ['a published version is withdrawn', published, 'withdraw', 1, undefined, undefined],
    ['a locked one is not', { ...published, lockedAt: 1 }, 'withdraw', 1, undefined, 'not-in-this-state'],
    [
      'a withdrawn one is not withdrawn again',
      { ...published, state: 'withdrawn' },
      'withdraw',
      1,
      undefined,
      'not-in-this-state',
    ],
  ] as const)('%s', (_, version, step, personId, revision, code) => {
    expect(whyNotStep(version, step, { personId, revision })?.code).toBe(code);
  });

  it('tells every fault with its place', () => {
    const [fault] = checkTree(edited({ kind: 'change', id: idOf('资金到位率'), facts: { weight: '5' } }));
    if (fault === undefined) throw new Error('no fault');
    expect(faultText(fault, treeB)).toBe('资金管理下级合计 13，应为 12');
  });
});
