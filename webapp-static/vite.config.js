// @ts-check
import { defineConfig } from 'vitest/config';

// `base: './'` keeps every address relative, so the WAR works under any context path. Nothing is
// inlined: the server's content security policy allows files only.
export default defineConfig({
  base: './',
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: 'es2022',
  },
  test: { environment: 'jsdom', include: ['test/**/*.test.js'] },
});
