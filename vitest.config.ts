import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/**
 * Rooms of tests. Unit tests sit beside their source and run by the hundred in milliseconds; the others start real
 * processes (database, broker, server, browser) and so run one file at a time.
 */
const slow = {
  fileParallelism: false,
  testTimeout: 240_000,
  hookTimeout: 180_000,
  globalSetup: 'tests/helpers/globalSetup.ts',
};

/** Browser tests of minutes run with the long ones: a run of everything must stay below ten minutes on two cores. */
const minutesInABrowser = [
  'approvals',
  'casting',
  'desks',
  'door',
  'endurance',
  'fieldwork',
  'holdings',
  'lifecycle',
  'map',
  'parts',
  'people',
  'schedules',
  'scores',
  'targets',
].map((name) => `tests/browser/${name}.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          include: [
            '{contracts,server,screen,simulators}/**/*.test.ts',
            'tests/architecture.test.ts',
            'tests/docs.test.ts',
            'tests/helpers/**/*.test.ts',
          ],
          environment: 'node',
          // Pure rooms keep nothing to spill: one loading of the modules serves them all, in a third of the time.
          isolate: false,
          // Milliseconds in truth; a machine that is busy with something else must not turn a check red.
          testTimeout: 60_000,
        },
      },
      { test: { name: 'journeys', include: ['tests/journeys/**/*.test.ts'], ...slow } },
      { test: { name: 'faults', include: ['tests/faults/**/*.test.ts'], ...slow } },
      { test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], exclude: minutesInABrowser, ...slow } },
      { test: { name: 'pictures', include: ['tests/pictures/**/*.test.ts'], ...slow } },
      {
        test: {
          name: 'long',
          include: ['tests/long/**/*.test.ts', ...minutesInABrowser],
          ...slow,
          testTimeout: 900_000,
        },
      },
    ],
  },
});
