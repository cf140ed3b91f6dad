import type { EnablerAnswer, FrontAnswer } from '../../../shared/api/analysis-sign.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import { BAND_WORDS } from './sign-words.ts';
import styles from './signs.module.css';

interface ScoringDialogProps {
  readonly answer:
    | { readonly type: 'front'; readonly front: FrontAnswer }
    | { readonly type: 'enabler'; readonly enabler: EnablerAnswer };
  readonly policyVersion: string;
  readonly onClose: () => void;
}

/** How signs become a score: what each counts, what limits it, and what the score is not. */
export function ScoringDialog({ answer, policyVersion, onClose }: ScoringDialogProps) {
  return (
    <Dialog
      title={answer.type === 'front' ? 'How a front is scored' : 'How an enabler is scored'}
      onClose={onClose}
      width="wide"
      isLong
      actions={
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles.scoring}>
        {answer.type === 'front' ? (
          <FrontScoring front={answer.front} />
        ) : (
          <EnablerScoring enabler={answer.enabler} />
        )}
        <p>
          A score is a question, not a finding. Nationality, the origin of a name, family and where
          somebody lives are never signs. The points are a policy that can be argued with: version{' '}
          {policyVersion}.
        </p>
      </div>
    </Dialog>
  );
}

function FrontScoring({ front }: { readonly front: FrontAnswer }) {
  const { groups, signs, score, band, corroboratedGroups, coverage } = front;
  return (
    <>
      <p>
        Each sign that is present counts its points, times how far its evidence is to be believed.
        Each theme counts up to its limit, so that none decides alone. The score is the share of all
        limits together, of 100: from 45 high, from 25 medium, from 10 low. Medium and high need
        three themes with three points or more. A sign that was not checked adds nothing and says
        nothing.
      </p>
      <p className={styles.result}>
        {Math.round(score)} of 100, {BAND_WORDS[band].words.toLowerCase()}. {corroboratedGroups}{' '}
        {corroboratedGroups === 1 ? 'theme bears' : 'themes bear'} it out.{' '}
        {Math.round(100 * coverage)}% of the signs were checked.
      </p>
      <Table label="Points by theme and sign">
        <thead>
          <tr>
            <th scope="col">Theme and sign</th>
            <th scope="col">State</th>
            <th scope="col" className={cell.number}>
              Counts here
            </th>
            <th scope="col" className={cell.number}>
              At most
            </th>
          </tr>
        </thead>
        {groups.map(({ group, label, points, cap }) => (
          <tbody key={group}>
            <tr className={styles.theme}>
              <th scope="rowgroup" colSpan={2}>
                {label}
              </th>
              <td className={cell.number}>{points.toFixed(1)}</td>
              <td className={cell.number}>{cap}</td>
            </tr>
            {signs
              .filter((sign) => sign.group === group)
              .map((sign) => (
                <tr key={sign.name}>
                  <td className={cell.wrap}>{sign.label}</td>
                  <td>{STATE_WORDS[sign.state]}</td>
                  <td className={cell.number}>
                    {sign.state === 'present' ? sign.counted.toFixed(1) : '–'}
                  </td>
                  <td className={cell.number}>{sign.points}</td>
                </tr>
              ))}
          </tbody>
        ))}
      </Table>
      <p className={styles.quiet}>
        The signs follow the Local Government Association’s guide on serious and organised crime
        (2015), HMRC’s guidance on company formation agents and Transparency International’s work on
        shell companies; their order follows how directly each ties the business to somebody in the
        case.
      </p>
    </>
  );
}

const STATE_WORDS = {
  present: 'Present',
  absent: 'Not present',
  'not-checked': 'Not checked',
} as const;

function EnablerScoring({ enabler }: { readonly enabler: EnablerAnswer }) {
  return (
    <>
      <p>
        Five parts are added up, each from nothing to its full points. A professional with a
        criminal client is no enabler: without a recorded skill or service two parts count nothing,
        the score cannot pass 65, and it speaks of a position alone.
      </p>
      <p className={styles.result}>{Math.round(enabler.score)} of 100.</p>
      <Table label="Points by part">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">What was found</th>
            <th scope="col" className={cell.number}>
              Counts here
            </th>
            <th scope="col" className={cell.number}>
              At most
            </th>
          </tr>
        </thead>
        <tbody>
          {enabler.parts.map((part) => (
            <tr key={part.name}>
              <td>{part.label}</td>
              <td className={cell.wrap}>{part.words}</td>
              <td className={cell.number}>
                {part.state === 'not-checked' ? '–' : part.counted.toFixed(1)}
              </td>
              <td className={cell.number}>{part.points.toFixed(0)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={styles.quiet}>
        The position of a broker with few links follows Morselli and Roy (2008), Criminology 46,
        71–98; open structure follows Burt (1992), Structural Holes.
      </p>
    </>
  );
}
