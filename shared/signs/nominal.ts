import type { EntityFacts, Evidence } from '../levers/facts.ts';
import { countsAsEvidence } from '../levers/facts.ts';
import { belief, isUngraded, type SignSource } from './sign-source.ts';

/** Parts in a group that were assessed; those that may have been exploited, or know nothing, are none of them. */
const NOMINAL_ROLES: ReadonlySet<string> = new Set([
  'principal',
  'core-member',
  'driver-transport',
  'corrupt-insider',
  'facilitator',
  'front-business-operator',
  'landlord-complicit',
]);

/** How somebody is a recorded nominal. */
export interface NominalProof {
  readonly words: string;
  readonly evidence: Evidence;
  /** The group; null: their role says so. */
  readonly groupId: string | null;
}

/**
 * Why somebody is a recorded nominal: a member of an organised crime group, or somebody of an assessed role. Null:
 * nothing graded says so, it is nobody but an organisation, or they are protected. Who somebody is related to says
 * nothing.
 */
export function nominalProof(entity: EntityFacts, source: SignSource): NominalProof | null {
  return nominalBy(entity, source, ({ grade }) => countsAsEvidence(grade));
}

/** Whether somebody would be a recorded nominal by what nobody has graded. */
export function isUngradedNominal(entity: EntityFacts, source: SignSource): boolean {
  return nominalBy(entity, source, isUngraded) !== null;
}

function nominalBy(
  entity: EntityFacts,
  source: SignSource,
  counts: (evidence: Evidence) => boolean,
): NominalProof | null {
  if (entity.protection !== 'none') return null;
  if (entity.kind !== 'person') return null;
  const membership = source
    .links(entity.id)
    .filter(({ type, other }) => ['member-of', 'leads'].includes(type) && other.kind === 'ocg')
    .filter(counts)
    .sort((a, b) => belief(b) - belief(a))[0];
  if (membership)
    return {
      words: membership.type === 'leads' ? 'Leads a group' : 'Member of a group',
      evidence: membership,
      groupId: membership.other.id,
    };
  const role = (entity.attributes.get('role') ?? [])
    .filter((said) => NOMINAL_ROLES.has(String(said.value)) && counts(said))
    .sort((a, b) => belief(b) - belief(a))[0];
  return role ? { words: 'Role in a group', evidence: role, groupId: null } : null;
}

/** The groups that a record is of, by graded links. */
export function groupsOf(entity: EntityFacts, source: SignSource): readonly string[] {
  if (entity.protection !== 'none') return [];
  return [
    ...new Set(
      source
        .links(entity.id)
        .filter(
          (link) =>
            ['member-of', 'leads', 'controls'].includes(link.type) &&
            link.other.kind === 'ocg' &&
            countsAsEvidence(link.grade),
        )
        .map(({ other }) => other.id),
    ),
  ];
}
