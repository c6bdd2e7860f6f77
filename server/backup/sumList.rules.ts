/** One line of a list in the form of sha256sum: what `sha256sum -c` reads on any machine. */
export interface SumLine {
  readonly sha256: string;
  readonly path: string;
}

export const toSumList = (lines: readonly SumLine[]): string =>
  lines.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');

const LINE = /^([0-9a-f]{64}) {2}([^\0\n]+)$/;

/** A path that leads out of the archive, or nowhere. */
const strays = (path: string): boolean =>
  path.startsWith('/') || path.split('/').some((step) => ['', '.', '..'].includes(step));

/** The lines of such a list; undefined when one of them is not to be trusted. */
export function fromSumList(text: string): SumLine[] | undefined {
  const lines: SumLine[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const [, sha256, path] = LINE.exec(line) ?? [];
    if (sha256 === undefined || path === undefined || strays(path)) return undefined;
    lines.push({ sha256, path });
  }
  return text === '' || text.endsWith('\n') ? lines : undefined;
}
