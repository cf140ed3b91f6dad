import type { ReactNode } from 'react';
import type { ImportReport } from '../../../shared/api/import.ts';
import { baseKindOf, kindOf } from '../../../shared/domain/ontology.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import styles from './DryRunTotals.module.css';
import { countsInWords, kindName, relationName } from './report-words.ts';

function Line({
  mark,
  name,
  count,
}: {
  readonly mark?: ReactNode;
  readonly name: string;
  readonly count: number;
}) {
  return (
    <div className={styles.line}>
      <dt>
        {mark}
        {name}
      </dt>
      <dd>{count.toLocaleString('en-GB')}</dd>
    </div>
  );
}

/** What the import adds, by kind and type, and what else there is to know about it. */
export function DryRunTotals({ report }: { readonly report: ImportReport }) {
  const ontology = useOntologyOrNull();
  const entities = countsInWords(report.entities, (id) => kindName(ontology, id));
  const relations = countsInWords(report.relations, (id) => relationName(ontology, id));
  const unclaimed = Object.entries(report.unclaimedLabels);
  return (
    <div className={styles.totals}>
      <h3>
        {report.isDryRun ? 'Dry run' : 'What was added'}
        {report.isDryRun && <span>Nothing saved yet</span>}
      </h3>
      <dl>
        {entities.map(({ id, name, count }) => (
          <Line
            key={id}
            name={name}
            count={count}
            mark={
              <EntityMark
                colour={ontology ? baseKindOf(ontology, id) : id}
                shape={(ontology && kindOf(ontology, id)?.shape) ?? 'dot'}
                sizePx={14}
              />
            }
          />
        ))}
        {relations.length > 0 && <div className={styles.rule} />}
        {relations.map(({ id, name, count }) => (
          <Line key={id} name={name} count={count} />
        ))}
        {report.totals.absent > 0 && (
          <Line name="No longer in this edition" count={report.totals.absent} />
        )}
      </dl>
      {report.assumedKind !== null && (
        <p>
          Rows that name no kind are taken as {kindName(ontology, report.assumedKind).toLowerCase()}
          .
        </p>
      )}
      {unclaimed.length > 0 && (
        <p>
          Kept as other records, off the map until asked for:{' '}
          {unclaimed
            .map(([label, count]) => `${label} (${count.toLocaleString('en-GB')})`)
            .join(', ')}
          .
        </p>
      )}
    </div>
  );
}
