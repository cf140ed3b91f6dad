import { isContractProcedure } from '@orpc/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../shared/api/contract.ts';
import { WORDED_CALLS } from '../../shared/audit-words.ts';

interface Found {
  readonly path: string;
  readonly procedure: {
    readonly '~orpc': {
      readonly inputSchema?: unknown;
      readonly outputSchema?: unknown;
      readonly meta: { readonly audit: string };
    };
  };
}

function procedures(node: unknown, path: string[] = []): Found[] {
  if (isContractProcedure(node))
    return [{ path: path.join('.'), procedure: node as Found['procedure'] }];
  return Object.entries(node as Record<string, unknown>).flatMap(([key, child]) =>
    procedures(child, [...path, key]),
  );
}

const all = procedures(contract);

test('the methods are these and no others', () => {
  expect(all.map(({ path }) => `${path}`).sort()).toMatchSnapshot();
});

test('each method declares its audit category', () => {
  expect(
    Object.fromEntries(all.map(({ path, procedure }) => [path, procedure['~orpc'].meta.audit])),
  ).toMatchSnapshot();
});

test('everything that crosses is plain JSON', () => {
  for (const { path, procedure } of all) {
    for (const schema of [procedure['~orpc'].inputSchema, procedure['~orpc'].outputSchema]) {
      // Event iterators wrap their schema; the schema of their events is reached through the wrapper's own tests.
      if (schema instanceof z.ZodType)
        expect(() => z.toJSONSchema(schema, { io: 'input' }), path).not.toThrow();
    }
  }
});

test('no method takes a path or SQL', () => {
  for (const { path, procedure } of all) {
    const { inputSchema } = procedure['~orpc'];
    if (!(inputSchema instanceof z.ZodType)) continue;
    expect(JSON.stringify(z.toJSONSchema(inputSchema, { io: 'input' })), path).not.toMatch(
      /"(path|sql|query|filePath|directory)"/i,
    );
  }
});

test('each call that the audit log tells of has words in shared/audit-words.ts', () => {
  const logged = all.filter(({ procedure }) => procedure['~orpc'].meta.audit !== 'none');
  const worded = new Set(WORDED_CALLS);
  expect(logged.map(({ path }) => path).filter((path) => !worded.has(path))).toEqual([]);
});
