import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** The invariants of docs/architecture.md: which room may import which library. */
const rooms = {
  discord: ['discord.js', '@discordjs/*', 'discord-api-types', 'discord-api-types/*'],
  models: ['onnxruntime-node', '@huggingface/transformers'],
  storage: ['keyv', '@keyv/*'],
  render: ['sharp', 'gifenc'],
};

function forbid(libraries, extra = []) {
  const patterns = libraries.map((name) => ({
    group: rooms[name],
    message: `Only its own room imports this (${name}); see docs/architecture.md.`,
  }));
  return { 'no-restricted-imports': ['error', { patterns: [...patterns, ...extra] }] };
}

const platformFree = {
  group: ['**/bot/**', '**/commands/**', '**/simulator/**'],
  message: 'Data flows one way: this room knows no Discord.',
};

export default tseslint.config(
  { ignores: ['node_modules', 'models', 'data', 'training/.venv', '**/.cache', 'coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'error',
      // Code points are what is meant where a string is spread; invisible ones are what is searched.
      '@typescript-eslint/no-misused-spread': 'off',
      'no-control-regex': 'off',
      'no-misleading-character-class': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/pipeline/**', 'src/moderation/**', 'src/texts/**'],
    rules: forbid(['discord', 'models', 'storage', 'render'], [platformFree]),
  },
  { files: ['src/storage/**'], rules: forbid(['discord', 'models', 'render'], [platformFree]) },
  { files: ['src/models/**'], rules: forbid(['discord', 'storage', 'render'], [platformFree]) },
  { files: ['src/render/**'], rules: forbid(['discord', 'models', 'storage'], [platformFree]) },
  {
    files: ['src/bot/**', 'src/commands/**', 'src/simulator/**'],
    rules: forbid(['models', 'storage', 'render']),
  },
  {
    files: ['tests/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', Buffer: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['src/simulator/page/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'window',
          'document',
          'navigator',
          'location',
          'localStorage',
          'fetch',
          'WebSocket',
          'FormData',
          'File',
          'Blob',
          'URL',
          'URLSearchParams',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'requestAnimationFrame',
          'cancelAnimationFrame',
          'console',
          'history',
          'Event',
          'CustomEvent',
          'HTMLElement',
          'HTMLInputElement',
          'HTMLTextAreaElement',
          'KeyboardEvent',
          'IntersectionObserver',
          'ResizeObserver',
          'MutationObserver',
          'matchMedia',
          'Intl',
          'crypto',
          'structuredClone',
          'queueMicrotask',
          'AbortController',
          'EventTarget',
          'Node',
          'getComputedStyle',
          'performance',
          'Image',
          'createImageBitmap',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  prettier,
);
