import { viewedLists } from '../../../contracts/listViews.ts';
import { rawRoutes, rest, type Route } from '../../../contracts/rest.ts';
import { takeParts } from '../../../server/platform/sheetParts.ts';
import type { Caller } from '../accessApp.ts';
import { HASHES } from './world.ts';

/** A wire that reads, by its address and what its query needs. */
interface Wire {
  readonly name: string;
  readonly path: string;
  readonly query: Route['query'];
}
const reading: readonly Wire[] = [
  ...Object.entries<Route>(rest)
    .filter(([, { method }]) => method === 'GET')
    .map(([name, { path, query }]) => ({ name, path, query })),
  // Those that take bytes in answer a GET that there is none.
  ...Object.entries(rawRoutes).map(([name, { path }]) => ({ name, path: path.replace('*', ''), query: undefined })),
];
/** Redirections out of the house, streams, and what is said of the server itself: no rows. */
const unasked: readonly string[] = [
  'providerStart',
  'providerReturn',
  'uploadFile',
  'cameraStream',
  'openApi',
  'health',
  'ready',
  'metrics',
];

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}
/** What a question says where it must say something. */
const said = (now: number): Readonly<Record<string, string>> => ({
  ...{ q: 'P', month: '2026-11', year: '2026', metric: 'pm10', width: '800', page: '1', size: '200', limit: '100' },
  ...{ from: `${now - 86_400_000}`, to: `${now}`, subjectKind: 'project', scope: 'district', day: '2026-11-25' },
});
const valueFor = (name: string, schema: Schema, id: string, now: number): string => {
  const choice = schema.anyOf?.find((one) => one.const !== undefined)?.const ?? schema.enum?.[0] ?? schema.const;
  const known = said(now)[name];
  if (known !== undefined) return known;
  if (choice !== undefined) return `${choice as string}`;
  return schema.type === 'integer' || schema.type === 'number' ? `${schema.minimum ?? 1}` : id;
};

const inPath: Readonly<Record<string, string>> = {
  ...{ year: '2026', month: '2026-11', version: '1', kind: 'assessment', scope: 'street', list: viewedLists[0] },
  ...{ token: 'x'.repeat(22), hash: HASHES[0] ?? '' },
};

function addressOf({ path, query }: Wire, id: string, now: number): string {
  const place = path.replaceAll(/:(\w+)/g, (_, name: string) => inPath[name] ?? id);
  const { properties = {}, required = [] } = (query ?? {}) as Schema;
  const named = Object.entries(properties).filter(
    ([name]) => required.includes(name) || /^project(Id|Code)$/.test(name),
  );
  const said = named.map(([name, schema]) => `${name}=${encodeURIComponent(valueFor(name, schema, id, now))}`);
  // Files that leave take their question in the query too.
  const more = query === undefined ? ['month=2026-11', 'year=2026', 'projectId=' + id] : [];
  return `${place}?${[...said, ...more].join('&')}`;
}

/** A number where the address wants one, a code where it wants that. */
function fitting({ path }: Wire, ids: readonly string[]): readonly string[] {
  const isNumber = (id: string): boolean => /^\d{1,6}$/.test(id);
  if (path.includes(':id')) return ids.filter(isNumber);
  return path.includes(':code') ? ids.filter((id) => !isNumber(id)) : ids;
}

/** The text of an answer, of a workbook the text of its parts. */
async function textOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString();
  return (await takeParts(bytes)).map(({ content }) => content.toString()).join('\n');
}

export interface Heard {
  /** Wires in whose answer the mark stood. */
  readonly marked: readonly string[];
  /** Wires that answered nothing but that the question was wrong, or that something broke. */
  readonly unheard: readonly string[];
}

/** Asks every wire that reads for each of these things, and looks for a mark in whatever comes back. */
export async function listenEverywhere(
  caller: Caller,
  ids: readonly string[],
  mark: string,
  now: number,
): Promise<Heard> {
  const marked = new Set<string>();
  const unheard: string[] = [];
  for (const wire of reading.filter(({ name }) => !unasked.includes(name))) {
    const statuses = new Set<number>();
    for (const address of new Set(fitting(wire, ids).map((id) => addressOf(wire, id, now)))) {
      const { status, bytes } = await caller.ask('GET', address);
      statuses.add(status);
      if ((await textOf(bytes)).includes(mark)) marked.add(wire.name);
    }
    if ([...statuses].every((status) => status === 400 || status >= 500))
      unheard.push(`${wire.name} ${[...statuses].join()}`);
  }
  return { marked: [...marked], unheard };
}
