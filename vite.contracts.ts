import { join } from 'node:path';
import type { Plugin } from 'vite';
import { wires } from './contracts/wires.ts';

const CONTRACTS = join(import.meta.dirname, 'contracts');

/**
 * Takes out of the contracts what no page needs: the schemas. A page has the wires as plain data, and a constant of a
 * contract only if it uses it. A bundler cannot know that calling typebox changes nothing elsewhere; here it is told, by
 * making each such constant in a function marked as pure.
 */
export function leanContracts(): Plugin {
  const plain = Object.fromEntries(Object.entries(wires).map(([name, { method, path }]) => [name, { method, path }]));
  return {
    name: 'lean-contracts',
    apply: 'build',
    load: (id) => (id === join(CONTRACTS, 'wires.ts') ? `export const wires = ${JSON.stringify(plain)};` : undefined),
    transform(code, id) {
      if (!id.startsWith(CONTRACTS)) return undefined;
      const made = this.parse(code)
        .body.map((node) => (node.type === 'ExportNamedDeclaration' && node.declaration ? node.declaration : node))
        .flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []))
        .flatMap(({ init }) => (init && /[\w>]\(/.test(code.slice(init.start, init.end)) ? [init] : []))
        .filter(({ type }) => type !== 'ArrowFunctionExpression');
      return made.reduceRight(
        (text, { start, end }) =>
          `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`,
        code,
      );
    },
  };
}
