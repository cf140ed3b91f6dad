import type { EntityFacts, Evidence } from '../levers/facts.ts';
import { countsAsEvidence } from '../levers/facts.ts';
import { belief, type SignSource } from './sign-source.ts';

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
 * Why a record is a recorded nominal: an organised crime group itself, a member of one, or somebody of an assessed role.
 * Null: nothing graded says so, or they are protected. Who somebody is related to says nothing.
 */
export function nominalProof(entity: EntityFacts, source: SignSource): NominalProof | null {
  if (entity.protection !== 'none') return null;
  if (entity.kind !== 'person') return null;
  const membership = source
    .links(entity.id)
    .filter(({ type, other }) => ['member-of', 'leads'].includes(type) && other.kind === 'ocg')
    .filter(({ grade }) => countsAsEvidence(grade))
    .sort((a, b) => belief(b) - belief(a))[0];
  if (membership)
    return {
      words: membership.type === 'leads' ? 'Leads a group' : 'Member of a group',
      evidence: membership,
      groupId: membership.other.id,
    };
  const role = (entity.attributes.get('role') ?? [])
    .filter(({ value, grade }) => NOMINAL_ROLES.has(String(value)) && countsAsEvidence(grade))
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
