// @ts-check
import asyncapiSchema from '@asyncapi/specs/schemas/3.0.0-without-$id.json';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import asyncapi from '../../src/main/webapp/api/asyncapi.json';
import openapi from '../../src/main/webapp/api/openapi.json';

// The documents of the server's interfaces, against the schemas that the makers of OpenAPI and AsyncAPI publish.

/** @param {Record<string, unknown>} document */
async function openapiErrors(document) {
  return (await new Validator().validate(structuredClone(document))).errors ?? [];
}

/** @param {object} document */
function asyncapiErrors(document) {
  // The schema brings the one of JSON Schema itself along.
  const ajv = new Ajv({ strict: false, meta: false, validateSchema: false, logger: false });
  formats.default(ajv);
  ajv.validate(asyncapiSchema, document);
  return ajv.errors ?? [];
}

test('the document of the paths is OpenAPI 3.1', async () => {
  expect(openapi.openapi).toBe('3.1.0');
  expect(await openapiErrors(openapi)).toEqual([]);
});

test('the document of the price socket is AsyncAPI 3.0', () => {
  expect(asyncapi.asyncapi).toBe('3.0.0');
  expect(asyncapiErrors(asyncapi)).toEqual([]);
});

test('a document without a title is found', async () => {
  expect(await openapiErrors({ ...openapi, info: { version: '1' } })).not.toEqual([]);
  expect(asyncapiErrors({ ...asyncapi, info: { version: '1' } })).not.toEqual([]);
});
