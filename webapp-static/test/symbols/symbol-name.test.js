// @ts-check
import { describe, expect, it } from 'vitest';
import asyncapi from '../../../src/main/webapp/api/asyncapi.json';
import { isWellFormed } from '../../js/symbols/symbol-name.js';

describe('isWellFormed', () => {
  it.each(['AAPL', 'BRK.B', '^GSPC', 'IC MARKETS:1', 'M&M.NS', 'FXCM:EUR/USD', 'US30$', 'BF+B', 'ÄPL.DE', '株式', '<b>', '😀'.repeat(64)])(
    'accepts %s', (text) => expect(isWellFormed(text)).toBe(true));

  it.each(['', ' ', ' A', 'A ', 'A\nB', 'A\n', 'A"B', "A'B", 'A\\B', 'A\u00a0B', 'A\u2028B', 'A\u00adB', '\u202eLPAA', '\ufeffA',
    'A\ud83d', '\ude00A', '😀'.repeat(65)])('rejects %j', (text) => expect(isWellFormed(text)).toBe(false));

  it('is the rule that the server documents, for every character', () => {
    const documented = new RegExp(asyncapi.components.schemas.Symbol.pattern, 'u');
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const text = `A${String.fromCodePoint(code)}B`;
      if (isWellFormed(text) !== documented.test(text)) expect.fail(`U+${code.toString(16)}`);
    }
  });
});
