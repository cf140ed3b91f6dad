import { Gavel, Scale, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CaseArea } from '../../../shared/domain/case-area.ts';
import { contactsFor, type ServiceContact } from '../../../shared/domain/council.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { DEFAULT_RELEVANCE_MONTHS, type Lever } from '../../../shared/domain/lever.ts';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { holdingIn, outsideWords } from '../../../shared/levers/area.ts';
import { leadTimeWords } from '../../../shared/levers/lead-time.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useCatalogueRead } from '../../api/use-catalogue.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Chip } from '../../ui/Chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Note } from '../../ui/Note.tsx';
import styles from './LeverPage.module.css';
import {
  CONFIDENCE_WORDS,
  COST_WORDS,
  INTRUSIVENESS_WORDS,
  isNotYetUsable,
  JURISDICTION_WORDS,
  LEGAL_STATUS_WORDS,
  mustCheckLaw,
  powerWords,
  termWords,
} from './lever-words.ts';

interface LeverPageProps {
  readonly lever: CatalogueLever;
  /** Over the whole screen, in two columns; else beside a list. */
  readonly isWhole?: boolean;
  /** What goes with it at the top right: close, open whole. */
  readonly tools?: ReactNode;
  /** How it stands for the record that is looked at. */
  readonly children?: ReactNode;
}

/** Everything the catalogue says of a lever: when it is flagged, the law, the steps, the limits, and how sure that is. */
export function LeverPage({ lever, isWhole = false, tools, children }: LeverPageProps) {
  const ontology = useOntologyOrNull();
  const area = useArea();
  return (
    <article
      className={classNames(styles.page, isWhole && styles.whole)}
      aria-label={lever.title}
      data-lever={lever.id}
    >
      <Head lever={lever} tools={tools} />
      <Banners lever={lever} area={area} />
      {children}
      <div className={styles.parts}>
        <div>
          <FlaggedWhen lever={lever} ontology={ontology} />
          <Part title="Threshold">
            <p>{lever.threshold}</p>
          </Part>
          <Listed title="Evidence to gather" items={lever.evidence} />
          <Steps lever={lever} />
          <Listed title="Safeguards" items={lever.safeguards} />
        </div>
        <div>
          <Law lever={lever} />
          <Entry lever={lever} />
          <Who lever={lever} ontology={ontology} area={area} />
          <Planning lever={lever} ontology={ontology} />
          <Provenance lever={lever} />
        </div>
      </div>
      <p className={styles.legal}>
        <Scale size={15} aria-hidden="true" />
        <span>
          Check with your legal team before you act. A flag is a prompt for a decision, not legal
          advice.
        </span>
      </p>
    </article>
  );
}

function Head({ lever, tools }: { readonly lever: CatalogueLever; readonly tools: ReactNode }) {
  return (
    <header className={styles.head}>
      <span className={styles.mark}>
        {lever.protectiveForVictims ? (
          <ShieldCheck size={19} aria-hidden="true" />
        ) : (
          <Gavel size={19} aria-hidden="true" />
        )}
      </span>
      <div>
        <h2>{lever.title}</h2>
        <p>{powerWords(lever)}</p>
      </div>
      <div className={styles.tools}>{tools}</div>
      <p className={styles.summary}>{lever.summary}</p>
      <p className={styles.chips}>
        <Chip tone="outline">{lever.service}</Chip>
        {lever.origin === 'own' && <Chip tone="accent">Your council’s own</Chip>}
        {!lever.councilHeld && <Chip tone="outline">Not held by a council</Chip>}
        {lever.protectiveForVictims && <Chip tone="info">Protects victims</Chip>}
        {lever.intrusiveness >= 4 && <Chip tone="warning">Needs a named decision-maker</Chip>}
      </p>
    </header>
  );
}

/** The area of the case; null until it is there. */
function useArea(): CaseArea | null {
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const loaded = useApi(() => api.case.area(), [revision, viewRevision]);
  return loaded.status === 'ready' ? loaded.value : null;
}

/** What nobody may overlook before relying on it. */
function Banners({
  lever,
  area,
}: {
  readonly lever: CatalogueLever;
  readonly area: CaseArea | null;
}) {
  const outside = area && outsideWords(lever, area);
  return (
    <div className={styles.banners}>
      {lever.offReason !== null && (
        <Note tone="warning">
          Switched off by your council: {lever.offReason} It answers for nothing.
        </Note>
      )}
      {outside && <Note tone="danger">Of no use in the area of this case: it {outside}.</Note>}
      <LawBanner lever={lever} />
    </div>
  );
}

