/// <reference types="vite/client" />
// @ts-check
import ts from 'typescript';
import { expect, it } from 'vitest';

/**
 * The rooms of the page: which folder of js/ may import from which, code and types alike. Only from a column further to the right,
 * never from another room of its own column. Files beside the folders (main.js) come before all of them.
 */
const COLUMNS = [['.'], ['app'], ['tools', 'watchlist', 'search'], ['chart', 'quote'], ['prices', 'status'], ['kit', 'symbols']];

/** The source of each file, data too, by its path below js/. @type {Map<string, string>} */
const sources = new Map(Object.entries(import.meta.glob('../js/**/*.{js,json}', { query: '?raw', import: 'default', eager: true }))
  .map(([path, text]) => [path.slice('../js/'.length), String(text)]));

/** @param {string} file @param {string} specifier  relative */
const resolve = (file, specifier) => new URL(specifier, `file:///${file}`).pathname.slice(1);

/** The files of js/ that a file imports to run. @param {string} file */
const importsOf = (file) => ts.preProcessFile(sources.get(file) ?? '', true, true).importedFiles
  .map(({ fileName }) => fileName).filter((name) => name.startsWith('.')).map((name) => resolve(file, name));
/** The files of js/ that a file's JSDoc takes types from. @param {string} file */
const typesOf = (file) => [...(sources.get(file) ?? '').matchAll(/import\('(\.[^']+)'\)\./g)].map(([, name]) => resolve(file, name));

/** @param {string} file */
const roomOf = (file) => (file.includes('/') ? file.split('/')[0] : '.');
/** @param {string} room */
const columnOf = (room) => COLUMNS.findIndex((rooms) => rooms.includes(room));
/** @param {string} from @param {string} to  rooms */
const isAllowed = (from, to) => from === to || columnOf(from) < columnOf(to);

/** The statements of a file that its callers did not run. @param {string} file */
const statementsOf = (file) => ts.createSourceFile(file, sources.get(file) ?? '', ts.ScriptTarget.ES2022, true).statements;

/** A value that can be filled later: an empty list, object, Map or Set. @param {ts.Expression | undefined} value */
const isFillable = (value) => value !== undefined && (
  (ts.isArrayLiteralExpression(value) && value.elements.length === 0)
  || (ts.isObjectLiteralExpression(value) && value.properties.length === 0)
  || (ts.isNewExpression(value) && /^(?:Weak)?(?:Map|Set)$/.test(value.expression.getText()) && !value.arguments?.length));

it('finds the files and their imports', () => {
  expect(sources.size).toBeGreaterThan(50);
  expect(importsOf('main.js').length).toBeGreaterThan(5);
  expect(typesOf('chart/chart.js').length).toBeGreaterThan(3);
  expect([...sources.keys()].flatMap((file) => [...importsOf(file), ...typesOf(file)]).filter((file) => !sources.has(file))).toEqual([]);
});

it('finds the room of each file', () => {
  expect([...sources.keys()].filter((file) => columnOf(roomOf(file)) < 0)).toEqual([]);
});

it('allows imports to the right only', () => {
  const wrong = [...sources.keys()].flatMap((file) => [...importsOf(file), ...typesOf(file)]
    .filter((other) => !isAllowed(roomOf(file), roomOf(other))).map((other) => `${file} imports ${other}`));
  expect(wrong).toEqual([]);
});

it('has no cycle of imports', () => {
  /** @type {Set<string>} */ const done = new Set();
  /** @type {string[]} */ const cycles = [];
  /** @param {string} file @param {string[]} path */
  const visit = (file, path) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' > '));
    if (done.has(file) || path.includes(file)) return;
    importsOf(file).forEach((other) => visit(other, [...path, file]));
    done.add(file);
  };
  [...sources.keys()].forEach((file) => visit(file, []));
  expect(cycles).toEqual([]);
});

it('has no default exports', () => {
  const isDefault = (/** @type {ts.Statement} */ one) => ts.isExportAssignment(one)
    || (ts.canHaveModifiers(one) && (ts.getModifiers(one) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword));
  expect([...sources.keys()].filter((file) => statementsOf(file).some(isDefault))).toEqual([]);
});

it('keeps no state in modules', () => {
  const state = [...sources.keys()].flatMap((file) => [...statementsOf(file)].filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations
      .filter(({ initializer }) => !(declarationList.flags & ts.NodeFlags.Const) || isFillable(initializer))
      .map(({ name }) => `${file}: ${name.getText()}`)));
  expect(state).toEqual([]);
});
