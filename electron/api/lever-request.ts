import { AppError } from '../../shared/api/errors.ts';
import type { LetOutRequest } from '../../shared/api/lever-disclosure.ts';
import { kindOf } from '../../shared/domain/ontology.ts';
import type { RankedOpening } from '../../shared/levers/opening.ts';
import { factsToFindOut, type ToFindOut } from '../../shared/levers/to-find-out.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

/** Records that a request names, and rows of all requests together. */
const MOST_RECORDS_EACH = 200;
const MOST_REQUEST_ROWS = 5000;

/** Whoever answers for what leaves must be able to look it over. */
export function tooLong(count: number, most: number): AppError {
  return new AppError(
    'invalid-value',
    `${count.toLocaleString('en-GB')} suggestions are too many to let out at once: at most ${most.toLocaleString('en-GB')}. Filter the list first.`,
  );
}

/** Requests for information, by who holds it: of which records, through which gateway, and what it may open. */
export function* requestsOf(
  session: Session,
  open: OpenCase,
  openings: readonly RankedOpening[],
  holderId: string | null,
): Generator<void, LetOutRequest[]> {
  const wanted = yield* factsToFindOut(openings, session.ontology);
  const titles = new Map(session.catalogue.map(({ id, title }) => [id, title]));
  const requests: LetOutRequest[] = [];
  let rows = 0;
  for (const one of wanted) {
    yield;
    const { holder, words } = one.question;
    if (holderId !== null && holder.id !== holderId) continue;
    const about = aboutOf(session, open, one);
    rows += about.length;
    if (rows > MOST_REQUEST_ROWS) throw tooLong(rows, MOST_REQUEST_ROWS);
    const gateways = holder.gateways.flatMap((id) => titles.get(id) ?? []);
    requests.push({
      holder: holder.label,
      gateways: gateways.length > 0 ? gateways : ['Check the gateway with the lawyers.'],
      question: words,
      levers: [...one.levers.values()].map(({ lever, mustBe }) => ({
        title: lever.title,
        mustBe: [...mustBe],
      })),
      about,
      more: one.about.size - about.length,
    });
  }
  return requests.sort((a, b) => (a.holder < b.holder ? -1 : a.holder > b.holder ? 1 : 0));
}

function aboutOf(session: Session, open: OpenCase, { about }: ToFindOut): LetOutRequest['about'] {
  const { ontology } = session;
  return [...about]
    .sort(([, a], [, b]) => b.opens - a.opens || (a.label < b.label ? -1 : 1))
    .slice(0, MOST_RECORDS_EACH)
    .flatMap(([id]) => {
      const row = open.entities.find(id);
      if (!row || row.isProtected) return [];
      const { label, reference, kind } = summaryOf(ontology, row, open);
      return [{ record: label, reference, kind: kindOf(ontology, kind)?.label ?? kind }];
    });
}