function LawBanner({ lever }: { readonly lever: Lever }) {
  if (isNotYetUsable(lever))
    return (
      <Note tone="danger">
        Not yet usable. This law is made but not in force. Check whether it has been brought into
        force before planning on it.
      </Note>
    );
  if (!mustCheckLaw(lever)) return null;
  return (
    <Note tone="warning">
      {lever.legalStatus === 'part-in-force'
        ? 'Check the law. Only part of it is in force: see which provisions have begun.'
        : 'Check the law. These references are not certain: do not rely on them.'}
    </Note>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Listed({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <Part title={title}>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </Part>
  );
}

function FlaggedWhen({
  lever,
  ontology,
}: {
  readonly lever: Lever;
  readonly ontology: Ontology | null;
}) {
  const kinds = lever.appliesTo.map(
    (kind) =>
      ontology?.kinds.find(({ id }) => id === kind)?.plural.toLocaleLowerCase('en-GB') ?? kind,
  );
  return (
    <Part title="When it is flagged">
      <ul className={styles.triggers}>
        {lever.triggers.map(({ description, strength }) => (
          <li key={description}>
            <span>{description}</span>
            <span className={styles.strength} data-strength={strength}>
              {strength === 'strong' ? 'Strong' : 'Indicative'}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        {relevanceWords(lever)} Any one is enough. Asked of {inWords(kinds)}. Strong: the facts, if
        confirmed, point to an enforceable matter. Indicative: they only say where to look.
      </p>
    </Part>
  );
}

/** For how long a reported incident counts. */
function relevanceWords({ relevanceMonths = DEFAULT_RELEVANCE_MONTHS }: Lever): string {
  return relevanceMonths === null
    ? 'Reported incidents never lapse.'
    : `Incidents count for ${relevanceMonths} months.`;
}

function inWords(items: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
}

function Steps({ lever }: { readonly lever: Lever }) {
  return (
    <Part title="Steps">
      <ol>
        {lever.process.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <dl className={styles.pairs}>
        <Pair term="Duration or penalty">{lever.durationOrPenalty}</Pair>
        <Pair term="Appeal">{lever.appeal}</Pair>
      </dl>
    </Part>
  );
}

function Law({ lever }: { readonly lever: Lever }) {
  return (
    <Part title="Legal basis">
      <ul className={styles.acts}>
        {lever.legalBasis.map(({ act, year, provision, note }) => (
          <li key={`${act} ${year} ${provision}`}>
            <b>
              {act} {year}
            </b>
            , {provision}
            {note && <span className={styles.quiet}>{note}</span>}
          </li>
        ))}
      </ul>
      <dl className={styles.pairs}>
        <Pair term="Runs in">
          {JURISDICTION_WORDS[lever.jurisdiction]}
          {lever.jurisdictionNote && <span className={styles.quiet}>{lever.jurisdictionNote}</span>}
        </Pair>
        <Pair term="Status">{LEGAL_STATUS_WORDS[lever.legalStatus]}</Pair>
      </dl>
    </Part>
  );
}

function Entry({ lever }: { readonly lever: Lever }) {
  const { has, basis, warrantNeeded, notice } = lever.rightsOfEntry;
  return (
    <Part title="Rights of entry">
      <p>{has ? basis : `None. ${basis}`}</p>
      {has && (
        <dl className={styles.pairs}>
          <Pair term="Warrant">{warrantNeeded ? 'Needed' : 'Not needed'}</Pair>
          <Pair term="Notice">{notice}</Pair>
        </dl>
      )}
    </Part>
  );
}

function Who(props: {
  readonly lever: Lever;
  readonly ontology: Ontology | null;
  readonly area: CaseArea | null;
}) {
  const { lever, ontology, area } = props;
  const read = useCatalogueRead();
  const contacts = read.status === 'ready' ? contactsFor(lever, read.value.contacts) : [];
  const isKnown = area !== null && area.authorityType !== null;
  return (
    <Part title="Who can use it">
      <dl className={styles.pairs}>
        <Pair term="Service">{lever.service}</Pair>
        <Pair term="Held by">
          {lever.heldBy.map((holder) => termWords(ontology, 'holders', holder)).join(', ')}
        </Pair>
        {area && (
          <Pair term="Here">
            {holdingIn(lever, area).words}
            {!isKnown && <span className={styles.quiet}>Tell it in the settings, under Area.</span>}
          </Pair>
        )}
        {contacts.map((contact) => (
          <Pair key={`${contact.service} ${contact.team}`} term="Ask">
            <Contact contact={contact} />
          </Pair>
        ))}
      </dl>
    </Part>
  );
}

/** Whom to ask, as the council says. */
function Contact({ contact: { team, phone, email, hours } }: { readonly contact: ServiceContact }) {
  return (
    <>
      <b>{team}</b>
      {[phone, email, hours].filter(Boolean).map((line) => (
        <span key={line} className={styles.line}>
          {line}
        </span>
      ))}
    </>
  );
}

function Planning({
  lever,
  ontology,
}: {
  readonly lever: Lever;
  readonly ontology: Ontology | null;
}) {
  const words = (vocabulary: string, ids: readonly string[]) =>
    ids.map((id) => termWords(ontology, vocabulary, id)).join(', ') || 'Nothing said';
  return (
    <Part title="Cost, time and effect">
      <dl className={styles.pairs}>
        <Pair term="Intrusiveness">{INTRUSIVENESS_WORDS[lever.intrusiveness - 1]}</Pair>
        <Pair term="Lead time">{leadTimeWords(lever.typicalLeadTimeDays)}, estimate</Pair>
        <Pair term="Cost">{COST_WORDS[lever.costBand.band]}, estimate</Pair>
        <Pair term="Takes away">{words('disruption-effects', lever.disruptionEffect)}</Pair>
        <Pair term="4P">{words('four-p', lever.fourP)}</Pair>
        <Pair term="Threats">{words('threat-categories', lever.threatCategories)}</Pair>
      </dl>
    </Part>
  );
}

function Provenance({ lever }: { readonly lever: CatalogueLever }) {
  const read = useCatalogueRead();
  const version = read.status === 'ready' ? read.value.version : null;
  return (
    <Part title="How sure this is">
      <dl className={styles.pairs}>
        <Pair term="References">{CONFIDENCE_WORDS[lever.confidence]}</Pair>
        <Pair term="Law followed to">{dateWords(lever.asAt)}</Pair>
        <Pair term="Source">{lever.sourceHint}</Pair>
        <Pair term="Catalogue">
          {lever.origin === 'own' ? 'Your council’s own' : (version ?? '')}
        </Pair>
        <Pair term="Lever">
          <code>{lever.id}</code>
        </Pair>
      </dl>
    </Part>
  );
}

function Pair({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
