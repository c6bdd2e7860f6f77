/** What the documentation says, taken apart for its tests. */

/** A smallest JPEG head, in base64: enough for a door that looks at the first bytes. */
const PICTURE = '/9j/4AAQSkZJRgABAQEASABIAAD/2Q==';

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Targets of relative links and pictures, code left out. */
export const linksOf = (text: string): string[] =>
  [...withoutCode(text.replace(/\[`([^`\n]*)`\]/g, '[$1]')).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

/** Anchors of a document's headings, as code hosts make them. */
export const anchorsOf = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );

/** Contents of the fenced blocks, of one language if asked for. */
export const blocksOf = (text: string, language?: string): string[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter(([, found]) => language === undefined || found === language)
    .map(([, , body = '']) => body);

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
export function region(text: string, name: string): string {
  const found = new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- /${name} -->`).exec(text)?.[1];
  if (found === undefined) throw new Error(`no region ${name}`);
  return found;
}

/** Rows of the tables in a text, without their heads and back-quotes. */
export function cellsOf(text: string): string[][] {
  const lines = text.split('\n');
  const isRule = (line: string | undefined) => /^\|[-|: ]+\|$/.test(line ?? '');
  return lines
    .filter((line, i) => line.startsWith('|') && !isRule(line) && !isRule(lines[i + 1]))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\|', '|')),
    );
}

/** Places named by life-of-a-reading: a file, and functions in it. */
export const wheresOf = (text: string): { path: string; names: string[] }[] =>
  [...text.matchAll(/^- `([\w./-]+)`(?:: (.*))?$/gm)].map(([, path = '', names = '']) => ({
    path,
    names: [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  }));

/** Traces of one particular machine. */
export const machinePathsIn = (text: string): string[] =>
  [...text.matchAll(/\/(?:home|root|work|tmp|Users|workspace)\//g)].map(([found]) => found);

export interface Publication {
  readonly topic: string;
  /** Undefined where it comes from a file. */
  readonly payload: string | undefined;
  readonly qos: number;
  readonly retain: boolean;
}

/** The publishing lines of a shell example, its variables filled in. `at` stands for the present. */
export function publicationsOf(script: string, at: number): Publication[] {
  const variables: Record<string, string> = { AT: `${at}`, IMAGE: PICTURE };
  for (const [, name = '', value = ''] of script.matchAll(/(?:^|\s)([A-Z_]+)=([\w.-]+)(?=\s|$)/g))
    variables[name] ??= value;
  const filled = (text: string): string =>
    text
      .replace(/\$\(\(AT([+-]\d+)\)\)/g, (_, shift: string) => `${at + Number(shift)}`)
      .replace(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? '');
  return script
    .split('\n')
    .filter((line) => /^\w+_pub -/.test(line))
    .map((line) => ({
      topic: filled(/ -t (\S+)/.exec(line)?.[1] ?? ''),
      payload:
        /-m '(.*)'$/.exec(line)?.[1] === undefined
          ? undefined
          : filled((/-m '(.*)'$/.exec(line)?.[1] ?? '').replaceAll("'", '')),
      qos: Number(/ -q (\d)/.exec(line)?.[1]),
      retain: / -r /.test(line),
    }));
}

/** Tests that a document names, by file, each with the titles that it quotes of it: [x.test](path) “title”, “title”. */
export const quotedTests = (markdown: string): { path: string; titles: string[] }[] =>
  [...markdown.matchAll(/\]\(([^)]+\.test\.ts)\)((?:,? “[^”]+”)*)/g)].map(([, path = '', quoted = '']) => ({
    path,
    titles: [...quoted.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  }));
