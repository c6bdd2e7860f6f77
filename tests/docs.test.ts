import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { heldReasons } from '../contracts/interfaces.ts';
import { metricFacts, metrics } from '../contracts/metrics.ts';
import { CameraEvent, DeviceStatus, eventKinds, leaves, Telemetry, topicFacts, TOPIC_ROOT } from '../contracts/mqtt.ts';
import { quarantineReasonNames, quarantineReasons } from '../contracts/quarantine.ts';
import { eventNames } from '../screen/words/events.ts';
import { settingTable } from '../server/config.ts';
import { admit } from '../server/ingestion/admit.rules.ts';
import type { FindDevice } from '../server/ingestion/entries.ts';
import { timePolicy } from '../server/ingestion/plausibility.rules.ts';
import { parseTopic } from '../server/ingestion/topics.ts';
import { newSecret, signatureOf } from '../server/modules/interfaces/signature.ts';
import { registry } from '../server/platform/metrics.ts';
import {
  anchorsOf,
  blocksOf,
  cellsOf,
  linksOf,
  machinePathsIn,
  publicationsOf,
  quotedTests,
  region,
  wheresOf,
} from './helpers/docs.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const protocols = ['docs/device-protocol.md', 'docs/device-protocol.zh-CN.md'];

describe('every document', () => {
  it.each(documents)('%s: each relative link leads somewhere', (path) => {
    const broken = linksOf(read(path)).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : relative(root, join(root, dirname(path), file));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it.each(documents)('%s: each file named in the project exists', (path) => {
    const named = [
      ...read(path).matchAll(/`((?:contracts|server|screen|simulators|migrations|tests)\/[\w./-]+\.\w+)`/g),
    ];
    expect(named.map(([, file = '']) => file).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it.each(documents)('%s: speaks of no particular machine', (path) => {
    expect(machinePathsIn(read(path))).toEqual([]);
  });

  it('stands in the index', () => {
    const listed = linksOf(read('docs/README.md')).map((link) => relative(root, join(root, 'docs', link)));
    expect(documents.filter((path) => path !== 'docs/README.md' && !listed.includes(path))).toEqual([]);
  });
});

describe('README', () => {
  const commands = ['npm ci && npm run demo', 'npm ci && npm test'];
  it.each(['README.md', 'README.zh-CN.md'])('%s begins with the two commands', (path) => {
    expect(
      blocksOf(read(path))
        .slice(0, 2)
        .map((block) => block.trim()),
    ).toEqual(commands);
    const beginning = read(path).slice(0, read(path).indexOf(commands[1] ?? ''));
    expect(beginning).not.toMatch(/^## /m);
  });
  it('has the same commands in both languages', () => {
    const shell = (path: string) => blocksOf(read(path), 'sh');
    expect(shell('README.zh-CN.md')).toEqual(shell('README.md'));
    const inline = (path: string) => read(path).match(/`(?:npm|node) [^`]*`/g);
    expect(inline('README.zh-CN.md')).toEqual(inline('README.md'));
  });
  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((path) => [
      ...read(path).matchAll(/npm (?:run )?(demo|start|test|migrate|simulate|[a-z]+:[a-z]+)\b/g),
    ]);
    expect([...new Set(named.map(([, name = '']) => name))].filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('life of a reading', () => {
  const wheres = wheresOf(read('docs/life-of-a-reading.md'));
  it('names a file and a function at each step', () => {
    expect(wheres.length).toBeGreaterThan(20);
    expect(wheres.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });
  it.each(wheres.flatMap(({ path, names }) => names.map((name) => [path, name] as const)))(
    '%s has %s',
    (path, name) => {
      const declared = new RegExp(`(?:function |const |let )${name}\\b|^\\s+(?:async )?${name}(?:\\(|: )`, 'm');
      expect(read(path)).toMatch(declared);
    },
  );
});

describe('security', () => {
  const table = read('docs/security.md')
    .split('\n')
    .filter((line) => line.startsWith('| 8.1.'));
  it.each(table.map((row) => [/^\| (\S+(?: \S+)?)/.exec(row)?.[1] ?? '', row]))(
    '%s names the tests that show it, by titles that they have',
    (_, row) => {
      const named = quotedTests(row);
      expect(named.length).toBeGreaterThan(0);
      for (const { path, titles } of named) {
        expect(titles.length, `${path} by a title`).toBeGreaterThan(0);
        const source = readFileSync(join(root, 'docs', path), 'utf8');
        expect(
          titles.filter((title) => !new RegExp(`it(?:\\.each\\([^]*?\\))?\\(\\s*['"\`]${escaped(title)}`).test(source)),
          path,
        ).toEqual([]);
      }
    },
  );
  it('is read as it is written', () => {
    expect(quotedTests('[a.test](../a.test.ts) “is so”, “is not”; [b](b.ts); [c.test](c.test.ts)')).toEqual([
      { path: '../a.test.ts', titles: ['is so', 'is not'] },
      { path: 'c.test.ts', titles: [] },
    ]);
  });
});

describe('operations', () => {
  const manual = read('docs/operations.md');
  it('prints the settings as the server has them', () => {
    const rows = settingTable().map(({ name, fallback, purpose }) => [name, fallback, purpose]);
    expect(cellsOf(region(manual, 'settings'))).toEqual(rows);
  });
  it('lists the metrics that there are', async () => {
    const ours = (await registry.getMetricsAsJSON()).map(({ name }) => name).filter((name) => name.startsWith('xw_'));
    const listed = cellsOf(region(manual, 'metrics')).map(([name = '']) => name.replace(/\{.*\}/, ''));
    expect(listed).toEqual(ours);
  });
});

describe.each(protocols)('%s', (path) => {
  const text = read(path);
  const column = (name: string, at = 0) => cellsOf(region(text, name)).map((cells) => cells[at]);

  it('has every reason with its sentence', () => {
    expect(cellsOf(region(text, 'reasons')).map(([code, sentence]) => [code, sentence])).toEqual(
      quarantineReasonNames.map((code) => [code, quarantineReasons[code]]),
    );
  });
  it('has every metric with its unit and range', () => {
    expect(cellsOf(region(text, 'metrics')).map(([name, unit, range]) => [name, unit, range?.match(/-?\d+/g)])).toEqual(
      metrics.map((name) => [name, metricFacts[name].unit, [`${metricFacts[name].min}`, `${metricFacts[name].max}`]]),
    );
  });
  it('has every kind of event', () => {
    expect(cellsOf(region(text, 'kinds'))).toEqual(eventKinds.map((kind) => [kind, eventNames[kind]]));
  });
  it('has every topic with its device, QoS, retention and size', () => {
    const stated = cellsOf(region(text, 'topics')).map(([topic = '', kinds, qos, retain, size]) => ({
      root: topic.startsWith(`${TOPIC_ROOT}/{siteCode}/`),
      leaf: topic.split('/').at(-1),
      facts: [kinds, qos, /yes|是/.test(retain ?? ''), size],
    }));
    expect(stated).toEqual(
      leaves.map((leaf) => {
        const { kinds, qos, retain, maxBytes } = topicFacts[leaf];
        return { root: true, leaf, facts: [kinds.join(', '), `${qos}`, retain, `${maxBytes / 1024} KB`] };
      }),
    );
    expect(column('topics')).toHaveLength(leaves.length);
  });

  const now = Date.parse('2026-07-01T00:30:05Z');
  const find: FindDevice = (code) => ({
    deviceId: 1,
    deviceCode: code,
    kind: code.startsWith('C') ? 'camera' : 'env',
    siteCode: 'S-001',
    retired: false,
  });
  const publications = publicationsOf(blocksOf(region(text, 'examples'), 'sh').join('\n'), now - 5_000);

  it('shows each topic once at least', () => {
    expect(new Set(publications.map(({ topic }) => parseTopic(topic)?.leaf))).toEqual(new Set(leaves));
  });
  it.each(publications)('example %# fits the contract and is let in: $topic', ({ topic, payload, qos, retain }) => {
    const parts = parseTopic(topic);
    if (parts === undefined) throw new Error(`no topic of ours: ${topic}`);
    expect({ qos, retain }).toEqual({ qos: topicFacts[parts.leaf].qos, retain: topicFacts[parts.leaf].retain });
    if (payload === undefined) return expect(parts.leaf).toBe('frame');
    const schema = { telemetry: Telemetry, event: CameraEvent, status: DeviceStatus, frame: undefined }[parts.leaf];
    const unknown = Object.keys(JSON.parse(payload) as object).filter((key) => !(key in (schema?.properties ?? {})));
    expect(schema && Value.Check(schema, JSON.parse(payload))).toBe(true);
    expect(unknown).toEqual([]);
    if (topicFacts[parts.leaf].lane === 'light') return;
    const entry = admit({ topic, payload: Buffer.from(payload), receivedAt: now }, find, timePolicy(45));
    expect(entry).not.toMatchObject({ kind: 'refused' });
  });
});

describe('both protocols', () => {
  it('give the same examples', () => {
    const code = (path: string) => blocksOf(read(path), 'sh').map((block) => block.replace(/^#.*$/gm, '#'));
    expect(code(protocols[1] ?? '')).toEqual(code(protocols[0] ?? ''));
  });
});

describe('dependencies', () => {
  it('all stand in decision 0009 with their licence, and with the version held', () => {
    const text = read('docs/decisions/0009-dependencies.md');
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const stated = Object.fromEntries(
      cellsOf(region(text, 'licences')).flatMap(([licence, names = '']) =>
        names.split(', ').map((name) => [name, licence]),
      ),
    );
    const installed = Object.keys({ ...dependencies, ...devDependencies }).map((name) => [
      name,
      (JSON.parse(read(`node_modules/${name}/package.json`)) as { license: string }).license,
    ]);
    expect(stated).toEqual(Object.fromEntries(installed));
  });
});

describe('interfaces', () => {
  it('show a receiver that takes what we sign, and neither what was changed nor what is old', async () => {
    const [code = ''] = blocksOf(read('docs/interfaces.md'), 'js');
    const { isSigned } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      isSigned: (headers: object, body: string, secret: string, nowSeconds: number) => boolean;
    };
    const signed = { id: '0b9c', atSeconds: 1_780_000_000, body: '{"type":"asset.card"}' };
    const [secret, other] = [newSecret(), newSecret()];
    const headers = {
      'webhook-id': signed.id,
      'webhook-timestamp': `${signed.atSeconds}`,
      'webhook-signature': [other, secret].map((one) => signatureOf(one, signed)).join(' '),
    };
    const takes = (body = signed.body, by = secret, later = 0) => isSigned(headers, body, by, signed.atSeconds + later);
    expect([takes(), takes(undefined, other), takes(undefined, undefined, 300)]).toEqual([true, true, true]);
    expect([takes('{}'), takes(undefined, newSecret()), takes(undefined, undefined, 301)]).toEqual([
      false,
      false,
      false,
    ]);
  });
  it('name every reason for which a message is held', () => {
    const named = [...read('docs/interfaces.md').matchAll(/^\| `([a-z-]+)` +\| [A-Z]/gm)].map(([, name]) => name);
    expect(named).toEqual(expect.arrayContaining([...heldReasons]));
  });
});

describe('these checks fire', () => {
  it('on a dead link, a machine path and a changed example', () => {
    expect(linksOf('[a](b.md) ![c](d.svg) [e](https://f) `[g](h)`\n```\n[i](j)\n```')).toEqual(['b.md', 'd.svg']);
    expect(machinePathsIn('see /home/someone/x and /root/y, not data/demo')).toEqual(['/home/', '/root/']);
    expect(publicationsOf(`T=1\nx_pub -q 1 -r -t a/b -m '{"at":'$AT'}'`, 7)).toEqual([
      { topic: 'a/b', payload: '{"at":7}', qos: 1, retain: true },
    ]);
    expect(cellsOf('| A | B |\n|---|---|\n| `x` | y\\|z |')).toEqual([['x', 'y|z']]);
    expect(wheresOf('- `server/a.ts`: `one`, `two`')).toEqual([{ path: 'server/a.ts', names: ['one', 'two'] }]);
    expect(anchorsOf('## Set-up & TLS\n')).toEqual(['set-up--tls']);
  });
});
