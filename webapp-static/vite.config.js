// @ts-check
import sbom from 'rollup-plugin-sbom';
import { defineConfig } from 'vitest/config';

const FIRST = './js/first-paint.js';

/** What the page is made of, as CycloneDX: where a WAR keeps what it does not serve. */
const BILL = /** @type {const} */ ({
  outDir: 'META-INF/sbom',
  outFilename: 'page.cdx',
  includeWellKnown: false,
  saveTimestamp: false,
});

/**
 * Builds the one classic script of the page, which Vite would leave as it is: smaller, with a hash in its name. It must
 * import nothing, so that it is no module.
 * @returns {import('vite').Plugin}
 */
function firstScript() {
  let reference = '';
  return {
    name: 'first-script',
    apply: 'build',
    buildStart() {
      reference = this.emitFile({ type: 'chunk', id: FIRST });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const name = this.getFileName(reference);
        const page = bundle['index.html'];
        if (page?.type !== 'asset') this.error('There is no page to put the first script into.');
        page.source = String(page.source).replace(FIRST, `./${name}`);
      },
    },
  };
}

// `base: './'` keeps every address relative, so the WAR works under any context path. Nothing is
// inlined: the server's content security policy allows files only.
export default defineConfig({
  base: './',
  plugins: [firstScript(), { ...sbom(BILL), apply: 'build' }],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: 'es2022',
    // The plugin tells which tools it names, and of one that is not used it says "Error".
    rolldownOptions: { onLog: (level, log, tell) => log.plugin === 'rollup-plugin-sbom' || tell(level, log) },
    // Whoever gets the page gets the licences of what is in it, as they demand.
    license: { fileName: 'licences.txt' },
  },
  test: { environment: 'jsdom', include: ['test/**/*.test.js'], css: true, testTimeout: 60_000 },
});
