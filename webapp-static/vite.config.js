// @ts-check
import sbom from 'rollup-plugin-sbom';
import { defineConfig } from 'vitest/config';

const FIRST = ['./js/first-paint.js', './js/first-start.js', './js/first-socket.js', './js/first-history.js'];

/** The page's SBOM (CycloneDX), in the part of a WAR that is not served. */
const BILL = /** @type {const} */ ({
  outDir: 'META-INF/sbom',
  outFilename: 'page.cdx',
  includeWellKnown: false,
  saveTimestamp: false,
});

/**
 * Builds the classic scripts of the page, which Vite would copy unchanged: minified, with a hash in the name. They must not import
 * anything, because they are not modules.
 * @returns {import('vite').Plugin}
 */
function firstScripts() {
  /** @type {Map<string, string>} */ let references;
  return {
    name: 'first-scripts',
    apply: 'build',
    buildStart() {
      references = new Map(FIRST.map((id) => [id, this.emitFile({ type: 'chunk', id })]));
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') this.error('There is no page to put the first scripts into.');
        for (const [id, reference] of references) page.source = String(page.source).replace(id, `./${this.getFileName(reference)}`);
      },
    },
  };
}

// `base: './'` keeps every address relative, so the WAR works under any context path. Nothing is
// inlined: the server's content security policy allows files only.
export default defineConfig({
  base: './',
  plugins: [firstScripts(), { ...sbom(BILL), apply: 'build' }],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: 'es2022',
    // The plugin logs the tools it lists, and an "Error" for each that is not used.
    rolldownOptions: { onLog: (level, log, next) => log.plugin === 'rollup-plugin-sbom' || next(level, log) },
    // The licences of the bundled libraries require to be distributed with them.
    license: { fileName: 'licences.txt' },
  },
  // Tests read the server's documents and its lists of symbols.
  server: { fs: { allow: ['..'] } },
  // Test files that need a DOM name jsdom, which takes most of a short test's time to load, as the modules do if each file loads them
  // anew: they have no state, so the files of one thread share them. By itself Vitest leaves a processor free.
  test: {
    environment: 'node',
    include: ['test/**/*.test.js'],
    css: true,
    testTimeout: 60_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: '100%',
  },
});
