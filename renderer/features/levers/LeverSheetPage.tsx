import type {
  LetOutOpening,
  LetOutRequest,
  LeverSheet,
} from '../../../shared/api/lever-disclosure.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { classNames } from '../../ui/class-names.ts';
import { PrintedPage } from '../../ui/PrintedPage.tsx';
import styles from './LeverSheetPage.module.css';

/** Levers for the printer; the screen shows nothing of them. */
export function LeverSheetPage({ sheet }: { readonly sheet: LeverSheet }) {
  const { title, marking, openings, requests, type } = sheet;
  return (
    <PrintedPage marking={marking} foot="A suggestion is not evidence.">
      <h1>{title}</h1>
      <Head sheet={sheet} />
      {type === 'record' && openings.map((one) => <Opening key={one.leverId} one={one} />)}
      {type === 'openings' && openings.length > 0 && <OpeningTable openings={openings} />}
      {requests.length > 0 && <Requests requests={requests} />}
      {openings.length + requests.length === 0 && <p>Nothing of this can be let out.</p>}
      <p className={styles.end}>
        {`Printed by ${sheet.letOutBy} on ${dateWords(sheet.letOutAt)}, ${sheet.letOutAt.slice(11, 16)} UTC. Destroy it when it is no longer needed.`}
      </p>
    </PrintedPage>
  );
}

function Head({ sheet }: { readonly sheet: LeverSheet }) {
  const { scope, catalogue, leftOutC, standing } = sheet;
  return (
    <div className={styles.head}>
      {scope.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{`Lever catalogue ${catalogue.version}, law followed to ${dateWords(catalogue.asAt)}`}</p>
      {leftOutC > 0 && (
        <p>{`Left out: ${leftOutC.toLocaleString('en-GB')} that ${leftOutC === 1 ? 'rests' : 'rest'} on information coded C`}</p>
      )}
      <p className={styles.standing}>{standing.join(' ')}</p>
    </div>
  );
}

const ANSWERS = { applies: 'Applies', 'could-apply': 'Could apply' } as const;
const RESULTS = { true: 'Yes', false: 'No', unknown: 'Not known' } as const;

function answerWords({ answer, strength }: LetOutOpening): string {
  return `${ANSWERS[answer]}, ${strength}`;
}

function gradeWords({ grade, handling, conditions }: LetOutOpening): string {
  return [`Grade ${grade}`, `handling ${handling}`, ...conditions].join('; ');
}

/** One lever with everything that is told of it. */
function Opening({ one }: { readonly one: LetOutOpening }) {
  const rows: readonly (readonly [string, string])[] = [
    ['Why', one.reason],
    ['Still to find out', one.missing.join('; ')],
    ['Rests on', gradeWords(one)],
    ['Service', one.service],
    ['Held by', one.heldBy],
    ['Lead time', one.leadTime],
    ['Intrusiveness', one.intrusiveness],
    ['Legal basis', one.legalBasis.join('; ')],
    ['Legal test', one.threshold],
    ['Safeguards', one.safeguards.join(' ')],
    ['Before it is used', one.warnings.join(' ')],
  ];
  return (
    <section className={styles.opening}>
      <h2>{one.title}</h2>
      <p className={styles.answer}>{`Suggestion: ${answerWords(one)}`}</p>
      <dl>
        {rows.map(
          ([label, words]) =>
            words !== '' && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{words}</dd>
              </div>
            ),
        )}
      </dl>
      {one.tests.length > 0 && <Tests tests={one.tests} />}
    </section>
  );
}

function Tests({ tests }: Pick<LetOutOpening, 'tests'>) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Test</th>
          <th scope="col">Met</th>
          <th scope="col">Recorded</th>
          <th scope="col">Grade</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {tests.map((test, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: printed once, and never in another order.
          <tr key={place}>
            <td>{test.test}</td>
            <td>{RESULTS[test.result]}</td>
            <td>{test.actual}</td>
            <td>{test.grade}</td>
            <td>{test.sources.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OpeningTable({ openings }: { readonly openings: readonly LetOutOpening[] }) {
  return (
    <table className={classNames(styles.table, styles.list)}>
      <thead>
        <tr>
          <th scope="col">Record</th>
          <th scope="col">Suggested lever</th>
          <th scope="col">Answer</th>
          <th scope="col">Why</th>
          <th scope="col">Grade and handling</th>
        </tr>
      </thead>
      <tbody>
        {openings.map((one) => (
          <tr key={`${one.reference} ${one.leverId}`}>
            <td>
              <b>{one.record}</b>
              <br />
              {`${one.kind}, `}
              <span className={styles.reference}>{one.reference}</span>
            </td>
            <td>
              {one.title}
              <br />
              <span className={styles.quiet}>{one.service}</span>
            </td>
            <td>{answerWords(one)}</td>
            <td>
              {one.reason}
              {one.missing.length > 0 && <p>{`To find out: ${one.missing.join('; ')}`}</p>}
              {one.tie && <p>{`Tie: ${one.tie}`}</p>}
              {one.why && <p>{one.why}</p>}
              {one.warnings.length > 0 && <p>{one.warnings.join(' ')}</p>}
            </td>
            <td>{gradeWords(one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Requests({ requests }: { readonly requests: readonly LetOutRequest[] }) {
  const holders = [...new Set(requests.map(({ holder }) => holder))];
  return holders.map((holder) => (
    <section key={holder} className={styles.opening}>
      <h2>{holder}</h2>
      {requests
        .filter((one) => one.holder === holder)
        .map((one) => (
          <div key={one.question} className={styles.request}>
            <h3>{one.question}</h3>
            <p>{`Gateway: ${one.gateways.join('; ')}`}</p>
            <p>{`Of: ${one.about.map(({ record, reference }) => `${record} (${reference})`).join(', ')}${one.more > 0 ? `, and ${one.more.toLocaleString('en-GB')} more` : ''}`}</p>
            <p className={styles.quiet}>
              {`It may open: ${one.levers.map(({ title }) => title).join('; ')}`}
            </p>
          </div>
        ))}
    </section>
  ));
}
