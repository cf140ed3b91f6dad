import { AppError } from '../../../shared/api/errors.ts';
import { contactsFor, type ServiceContact } from '../../../shared/domain/council.ts';
import { DEFAULT_RELEVANCE_MONTHS } from '../../../shared/domain/lever.ts';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { compileLever } from '../../../shared/levers/compile.ts';
import type { ConditionNode } from '../../../shared/levers/condition.ts';
import { nearIds } from '../../../shared/levers/near-ids.ts';
import { defineCommand } from '../command.ts';

interface Printed {
  readonly lever: CatalogueLever;
  readonly contacts: readonly ServiceContact[];
  readonly catalogue: { readonly version: string; readonly asAt: string };
  /** What each trigger asks, in words. */
  readonly asks: readonly string[];
  /** Label of a word of a vocabulary. */
  readonly labels: Readonly<Record<string, string>>;
}

const JURISDICTION_WORDS = {
  england: 'England',
  wales: 'Wales',
  'england-and-wales': 'England and Wales',
  gb: 'Great Britain',
  uk: 'United Kingdom',
} as const;

const STATUS_WORDS = {
  'in-force': 'In force',
  'part-in-force': 'Partly in force',
  'awaiting-commencement': 'NOT YET USABLE: enacted, not in force',
  'non-statutory': 'Practice, without a statute of its own',
} as const;

function labelsOf(ontology: Ontology, lever: CatalogueLever): Record<string, string> {
  const labels: Record<string, string> = {};
  const add = (vocabulary: string, ids: readonly string[]): void => {
    for (const id of ids) {
      const term = ontology.vocabularies[vocabulary]?.find((one) => one.id === id);
      labels[id] = term?.label ?? id;
    }
  };
  add('holders', lever.heldBy);
  add('disruption-effects', lever.disruptionEffect);
  add('four-p', lever.fourP);
  add('threat-categories', lever.threatCategories);
  add('lever-categories', [lever.category]);
  for (const kind of lever.appliesTo) labels[kind] = kindOf(ontology, kind)?.label ?? kind;
  return labels;
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  - ${line}`)];
}

function basisWords({ act, year, provision, note }: CatalogueLever['legalBasis'][number]): string {
  return `${act} ${year}, ${provision}${note === null ? '' : `. ${note}`}`;
}

function contactWords({ service, team, phone, email, hours }: ServiceContact): string {
  return [`${service}: ${team}`, phone, email, hours].filter(Boolean).join(', ');
}

/** What a condition asks, with brackets where *and* and *or* meet. */
function askWords(node: ConditionNode): string {
  if (node.type === 'test') return node.words;
  const joined = node.nodes.map((part) =>
    part.type === 'test' || node.nodes.length === 1 ? askWords(part) : `(${askWords(part)})`,
  );
  return joined.join(node.type === 'all' ? ' and ' : ' or ');
}

function bannersOf(lever: CatalogueLever): string[] {
  return [
    ...(lever.offReason === null ? [] : [`SWITCHED OFF by the council: ${lever.offReason}`]),
    ...(lever.confidence === 'low' || lever.legalStatus === 'awaiting-commencement'
      ? ['CHECK THE LAW before relying on this lever.']
      : []),
  ];
}

function relevanceWords({ relevanceMonths }: CatalogueLever): string {
  if (relevanceMonths === null) return 'however old they are';
  return `for ${relevanceMonths ?? DEFAULT_RELEVANCE_MONTHS} months`;
}

function pageOf({ lever, labels, asks, contacts, catalogue }: Printed): string {
  const words = (ids: readonly string[]): string => ids.map((id) => labels[id] ?? id).join(', ');
  const { rightsOfEntry: entry, typicalLeadTimeDays: lead } = lever;
  return [
    `${lever.title}${lever.origin === 'own' ? ' (own)' : ''}`,
    lever.id,
    ...bannersOf(lever),
    '',
    lever.summary,
    '',
    `Service        ${lever.service}`,
    `Held by        ${words(lever.heldBy)}${lever.councilHeld ? '' : ' (not held by the council itself)'}`,
    `Applies to     ${words(lever.appliesTo)}`,
    `Where          ${JURISDICTION_WORDS[lever.jurisdiction]}${lever.jurisdictionNote === null ? '' : `. ${lever.jurisdictionNote}`}`,
    `Status         ${STATUS_WORDS[lever.legalStatus]}`,
    `Category       ${words([lever.category])}`,
    `Disrupts       ${words(lever.disruptionEffect)}`,
    `Four Ps        ${words(lever.fourP)}`,
    `Threats        ${words(lever.threatCategories)}`,
    `Intrusiveness  ${lever.intrusiveness} of 5${lever.intrusiveness >= 4 ? ': needs a named decision-maker and a recorded rationale' : ''}`,
    `Lead time      ${lead.min} to ${lead.max} days (estimate)`,
    `Cost           ${lever.costBand.band} (estimate)`,
    `Reports count  ${relevanceWords(lever)}`,
    `Protects       ${lever.protectiveForVictims ? 'yes: may be suggested for a protected person' : 'no: never suggested for a protected person'}`,
    ...list('Legal basis', lever.legalBasis.map(basisWords)),
    '',
    'Suggested when',
    ...lever.triggers.flatMap(({ description, strength }, at) => [
      `  - ${description} (${strength})`,
      `    ${asks[at]}`,
    ]),
    '',
    'Legal test',
    `  ${lever.threshold}`,
    ...list('Evidence', lever.evidence),
    '',
    'Rights of entry',
    `  ${entry.has ? 'Yes' : 'No'}. ${entry.basis}${entry.warrantNeeded ? ' A warrant is needed.' : ''}`,
    `  Notice: ${entry.notice}`,
    ...list('Process', lever.process),
    '',
    'Duration or penalty',
    `  ${lever.durationOrPenalty}`,
    '',
    'Appeal',
    `  ${lever.appeal}`,
    ...list('Safeguards', lever.safeguards),
    ...list('Whom to ask', contacts.map(contactWords)),
    '',
    `Confidence in the law: ${lever.confidence}. Law as at ${lever.asAt}. Catalogue ${catalogue.version}.`,
    `Source: ${lever.sourceHint}`,
    'A suggestion is never evidence, and this is not legal advice.',
  ].join('\n');
}

/** `achilles lever`: everything that the catalogue says about one lever. */
export const leverCommand = defineCommand({
  name: 'lever',
  usage: 'lever ID [--levers DIR] [--json]',
  summary: 'Prints one lever: its law, triggers, evidence, process and safeguards.',
  details: ['--levers DIR    with the council’s own levers and contacts of this folder'],
  options: { levers: { type: 'string' } },
  words: [1, 1],
  async run({ api, positionals }): Promise<Printed> {
    const [id = ''] = positionals;
    const [{ levers, contacts, version, asAt }, ontology] = await Promise.all([
      api.lever.catalogue(),
      api.app.ontology(),
    ]);
    const lever = levers.find((one) => one.id === id);
    if (!lever) {
      const near = nearIds(id, levers);
      const hint =
        near.length > 0
          ? `Near: ${near.join(', ')}.`
          : 'achilles levers-check counts what there is.';
      throw new AppError('not-found', `There is no lever “${id}”. ${hint}`);
    }
    return {
      lever,
      contacts: contactsFor(lever, contacts),
      catalogue: { version, asAt },
      asks: compileLever(lever, ontology).triggers.map(({ node }) => askWords(node)),
      labels: labelsOf(ontology, lever),
    };
  },
  text: pageOf,
});
