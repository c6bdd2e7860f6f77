import { join } from 'node:path';
import { defineConfig } from 'vite';
import { projectRoot } from '../server/platform/paths.ts';

const root = projectRoot(import.meta.dirname);
/** Benchmarks, and the processes they start; each becomes dist/bench/<name>.js. */
const names = [
  'ingest',
  'latency',
  'fanout',
  'history',
  'rows',
  'intakeProcess',
  'bareProcess',
  'publishProcess',
  'listenProcess',
  'load',
  'clients',
  'relay',
  'frames',
  'frameSender',
  'frameViewers',
  'wall',
];

export default defineConfig({
  root,
  publicDir: false,
  // The helpers of the tests are used here too, outside of the test runner.
  resolve: { alias: { vitest: join(root, 'bench', 'parts', 'vitestStandIn.ts') } },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/bench',
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: Object.fromEntries(names.map((name) => [name, join(root, 'bench', `${name}.ts`)])),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
