import { describe, expect, it } from 'vitest';
import { projectRoot } from '../server/platform/paths.ts';
import {
  emptyNames,
  impureRules,
  pryingModules,
  readSources,
  screenFaults,
  strayStatements,
  untokenedStyles,
  wrongDirections,
  type Finding,
  type Source,
} from './helpers/architecture.ts';
import {
  environmentReaders,
  impureReach,
  liveWriters,
  schemasOnPages,
  valueImportsOf,
  waivers,
} from './helpers/purity.ts';
import { bareTelemetry, ownedDatabases } from './helpers/scopeChecks.ts';

const sources = readSources(projectRoot());

/** Each check with a file that must trip it: a guard without that is decoration. */
const checks: [string, (all: readonly Source[]) => Finding[], Source][] = [
  ['contracts import nothing of ours', wrongDirections, { path: 'contracts/a.ts', text: `import '../server/app.ts';` }],
  [
    'the screen imports contracts only',
    wrongDirections,
    { path: 'screen/wall/A.vue', text: `<script setup>import x from '../../server/config.ts'</script>` },
  ],
  [
    'simulators import contracts only',
    wrongDirections,
    { path: 'simulators/a.ts', text: `export * from '../server/platform/clock.ts';` },
  ],
  [
    'the server imports neither screen nor simulators',
    wrongDirections,
    { path: 'server/a.ts', text: `import type { X } from '../screen/live/x.ts';` },
  ],
  [
    'ingestion, live and modules do not import each other',
    wrongDirections,
    { path: 'server/live/a.ts', text: `import { admit } from '../ingestion/admit.rules.ts';` },
  ],
  [
    'modules do not import the live side',
    wrongDirections,
    { path: 'server/modules/x/x.ts', text: `import '../../live/model.ts';` },
  ],
  [
    'a module does not reach into the sql or rules of another',
    pryingModules,
    { path: 'server/modules/x/x.ts', text: `import { y } from '../people/people.sql.ts';` },
  ],
  ['rules import no edge', impureRules, { path: 'server/live/a.rules.ts', text: `import pg from 'pg';` }],
  ['rules read no clock', impureRules, { path: 'server/live/a.rules.ts', text: `export const f = () => Date.now();` }],
  [
    'the environment is read where a process begins',
    environmentReaders,
    { path: 'server/live/a.ts', text: `export const x = process.env['PORT'];` },
  ],
  [
    'only the process of the demonstration waives the second factor',
    waivers,
    { path: 'server/main.ts', text: `runServer(process.env, () => Promise.resolve('waived'));` },
  ],
  [
    'live state has one writer',
    liveWriters,
    { path: 'screen/wall/A.vue', text: `<script setup>live.rooms.set('district', x)</script>` },
  ],
  ['SQL stands in *.sql.ts only', strayStatements, { path: 'server/live/a.ts', text: 'db.run(`select 1 from x`)' }],
  ['colours stand in tokens only', screenFaults, { path: 'screen/wall/a.ts', text: `const c = '#12ab9f';` }],
  [
    'type sizes stand in tokens only',
    untokenedStyles,
    { path: 'screen/wall/A.vue', text: `<style scoped>a { font-size: 0.875rem; width: 3rem }</style>` },
  ],
  [
    'durations stand in tokens only',
    untokenedStyles,
    { path: 'screen/wall/a.css', text: `a { transition: opacity 200ms var(--ease); line-height: 1.2 }` },
  ],
  ['only transport touches the network', screenFaults, { path: 'screen/wall/a.ts', text: `void fetch('/api/me')` }],
  [
    'routes of modules ask the database through their caller’s eyes',
    ownedDatabases,
    { path: 'server/modules/x/x.routes.ts', text: `import type { Database } from '../../platform/database.ts';` },
  ],
  [
    'modules read telemetry by the scoped views',
    bareTelemetry,
    { path: 'server/modules/x/x.sql.ts', text: 'export const s = { text: `select 1 from readings_1h r` };' },
  ],
  [
    'no schema reaches a page',
    schemasOnPages,
    { path: 'screen/wall/A.vue', text: `<script setup>import { Value } from 'typebox/value';</script>` },
  ],
  ['no name says nothing', emptyNames, { path: 'server/utils.ts', text: '' }],
];

describe('the house', () => {
  it.each(checks)('%s', (_, check, tripping) => {
    expect(check(sources)).toEqual([]);
    expect(check([tripping])).toHaveLength(1);
  });

  it('keeps rules pure however far their imports lead', () => {
    expect(impureReach(sources)).toEqual([]);
    const rule = { path: 'server/a.rules.ts', text: `import { b } from './b.ts';` };
    const between = { path: 'server/b.ts', text: `import type { T } from './d.ts'; export { c } from './c.ts';` };
    const edge = { path: 'server/c.ts', text: `import { readFileSync } from 'node:fs';` };
    expect(impureReach([rule, between, edge])).toEqual([
      { path: 'server/a.rules.ts', what: 'leads by server/c.ts to node:fs' },
    ]);
    expect(impureReach([rule, { ...between, text: `import type { T } from './c.ts';` }, edge])).toEqual([]);
  });

  it('tells imports of values from imports of types', () => {
    const text = `import type { A } from './a.ts'; import { type B } from './b.ts'; import c, { type D } from './c.ts';
      export type { E } from './e.ts'; import './f.ts'; export * from './g.ts'; import { type H, i } from './h.ts';`;
    expect(valueImportsOf({ path: 'x.ts', text })).toEqual(['c.ts', 'f.ts', 'g.ts', 'h.ts']);
  });

  it('was really read', () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.some(({ path }) => path === 'server/app.ts')).toBe(true);
  });
});
