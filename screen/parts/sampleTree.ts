import type { Fact } from '../admin/parts/FactList.vue';
import type { LogLine } from '../admin/parts/LogLines.vue';
import type { Column, TreeRow } from '../admin/parts/table.ts';
import { partsPage } from '../words/officeParts.ts';

const words = partsPage.office;
export interface SampleNode {
  readonly code: string;
  readonly name: string;
  readonly weight: number;
  readonly kind: string | null;
}
export const sampleColumns: readonly Column<SampleNode>[] = [
  { key: 'name', title: words.name, text: ({ name }) => name, sort: 'name' },
  { key: 'weight', title: words.weight, text: ({ weight }) => weight, align: 'end', width: '5rem', sort: 'weight' },
  { key: 'kind', title: words.kind, text: ({ kind }) => kind ?? false },
  { key: 'code', title: words.code, text: ({ code }) => code },
];
const node = (code: string, name: string, weight: number, children: TreeRow<SampleNode>[] = []) => ({
  key: code,
  row: { code, name, weight, kind: children.length > 0 ? null : words.quantity },
  children,
});
export const sampleTree: readonly TreeRow<SampleNode>[] = words.groups.map((name, g) =>
  node(`C-0${g + 1}`, name, g < 2 ? 20 : 30, [
    node(`C-0${g + 1}-01`, words.second, 12, [
      node(`C-0${g + 1}-01-01`, words.third, 4),
      node(`C-0${g + 1}-01-02`, words.fourth, 8),
    ]),
  ]),
);
export const sampleLeaves: readonly SampleNode[] = sampleTree.flatMap((group) =>
  (group.children ?? []).flatMap(({ children = [] }) => children.map(({ row }) => row)),
);
export const sampleFacts = ({ code, name, weight, kind }: SampleNode): Fact[] => [
  { key: 'code', label: words.code, value: code },
  { key: 'name', label: words.name, value: name },
  { key: 'weight', label: words.weight, value: weight },
  { key: 'kind', label: words.kind, value: kind },
];
export const sampleLines: readonly LogLine[] = words.lines.map(([at, text], key) => ({ key, at, text }));
