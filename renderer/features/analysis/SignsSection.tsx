import { Briefcase, CircleCheck, CircleHelp, CircleMinus, VenetianMask } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type {
  EnablerAnswer,
  FrontAnswer,
  FrontSignEntry,
  SignEvidence,
  SignState,
} from '../../../shared/api/analysis-sign.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { GradeChip } from '../../ui/GradeChip.tsx';
import { ScoringDialog } from './ScoringDialog.tsx';
import { BAND_WORDS, presentWords } from './sign-words.ts';
import styles from './signs.module.css';
import { counted } from './value-words.ts';

const STATES = {
  present: { icon: CircleCheck, words: 'Present' },
  absent: { icon: CircleMinus, words: 'Not present' },
  'not-checked': { icon: CircleHelp, words: 'Not checked' },
} as const satisfies Readonly<Record<SignState, unknown>>;

/** Signs that a record is a front or an enabler, each with what it rests on; nothing where neither can be asked. */
export function SignsSection({ entityId }: { readonly entityId: string }) {
  const revision = useStore((state) => state.revision);
  const signs = useApi(
    (signal) => api.analysis.signs({ id: entityId }, { signal }),
    [entityId, revision],
  );
  if (signs.status === 'loading') return null;
  if (signs.status === 'failed')
    return (
      <section className={styles.block} aria-label="Signs">
        <p className={styles.quiet}>{signs.error.message}</p>
      </section>
    );
  const { front, enabler, isWithheld, caution, policyVersion } = signs.value;
  if (isWithheld) return null;
  return (
    <>
      {front && <FrontSigns front={front} caution={caution} policyVersion={policyVersion} />}
      {enabler && (
        <EnablerSigns enabler={enabler} caution={caution} policyVersion={policyVersion} />
      )}
    </>
  );
}

interface Told {
  readonly caution: string;
  readonly policyVersion: string;
}

