import { describe, expect, it } from 'vitest';
import { auditVerbNames, auditVerbs, type AuditRow } from '../../../contracts/audit.ts';
import { actorText, foundText, reasonText } from '../../words/audit.ts';
import { fieldChanges } from './diff.rules.ts';
import { filterOf, noFilter } from './filters.rules.ts';

describe('a change', () => {
  const shown = (before: unknown, after: unknown) =>
    fieldChanges(before, after).map(({ label, before: was, after: is, kind }) => [label, was, is, kind]);

  it('is told field by field: what stayed, what changed, what went, what came', () => {
    expect(shown({ active: true, name: '甲', held: false }, { active: false, name: '甲', by: '乙' })).toEqual([
      ['启用', '是', '否', 'changed'],
      ['名称', '甲', '甲', 'same'],
      ['保持', '否', null, 'removed'],
      ['经办人', null, '乙', 'added'],
    ]);
  });
  it('goes as deep as the value does, lists of plain values as one', () => {
    expect(shown(null, { posts: [{ role: 'finance' }, { role: 'wall' }], roles: ['a', 'b'], odd: 1 })).toEqual([
      ['岗位 · 1 · 角色', null, 'finance', 'added'],
      ['岗位 · 2 · 角色', null, 'wall', 'added'],
      ['角色', null, 'a、b', 'added'],
      ['odd', null, '1', 'added'],
    ]);
    expect(shown(null, { until: '2026-11-25T04:00:00.000Z' })).toEqual([
      ['到期', null, '2026-11-25 12:00:00', 'added'],
    ]);
    expect(shown('x', 'y')).toEqual([['值', 'x', 'y', 'changed']]);
    expect(shown(null, null)).toEqual([]);
  });
});

describe('filters', () => {
  it('ask for nothing while they are empty', () => {
    expect(filterOf({ ...noFilter, actor: '  ' })).toEqual({});
  });
  it('take both days whole, in Shanghai', () => {
    expect(filterOf({ ...noFilter, from: '2026-11-25', to: '2026-11-25', verb: 'wall.show', subject: ' 3 ' })).toEqual({
      from: Date.parse('2026-11-24T16:00:00Z'),
      to: Date.parse('2026-11-25T16:00:00Z'),
      verb: 'wall.show',
      subject: '3',
    });
  });
});

describe('words', () => {
  const row = { actorKind: 'system', actorName: 'system', reason: 'not-permitted' } as AuditRow;
  it('name every verb, each differently, in Chinese', () => {
    for (const verb of auditVerbs) expect(auditVerbNames[verb]).toMatch(/^[\p{Script=Han} A-Z（）、/]+$/u);
    expect(new Set(Object.values(auditVerbNames)).size).toBe(auditVerbs.length);
  });
  it('say reasons by code in the sentence of the contract, and others as they were given', () => {
    expect([reasonText(row), reasonText({ ...row, reason: '值班' }), reasonText({ ...row, reason: null })]).toEqual([
      '无权执行此操作',
      '值班',
      null,
    ]);
    expect(reasonText({ ...row, reason: 'provider-unbound' })).toBe('统一身份未绑定人员');
    expect([actorText(row), actorText({ ...row, actorKind: 'person', actorName: '张三' })]).toEqual(['系统', '张三']);
  });
  it('say what a check found', () => {
    const found = { records: 5, firstSeq: 1, lastSeq: 5, seals: 2, fault: null };
    expect(foundText(found)).toBe('审计链完整：5 条记录、2 张封条全部相符');
    const fault = { kind: 'missing', seq: 3, at: null, sentence: '第 3 条记录缺失' } as const;
    expect(foundText({ ...found, fault })).toBe('审计链有误：第 3 条记录缺失');
  });
});
