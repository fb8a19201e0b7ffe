// @ts-check
import sbom from 'rollup-plugin-sbom';
import { defineConfig } from 'vitest/config';

const FIRST = ['./js/first-paint.js', './js/first-socket.js'];

/** What the page is made of, as CycloneDX: where a WAR keeps what it does not serve. */
const BILL = /** @type {const} */ ({
  outDir: 'META-INF/sbom',
  outFilename: 'page.cdx',
  includeWellKnown: false,
  saveTimestamp: false,
});

/**
 * Builds the classic scripts of the page, which Vite would leave as they are: smaller, with a hash in the name. They must
 * import nothing, so that they are no modules.
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
    // The plugin tells which tools it names, and of one that is not used it says "Error".
    rolldownOptions: { onLog: (level, log, tell) => log.plugin === 'rollup-plugin-sbom' || tell(level, log) },
    // Whoever gets the page gets the licences of what is in it, as they demand.
    license: { fileName: 'licences.txt' },
  },
  // Tests read the server's documents and its lists of symbols.
  server: { fs: { allow: ['..'] } },
  test: { environment: 'jsdom', include: ['test/**/*.test.js'], css: true, testTimeout: 60_000 },
});
