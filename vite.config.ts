import vue from '@vitejs/plugin-vue';
import { defineConfig, type UserConfig } from 'vite';
import { leanContracts } from './vite.contracts.ts';
import { shell } from './vite.shell.ts';

/** Every process the product consists of: built name -> source. Each becomes dist/server/<name>.js. */
export const processes = {
  main: 'server/main.ts',
  'demo-server': 'server/demo/server.ts',
  migrate: 'server/migrate.ts',
  'audit-verify': 'server/auditVerify.ts',
  'score-explain': 'server/scoreExplain.ts',
  'rotate-keys': 'server/rotateKeys.ts',
  seed: 'server/demo/seed.ts',
  backup: 'server/backup/backup.ts',
  restore: 'server/backup/restore.ts',
  start: 'server/embedded/start.ts',
  demo: 'server/embedded/demo.ts',
  'embedded-database': 'server/embedded/database.ts',
  'embedded-broker': 'server/embedded/broker.ts',
  simulate: 'simulators/main.ts',
  'draw-pictures': 'simulators/draw.ts',
};

const screen: UserConfig = {
  plugins: [vue(), leanContracts(), shell()],
  root: 'screen',
  publicDir: '../public',
  build: {
    outDir: '../dist/screen',
    emptyOutDir: true,
    // No inlined assets: the content security policy allows only files of our own host.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_500,
    sourcemap: false,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/socket.io': { target: 'http://127.0.0.1:8080', ws: true } } },
};

const server: UserConfig = {
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/server',
    // Not emptied: a part of a running demo may have to start again from it at this very moment.
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: processes,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

/** `vite build` builds the screen, `vite build --mode server` the processes. */
export default defineConfig(({ mode }) => (mode === 'server' ? server : screen));
