import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

export interface Source {
  /** Path from the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const FOLDERS = ['contracts', 'server', 'screen', 'simulators', 'tests', 'bench'];

/** Every TypeScript, Vue and style file of ours. */
export function readSources(root: string): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|vue|css)$/.test(name) && !name.includes('.artifacts'))
      .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') })),
  );
}

/** What a file imports: our own files by path from the root, packages by name. Types count: they couple too. */
export function importsOf({ path, text }: Source): string[] {
  const script = path.endsWith('.vue')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]).join('\n')
    : text;
  return ts
    .preProcessFile(script, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? normalize(join(dirname(path), fileName)) : fileName,
    );
}

export interface Finding {
  readonly path: string;
  readonly what: string;
}

/** A room of the house, and the rooms it may import from. `*` in a package position means any package. */
interface Room {
  readonly name: string;
  readonly holds: RegExp;
  /** Paths of ours that it may import. */
  readonly mayUse: readonly RegExp[];
}

const test = /\.test\.ts$|^tests\/|^bench\//;
const rooms: readonly Room[] = [
  { name: 'contracts', holds: /^contracts\//, mayUse: [/^contracts\//] },
  { name: 'screen', holds: /^screen\//, mayUse: [/^screen\//, /^contracts\//] },
  { name: 'simulators', holds: /^simulators\//, mayUse: [/^simulators\//, /^contracts\//] },
  {
    name: 'ingestion',
    holds: /^server\/ingestion\//,
    mayUse: [/^server\/(ingestion|platform)\//, /^server\/config\.ts$/, /^contracts\//],
  },
  { name: 'live', holds: /^server\/live\//, mayUse: [/^server\/(live|platform|access)\//, /^contracts\//] },
  {
    name: 'modules',
    holds: /^server\/modules\//,
    mayUse: [/^server\/(modules|platform|access|vault)\//, /^contracts\//],
  },
  { name: 'access', holds: /^server\/access\//, mayUse: [/^server\/(access|platform|vault)\//, /^contracts\//] },
  { name: 'vault', holds: /^server\/vault\//, mayUse: [/^server\/(vault|platform)\//, /^contracts\//] },
  {
    name: 'platform',
    holds: /^server\/platform\//,
    mayUse: [/^server\/(platform|access|vault)\//, /^server\/config\.ts$/, /^contracts\//],
  },
  {
    // Processes of their own: of the server they share where the project lies and the form of a stored credential.
    name: 'embedded',
    holds: /^server\/embedded\//,
    mayUse: [/^server\/embedded\//, /^server\/platform\/(paths|credential)\.ts$/, /^contracts\//],
  },
  { name: 'server', holds: /^server\//, mayUse: [/^server\//, /^contracts\//] },
];

/** Imports that lead from a room into one it must not know. */
export function wrongDirections(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => !test.test(path))
    .flatMap((source) => {
      const room = rooms.find(({ holds }) => holds.test(source.path));
      const ours = importsOf(source).filter((target) => FOLDERS.some((folder) => target.startsWith(`${folder}/`)));
      return ours
        .filter((target) => room && !room.mayUse.some((allowed) => allowed.test(target)))
        .map((target) => ({ path: source.path, what: `${room?.name ?? ''} must not import ${target}` }));
    });
}

/** A module may call another module's actions, never its sql or its rules. */
export function pryingModules(sources: readonly Source[]): Finding[] {
  const moduleOf = (path: string) => /^server\/modules\/([^/]+)\//.exec(path)?.[1];
  return sources
    .filter(({ path }) => moduleOf(path) !== undefined && !test.test(path))
    .flatMap((source) =>
      importsOf(source)
        .filter((target) => moduleOf(target) !== undefined && moduleOf(target) !== moduleOf(source.path))
        .filter((target) => /\.(sql|rules|routes)\.ts$/.test(target))
        .map((target) => ({ path: source.path, what: `reaches into ${target}` })),
    );
}

const impurePackages =
  /^(pg|fastify|mqtt|aedes|socket\.io|socket\.io-client|node:(fs|net|http|child_process|process|timers)(\/.*)?)$/;

/** Rules are pure: no edge is imported, no clock, chance or environment is read. */
export function impureRules(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => path.endsWith('.rules.ts'))
    .flatMap((source) => [
      ...importsOf(source)
        .filter((target) => impurePackages.test(target))
        .map((target) => ({ path: source.path, what: `imports ${target}` })),
      ...[...source.text.matchAll(/Date\.now\(|Math\.random\(|process\.env|new Date\(\)/g)].map((m) => ({
        path: source.path,
        what: m[0],
      })),
    ]);
}

const SQL = /[`'"]\s*(select\s+[\w*"]|insert into\s|update\s+\w+\s+set|delete from\s|create table\s)/i;

/** SQL text outside `*.sql.ts`. */
export const strayStatements = (sources: readonly Source[]): Finding[] =>
  sources
    .filter(({ path }) => /^server\//.test(path) && !test.test(path) && !path.endsWith('.sql.ts'))
    .filter(({ text }) => SQL.test(text))
    .map(({ path }) => ({ path, what: 'SQL text' }));

const COLOUR = /#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=['"; ])|rgba?\(\s*\d/;

/** In the screen: colours only in tokens, the network only in transport. */
export const screenFaults = (sources: readonly Source[]): Finding[] =>
  sources
    .filter(({ path }) => path.startsWith('screen/') && !test.test(path))
    .flatMap(({ path, text }) => [
      ...(COLOUR.test(text) && !path.startsWith('screen/tokens/')
        ? [{ path, what: `colour ${COLOUR.exec(text)?.[0] ?? ''}` }]
        : []),
      ...(/\bfetch\(|\bnew WebSocket\(|\bio\(/.test(text) && !path.startsWith('screen/transport/')
        ? [{ path, what: 'network' }]
        : []),
    ]);

/** The style text of a component or a sheet, without comments. */
const stylesOf = ({ path, text }: Source): string =>
  (path.endsWith('.css')
    ? text
    : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((m) => m[1]).join('\n')
  ).replace(/\/\*[\s\S]*?\*\//g, '');
/** A size in figures, be it alone or within the shorthand; what tokens bring in is taken away first. */
const SIZED_TYPE = /(?<![\w-])font(-size)?:[^;}]*\d[\d.]*(px|rem|em|ex|ch|pt|%|v[whi]|vmin|vmax|cq\w+)/;
const DURATION = /(?<![\w.-])\d*\.?\d+m?s\b/;

/** Type sizes and durations stand in tokens: a style names them. Lengths of the layout are its own. */
export const untokenedStyles = (sources: readonly Source[]): Finding[] =>
  sources
    .filter(({ path }) => /^screen\/(?!tokens\/).*\.(vue|css)$/.test(path))
    .flatMap((source) => {
      const styles = stylesOf(source).replace(/var\([^()]*\)/g, '');
      return [SIZED_TYPE.exec(styles), DURATION.exec(styles)].flatMap((found) =>
        found === null ? [] : [{ path: source.path, what: `${found[0]} stands outside tokens` }],
      );
    });

/** Names that say nothing. */
export const emptyNames = (sources: readonly Source[]): Finding[] =>
  sources
    .filter(
      ({ path }) =>
        !path.startsWith('tests/') &&
        /(^|\/)(utils?|helpers?|common|manager|misc|data2|new|old|temp)(\.|\/)/i.test(path),
    )
    .map(({ path }) => ({ path, what: 'a name that says nothing' }));
