import { useMemo } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { formatQuery } from '../../../shared/query/format.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import type { Query } from '../../../shared/query/query.ts';
import { useStore } from '../../store/store.ts';

/** The conditions of the filter, and a way to change them. */
export function useFilter(ontology: Ontology) {
  const filterText = useStore((state) => state.filterText);
  const setFilterText = useStore((state) => state.setFilterText);
  const { query } = useMemo(() => parseQuery(filterText, ontology), [filterText, ontology]);
  return { query, setQuery: (next: Query) => setFilterText(formatQuery(next)) };
}
