import type { EvidenceAnswer, EvidenceTie } from '../../../shared/api/analysis.ts';
import type { Loaded } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { cell, Table } from '../../ui/Table.tsx';
import styles from './analysis.module.css';
import { counted } from './value-words.ts';

interface MeasureEvidenceProps {
  readonly evidence: Loaded<EvidenceAnswer>;
  readonly entityId: string;
}

/** The links and records that a number rests on, what bears on it most first. */
export function MeasureEvidence({ evidence, entityId }: MeasureEvidenceProps) {
  if (evidence.status === 'loading') return null;
  if (evidence.status === 'failed')
    return (
      <p className={styles.scope} role="alert">
        {evidence.error.message}
      </p>
    );
  const { ties, total, isWithheld, sources } = evidence.value;
  return (
    <section className={styles.evidence} aria-label="What it rests on">
      <h4>What it rests on</h4>
      {ties.length === 0 ? (
        <p>No link of this record is in the graph.</p>
      ) : (
        <div className={styles.ties}>
          <Table label="Links under this number">
            <thead>
              <tr>
                <th scope="col">Linked to</th>
                <th scope="col" className={cell.number}>
                  Likely
                </th>
                <th scope="col" className={cell.number}>
                  Strength
                </th>
                <th scope="col" className={cell.number}>
                  Adds
                </th>
                <th scope="col">Behind it</th>
              </tr>
            </thead>
            <tbody>
              {ties.map((tie) => (
                <Tie key={tie.other.id} tie={tie} entityId={entityId} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
      <p className={styles.scope}>
        {ties.length < total && `${counted(total - ties.length, 'further link')}. `}
        {isWithheld && 'Links with protected people bear on it too; they are withheld. '}
        {sources.length > 0 &&
          `${counted(sources.length, 'source')} ${sources.length === 1 ? 'speaks' : 'speak'} of its links: ${sources
            .slice(0, 4)
            .map(({ name, claims }) => `${name} (${claims})`)
            .join(', ')}${sources.length > 4 ? ' and others' : ''}.`}
      </p>
    </section>
  );
}

function Tie({ tie, entityId }: { readonly tie: EvidenceTie; readonly entityId: string }) {
  const selectRelation = useStore((state) => state.selectRelation);
  const close = useStore((state) => state.closeMeasure);
  const relationIds = [
    ...new Set([...tie.relationIds, ...tie.assets.flatMap(({ relationIds }) => relationIds)]),
  ];
  const [first] = relationIds;
  const through = tie.assets.map(({ entity }) => entity.label).join(', ');
  return (
    <tr>
      <th scope="row" className={cell.wrap}>
        {tie.other.label}
        {through && <small>through {through}</small>}
      </th>
      <td className={cell.number}>{Math.round(100 * tie.existence)}%</td>
      <td className={cell.number}>{tie.strength.toFixed(2)}</td>
      <td className={cell.number}>
        {tie.share === null ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="visually-hidden">
              not told: this measure does not add up over links
            </span>
          </>
        ) : (
          `${Math.round(100 * tie.share)}%`
        )}
      </td>
      <td>
        {first === undefined ? (
          '–'
        ) : (
          <button
            type="button"
            className={styles.link}
            onClick={() => {
              close();
              selectRelation(first, [entityId, tie.other.id]);
            }}
          >
            {counted(relationIds.length, 'link')}
            <span className="visually-hidden"> with {tie.other.label}: open the first</span>
          </button>
        )}
      </td>
    </tr>
  );
}
