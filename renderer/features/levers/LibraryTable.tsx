import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { leadTimeWords } from '../../../shared/levers/lead-time.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Chip } from '../../ui/Chip.tsx';
import lens from '../../ui/Lens.module.css';
import { cell, Table } from '../../ui/Table.tsx';
import { COST_WORDS, isNotYetUsable, mustCheckLaw, powerWords } from './lever-words.ts';
import styles from './levers.module.css';

/** The levers themselves, whoever they may be used on; choosing one opens its page. */
export function LibraryTable({ levers }: { readonly levers: readonly CatalogueLever[] }) {
  const ontology = useOntologyOrNull();
  const openId = useStore((state) => state.leverPage?.leverId ?? null);
  const openLever = useStore((state) => state.openLever);
  return (
    <div className={styles.card} data-keys="levers">
      <h2 className={styles.cardTitle}>
        Levers <span>{levers.length.toLocaleString('en-GB')}</span>
      </h2>
      <Table label="Levers">
        <thead>
          <tr>
            <th scope="col">Lever</th>
            <th scope="col">Power</th>
            <th scope="col">Asked of</th>
            <th scope="col" className={cell.number}>
              Lead time
            </th>
            <th scope="col">Cost</th>
            <th scope="col" className={cell.number}>
              Intrusive
            </th>
          </tr>
        </thead>
        <tbody>
          {levers.map((lever) => (
            <tr key={lever.id} aria-selected={lever.id === openId}>
              <td className={cell.wrap}>
                <button
                  type="button"
                  className={lens.rowButton}
                  aria-pressed={lever.id === openId}
                  onClick={() => openLever(lever.id)}
                >
                  {lever.title}
                </button>{' '}
                {isNotYetUsable(lever) && <Chip tone="danger">Not yet usable</Chip>}
                {mustCheckLaw(lever) && <Chip tone="warning">Check the law</Chip>}
              </td>
              <td className={cell.wrap}>{powerWords(lever)}</td>
              <td className={cell.wrap}>
                {lever.appliesTo
                  .map((kind) => ontology?.kinds.find(({ id }) => id === kind)?.label ?? kind)
                  .join(', ')}
              </td>
              <td className={cell.number}>{leadTimeWords(lever.typicalLeadTimeDays)}</td>
              <td>{COST_WORDS[lever.costBand.band]}</td>
              <td className={cell.number}>{lever.intrusiveness} of 5</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={styles.foot}>
        Lead times and costs are estimates. Check the law before acting.
      </p>
    </div>
  );
}
