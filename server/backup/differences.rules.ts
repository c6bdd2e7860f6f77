import type { DatabaseState } from './manifest.ts';

/** Most differences that are named; a wrong restore would otherwise fill the screen. */
const MOST_NAMED = 10;

/** How a database differs from what an archive says it was, one sentence each; none when it is the same. */
export function differences(wanted: DatabaseState, found: DatabaseState): string[] {
  const sentences: string[] = [];
  const differ = (what: string, was?: string | number, is?: string | number) => {
    if (was !== is) sentences.push(`${what}:备份时 ${was ?? '无'},现为 ${is ?? '无'}`);
  };
  differ('结构版本', wanted.schemaVersion, found.schemaVersion);
  const names = new Set([...wanted.tables, ...found.tables].map(({ name }) => name));
  for (const name of names) {
    const [was, is] = [wanted, found].map(({ tables }) => tables.find((table) => table.name === name));
    differ(`${name} 行数`, was?.rows, is?.rows);
    if (was?.rows === is?.rows) differ(`${name} 内容摘要`, was?.digest, is?.digest);
  }
  for (const kind of new Set([...Object.keys(wanted.shape), ...Object.keys(found.shape)]))
    differ(`${kind} 数量`, wanted.shape[kind], found.shape[kind]);
  const more = sentences.length - MOST_NAMED;
  return more > 0 ? [...sentences.slice(0, MOST_NAMED), `另有 ${more} 处不同`] : sentences;
}
