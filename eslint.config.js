import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Import directions of the design: who may not import what. Tests and benches may import anything. */
const subgraphs = ['catalog', 'search', 'registry', 'market', 'compute', 'use'];
const zones = [
  { target: './schema', from: ['./gateway', './subgraphs', './cli', './seed', './bench'], message: 'schema imports nothing of the others.' },
  { target: './subgraphs/kit', from: ['./gateway', ...subgraphs.map((s) => `./subgraphs/${s}`), './cli', './seed'], message: 'The kit knows no service.' },
  { target: './gateway', from: [...subgraphs.map((s) => `./subgraphs/${s}`), './cli', './seed'], message: 'The gateway imports no subgraph: they talk GraphQL.' },
  ...subgraphs.map((s) => ({
    target: `./subgraphs/${s}`,
    from: ['./gateway', './cli', './seed', ...subgraphs.filter((o) => o !== s).map((o) => `./subgraphs/${o}`)],
    message: 'No subgraph imports another: they talk GraphQL.',
  })),
  { target: './web', from: ['./gateway', './subgraphs', './cli', './seed', './bench', './test'], message: 'The pages speak GraphQL only.' },
  { target: './cli', from: ['./bench', './test'], message: 'The command line ships; benches and tests do not.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'schema/generated/', 'coverage/', '.data/'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [importX.createNodeResolver({ extensionAlias: { '.js': ['.ts', '.tsx', '.js'] }, extensions: ['.ts', '.tsx', '.js'] })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['warn', { max: 200, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  { files: ['cli/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  // What others export is theirs to name.
  { files: ['**/*.d.ts'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': 'off' } },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
