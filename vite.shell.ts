import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { SHELL_VERSION_META, SHELL_WORKER_PATH } from './contracts/shell.ts';
import type { Shell } from './screen/transport/shell.rules.ts';

const WORKER = join(import.meta.dirname, 'screen', 'transport', 'shellWorker.ts');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();

/**
 * Gives the built screen a version (into its index.html) and a service worker that keeps every file of it. The version
 * follows from the files alone: names of built ones carry their hash, public ones are hashed here.
 */
export function shell(): Plugin {
  let config: ResolvedConfig;
  let version = '';
  return {
    name: 'shell',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const hash = createHash('sha256').update(html);
        for (const name of Object.keys(bundle).sort()) hash.update(`${name}\n`);
        for (const name of filesIn(config.publicDir))
          hash.update(`${name}\n`).update(readFileSync(join(config.publicDir, name)));
        version = hash.digest('hex').slice(0, 12);
        return [{ tag: 'meta', attrs: { name: SHELL_VERSION_META, content: version }, injectTo: 'head' }];
      },
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const { outDir } = config.build;
        const folder = join(config.root, outDir);
        const paths = filesIn(folder).filter((name) => !name.endsWith('.md') && `/${name}` !== SHELL_WORKER_PATH);
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { __SHELL__: JSON.stringify({ version, paths: paths.map((name) => `/${name}`) } satisfies Shell) },
          build: {
            outDir: folder,
            emptyOutDir: false,
            rollupOptions: {
              input: WORKER,
              output: { format: 'iife', entryFileNames: SHELL_WORKER_PATH.slice(1) },
            },
          },
        });
      },
    },
  };
}
