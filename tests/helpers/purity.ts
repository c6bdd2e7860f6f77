import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import type { Finding, Source } from './architecture.ts';

/** What a file imports at run time; types are gone by then. */
export function valueImportsOf({ path, text }: Source): string[] {
  const parsed = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return parsed.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement);
    if (!isImport && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    const isType = isImport
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    if (isType || moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier) || namesTypesOnly(statement))
      return [];
    const name = moduleSpecifier.text;
    return [name.startsWith('.') ? normalize(join(dirname(path), name)) : name];
  });
}

/** `import { type A, type B }`: nothing of it is left at run time. */
function namesTypesOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  const named = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  if (named === undefined || !(ts.isNamedImports(named) || ts.isNamedExports(named))) return false;
  const isBare = ts.isImportDeclaration(statement) && statement.importClause?.name !== undefined;
  return !isBare && named.elements.length > 0 && named.elements.every(({ isTypeOnly }) => isTypeOnly);
}

const edges =
  /^(pg|pg-copy-streams|fastify|@fastify\/.*|mqtt|aedes|socket\.io|socket\.io-client|pino|vue|pinia|node:(fs|net|http|https|child_process|process|worker_threads|timers|os|readline)(\/.*)?)$/;

/** Rules may build on any file that is pure itself: nothing that a rule leads to, however far, is an edge. */
export function impureReach(sources: readonly Source[]): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return sources
    .filter(({ path }) => path.endsWith('.rules.ts'))
    .flatMap((rule) => {
      const seen = new Set([rule.path]);
      const found: Finding[] = [];
      for (const path of seen) {
        const source = byPath.get(path);
        for (const target of source === undefined ? [] : valueImportsOf(source)) {
          if (edges.test(target)) found.push({ path: rule.path, what: `leads by ${path} to ${target}` });
          if (byPath.has(target)) seen.add(target);
        }
      }
      return found;
    });
}

const entries =
  /^(server\/(config|main|migrate|auditVerify|rotateKeys|scoreExplain)\.ts|server\/embedded\/|server\/demo\/|server\/backup\/(backup|restore)\.ts|simulators\/main\.ts|tests\/|bench\/|vite)/;
/** Comments may speak of it. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/**
 * The second factor is waived by the process of the demonstration and by nothing else: no other file of the server may so
 * much as name that mode, unless to compare with it.
 */
export const waivers = (sources: readonly Source[]): Finding[] =>
  sources
    .filter(({ path }) => path.startsWith('server/') && path !== 'server/demo/server.ts' && !path.endsWith('.test.ts'))
    .filter(({ text }) => /(?<!===? )(?<!!== )['"`]waived/.test(withoutComments(text)))
    .map(({ path }) => ({ path, what: 'waives the second factor' }));

/** A page needs no schema: typebox, or the table of all wires, would be loaded before its first paint. */
export const schemasOnPages = (sources: readonly Source[]): Finding[] =>
  sources
    .filter(({ path }) => path.startsWith('screen/') && !path.endsWith('.test.ts'))
    .flatMap((source) =>
      valueImportsOf(source)
        .filter((target) => /^(typebox|contracts\/rest\.ts)/.test(target))
        .map((target) => ({ path: source.path, what: `brings ${target} to a page` })),
    );

/** The environment is read where a process begins, and handed on as values. */
export const environmentReaders = (sources: readonly Source[]): Finding[] =>
  sources
    .filter(
      ({ path, text }) =>
        !entries.test(path) &&
        !path.endsWith('.test.ts') &&
        /process\.env|process\['env'\]/.test(withoutComments(text)),
    )
    .map(({ path }) => ({ path, what: 'reads the environment' }));

const STORE = 'screen/live/liveStore.ts';

/** Live state has one writer: nobody else opens the live socket or changes what the store holds. */
export const liveWriters = (sources: readonly Source[]): Finding[] =>
  sources
    .filter(({ path }) => path.startsWith('screen/') && path !== STORE && !path.endsWith('.test.ts'))
    .filter(
      ({ path, text }) =>
        (/\bopenLiveSocket\(/.test(text) && !path.startsWith('screen/transport/')) ||
        /\.\$(patch|reset)\(|\.\$state\s*=|\b(live|store)\.(link|missed|caughtUp)(\.value)?\s*=[^=]|\.rooms\.(set|delete|clear)\(/.test(
          text,
        ),
    )
    .map(({ path }) => ({ path, what: 'writes live state' }));
