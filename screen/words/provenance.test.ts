import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../server/platform/paths.ts';
import { importsOf, readSources, type Source } from '../../tests/helpers/architecture.ts';
import { hasProvenance } from './provenance.ts';

/**
 * Names of the figures a component shows. Where a name is bound, the rows it is bound to stand in the component itself or
 * in a file of ours it imports: every `name: '…'` beside a `label` there is taken for one.
 */
function figureNames(source: Source, all: ReadonlyMap<string, Source>): string[] {
  const tags = [...source.text.matchAll(/<(?:Figure|SourcedNumber)\b([^>]*?)\/?>/gs)].map((tag) => tag[1] ?? '');
  const rankings = [...source.text.matchAll(/<RankRow\b([^>]*?)\/?>/gs)].map((tag) => tag[1] ?? '');
  const fixed = [
    ...tags.flatMap((tag) => /(?<![:\w-])name="([^"]+)"/.exec(tag)?.[1] ?? []),
    ...rankings.flatMap((tag) => /(?<![:\w-])source="([^"]+)"/.exec(tag)?.[1] ?? []),
  ];
  const isBound = tags.some((tag) => /v-bind=|:name=/.test(tag));
  if (!isBound) return fixed;
  const near = [source, ...importsOf(source).flatMap((path) => all.get(path) ?? [])].filter(({ path }) =>
    /^screen\/(?!words|format|tokens|ui|charts|transport)/.test(path),
  );
  const rows = near.flatMap(({ text }) => [...text.matchAll(/name: '([\w-]+)',\s*label:/g)].map((row) => row[1] ?? ''));
  return [...fixed, ...rows];
}

describe('every figure', () => {
  const sources = readSources(projectRoot()).filter(({ path }) => path.startsWith('screen/'));
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const used = sources
    .filter(({ path }) => path.endsWith('.vue'))
    .flatMap((source) => figureNames(source, byPath).map((name) => ({ name, path: source.path })));

  it('says where it comes from', () => {
    expect(used.filter(({ name }) => !hasProvenance(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(5);
  });
  it('is found in a line of text and in a ranking', () => {
    const text = `<SourcedNumber\n name="in-text" :value="v" /><RankRow :name="row.name" source="in-row" />`;
    expect(figureNames({ path: 'screen/wall/A.vue', text }, new Map())).toEqual(['in-text', 'in-row']);
  });
  it('has a source for each number that stands beside the title of a chart', () => {
    const shown = ['now-pm10', 'now-noise', 'latest-pm10', 'latest-noise', 'progress', 'executed'];
    expect(shown.filter((name) => !hasProvenance(name))).toEqual([]);
  });
  it('is found whether its name is written or bound', () => {
    const rows = { path: 'screen/wall/rows.ts', text: `const r = [{ name: 'from-rows', label: x }]` };
    const text = `<script setup>import { r } from './rows.ts'</script><Figure hero\n name="written" /><Figure v-bind="r" />`;
    expect(figureNames({ path: 'screen/wall/A.vue', text }, new Map([[rows.path, rows]]))).toEqual([
      'written',
      'from-rows',
    ]);
    expect(hasProvenance('from-rows')).toBe(false);
  });
});
