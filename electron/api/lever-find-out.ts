import type {
  InformationRequest,
  ToFindOut as ReadToFindOut,
} from '../../shared/api/lever-question.ts';
import { firstOf } from '../../shared/levers/first-of.ts';
import { OWN_CASE } from '../../shared/levers/information-holder.ts';
import {
  factsToFindOut,
  type RecordWant,
  type ToFindOut,
} from '../../shared/levers/to-find-out.ts';
import { askOpenings, type OpeningQuestion } from './lever-question.ts';
import { createOpeningReader } from './opening-read.ts';
import { os } from './os.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';

/** The handler of `lever.toFindOut`. */
export const leverFindOutHandlers = {
  toFindOut: os.lever.toFindOut.handler(async ({ input, context, signal }) => {
    const answer = await askToFindOut(context.session, input, signal);
    context.touch(
      answer.holders.flatMap(({ questions }) =>
        questions.flatMap(({ about }) => about.map(({ entity }) => entity.id)),
      ),
    );
    return answer;
  }),
};

/** What is asked besides whose openings. */
export interface FindOutQuestion extends OpeningQuestion {
  readonly questionId: string | null;
  readonly recordsEach: number;
}

/** Missing facts by who holds them, what would open most first. */
export async function askToFindOut(
  session: Session,
  input: FindOutQuestion,
  signal?: AbortSignal,
): Promise<{ couldApply: number; questions: number; holders: InformationRequest[] }> {
  const asked = await askOpenings(
    session,
    { ...input, filters: { ...input.filters, answer: ['could-apply'] } },
    signal,
  );
  const { open, disrupt } = asked;
  const titles = new Map(session.catalogue.map(({ id, title }) => [id, title]));
  const read = createOpeningReader(session.ontology, open, new Map());

  function aboutOf(about: ToFindOut['about']): ReadToFindOut['about'] {
    return firstOf(about, input.recordsEach, compareRecords).flatMap(
      ([id, { opens, helps, leverIds }]) => {
        const entity = read.summary(id);
        if (!entity || entity.isProtected) return [];
        return { entity, opens, helps, leverIds: [...leverIds] };
      },
    );
  }

  function asRead({ question, ...want }: ToFindOut): ReadToFindOut {
    const gateways = question.holder.gateways.flatMap((leverId) => {
      const title = titles.get(leverId);
      return title === undefined ? [] : { leverId, title };
    });
    return {
      id: question.id,
      question: question.words,
      opens: want.opens,
      strong: want.strong,
      helps: want.helps,
      levers: [...want.levers.values()]
        // Of those that it would open as often, what intrudes least is named first.
        .sort(
          (a, b) =>
            b.opens - a.opens ||
            b.helps - a.helps ||
            a.lever.intrusiveness - b.lever.intrusiveness ||
            (a.lever.title < b.lever.title ? -1 : 1),
        )
        .map(({ lever, opens, helps, mustBe }) => ({
          leverId: lever.id,
          title: lever.title,
          opens,
          helps,
          mustBe: [...mustBe],
        })),
      records: want.about.size,
      about: aboutOf(want.about),
      gateways,
      needsGateway: gateways.length === 0 && question.holder.id !== OWN_CASE,
    };
  }

  return await inSlices(
    function* () {
      const all = yield* factsToFindOut(disrupt, session.ontology);
      const wanted = all.filter(
        ({ question }) => input.questionId === null || question.id === input.questionId,
      );
      const holders = new Map<string, InformationRequest>();
      for (const one of wanted) {
        const { id, label } = one.question.holder;
        const holder = holders.get(id) ?? {
          id,
          label,
          isOwnCase: id === OWN_CASE,
          opens: 0,
          helps: 0,
          questions: [],
        };
        holders.set(id, {
          ...holder,
          opens: holder.opens + one.opens,
          helps: holder.helps + one.helps,
          questions: [...holder.questions, asRead(one)],
        });
        yield;
      }
      return {
        couldApply: disrupt.length,
        questions: wanted.length,
        holders: [...holders.values()].sort(compareHolders),
      };
    },
    { version: session.revision, signal },
  );
}

function compareRecords(
  [, a]: readonly [string, RecordWant],
  [, b]: readonly [string, RecordWant],
) {
  return b.opens - a.opens || b.helps - a.helps || (a.label < b.label ? -1 : 1);
}

function compareHolders(a: InformationRequest, b: InformationRequest): number {
  return (
    Number(a.isOwnCase) - Number(b.isOwnCase) ||
    b.opens - a.opens ||
    b.helps - a.helps ||
    (a.label < b.label ? -1 : 1)
  );
}
