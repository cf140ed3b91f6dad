import type { LeverSheet } from '../../shared/api/lever-disclosure.ts';
import { writeCsv } from '../formats/write-table.ts';
import { buildLeverSheet } from './lever-sheet.ts';
import { os } from './os.ts';

/** Handlers of `lever` that let suggestions out of the case: disclosures, with their reason. */
export const leverDisclosureHandlers = {
  export: os.lever.export.handler(async ({ input, context, signal }) => {
    const { sheet, entityIds } = await buildLeverSheet(context.session, input, signal);
    context.touch(entityIds);
    context.because(input.reason);
    const bytes = writeCsv(tableOf(sheet));
    const day = new Date(context.now()).toISOString().slice(0, 10);
    return new File([new Uint8Array(bytes)], `${NAMES[sheet.type]} ${sheet.marking} ${day}.csv`, {
      type: 'text/csv',
    });
  }),

  print: os.lever.print.handler(async ({ input, context, signal }) => {
    const { sheet, entityIds } = await buildLeverSheet(context.session, input, signal);
    context.touch(entityIds);
    context.because(input.reason);
    return {
      ...sheet,
      letOutAt: new Date(context.now()).toISOString(),
      letOutBy: context.session.open().user,
    };
  }),
};

const NAMES = {
  record: 'Lever sheet',
  openings: 'Levers',
  'to-find-out': 'Information requests',
} as const;

/** Said in every row: rows are taken out of files. */
const STANDING = 'Suggestion, not evidence';
const ANSWERS = { applies: 'Applies', 'could-apply': 'Could apply' } as const;
const STRENGTHS = { strong: 'Strong', indicative: 'Indicative' } as const;
const RESULTS = { true: 'yes', false: 'no', unknown: 'not known' } as const;

type Sheet = Omit<LeverSheet, 'letOutAt' | 'letOutBy'>;

function tableOf(sheet: Sheet): { headings: string[]; rows: string[][] } {
  const { version, asAt } = sheet.catalogue;
  const edition = `${version}, law as at ${asAt}`;
  return sheet.type === 'to-find-out' ? requestTable(sheet, edition) : openingTable(sheet, edition);
}

const OPENING_HEADINGS = [
  'Record',
  'Reference',
  'Type',
  'Suggested lever',
  'Suggestion',
  'Strength',
  'Why',
  'Still to find out',
  'Tests',
  'Tie to the group',
  'Why it stands here',
  'Service',
  'Held by',
  'Lead time',
  'Intrusiveness',
  'Legal basis',
  'Legal test',
  'Safeguards',
  'Warnings',
  'Weakest grade',
  'Handling code',
  'Handling conditions',
  'Protective marking',
  'Lever catalogue',
  'Standing',
];

function openingTable({ openings }: Sheet, edition: string) {
  return {
    headings: OPENING_HEADINGS,
    rows: openings.map((one) => [
      one.record,
      one.reference,
      one.kind,
      one.title,
      ANSWERS[one.answer],
      STRENGTHS[one.strength],
      one.reason,
      one.missing.join('; or '),
      one.tests
        .map(
          ({ test, result, actual, grade, observedOn }) =>
            `${test}: ${RESULTS[result]} (${[actual, grade, observedOn].filter(Boolean).join(', ')})`,
        )
        .join('; '),
      one.tie ?? '',
      one.why ?? '',
      one.service,
      one.heldBy,
      one.leadTime,
      one.intrusiveness,
      one.legalBasis.join('; '),
      one.threshold,
      one.safeguards.join(' '),
      one.warnings.join(' '),
      one.grade,
      one.handling,
      one.conditions.join('; '),
      one.marking,
      edition,
      STANDING,
    ]),
  };
}

const REQUEST_HEADINGS = [
  'Who holds it',
  'Gateway',
  'Question',
  'Record',
  'Reference',
  'Type',
  'Levers it may open',
  'Protective marking',
  'Lever catalogue',
  'Standing',
];

function requestTable({ requests, marking }: Sheet, edition: string) {
  return {
    headings: REQUEST_HEADINGS,
    rows: requests.flatMap(({ holder, gateways, question, levers, about }) =>
      about.map(({ record, reference, kind }) => [
        holder,
        gateways.join('; '),
        question,
        record,
        reference,
        kind,
        levers.map(({ title, mustBe }) => `${title} (if ${mustBe.join(' or ')})`).join('; '),
        marking,
        edition,
        STANDING,
      ]),
    ),
  };
}
