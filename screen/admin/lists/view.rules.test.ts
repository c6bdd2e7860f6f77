import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, fitted, isSame, moved, sortIn, sortText, viewIn, type ListShape } from './view.rules.ts';

const shape: ListShape = {
  filters: ['text', 'phase'],
  columns: ['id', 'name', 'paid', 'budget'],
  shown: ['id', 'name'],
  sorts: ['id', 'paid'],
};

describe('a view of a list', () => {
  it('is the usual one where an address says nothing, and the usual one says nothing', () => {
    expect(viewIn(shape, {})).toEqual({ filters: {}, sort: '', columns: ['id', 'name'] });
    expect(addressOf(shape, viewIn(shape, {}))).toEqual({});
  });

  it('passes over filters, columns and sorts that the list does not know', () => {
    const view = { filters: { text: '学校', gone: 'x' }, sort: '-gone', columns: ['gone', 'paid', 'paid'] };
    expect(fitted(shape, view)).toEqual({ filters: { text: '学校' }, sort: '', columns: ['paid'] });
    expect(viewIn(shape, { sort: ['id'], columns: null, text: '' })).toEqual(viewIn(shape, {}));
  });

  it('comes back from its address as it was', () => {
    const views = fc.record({
      filters: fc.record({ text: fc.string({ minLength: 1 }), phase: fc.constantFrom('a', 'b') }, { requiredKeys: [] }),
      sort: fc.constantFrom('', 'id', '-id', 'paid', '-paid'),
      columns: fc.shuffledSubarray([...shape.columns], { minLength: 1 }),
    });
    fc.assert(
      fc.property(views, (view) => {
        const back = viewIn(shape, addressOf(shape, view));
        expect(back).toEqual(fitted(shape, view));
        expect(isSame(shape, back, view)).toBe(true);
      }),
    );
  });

  it('differs from another in any filter, sort or order of columns', () => {
    const view = viewIn(shape, { text: '路' });
    expect(isSame(shape, view, { ...view, sort: '-paid' })).toBe(false);
    expect(isSame(shape, view, { ...view, columns: ['name', 'id'] })).toBe(false);
    expect(isSame(shape, view, { ...view, filters: {} })).toBe(false);
  });

  it('writes a sort with its direction', () => {
    expect(sortText({ by: 'paid', descending: true })).toBe('-paid');
    expect(sortIn('-paid')).toEqual({ by: 'paid', descending: true });
    expect(sortIn(sortText(null))).toBeNull();
  });

  it('moves a column by one place and not past an end', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
  });
});
