import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type UserConfig } from 'vite';
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
  'scope',
  'list',
  'score',
  'schedule',
];

const programs: UserConfig = {
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
};

/** The page of twelve charts: the product's own parts, but no page of the product. */
const page: UserConfig = {
  root: join(root, 'bench', 'twelve'),
  plugins: [vue()],
  publicDir: join(root, 'public'),
  build: {
    outDir: join(root, 'dist', 'bench', 'twelve'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_500,
  },
};

/** `--mode page` builds the page, after the programs: they empty the folder. */
export default defineConfig(({ mode }) => (mode === 'page' ? page : programs));
