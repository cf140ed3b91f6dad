import type { LeverEvaluation, LeverTest } from '../../shared/domain/lever.ts';
import { highestMarking, type Marking } from '../../shared/domain/marking.ts';
import { countsAsEvidence } from '../../shared/levers/facts.ts';
import type { GroupNetwork, Way } from '../../shared/levers/network.ts';
import {
  entitiesCodedC,
  type Handling,
  handlingOf,
  hasRelationCodedC,
  isEntityCodedC,
} from '../db/handling.ts';
import { markingOfEntity } from '../db/marking.ts';
import type { OpenCase } from './session.ts';

/** What an answer rests on, as far as letting it out is concerned. */
export interface EvidenceCheck {
  readonly isCodedC: boolean;
  /** Conditions of handling that travel with it. */
  readonly conditions: readonly string[];
  readonly handling: 'P' | null;
  /** The highest marking of it. */
  readonly marking: Marking;
}

const NOTHING_SAID = 'withheld';
const UNGRADED = 'recorded, and told only once it is graded';

/** Looks at what answers rest on before they leave; what was looked at is not looked up twice. */
export function createEvidenceChecker(open: OpenCase) {
  const { db } = open.connection;
  const handlings = new Map<string, Handling | null>();
  const areCodedC = new Map<string, boolean>();
  const markings = new Map<string, Marking>();
  const ends = new Map<string, readonly string[]>();

  function handling(id: string): Handling | null {
    let known = handlings.get(id);
    if (known === undefined) {
      known = handlingOf(db, id);
      handlings.set(id, known);
    }
    return known;
  }

  /** The entities that a relation joins; none where the id is a record's. */
  function endsOf(id: string): readonly string[] {
    let known = ends.get(id);
    if (!known) {
      known = open.relations.factsOf([id]).flatMap(({ fromId, toId }) => [fromId, toId]);
      ends.set(id, known);
    }
    return known;
  }

  function isEntityC(id: string): boolean {
    let known = areCodedC.get(id);
    if (known === undefined) {
      known = isEntityCodedC(db, id);
      areCodedC.set(id, known);
    }
    return known;
  }

  /** Whether a record, or a relation with what it leads to, may not leave. */
  function isCodedC(evidenceId: string): boolean {
    return handling(evidenceId)?.code === 'C' || endsOf(evidenceId).some(isEntityC);
  }

  function markingOf(entityId: string): Marking {
    let known = markings.get(entityId);
    if (!known) {
      known = markingOfEntity(db, entityId);
      markings.set(entityId, known);
    }
    return known;
  }

  /** Of a record, or of a relation with what it leads to. */
  function markingOfEvidence(id: string): Marking {
    return highestMarking(handling(id)?.marking ?? 'OFFICIAL', ...endsOf(id).map(markingOf));
  }

  function isOfProtected(evidenceId: string, subjectId: string): boolean {
    return endsOf(evidenceId).some(
      (id) => id !== subjectId && open.entities.find(id)?.isProtected === 1,
    );
  }

  return {
    /** What an answer rests on: the records of every test that is met. */
    check({ entityId, triggers }: LeverEvaluation): EvidenceCheck {
      const met = triggers.flatMap(({ tests }) => tests.filter(({ result }) => result === 'true'));
      const conditions = new Set<string>();
      let isC = isEntityC(entityId);
      let code: 'P' | null = null;
      for (const id of new Set(met.flatMap(({ recordIds }) => recordIds))) {
        const of = handling(id);
        if (of?.code === 'P') code = 'P';
        if (of?.conditions) conditions.add(of.conditions);
        isC ||= isCodedC(id);
      }
      // Tests that are open or not met are told as well, and name what they were asked of.
      const asked = new Set(triggers.flatMap(({ tests }) => tests.flatMap((one) => one.recordIds)));
      const marking = highestMarking(
        markingOf(entityId),
        ...[...asked].filter((id) => !isCodedC(id)).map(markingOfEvidence),
      );
      return { isCodedC: isC, conditions: [...conditions], handling: code, marking };
    },
    /** What is said of handling the links of the way to a group, and of what they lead through. */
    checkWay(way: Way, network: GroupNetwork): Pick<EvidenceCheck, 'conditions' | 'marking'> {
      const ids: string[] = [];
      for (let link = way.via; link; link = network.ways.get(link.other)?.via ?? null)
        ids.push(link.recordId);
      return {
        conditions: [...new Set(ids.flatMap((id) => handling(id)?.conditions ?? []))],
        marking: highestMarking('OFFICIAL', ...ids.map(markingOfEvidence)),
      };
    },
    /** What the sources of some records and relations are called. */
    sourceNames(ids: readonly string[]): string[] {
      return [...new Set(ids.flatMap((id) => handling(id)?.sourceName ?? []))];
    },
    /** A test as it may leave: what speaks of protected people, is coded C or not graded is not told. */
    test(test: LeverTest, subjectId: string): Pick<LeverTest, 'result' | 'actual'> {
      const { actual, recordIds, grade, result } = test;
      if (recordIds.some((id) => isCodedC(id) || isOfProtected(id, subjectId)))
        return { result: 'unknown', actual: NOTHING_SAID };
      if (result === 'unknown' && grade !== null && !countsAsEvidence(grade))
        return { result, actual: UNGRADED };
      return { result, actual };
    },
    /** Whether the way to a group rests on something coded C, from the record to the group itself. */
    isWayCodedC(way: Way, network: GroupNetwork): boolean {
      for (let link = way.via; link; link = network.ways.get(link.other)?.via ?? null)
        if (isCodedC(link.recordId)) return true;
      return false;
    },
    /** Whether what would be cut off is coded C, or rests on links that are: then the number is not told. */
    isNetworkCodedC(network: GroupNetwork): boolean {
      const codedC = entitiesCodedC(db);
      for (const { id } of network.ways.keys()) if (codedC.has(id)) return true;
      if (!hasRelationCodedC(db)) return false;
      for (const entity of network.ways.keys())
        for (const { recordId } of entity.links) if (handling(recordId)?.code === 'C') return true;
      return false;
    },
  };
}

export type EvidenceChecker = ReturnType<typeof createEvidenceChecker>;
