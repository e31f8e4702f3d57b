import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** The folders of src/lib that hold one feature each. Only src/views puts them together. */
const features = [
  'marketplace',
  'profile',
  'prospects',
  'groups',
  'imports',
  'workflows',
  'outbox',
  'applications',
  'settings',
  'start',
];

/** Only src/lib/ipc speaks with the shell. */
const shell = {
  group: ['@tauri-apps/*'],
  message: 'Only src/lib/ipc imports @tauri-apps: call its client instead.',
};
/** One form of import between folders, so that the rules below see every one of them. */
const upwards = { group: ['../*'], message: 'Write $lib/… for what stands in another folder.' };

const featurePaths = (names) => names.flatMap((name) => [`$lib/${name}`, `$lib/${name}/*`]);
const restrict = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default ts.config(
  { ignores: ['dist/', 'src/lib/paraglide/', 'src/lib/ipc/bindings.ts'] },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      // The compiler knows better what a type-only name is.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  restrict(['src/**/*.{ts,svelte}'], [shell], ['src/lib/**']),
  restrict(
    ['src/lib/ipc/**/*.{ts,svelte}'],
    [upwards, { group: [...featurePaths(features), '$lib/frame/*'], message: 'ipc knows no feature.' }],
  ),
  restrict(
    ['src/lib/shared/**/*.{ts,svelte}'],
    [
      shell,
      upwards,
      {
        group: [...featurePaths(features), '$lib/ipc/*', '$lib/frame/*'],
        message: 'shared knows nothing of partners: pass it in as a prop.',
      },
    ],
  ),
  restrict(
    ['src/lib/{keyboard,frame}/**/*.{ts,svelte}', 'src/lib/*.ts'],
    [
      shell,
      upwards,
      { group: featurePaths(features), message: 'The frame and the keyboard know no feature.' },
    ],
  ),
  ...features.map((feature) =>
    restrict(
      [`src/lib/${feature}/**/*.{ts,svelte}`],
      [
        shell,
        upwards,
        {
          group: featurePaths(features.filter((other) => other !== feature)),
          message: 'One feature meets another only in src/views.',
        },
      ],
    ),
  ),
);
