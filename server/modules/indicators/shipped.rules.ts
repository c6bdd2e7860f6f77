import type { Indicator } from '../../../contracts/indicators.ts';
import type { ShippedNode, ShippedTemplate } from './shipped/nodes.ts';

const twoDigits = (position: number): string => String(position).padStart(2, '0');

/**
 * A shipped tree as rows, parents before children, numbered from 1 in reading order. Codes follow from the place:
 * `C-03-01-01` is the first third level of the first second level of the third first level.
 */
export function rowsOfShipped(template: ShippedTemplate): Indicator[] {
  const rows: Indicator[] = [];
  const add = (nodes: readonly ShippedNode[], parent: Indicator | undefined): void => {
    nodes.forEach(({ facts, children }, position) => {
      const row: Indicator = {
        ...facts,
        points: [...facts.points],
        id: rows.length + 1,
        code: `${parent?.code ?? template.prefix}-${twoDigits(position + 1)}`,
        parentId: parent?.id ?? null,
        level: (parent?.level ?? 0) + 1,
        position,
        legalSource: template.legalSource,
        effectiveFrom: template.effectiveFrom,
        effectiveTo: null,
      };
      rows.push(row);
      add(children, row);
    });
  };
  add(template.roots, undefined);
  return rows;
}
