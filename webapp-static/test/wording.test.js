/// <reference types="vite/client" />
// @ts-check
import ts from 'typescript';
import { expect, it } from 'vitest';

/**
 * The words of the page's comments, names and test titles, as WordingTest.java checks those of the server: the actor is named, and a
 * concept has the term that a reader searches for. Only words without a proper use in code are listed. Texts shown to users are not
 * checked.
 */
const BANNED = [
  // Of no named actor.
  'whoever', 'whomever', 'nobody', 'somebody', 'everybody', 'anybody',
  // Programs send, report, receive, request, show, store and drop.
  'tells?', 'told', 'telling', 'hears?', 'heard', 'says?', 'said', 'saying', 'speaks?', 'asks?', 'asked', 'asking', 'knows?',
  'forgets?', 'forgotten', 'remembers?', 'remembered', 'learns?', 'learned', 'news', 'unheard',
  // Turns of phrase.
  'lately', 'of late', 'for good', 'one too many', 'comes? again', 'goes on', 'go on', 'went on', 'far-fetched',
];
const WORDS = new RegExp(`\\b(?:${BANNED.join('|')})\\b`, 'i');
const TITLED = ['it', 'test', 'describe'];

/** Each file but this one, by its path. @type {[string, string][]} */
const sources = Object.entries(import.meta.glob(['../js/**/*.js', './**/*.js', '!./wording.test.js'],
  { query: '?raw', import: 'default', eager: true })).map(([path, text]) => [path, String(text)]);

/** Splits names into words: `onAnyMessage` is `on Any Message`. @param {string} text */
const splitNames = (text) => text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ').replace(/[_#]/g, ' ');

/** @param {ts.CallExpression} call */
const isTitled = ({ expression }) => TITLED.includes(/^\w+/.exec(expression.getText())?.[0] ?? '');

/** The comments, names and test titles of a source. @param {string} text */
function wordsOf(text) {
  const source = ts.createSourceFile('one.js', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  /** @type {Set<string>} */ const found = new Set();
  const addComments = (/** @type {ts.CommentRange[] | undefined} */ ranges) => {
    for (const { pos, end } of ranges ?? []) found.add(text.slice(pos, end));
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    addComments(ts.getLeadingCommentRanges(text, node.getFullStart()));
    addComments(ts.getTrailingCommentRanges(text, node.getEnd()));
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) found.add(node.text);
    if (ts.isCallExpression(node) && isTitled(node)) node.arguments.filter(ts.isStringLiteral).forEach((title) => found.add(title.text));
    node.getChildren(source).filter((child) => child.kind < ts.SyntaxKind.FirstJSDocNode || child.kind > ts.SyntaxKind.LastJSDocNode)
      .forEach(visit);
  };
  visit(source);
  return [...found];
}

/** @param {string} text */
const violationsIn = (text) => wordsOf(text).map(splitNames).filter((words) => WORDS.test(words));

it('finds comments, names and titles, and no texts of the page', () => {
  expect(violationsIn(`
    /** Tells it. */
    const isTold = 'Please tell them.'; // nobody
    function known(/* says */ one) { return one.heardAt; }
    it('asks', () => {});
    it.each([1])('%i asked', () => {});
  `).sort()).toEqual(['%i asked', '/* says */', '/** Tells it. */', '// nobody', 'asks', 'heard At', 'is Told']);
});

it('reads every file', () => {
  expect(sources.filter(([path]) => path.startsWith('../js/')).length).toBeGreaterThan(50);
  expect(sources.filter(([path]) => path.startsWith('./')).length).toBeGreaterThan(50);
});

it('has plain words everywhere', () => {
  expect(sources.flatMap(([path, text]) => violationsIn(text).map((words) => `${path}: ${words}`))).toEqual([]);
});
