import type { LicenceEntry } from '../../shared/api/licence.ts';
import { type LicenceStanding, licenceStanding } from '../../shared/domain/licence.ts';
import { currentFields, mergeRecords } from '../../shared/domain/merge.ts';
import { baseKindOf, kindOf, type Ontology, termFor } from '../../shared/domain/ontology.ts';
import type { SourcedRecordRow } from '../db/entity.ts';
import { readRecord } from '../db/record.ts';
import type { NeighbourRow } from '../db/relation.ts';
import { relationWords } from './entity-detail.ts';
import { displayDate } from './field-value.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

const LICENCE = 'licence';

/** Handlers of `licence`. */
export const licenceHandlers = {
  list: os.licence.list.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const { id } = open.entities.get(input.entityId);
    const licences = licencesOf(session, open, open.relations.neighbours(id));
    context.touch([id, ...licences.map(({ licence }) => licence.id)]);
    return licences;
  }),
};

/** The licences among what a record is linked to, those in force first. */
export function licencesOf(
  session: Session,
  open: OpenCase,
  neighbours: readonly NeighbourRow[],
): LicenceEntry[] {
  const tied = neighbours.filter(({ otherKind }) => isLicence(session.ontology, otherKind));
  // One that is both held by it and for it is told once, by its first tie.
  const ties = [...new Map(tied.toReversed().map((tie) => [tie.otherId, tie])).values()];
  return ties
    .map((tie) => entryOf(session, open, tie))
    .sort((a, b) => orderOf(a) - orderOf(b) || (a.licence.label < b.licence.label ? -1 : 1));
}

/** Whether entities of a kind are licences. */
export function isLicence(ontology: Ontology, kind: string): boolean {
  return baseKindOf(ontology, kind) === LICENCE;
}

function orderOf({ standing }: LicenceEntry): number {
  return standing === 'in-force' ? 0 : standing === 'not-known' ? 2 : 1;
}

function entryOf(session: Session, open: OpenCase, tie: NeighbourRow): LicenceEntry {
  const { ontology } = session;
  const licence = open.entities.get(tie.otherId);
  const records = open.entities.records(licence.id);
  const fields = currentFields(mergeRecords(records.map(readRecord)));
  const textOf = (field: string) => {
    const value = fields[field];
    return typeof value === 'string' ? value : null;
  };
  const vocabulary = kindOf(ontology, LICENCE)?.fields.find(({ id }) => id === 'licenceType');
  const type = textOf('licenceType');
  const statuses = statusesOf(records);
  const status = textOf('status');
  const expiresOn = textOf('expiresOn');
  const standing = licenceStanding({ status, expiresOn }, session.today());
  return {
    licence: summaryOf(ontology, licence, open),
    type:
      type === null ? null : (termFor(ontology, vocabulary?.vocabulary ?? '', type)?.label ?? type),
    number: textOf('number'),
    words: relationWords(ontology, tie),
    standing,
    standingWords: standingWords(standing, {
      status,
      since: statuses.find((one) => one.status === status)?.observedOn ?? null,
      issuedOn: textOf('issuedOn'),
      expiresOn,
    }),
    issuedOn: textOf('issuedOn'),
    expiresOn,
    conditions: textOf('conditions'),
    parties: open.relations.neighbours(licence.id).map((party) => ({
      words: relationWords(ontology, party),
      entity: summaryOf(ontology, open.entities.get(party.otherId), open),
    })),
    statuses: [...statuses],
  };
}

function statusesOf(records: readonly SourcedRecordRow[]): LicenceEntry['statuses'] {
  return records
    .flatMap((record) => {
      const { status } = JSON.parse(record.fields) as { readonly status?: unknown };
      return typeof status === 'string'
        ? [
            {
              recordId: record.id,
              status,
              observedOn: record.observedOn,
              recordedAt: record.recordedAt,
              sourceName: record.sourceName,
            },
          ]
        : [];
    })
    .sort((a, b) => {
      const [one, other] = [a.observedOn ?? a.recordedAt, b.observedOn ?? b.recordedAt];
      return one < other ? 1 : one > other ? -1 : a.recordId < b.recordId ? 1 : -1;
    });
}

function standingWords(
  standing: LicenceStanding,
  of: {
    readonly status: string | null;
    readonly since: string | null;
    readonly issuedOn: string | null;
    readonly expiresOn: string | null;
  },
): string {
  const since = of.since === null ? '' : ` since ${displayDate(of.since)}`;
  switch (standing) {
    case 'in-force':
      return of.expiresOn === null
        ? `In force${since}`
        : `In force until ${displayDate(of.expiresOn)}`;
    case 'expired':
      return of.expiresOn === null ? `Expired${since}` : `Expired ${displayDate(of.expiresOn)}`;
    case 'suspended':
      return `Suspended${since}`;
    case 'revoked':
      return `Revoked${since}`;
    case 'surrendered':
      return `Surrendered${since}`;
    case 'applied-for':
      return `Applied for${since}`;
    case 'refused':
      return `Refused${since}`;
    case 'not-known':
      return of.status ?? 'Status not recorded';
  }
}