function FrontSigns({ front, caution, policyVersion }: Told & { readonly front: FrontAnswer }) {
  const { signs, band } = front;
  const of = (state: SignState) => signs.filter((sign) => sign.state === state);
  const present = of('present').toSorted((a, b) => b.counted - a.counted);
  const [absent, unchecked] = [of('absent'), of('not-checked')];
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Block
      title={present.length > 0 ? 'Why this may be a front' : 'Signs of a front'}
      icon={<VenetianMask size={14} aria-hidden="true" />}
      side={present.length > 0 && <BandBars band={band} />}
    >
      {present.length === 0 && <p className={styles.quiet}>No sign of a front was found.</p>}
      <SignList label="Signs present and not present" signs={[...present, ...absent]} />
      {unchecked.length > 0 && (
        <details className={styles.more}>
          <summary>{counted(unchecked.length, 'sign')} not checked</summary>
          <SignList label="Signs not checked" signs={unchecked} />
        </details>
      )}
      <p className={styles.foot}>
        {presentWords(present.length, present.length + absent.length)} {caution}{' '}
        <button type="button" className={styles.link} onClick={() => setIsAsking(true)}>
          How this is scored
        </button>
      </p>
      {isAsking && (
        <ScoringDialog
          answer={{ type: 'front', front }}
          policyVersion={policyVersion}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Block>
  );
}

function SignList(props: {
  readonly label: string;
  readonly signs: readonly (Pick<FrontSignEntry, 'name' | 'label' | 'state' | 'words'> & {
    readonly evidence: readonly SignEvidence[];
  })[];
}) {
  if (props.signs.length === 0) return null;
  return (
    <ul className={styles.signs} aria-label={props.label}>
      {props.signs.map((sign) => (
        <Sign key={sign.name} {...sign} />
      ))}
    </ul>
  );
}

function Sign(props: {
  readonly label: string;
  readonly state: SignState;
  readonly words: string;
  readonly evidence: readonly SignEvidence[];
  readonly children?: ReactNode;
}) {
  const { icon: Icon, words } = STATES[props.state];
  return (
    <li data-state={props.state}>
      <Icon size={15} aria-hidden="true" />
      <div>
        <p>
          <span className="visually-hidden">{words}: </span>
          {props.label}
        </p>
        {props.words !== props.label && <p className={styles.quiet}>{props.words}</p>}
        {props.children}
        {props.evidence.length > 0 && (
          <ul className={styles.evidence} aria-label={`What it rests on: ${props.label}`}>
            {props.evidence.map((evidence, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several may say the same, and none moves.
              <Evidence key={index} evidence={evidence} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Evidence({ evidence }: { readonly evidence: SignEvidence }) {
  const select = useStore((state) => state.select);
  const { about, basis, grade, words, observedOn } = evidence;
  const letters = { source: grade?.source ?? null, information: grade?.information ?? null };
  return (
    <li>
      {basis === 'intelligence' ? (
        <GradeChip
          {...letters}
          words={gradeWords({ ...letters, handling: null, conditions: null })}
        />
      ) : (
        <span className={styles.basis}>{basisWords(basis)}</span>
      )}
      <span>
        {words}
        {observedOn && `, ${dateWords(observedOn)}`}
        {about && (
          <>
            {': '}
            <button type="button" className={styles.link} onClick={() => select([about.id])}>
              {about.label}
            </button>
          </>
        )}
      </span>
    </li>
  );
}

function basisWords(basis: SignEvidence['basis']): string {
  if (basis === null) return 'Network';
  return basis === 'fact' ? 'Fact' : 'Assessment';
}

function EnablerSigns({
  enabler,
  caution,
  policyVersion,
}: Told & { readonly enabler: EnablerAnswer }) {
  const { parts, score, isStructureOnly } = enabler;
  const [isAsking, setIsAsking] = useState(false);
  const present = parts.filter(({ state }) => state === 'present').length;
  const checked = parts.filter(({ state }) => state !== 'not-checked').length;
  if (present === 0) return null;
  return (
    <Block
      title={isStructureOnly ? 'Place between groups' : 'Why this may be an enabler'}
      icon={<Briefcase size={14} aria-hidden="true" />}
      side={<span className={styles.score}>{Math.round(score)} of 100</span>}
    >
      {isStructureOnly && (
        <p className={styles.quiet}>
          Structural position only: no enabling skill or service is recorded, so it is not marked as
          an enabler.
        </p>
      )}
      <ul className={styles.signs} aria-label="Parts of the enabler score">
        {parts.map((part) => (
          <Sign key={part.name} {...part}>
            {part.value !== null && (
              <span className={styles.part}>
                <span className={styles.track} aria-hidden="true">
                  <span style={{ width: `${Math.round(100 * part.value)}%` }} />
                </span>
                {Math.round(part.counted)} of {Math.round(part.points)}
              </span>
            )}
          </Sign>
        ))}
      </ul>
      <p className={styles.foot}>
        {presentWords(present, checked)} {caution}{' '}
        <button type="button" className={styles.link} onClick={() => setIsAsking(true)}>
          How this is scored
        </button>
      </p>
      {isAsking && (
        <ScoringDialog
          answer={{ type: 'enabler', enabler }}
          policyVersion={policyVersion}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Block>
  );
}

function BandBars({ band }: { readonly band: FrontAnswer['band'] }) {
  const { words, bars } = BAND_WORDS[band];
  return (
    <span className={styles.band}>
      <span className={styles.bars} aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} data-is-on={bar <= bars} />
        ))}
      </span>
      {words}
    </span>
  );
}

function Block(props: {
  readonly title: string;
  readonly icon: ReactNode;
  readonly side: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.block} aria-labelledby={id}>
      <header>
        {props.icon}
        <h3 id={id}>{props.title}</h3>
        {props.side}
      </header>
      {props.children}
    </section>
  );
}
