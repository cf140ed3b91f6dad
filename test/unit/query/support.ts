import { resolve } from 'node:path';
import { loadOntology } from '../../../electron/db/resources.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import type { Query } from '../../../shared/query/query.ts';

export const ONTOLOGY = loadOntology(resolve(import.meta.dirname, '../../../resources'));

/** A query that must read without a problem. */
export function queryOf(text: string): Query {
  const { query, problems } = parseQuery(text, ONTOLOGY);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return query;
}
