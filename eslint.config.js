import vue from 'eslint-plugin-vue';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** What a pure file may not reach for: rules take their clock and their chance as values. */
const impure = [
  { object: 'Date', property: 'now', message: 'Rules take `now` as a value.' },
  { object: 'Math', property: 'random', message: 'Rules take randomness as a value.' },
  { object: 'process', property: 'env', message: 'Only server/config.ts reads the environment; entries hand it over.' },
];

export default tseslint.config(
  { ignores: ['dist', 'data', 'public', 'tests/.artifacts'] },
  ...tseslint.configs.recommendedTypeChecked,
  ...vue.configs['flat/recommended'],
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        parser: tseslint.parser,
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'vue/multi-word-component-names': 'off',
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.rules.ts'], rules: { 'no-restricted-properties': ['error', ...impure] } },
  {
    files: ['server/**/*.ts'],
    ignores: [
      'server/config.ts',
      'server/main.ts',
      'server/embedded/**',
      'server/migrate.ts',
      'server/backup/{backup,restore}.ts',
      'server/auditVerify.ts',
      'server/commandDatabase.ts',
      'server/rotateKeys.ts',
      'server/scoreExplain.ts',
      'server/demo/**',
      'server/**/*.test.ts',
    ],
    rules: { 'no-restricted-properties': ['error', impure[2]] },
  },
  // Command-line programs speak to a terminal; that is their output, not forgotten debugging.
  {
    files: [
      'server/embedded/**',
      'server/{migrate,auditVerify,commandDatabase,rotateKeys,scoreExplain}.ts',
      'server/backup/**',
      'server/demo/**',
      'simulators/main.ts',
      'bench/**',
      'tests/**',
    ],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
  // A component's script is not what its file holds: TypeScript begins anew with each of them, a second a file, four
  // minutes in all. vue-tsc checks their types; what rules with types look at stands in .ts files.
  { files: ['**/*.vue'], ...tseslint.configs.disableTypeChecked },
  prettier,
);
